/**
 * What may stand between double braces:
 *
 *   {{key}}                        the answer or fact, in the line
 *   {{short key}}                  the same in few words, for narrow columns
 *   {{rich key}}                   prose with paragraphs and lists; alone in its paragraph
 *   {{check key}}                  the box of a yes-no question; {{check key=no}} the other one
 *   {{check key=value}}            the box of one choice
 *   {{boxes key}}                  all choices in one line
 *   {{checklist key}}              all choices below each other; alone in its paragraph
 *   {{label key}} {{prompt key}} {{choice key=value}}     the words of the form
 *   {{marks key=value}}            the letters of earlier documents that chose this value
 *   {{count list}}                 how many items a list has
 *   {{picture key}}                a picture; alone in its paragraph
 *   {{#rows list}} … {{/rows}}     repeats table rows, from the first to the last cell
 *   {{#each list}} … {{/each}}     repeats what stands between; alone in paragraphs
 *   {{#if key}} … {{else}} … {{/if}}     when the key has an answer; alone in paragraphs
 *   {{#if asked key}}              when the question is put to this candidate at all
 *
 * A key is a path of names, with "/" or ".". Inside a list, names are looked up in the row first, then outwards.
 */
export type Mode = "text" | (typeof modes)[number];
export type BlockKind = "rows" | "each" | "if";

export type Directive =
  | { is: "slot"; mode: Mode; key: string; value?: string }
  | { is: "open"; block: BlockKind; key: string; asked?: boolean }
  | { is: "else" }
  | { is: "close"; block: BlockKind };

const modes = [
  "short",
  "rich",
  "check",
  "boxes",
  "checklist",
  "label",
  "prompt",
  "choice",
  "marks",
  "count",
  "picture",
] as const;
const takesValue = new Set<Mode>(["check", "choice", "marks"]);
const needsValue = new Set<Mode>(["choice", "marks"]);

/** Slots that become whole paragraphs. */
export const standsAlone = new Set<Mode>(["rich", "checklist", "picture"]);

const key = /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/;

/** Reads the words between two braces; null when they follow no rule above. */
export function readDirective(words: string): Directive | null {
  const text = normaliseWords(words);
  const open = /^#\s*(rows|each|if)\s+(?:(asked)\s+)?(\S+)$/.exec(text);
  if (open) {
    const [, block, asked, name = ""] = open;
    if (!key.test(name) || (asked && block !== "if")) return null;
    return { is: "open", block: block as BlockKind, key: asKey(name), ...(asked ? { asked: true } : {}) };
  }
  const close = /^\/\s*(rows|each|if)(\s+\S+)?$/.exec(text);
  if (close) return { is: "close", block: close[1] as BlockKind };
  if (text === "else") return { is: "else" };
  return readSlot(text);
}

function readSlot(text: string): Directive | null {
  const [, word, rest = ""] = /^(?:([a-z]+)\s+)?(.+)$/.exec(text) ?? [];
  const mode: Mode = word === undefined ? "text" : (word as Mode);
  if (word !== undefined && !(modes as readonly string[]).includes(word)) return null;
  const [name = "", value] = splitValue(rest);
  if (
    !key.test(name) ||
    (value !== undefined && !takesValue.has(mode)) ||
    (value === undefined && needsValue.has(mode))
  )
    return null;
  return { is: "slot", mode, key: asKey(name), ...(value === undefined ? {} : { value }) };
}

function splitValue(text: string): [string, string?] {
  const at = text.indexOf("=");
  if (at < 0) return [text];
  return [
    text.slice(0, at).trim(),
    text
      .slice(at + 1)
      .trim()
      .replace(/^["'](.*)["']$/, "$1"),
  ];
}

const asKey = (name: string) => name.replaceAll(".", "/");

/** Word types curly quotes, unbreakable spaces and invisible joiners between braces too. */
const normaliseWords = (words: string) =>
  words
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, "")
    .replace(/[\u00A0\u202F\u2007\s]+/g, " ")
    .replace(/[“”„]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/[–—‑]/g, "-")
    .trim();

/** A control's tag that could be a key: `goals/target` or, on a check box, `goals/target=meets`. */
export function readTag(tag: string, isBox: boolean): Directive | null {
  const directive = readSlot(isBox ? `check ${tag}` : tag);
  return directive?.is === "slot" && (isBox || directive.mode === "text") ? directive : null;
}
