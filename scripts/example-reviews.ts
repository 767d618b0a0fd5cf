/** What goes its ordinary way in the examples: signed in the days before it is due, handed in, accepted. */
import { addDays } from "../src/core/basics/dates.ts";
import { placesFor } from "../src/core/findings/waiting.ts";
import type { Role } from "../src/core/forms/form.ts";
import { rolesOf } from "../src/core/program/holders.ts";
import type { Document } from "../src/core/program/program.ts";
import { placesIn, sectionsOf } from "../src/core/records/slots.ts";
import { type Statement, statementId } from "../src/core/records/statement.ts";
import { contains, reviewedIn } from "../src/core/review/attempts.ts";
import { asOf, type Example, isTold, workday } from "./example-days.ts";
import { type PartDeed, partStatement } from "./example-statements.ts";

/** Whoever signs does so in the days before a section is due, once it is written. */
export function signaturesOf(example: Example): Statement[] {
  const { program, candidate, status } = example;
  const everyone = program.people.people.flatMap(({ id }) =>
    rolesOf(id, candidate.id, candidate.profile, program.people, asOf),
  );
  const roles = [...new Set([...everyone, "coach", "supervisor"] as Role[])];
  return placesFor(status, roles).flatMap(({ document: { name, form }, section: { section }, slot }) => {
    const document = candidate.documents.find((each) => each.name === name);
    const place = document && sectionsOf(document.form, document.value).find((each) => each.section === section);
    if (!document || !place || isTold(example, name, section)) return [];
    const due = example.dueOf(document, place, "section");
    const isLeft = !slot.required && slot.role === "director" && form !== "admin-ilp";
    if (!example.isWritten(document, section) || due > asOf || isLeft) return [];
    const order = { candidate: 0, coach: 1 }[slot.role as string] ?? 2;
    return said(example, { act: "sign", document: name, section, role: slot.role, day: addDays(due, order - 4) });
  });
}

/** What a reviewer adds to a YES on a cycle, in turn. */
const notes = [
  "Your claims follow from what you saw, and you say where they do not.",
  "I would like to hear in spring what became of the last entry.",
  "Short, and nothing is missing.",
];

/** Every part that is written is handed in on the day before it is due, and accepted in the week after. */
export function reviewsOf(example: Example, signed: Statement[]): Statement[] {
  let cycles = 0;
  return example.candidate.documents.flatMap((document) => {
    const open = reviewedIn(document.form, document.value).filter(
      ({ section }) => !isTold(example, document.name, section) && example.isWritten(document, section),
    );
    return open.flatMap((place) => {
      const due = example.dueOf(document, place, "part");
      if (due > asOf) return [];
      const { section } = place;
      const base = { document: document.name, section };
      const covers = idsIn(document, section, signed);
      const handedIn = said(example, { ...base, act: "submit", role: "candidate", day: addDays(due, -1), covers });
      const day = workday(due, 4);
      if (day > asOf) return handedIn;
      const note = section.includes("/") ? notes[cycles++ % notes.length] : undefined;
      const decided = said(example, {
        ...{ ...base, act: "review", role: "reviewer", day, decision: "YES" },
        covers: [...handedIn.map(statementId), ...covers],
        ...(note ? { feedback: note } : {}),
      });
      return [...handedIn, ...decided];
    });
  });
}

const idsIn = ({ name }: Document, part: string, signed: Statement[]): string[] =>
  signed.filter(({ document, section }) => document === name && contains(part, section)).map(statementId);

/** What the coordinator writes on Collaborative Summaries, in turn. */
const words = [
  "Thank you. I can see what you worked on together, and what comes next.",
  "You name one thing that changed because of a visit. Next month, tell us what a student noticed.",
  "The question you took away is a good one. Please come back to it in the next summary.",
  "Clear and honest. Which goal of your plan does this month belong to?",
  "I would like to hear more about the sessions themselves: what did your coach ask that helped?",
  "Your hours are well used. Keep the visits short and the talks long.",
];
const finalWords = "Thank you both for this year. The levels are clear to me, and so are the reasons for them.";

/** Feedback on every summary that was signed; of the last one of a year under way it is still to come. */
export function feedbackOf(example: Example, signed: Statement[]): Statement[] {
  let months = 0;
  return example.candidate.documents.flatMap((document) =>
    placesIn(document.form.feedback, document.value).flatMap(({ section }) => {
      const mine = signed.find(
        (each) => each.document === document.name && each.section === section && each.role === document.form.writer,
      );
      const day = mine && workday(mine.at.slice(0, 10), 5);
      if (!day || day > "2025-01-01") return [];
      const feedback = document.form.each ? words[months++ % words.length] : finalWords;
      return said(example, {
        ...{ document: document.name, section, act: "feedback", role: "coordinator", day },
        ...(feedback ? { feedback } : {}),
      });
    }),
  );
}

const said = (example: Example, deed: PartDeed): Statement[] => {
  const statement = partStatement(example, deed);
  return statement ? [statement] : [];
};
