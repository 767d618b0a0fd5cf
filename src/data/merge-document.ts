import type { Value } from "../core/basics/values.ts";
import {
  type Edit,
  editsOf,
  type LinePart,
  lineByLine,
  linesOf,
  sideBySide,
  textsFrom,
} from "../core/merge/merge-lines.ts";
import { alike, type Clash, threeWay } from "../core/merge/three-way.ts";
import { parseText } from "./parse.ts";

/** A text that both sides changed from `base`, with what `git diff -U0` says about each. Base "" = it is new. */
export interface TwoVersions {
  base: string;
  ours: string;
  theirs: string;
  oursDiff: string;
  theirsDiff: string;
}

export type Merged = { text: string } | { clashes: Clash[]; reason: "fields" | "lines" | "unreadable" };

/** How many ways to put the lines together are tried; a document with more places to decide is left to people. */
const most = 243;

/**
 * Puts two versions of a YAML document together. Lines are what is put together, so comments and layout stay; the
 * values decide whether the result is right: each field as the side left it that changed it. `keep` decides fields that
 * both changed.
 */
export async function mergeDocument(versions: TwoVersions, keep?: "ours" | "theirs"): Promise<Merged> {
  const edits = editsFrom(versions);
  const base = linesOf(versions.base);
  const plain = sideBySide(base, ...edits, false);
  const simple = plain.every(Array.isArray);
  if (simple) {
    const text = plain.flat().join("");
    return (await valueIn(text)) === undefined ? { clashes: [], reason: "unreadable" } : { text };
  }
  const before = versions.base === "" ? undefined : await valueIn(versions.base);
  const [mine, other] = [await valueIn(versions.ours), await valueIn(versions.theirs)];
  if (mine === undefined || other === undefined || (before === undefined && versions.base !== ""))
    return { clashes: [], reason: "unreadable" };
  const { value, clashes } = threeWay(before, mine, other, keep);
  if (clashes.length > 0 && !keep) return { clashes, reason: "fields" };
  const comments = keep ? [] : newComments(base, edits);
  const layouts = [sideBySide(base, ...edits, true)];
  // Of a long text that gives way, other lines may have been taken over as well.
  if (keep === "ours") layouts.push(sideBySide(base, edits[0], lineByLine(edits[1]), true, "theirs"));
  if (keep === "theirs") layouts.push(sideBySide(base, lineByLine(edits[0]), edits[1], true, "ours"));
  for (const parts of layouts)
    for (const text of textsFrom(parts, most)) {
      if (comments.some((comment) => !text.includes(comment))) continue;
      if (alike(await valueIn(text), value)) return { text };
    }
  return { clashes, reason: "lines" };
}

/** Puts two versions of any other text together, where they changed different places; null when they did not. */
export function mergePlainText(versions: TwoVersions): string | null {
  const parts = sideBySide(linesOf(versions.base), ...editsFrom(versions), false);
  return parts.every((part: LinePart): part is string[] => Array.isArray(part)) ? parts.flat().join("") : null;
}

function editsFrom({ base, ours, theirs, oursDiff, theirsDiff }: TwoVersions): [Edit[], Edit[]] {
  if (base === "") return [[{ at: 0, cut: 0, lines: linesOf(ours) }], [{ at: 0, cut: 0, lines: linesOf(theirs) }]];
  return [editsOf(oursDiff, ours), editsOf(theirsDiff, theirs)];
}

/** What people wrote beside their answers: it must not get lost where only values are compared. */
const newComments = (base: string[], edits: [Edit[], Edit[]]): string[] =>
  edits
    .flat()
    .flatMap(({ lines }) => lines)
    .filter((line) => /(^|\s)#/.test(line) && !base.includes(line))
    .map((line) => line.slice(line.search(/(^|\s)#/)).trim());

async function valueIn(text: string): Promise<Value | undefined> {
  const read = await parseText(text);
  return "value" in read ? read.value : undefined;
}
