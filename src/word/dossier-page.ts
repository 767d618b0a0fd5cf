import type { Dossier } from "../core/reports/dossier.ts";
import type { DossierEvent, DossierLine, DossierStep } from "../core/reports/dossier-told.ts";
import type { ComputedSource } from "./computed.ts";
import { dateText, daysOnPaper } from "./shown.ts";

/** The dossier as its Word form says it. */
export const dossierPage = (dossier: Dossier): Pick<ComputedSource, "form" | "value" | "asOf"> => ({
  form: "dossier",
  asOf: dossier.asOf,
  value: {
    schema: "dossier@1",
    whole: wholeText(dossier),
    standing: linesText(dossier.standing),
    steps: dossier.steps.map(stepRow),
    overview: dossier.events.map(overviewRow),
    entries: dossier.events.map(entryLines),
  },
});

/** As prose: what is long stands in a paragraph of its own. */
const linesText = (lines: DossierLine[]): string => lines.map(lineText).join("\n\n");

/** What people wrote stays as they wrote it, to the last date. */
const lineText = ({ label, text, ours }: DossierLine): string =>
  `**${label}:**${text.includes("\n") ? "\n\n" : " "}${ours ? daysOnPaper(text) : text}`;

const bullets = (sentences: string[]): string => sentences.map((each) => `- ${each}`).join("\n");

function wholeText({ alarms, hasHistory, notes, events }: Dossier): string {
  const apart = events.filter(({ counts }) => !counts).length;
  const sound = hasHistory ? ["History tells of nothing that was changed or taken away after it was recorded."] : [];
  const told = alarms.length > 0 ? [`**Not everything here is as it was recorded:**\n\n${bullets(alarms)}`] : sound;
  const many = `${events.length} ${events.length === 1 ? "record" : "records"}`;
  const counted =
    events.length === 0
      ? "Nothing is on record."
      : apart === 0
        ? `${many}; all of them count.`
        : `${many}; ${apart} of them ${apart === 1 ? "does not count, and says" : "do not count, and say"} why.`;
  return [...told, ...(notes.length > 0 ? [bullets(notes)] : []), counted].join("\n\n");
}

const stepRow = ({ appeal, number, title, people, reached, by, due, here }: DossierStep) => ({
  appeal: appeal ?? "",
  number: String(number),
  with: title,
  people: people.join(", "),
  reached,
  by: by ?? "",
  state: here ? `it is here${due ? `; answer by ${dateText(due)}` : ""}` : reached ? "was here" : "",
});

const overviewRow = ({ number, day, time, title, who, about, counts }: DossierEvent) => ({
  number: String(number),
  date: day,
  time,
  what: title,
  who: who ? `${who.name} (${who.role})` : "",
  about: about?.title ?? "",
  counts: counts ? "yes" : "no",
});

const entryLines = ({ number, day, time, title, who, about, says, state, proof, record, file }: DossierEvent) => ({
  heading: `${number}. ${day ? `${dateText(day)} ${time}: ` : ""}${title}`,
  who: who ? `${who.name}, ${who.role}` : "",
  about: about ? `${about.title} (${about.address})` : "",
  says: linesText(says),
  state: daysOnPaper(state),
  proof: daysOnPaper(proof),
  file: [record, file ?? "not copied: it is a link, or not in this copy"].filter(Boolean).join(", "),
});
