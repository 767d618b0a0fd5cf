import type { Day } from "../basics/dates.ts";
import { type Mapping, text, valuesAt } from "../basics/values.ts";
import { type Field, walkFields } from "../forms/form.ts";
import { isInside } from "../problems/finding.ts";
import type { Document } from "../program/program.ts";
import { lastDay, records } from "./facts.ts";

/** Something a list tells of as having taken place: an activity, a session. */
export interface Happening {
  /** Where it stands in the file. */
  pointer: string;
  label: string;
  /** What the list is called: Activities. */
  list: string;
  /** The last of its days; empty while no day is known. */
  day: Day | "";
  item: Mapping;
}

/** All that a document tells of as having taken place. */
export const happenings = ({ form, value }: Document): Happening[] =>
  [...walkFields(form.fields)].flatMap((field) =>
    (field.falls ?? []).length > 0
      ? valuesAt(value, field.path).flatMap(({ value: list, pointer }) =>
          records(list).map((item, index) => ({
            pointer: `${pointer}/${index}`,
            label: labelOf(field, item, index),
            list: field.label,
            day: lastDay(item, field.falls ?? []),
            item,
          })),
        )
      : [],
  );

const labelOf = ({ list, label }: Field, item: Mapping, index: number) =>
  text(item.title) || `${list?.item ?? label} ${index + 1}`;

/** What is still to come on a day: planned, shown apart, and never counted. */
export const plannedIn = (document: Document, today: Day): Happening[] =>
  happenings(document).filter(({ day }) => day > today);

/** What a section asks to be signed and is still to come: how many, and until when. */
export interface ToCome {
  list: string;
  count: number;
  until: Day;
}

/**
 * What keeps a section from being signed: a signature says that it took place, and would still stand on the day it
 * counts. What lies beyond the due day never counts, so it keeps nobody.
 */
export function stillToCome(document: Document, pointer: string, due: Day | undefined, today: Day): ToCome | null {
  const mine = plannedIn(document, today).filter(
    (each) => isInside(each.pointer, pointer) && (due === undefined || each.day <= due),
  );
  const until = mine
    .map(({ day }) => day)
    .sort()
    .at(-1);
  return until ? { list: mine[0]?.list ?? "", count: mine.length, until } : null;
}
