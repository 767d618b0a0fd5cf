import { UserError } from "../../core/problems/user-error.ts";
import { bars } from "../../core/records/acts.ts";
import { shortAddress } from "../../core/records/labels.ts";
import { type SectionPlace, sectionsOf } from "../../core/records/slots.ts";
import { refusal } from "../recording/refusal.ts";
import { meant, noPart } from "../recording/sections.ts";
import { commandOn, type PartContext } from "./open-part.ts";

/** The part that was named, or the only one there is; null when there are several and none was named. Throws UserError. */
export function partMeant<Place extends SectionPlace>(context: PartContext, places: Place[]): Place | null {
  const { wanted, document } = context;
  if (wanted === undefined && places.length !== 1) return null;
  const found = meant(places, wanted);
  const [first] = found;
  if (first && found.length === 1) return first;
  if (wanted && meant(sectionsOf(document.form, document.value), wanted).length > 0) throw notReviewed(context);
  throw noPart(wanted ?? "", document.name, places, `It is handed in as a whole: ${document.name}`);
}

/** Throws UserError for a document that nobody decides on. */
export function requireReviewed(context: PartContext): void {
  if (context.document.form.review.length === 0) throw notReviewed(context);
}

function notReviewed({ status }: PartContext): UserError {
  const reviewed = status.documents.flatMap(({ name, reviews }) =>
    reviews.map(({ section }) => shortAddress(name, section)),
  );
  return refusal(
    bars["not-reviewed"],
    reviewed.length > 0 ? `Reviewed here: ${reviewed.join(", ")}.` : "Nothing here is reviewed yet.",
  );
}

/** Several parts could be meant. */
export const whichPart = (context: PartContext, command: string, places: SectionPlace[], more = ""): UserError =>
  new UserError(
    "Which part of it?",
    `Name one:${places.map(({ section }) => `\n  ${commandOn(context, command, section)}${more}`).join("")}`,
  );
