import type { Day } from "../../core/basics/dates.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Document } from "../../core/program/program.ts";
import { shortAddress } from "../../core/records/labels.ts";
import type { SectionPlace } from "../../core/records/slots.ts";
import { shortId } from "../../core/records/statement.ts";
import type { ExtensionEntry } from "../../core/review/case-entry.ts";
import type { Told } from "../../core/review/case-file.ts";
import { dueOfSection } from "../../core/review/due.ts";
import { partsOf } from "../../core/review/standing.ts";
import { documentDue, viewFor } from "../../core/review/year.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import {
  givenDayProblem,
  nameQuestion,
  personName,
  severalAnswers,
  severalQuestions,
  textQuestion,
  tidied,
} from "../recording/questions.ts";
import { correctionOf } from "./correction.ts";
import { fileCase } from "./file-act.ts";
import { askFor, type CaseContext, type CaseOptions, openCase } from "./open-case.ts";
import { type AboutPlace, partsIn, placeNamed } from "./place.ts";

export interface ExtendOptions extends CaseOptions {
  document: string;
  to?: string;
  agreed?: string[];
  reason?: string;
  corrects?: string;
}

const mostAgreed = 20;

/** What was due on one day is due on a later one, as agreed. */
export async function extend(options: ExtendOptions, io: Io): Promise<ExitCode> {
  const context = await openCase(options, "extend", io);
  const { program, file } = context;
  const place = placeNamed(context, options.document);
  const { earlier, before, step, entry: corrects, shown } = correctionOf(context, options, "extend", file.extensions);
  if (earlier) refuseOther(context, earlier, place);
  const from = before?.from ?? dueNow(context, place);
  // The new day is asked for below.
  const asked = { ...step, entry: { about: place.about, from, to: "9999-12-31", ...corrects } };
  if ((options.agreed ?? []).length > mostAgreed)
    throw new UserError(`No more than ${mostAgreed} people are named.`, "Name those who decided.");
  const agreed = { name: "agreed", flag: "--agreed NAME", message: "Who agreed?", given: undefined };
  const { role, answers } = await askFor(context, asked, [
    {
      name: "to",
      flag: "--to DATE",
      message: `New day (YYYY-MM-DD; so far ${from}):`,
      given: options.to,
      problem: (day) =>
        givenDayProblem(day) ?? (day > from ? null : `${day} is not later than ${from}, the day it is due so far`),
    },
    ...severalQuestions(agreed, options.agreed ?? before?.agreed, nameQuestion),
    textQuestion({
      name: "reason",
      flag: "--reason TEXT",
      message: "Why?",
      given: options.reason,
      fallback: before?.reason,
      optional: true,
    }),
  ]);
  const { to = "" } = answers;
  const names = severalAnswers("agreed", answers).map((word) => personName(program, word));
  const { about } = place;
  const entry: ExtensionEntry = { about, from, to, agreed: names, ...tidied({ reason: answers.reason }), ...corrects };
  return fileCase(context, {
    ...step,
    role,
    sentence: "extend",
    title: "A later due date",
    entry: { ...entry },
    shown: [
      ["For", place.title],
      ["Due so far", from],
      ["Due from now on", to],
      ["Agreed by", names.join(", ")],
      ["Reason", entry.reason],
      ...shown,
    ],
  });
}

/** The day it is due now, with what was extended before. Throws UserError where nothing is due. */
function dueNow(context: CaseContext, place: AboutPlace & { due?: string | undefined }): Day {
  const { document } = place;
  if (place.due) return place.due;
  const due = document ? dueOf(context, document, place.place) : undefined;
  if (due) return due;
  const others = document
    ? partsIn(document).flatMap((each) => {
        const day = dueOf(context, document, each);
        return day ? `\n  ${shortAddress(place.name, each.section)}, due ${day}` : [];
      })
    : [];
  throw new UserError(
    `Nothing is due for ${place.title}, so there is no date to extend.`,
    others.length > 0
      ? `Name one of its parts:${others.join("")}`
      : `Due dates are in program.yaml; see: ilp status ${context.candidate.id}`,
  );
}

function dueOf({ standing }: CaseContext, document: Document, place: SectionPlace): Day | undefined {
  const view = viewFor(standing.years, document.year);
  if (!view) return undefined;
  const part = partsOf(standing, document).find(({ section }) => section === place.section);
  if (part) return part.due ?? undefined;
  return (place.section === "." ? documentDue(view, document) : dueOfSection(document, place, view)).due;
}

/** A correction is about the same thing, and nothing else goes on from what it corrects. Throws UserError. */
function refuseOther({ file }: CaseContext, { record, entry }: Told<ExtensionEntry>, { about, title }: AboutPlace) {
  if (entry.about !== about)
    throw new UserError(
      `Record ${shortId(record)} is not about ${title}.`,
      `It is about ${entry.about.replace(/#\.$/, "")}; name that.`,
    );
  const later = file.extensions.find((each) => each.entry.about === about && each.entry.from === entry.to);
  if (later)
    throw new UserError(
      `The date of record ${shortId(record)} was extended once more, in record ${shortId(later.record)}.`,
      "Correct that one.",
    );
}
