import { lstatSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { sha256 } from "../../core/basics/canonical.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { type NewFile, writeFiles } from "../../data/write.ts";

/** The list of every other file of a dossier, as `sha256sum -c` reads it. */
const sumsFile = "sha256.txt";

const sumOf = (bytes: Uint8Array) => sha256(bytes).slice("sha256:".length);

/**
 * Writes a dossier into its folder. One that was written there before is replaced, and nothing of it is left; a folder
 * with anything else in it, or with a file that somebody changed, is refused. Throws UserError, with everything as it was.
 */
export function writeDossier(out: string, inside: string, files: NewFile[]): void {
  const folder = join(out, inside);
  const before = earlier(folder, inside);
  const all = files.map(({ path, content }) => ({ path, content: Buffer.from(content) }));
  const sums = all.map(({ path, content }) => `${sumOf(content)}  ${path}\n`).join("");
  const whole = [...all, { path: sumsFile, content: sums }];
  writeFiles(
    out,
    whole.map(({ path, content }) => ({ path: `${inside}/${path}`, content })),
  );
  for (const path of before.filter((each) => !whole.some((one) => one.path === each))) {
    rmSync(join(folder, path), { force: true });
    removeEmpty(dirname(join(folder, path)));
  }
}

function removeEmpty(folder: string) {
  try {
    rmdirSync(folder);
  } catch {
    // There is something else in it.
  }
}

/** The files of the dossier that lies there. Throws UserError when there is anything else. */
function earlier(folder: string, inside: string): string[] {
  const files = filesIn(folder);
  const sums = sumsIn(files);
  const others = [...files].flatMap(([path, bytes]) =>
    path === sumsFile ? (sums.size === 0 ? [path] : []) : bytes && sums.get(path) === sumOf(bytes) ? [] : [path],
  );
  const [first] = others;
  if (first === undefined) return [...files.keys()];
  const more = others.length === 1 ? "" : ` and ${others.length - 1} more`;
  throw new UserError(
    `${inside} holds what ilp did not write there, or what was changed since: ${first || "it is no folder"}${more}.`,
    "Move it away, or write elsewhere with --out. Nothing was written.",
  );
}

/** Every file below a folder, "" for a folder that is none; null for a link or anything else that is no file. */
function filesIn(folder: string): Map<string, Uint8Array | null> {
  const entry = lstatSync(folder, { throwIfNoEntry: false });
  if (!entry) return new Map();
  if (!entry.isDirectory()) return new Map([["", null]]);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => !each.isDirectory());
  return new Map(
    entries.map((each) => {
      const path = join(each.parentPath, each.name);
      const name = path.slice(folder.length + 1).replaceAll("\\", "/");
      return [name, each.isFile() ? readFileSync(path) : null] as const;
    }),
  );
}

/** Digests by path; none when a line is no such line. */
function sumsIn(files: Map<string, Uint8Array | null>): Map<string, string> {
  const text = Buffer.from(files.get(sumsFile) ?? "").toString("utf8");
  const lines = text.split("\n").slice(0, -1);
  const read = lines.map((line) => /^([0-9a-f]{64}) {2}(.+)$/.exec(line));
  return read.every((each) => each !== null)
    ? new Map(read.map((each) => [String(each?.[2]), String(each?.[1])]))
    : new Map();
}
