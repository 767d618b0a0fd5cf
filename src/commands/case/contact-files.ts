import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../../core/problems/user-error.ts";
import { caseFolder } from "../../core/records/statement.ts";
import type { ContactEntry } from "../../core/review/case-entry.ts";
import type { Saved } from "../../signatures/make.ts";
import { attachment, freeName } from "../recording/attachment.ts";
import type { CaseContext } from "./open-case.ts";

type Kept = NonNullable<ContactEntry["files"]>;

const mostFiles = 20;

/** Files to keep with it: read, named so that nothing is written over, and with their digests. Throws UserError. */
export function filesFrom(
  { io, program, candidate, file }: CaseContext,
  sources: string[],
  before: Kept,
): { files: Kept; saved: Saved[]; shown: [string, string][] } {
  const folder = caseFolder(candidate.id);
  const twice = sources.find(
    (each, index) => sources.findIndex((one) => resolve(io.cwd, one) === resolve(io.cwd, each)) < index,
  );
  if (twice !== undefined) throw new UserError(`${twice} is given twice.`, "Give each file once.");
  if (sources.length + before.length > mostFiles)
    throw new UserError(`A contact has no more than ${mostFiles} files.`, "Log a second one for the others.");
  const taken = new Set(file.contacts.flatMap(({ entry }) => (entry.files ?? []).map(({ path }) => path)));
  const added = sources.map((source) => {
    const { name, bytes } = attachment(io, source, words);
    // Records are the .yaml files of this folder.
    const plain = freeName(
      name.replace(/\.ya?ml$/, "$&.txt"),
      (tried) => taken.has(tried) || existsSync(join(program.root, folder, tried)),
    );
    taken.add(plain);
    return { source, path: plain, bytes, sha256: `sha256:${createHash("sha256").update(bytes).digest("hex")}` };
  });
  return {
    files: [...before, ...added.map(({ path, sha256 }) => ({ path, sha256 }))],
    saved: added.map(({ path, bytes }) => ({ path: `${folder}/${path}`, content: bytes, write: "new", exact: true })),
    shown: [
      ...before.map(({ path }): [string, string] => ["File kept before", path]),
      ...added.map(({ source, path, bytes }): [string, string] => [
        "File",
        `${source}, ${sizeOf(bytes)}, kept as ${folder}/${path}`,
      ]),
    ],
  };
}

const words = {
  stem: "file",
  missing: "Give the path of a file.",
  tooLarge: "Put it where your district keeps large files, and say in the summary where.",
};

const sizeOf = ({ length }: Buffer) =>
  length < 1024
    ? `${length} bytes`
    : length < 1024 * 1024
      ? `${Math.ceil(length / 1024)} KB`
      : `${Math.ceil(length / 1024 / 1024)} MB`;
