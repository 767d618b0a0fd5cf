import { createHash } from "node:crypto";
import { isMapping, type Value } from "./values.ts";

/** Why a value has no canonical text: it could be read differently by another program, or looks like something it is not. */
export class CanonError extends Error {
  readonly reason: string;
  /** JSON pointer to the value. */
  readonly pointer: string;
  constructor(reason: string, pointer: string) {
    super(`${reason} ${pointer}`);
    this.name = "CanonError";
    this.reason = reason;
    this.pointer = pointer;
  }
}

const oddities: [RegExp, string][] = [
  [/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/, "half a character (a lone surrogate)"],
  [/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\u2028\u2029]/, "an invisible control character"],
  [/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/, "an invisible character that turns the direction of writing"],
];
const plain = /^[\t\n\x20-\x7e]*$/;

/** Line ends as LF, letters composed (NFC): what two systems write differently and people see as the same. */
function canonString(text: string, pointer: string): string {
  if (plain.test(text)) return text;
  const same = text.replace(/\r\n?/g, "\n").normalize("NFC");
  for (const [oddity, reason] of oddities) if (oddity.test(same)) throw new CanonError(reason, pointer);
  return same;
}

/**
 * RFC 8785 text of a value after the profile ilp-canon-1: what is hashed and signed. Key order, quotes, comments, line
 * ends and composed letters make no difference. Throws CanonError for what cannot be signed safely.
 */
export function canonicalText(value: Value, pointer = ""): string {
  if (typeof value === "string") return JSON.stringify(canonString(value, pointer));
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new CanonError("not a number that can be counted with", pointer);
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      throw new CanonError("a number too large to be exact", pointer);
    return JSON.stringify(value === 0 ? 0 : value);
  }
  if (Array.isArray(value))
    return `[${value.map((each, index) => canonicalText(each, `${pointer}/${index}`)).join(",")}]`;
  if (!isMapping(value)) return JSON.stringify(value);
  const named = Object.entries(value).map(([key, inner]): [string, Value] => [canonKey(key, pointer), inner]);
  // By UTF-16 code units, as the standard says and `<` does.
  named.sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [index, [key]] of named.entries())
    if (key === named[index - 1]?.[0]) throw new CanonError("the same key twice", `${pointer}/${key}`);
  return `{${named.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalText(inner, `${pointer}/${key}`)}`).join(",")}}`;
}

/** As `canonicalText`, and JSON for what that refuses: to see whether something changed, never to be signed. */
export function comparableText(value: Value): string {
  try {
    return canonicalText(value);
  } catch (error) {
    if (!(error instanceof CanonError)) throw error;
    return JSON.stringify(value);
  }
}

function canonKey(key: string, pointer: string): string {
  if (key === "__proto__") throw new CanonError('the key "__proto__"', pointer);
  return canonString(key, pointer);
}

export const sha256 = (data: string | Uint8Array): string =>
  `sha256:${createHash("sha256").update(data).digest("hex")}`;
