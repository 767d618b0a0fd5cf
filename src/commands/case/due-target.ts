import type { Day } from "../../core/basics/dates.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Document } from "../../core/program/program.ts";
import { shortAddress } from "../../core/records/labels.ts";
import type { SectionPlace } from "../../core/records/slots.ts";
import { shortId } from "../../core/records/statement.ts";
import { partsIn } from "../../core/review/attempts.ts";
import { dueOfSection } from "../../core/review/due.ts";
import { partsOf } from "../../core/review/standing.ts";
import { documentDue, viewFor } from "../../core/review/year.ts";
import type { Aim } from "./aim.ts";
import type { Earlier } from "./correction.ts";
import type { CaseContext } from "./open-case.ts";
import { type AboutPlace, placeNamed } from "./place.ts";

/** What is due, and on which day so far. Throws UserError. */
export function dueAim(context: CaseContext, earlier: Earlier | null): Aim {
  const place = placeNamed(context, context.options.document ?? "");
  if (earlier) refuseOther(context, earlier, place);
  return { entry: { about: place.about, from: earlier?.entry.from ?? dueNow(context, place) } };
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
function refuseOther({ file }: CaseContext, { record, entry }: Earlier, { about, title }: AboutPlace) {
  if (entry.about !== about)
    throw new UserError(
      `Record ${shortId(record)} is not about ${title}.`,
      `It is about ${String(entry.about).replace(/#\.$/, "")}; name that.`,
    );
  const later = file.extensions.find((each) => each.entry.about === about && each.entry.from === entry.to);
  if (later)
    throw new UserError(
      `The date of record ${shortId(record)} was extended once more, in record ${shortId(later.record)}.`,
      "Correct that one.",
    );
}
