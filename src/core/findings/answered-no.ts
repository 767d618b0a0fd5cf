import type { Day } from "../basics/dates.ts";
import { isMapping, text, type Value } from "../basics/values.ts";
import { type Answer, answers } from "../forms/answers.ts";
import { type Finding, isInside } from "../problems/finding.ts";
import { blocks } from "../problems/messages.ts";
import type { Document } from "../program/program.ts";
import { shortAddress } from "../records/labels.ts";
import { type SectionPlace, type Slot, sectionsOf, slotsOf } from "../records/slots.ts";
import { contains } from "../review/attempts.ts";
import type { Standing } from "../review/standing.ts";
import { documentDue, profileFacts, type YearView } from "../review/year.ts";
import { isSaid } from "./said.ts";

/**
 * A no that owes feedback (`owes` of a form: the candidate is not on track) is the turn of whoever gives it, until
 * there is feedback on this very text, or an answer to a concern about it. A draft does not ask.
 */
export function askedByNo(
  document: Document,
  findings: Finding[],
  standing: Standing,
  view: YearView,
  today: Day,
): Finding[] {
  const { form, value, name } = document;
  const around = { settings: view.settings, profile: profileFacts(view) };
  const nos = [...answers(form.fields, value, around)].filter(
    ({ field, value: given }) => field.owes?.feedback === true && given === false,
  );
  if (nos.length === 0) return [];
  const mine = findings.filter((each) => each.document === name && each.section === undefined && blocks(each));
  const { due } = documentDue(view, document);
  return sectionsOf(form, value)
    .filter(({ declared }) => form.feedback.includes(declared))
    .flatMap((place) => {
      const [no] = nos.filter(({ pointer }) => isInside(pointer, place.pointer));
      const open = mine.some((each) => isInside(each.pointer, place.pointer));
      return no && isSaid(document, place, { open, due, today }, standing) && !isAnswered(document, place, standing)
        ? [noFeedback(no, document, place, standing)]
        : [];
    });
}

const signedNow = ({ state }: Slot) => state === "valid" || state === "unverified";
const signedOnce = ({ state }: Slot) => state === "stale";

const feedbackOn = ({ name }: Document, { section }: SectionPlace, { candidate: { records = [] } }: Standing) =>
  records.filter(
    ({ statement }) => statement?.act === "feedback" && statement.document === name && statement.section === section,
  );

/** Feedback on the text as it is now; or a concern about it, answered since it was signed as it is now. */
function isAnswered(document: Document, place: SectionPlace, standing: Standing): boolean {
  if (feedbackOn(document, place, standing).some(({ state }) => state === "valid")) return true;
  const signed = slotsOf(document.form, document.name, place, standing.candidate.records ?? [])
    .filter(signedNow)
    .flatMap(({ at }) => at ?? [])
    .sort()[0];
  return standing.caseFile.concerns.some(({ entry: { about = "" }, answer }) => {
    const [name, section = "."] = about.split("#");
    const isAbout = name === document.name && (contains(section, place.section) || contains(place.section, section));
    return isAbout && answer !== null && signed !== undefined && answer.at >= signed;
  });
}

function noFeedback(no: Answer, document: Document, place: SectionPlace, standing: Standing): Finding {
  const { candidate } = standing;
  const { form, value, name, file } = document;
  const next = `ilp feedback ${candidate.id} ${shortAddress(name, place.section)}`;
  const slots = slotsOf(form, name, place, candidate.records ?? []);
  const [signed] = [signedNow, signedOnce].flatMap((counts) =>
    slots
      .filter(counts)
      .flatMap(({ day }) => day ?? [])
      .sort(),
  );
  const before = feedbackOn(document, place, standing).flatMap(({ state, day }) =>
    state === "stale" ? (day ?? []) : [],
  );
  const earlier = before.length > 0 ? ` The feedback of ${before.sort().at(-1)} was on an earlier text.` : "";
  const data = { label: no.field.label, reason: reasonBeside(no, value), earlier, command: next };
  return {
    ...{ code: "answered-no", data, path: file, pointer: no.pointer, document: name, form: form.id },
    ...{ section: place.section, turn: "coordinator", orTurn: ["director"], first: true, next },
    // In their own case they are the candidate alone, whatever they are for others.
    unable: [candidate.id],
    ...(signed ? { since: signed } : {}),
  };
}

/** What is written beside the answer: why it is a no. */
function reasonBeside({ pointer, field }: Answer, value: Value): string {
  const beside = pointer
    .split("/")
    .slice(1, -1)
    .reduce<Value>(
      (at, key) => (isMapping(at) ? (at[key] ?? null) : Array.isArray(at) ? (at[Number(key)] ?? null) : null),
      value,
    );
  const said = isMapping(beside) ? Object.entries(beside).filter(([key]) => key !== field.key && key !== "id") : [];
  return said.map(([, each]) => text(each)).find(Boolean) ?? "";
}
