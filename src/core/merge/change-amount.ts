import { counted } from "../basics/number-words.ts";
import { type Differ, type TextStretch, textAmount } from "../basics/text-change.ts";
import { isBlank, items, type Value } from "../basics/values.ts";
import type { Field } from "../forms/form.ts";

/** How much, in plain words, and both texts laid over each other. */
export interface Amount {
  much: string;
  pieces: TextStretch[];
}

/** How much an answer changed, as its kind of question is best told. */
export function amountOf(
  field: Field,
  before: Value,
  after: Value,
  [was, is]: readonly [string, string],
  differ: Differ,
): Amount {
  const pieces = piecesOf(field, was, is, differ);
  if (isBlank(before)) return { much: "answered now", pieces };
  if (isBlank(after)) return { much: "emptied", pieces };
  if (field.kind === "choices" || field.kind === "ids") return { much: setAmount(items(before), items(after)), pieces };
  if (field.kind === "text" || field.kind === "line")
    return { much: textAmount(pieces, differ.sentences(was, is), field.kind === "line"), pieces };
  const quote = (text: string) => (/\s/.test(text) ? `"${text}"` : text);
  return { much: was === is ? "written another way" : `from ${quote(was)} to ${quote(is)}`, pieces };
}

/** Prose word by word; a date or a choice is another one as a whole. */
function piecesOf({ kind }: Field, was: string, is: string, differ: Differ): TextStretch[] {
  if (was === is) return was === "" ? [] : [{ kind: "same", text: was }];
  if (was !== "" && is !== "" && (kind === "text" || kind === "line")) return differ.words(was, is);
  const both: TextStretch[] = [
    { kind: "removed", text: was },
    { kind: "added", text: is },
  ];
  return both.filter(({ text }) => text !== "");
}

function setAmount(before: Value[], after: Value[]): string {
  const added = after.filter((each) => !before.includes(each)).length;
  const removed = before.filter((each) => !after.includes(each)).length;
  return comings(added, removed) || "in another order";
}

const comings = (added: number, removed: number, noun?: string) =>
  [
    added > 0 ? `${counted(added, noun)} added` : "",
    removed > 0 ? `${counted(removed, added > 0 ? undefined : noun)} removed` : "",
  ]
    .filter(Boolean)
    .join(", ");

/** Entries that came and went: "three entries added, one removed"; empty when it is the same ones in the same order. */
export const listAmount = (removed: number, added: number, moved: boolean): string =>
  [comings(added, removed, "entry"), moved ? "in another order" : ""].filter(Boolean).join(", ");
