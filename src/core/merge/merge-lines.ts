/** Lines of a text that were replaced: `cut` lines from index `at` (from 0) by others. */
export interface Edit {
  at: number;
  cut: number;
  lines: string[];
}

/** A text as Git sees it: lines with their ends; the last one may lack it. */
export const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** What `git diff -U0` says, with the lines of the changed text. */
export function editsOf(diff: string, changed: string): Edit[] {
  const all = linesOf(changed);
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map(([, from, cut, to, put]) => {
    const removed = cut === undefined ? 1 : Number(cut);
    const added = put === undefined ? 1 : Number(put);
    // Of a place with no lines, Git names the line before it.
    const at = removed === 0 ? Number(from) : Number(from) - 1;
    return { at, cut: removed, lines: added === 0 ? [] : all.slice(Number(to) - 1, Number(to) - 1 + added) };
  });
}

/** Lines both keep or only one changed, or two versions of the same place. */
export type LinePart = string[] | { ours: string[]; theirs: string[] };

/** Edits that put as many lines as they take, one by one. */
export const lineByLine = (edits: Edit[]): Edit[] =>
  edits.flatMap((edit) =>
    edit.cut === edit.lines.length
      ? edit.lines.map((line, index) => ({ at: edit.at + index, cut: 1, lines: [line] }))
      : [edit],
  );

const endOf = ({ at, cut }: Edit) => at + cut;

/**
 * Both sides' edits of a text, side by side. `touching`: edits of neighbouring lines count as two places, not one.
 * `doubtful`: this side's edits may also be left out, where the other has none.
 */
export function sideBySide(
  base: string[],
  ours: Edit[],
  theirs: Edit[],
  touching: boolean,
  doubtful?: "ours" | "theirs",
): LinePart[] {
  const parts: LinePart[] = [];
  let [o, t, done] = [0, 0, 0];
  const keep = (upTo: number) => void parts.push(base.slice(done, upTo));
  const clearOf = (a: Edit, b: Edit) => {
    return touching && a.cut + b.cut > 0 ? endOf(a) <= b.at : endOf(a) < b.at;
  };
  while (o < ours.length || t < theirs.length) {
    const [a, b] = [ours[o], theirs[t]];
    if (a && (!b || clearOf(a, b))) {
      keep(a.at);
      parts.push(doubtful === "ours" ? { ours: a.lines, theirs: base.slice(a.at, endOf(a)) } : a.lines);
      done = endOf(a);
      o++;
    } else if (b && (!a || clearOf(b, a))) {
      keep(b.at);
      parts.push(doubtful === "theirs" ? { ours: base.slice(b.at, endOf(b)), theirs: b.lines } : b.lines);
      done = endOf(b);
      t++;
    } else if (a && b) {
      const [mine, other] = [[a], [b]];
      o++;
      t++;
      let end = Math.max(endOf(a), endOf(b));
      const reached = (edit?: Edit): edit is Edit =>
        edit !== undefined && (edit.at < end || (!touching && edit.at === end));
      for (;;) {
        const [nextO, nextT] = [ours[o], theirs[t]];
        if (reached(nextO)) mine.push(nextO);
        else if (reached(nextT)) other.push(nextT);
        else break;
        if (reached(nextO)) o++;
        else t++;
        end = Math.max(endOf(mine.at(-1) ?? a), endOf(other.at(-1) ?? b));
      }
      const from = Math.min(a.at, b.at);
      keep(from);
      const part = { ours: applied(base, mine, from, end), theirs: applied(base, other, from, end) };
      parts.push(part.ours.join("") === part.theirs.join("") ? part.ours : part);
      done = end;
    }
  }
  keep(base.length);
  return parts;
}

function applied(base: string[], edits: Edit[], from: number, end: number): string[] {
  const lines: string[] = [];
  let at = from;
  for (const edit of edits) {
    lines.push(...base.slice(at, edit.at), ...edit.lines);
    at = endOf(edit);
  }
  return [...lines, ...base.slice(at, end)];
}

/** Texts that two-sided places can become: one after the other, or one side's alone. At most `most` of them. */
export function* textsFrom(parts: LinePart[], most: number): Generator<string> {
  const open = parts.filter((part): part is Exclude<LinePart, string[]> => !Array.isArray(part));
  const ways = 3 ** open.length;
  for (let way = 0; way < Math.min(ways, most); way++) {
    let rest = way;
    const lines = parts.flatMap((part) => {
      if (Array.isArray(part)) return part;
      const choice = rest % 3;
      rest = Math.floor(rest / 3);
      return choice === 0 ? oneAfterTheOther(part) : choice === 1 ? part.ours : part.theirs;
    });
    yield lines.map((line, at) => (line.endsWith("\n") || at === lines.length - 1 ? line : `${line}\n`)).join("");
  }
}

/** Both versions; lines they begin with in common stand once. */
function oneAfterTheOther({ ours, theirs }: { ours: string[]; theirs: string[] }): string[] {
  let same = 0;
  while (same < ours.length && same < theirs.length && ours[same] === theirs[same]) same++;
  return [...ours, ...theirs.slice(same)];
}
