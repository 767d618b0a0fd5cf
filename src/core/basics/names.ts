import { createHash } from "node:crypto";

/** Names Windows keeps for itself: a folder called so cannot be copied there. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Why a word cannot be an id, or null. Ids name folders and files, in Git and on every system. */
export function idProblem(id: string): string | null {
  if (!/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/.test(id))
    return "an id is made of small letters, digits and single hyphens, and begins and ends with a letter or digit";
  if (id.includes("--")) return "an id has no two hyphens in a row";
  if (reserved.test(id)) return "Windows keeps this name for itself";
  return null;
}

/** Why a word cannot be the id of a person, or null. A candidate's id is a person's as well. */
export const personIdProblem = (id: string): string | null =>
  idProblem(id) ?? (id === "program" ? "this name stands for the program itself, in signatures" : null);

/** The id with the next number that nobody has. */
export function freeId(id: string, taken: string[]): string {
  const stem = id.replace(/-\d+$/, "");
  for (let number = 2; ; number++) if (!taken.includes(`${stem}-${number}`)) return `${stem}-${number}`;
}

/** Why a text cannot be somebody's name, or null. */
export const nameProblem = (name: string): string | null =>
  name.trim() === ""
    ? "a name is needed"
    : /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(name)
      ? "a name has no control characters"
      : null;

/** Why a text cannot be an email address, or null. */
export const emailProblem = (address: string): string | null =>
  /^[^@\s]+@[^@\s]+$/.test(address) ? null : `"${address}" is not an address`;

/** What ids are made of: small letters and digits of ASCII, in words with hyphens between them. Empty when nothing is left. */
export async function asciiWords(text: string): Promise<string> {
  const isPlain = /^[ -~]*$/.test(text);
  // The table of all scripts is large: only a name that needs it loads it.
  const letters = isPlain ? text : (await import("./transliterate.ts")).transliterate(text);
  return letters
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** How long an id made of a name is at most: with a number behind it, it is an id still. */
const longest = 60;

/**
 * The id a name suggests: "María López" becomes maria-lopez, "Đặng Thị Đào" dang-thi-dao. Empty when nothing is left.
 * What is too long is cut, and ends with digits of the whole: names that are alike at their beginning keep ids of their own.
 */
export async function idFrom(name: string): Promise<string> {
  const id = await asciiWords(name);
  if (reserved.test(id)) return `${id}-1`;
  if (id.length <= longest) return id;
  const digits = createHash("sha256").update(id).digest("hex").slice(0, 8);
  return `${id.slice(0, longest - digits.length - 1).replace(/-+$/, "")}-${digits}`;
}
