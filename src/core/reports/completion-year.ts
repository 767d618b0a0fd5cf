import type { Day } from "../basics/dates.ts";
import { assess } from "../findings/assess.ts";
import { expectedDocuments } from "../findings/expected.ts";
import { notMetWords } from "../findings/standards.ts";
import type { Profile, Rulebook } from "../program/program.ts";
import { addressTitle } from "../records/labels.ts";
import type { Standing } from "../review/standing.ts";
import { coachesOf, coachingOf, pdOf, standardsOf } from "./completion-facts.ts";
import { itemsOf } from "./completion-items.ts";
import { openInYear, openWords } from "./completion-open.ts";
import type { CompletionRecord } from "./completion-record.ts";

/** One year of a candidate, as its files and records are. Null for a year that was not begun. */
export function completionRecordOf(
  standing: Standing,
  { year, asOf, computedOn }: { year: number; asOf: Day; computedOn: Day },
): CompletionRecord | null {
  const { candidate, rulebook, years } = standing;
  const { settings, people } = rulebook;
  const view = years.find((each) => each.year === year);
  if (!view) return null;
  const status = assess(standing, asOf);
  const findings = openInYear(year, status.findings);
  // In the order the year asks for them, not of the alphabet: the initial self-assessment comes before the final one.
  const names = view.forms.flatMap((form) => expectedDocuments(form, view)).map(({ name }) => name);
  const order = (form: string) => view.forms.findIndex(({ id }) => id === form);
  const place = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length);
  const required = status.documents
    .filter((each) => each.year === year && each.state !== "optional" && each.state !== "not-asked")
    .sort((one, other) => order(one.form) - order(other.form) || place(one.name) - place(other.name))
    .flatMap((each) => itemsOf(each, findings, standing, view));
  const complete = findings.length === 0;
  const notMet = notMetWords(view, findings);
  const day = asOf === computedOn ? computedOn : `${computedOn}, as of ${asOf},`;
  return {
    complete,
    title: titleOf(`ompletion record, year ${year} (${view.programYear.name})`, complete, notMet),
    notMet,
    about: `Computed on ${day} from the files and records of ${settings.name}; it is no credential.`,
    computedOn,
    asOf,
    program: { id: settings.id, name: settings.name, district: settings.district },
    candidate: whoOf(view.profile, rulebook),
    year,
    programYear: view.programYear,
    began: view.start,
    coachLabel: settings.labels.coach,
    coaches: coachesOf(view, people),
    required: required.map(({ item }) => item),
    pd: pdOf(view, asOf),
    coaching: coachingOf(view, asOf),
    standards: standardsOf(view),
    extensions: view.extensions
      .filter(({ entry }) => entry.about.startsWith(`year-${year}/`))
      .map(({ entry: { about, from, to, agreed } }) => {
        const [document = "", section = "."] = about.split("#");
        return { title: addressTitle(candidate, document, section), from, to, agreed: agreed.join(", ") };
      }),
    open: openWords(findings, required),
  };
}

/** Where the coach saw standards that are not met, that comes first: the paperwork may be finished, and the year is not. */
function titleOf(title: string, complete: boolean, notMet: string): string {
  if (complete) return `C${title}`;
  return notMet === "" ? `Not complete: c${title}` : `Not complete: ${notMet}. C${title}`;
}

function whoOf({ id, name, kind, site, position }: Profile, { forms }: Rulebook): CompletionRecord["candidate"] {
  const kinds = forms.find((form) => form.id === "profile")?.fields.find(({ key }) => key === "kind")?.choices;
  const kindLabel = kinds?.find(({ value }) => value === kind)?.label ?? kind;
  return { id, name, kind, kindLabel, site: site ?? "", position: position ?? "" };
}
