import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { sha256 } from "../../core/basics/canonical.ts";
import type { Mapping } from "../../core/basics/values.ts";
import type { Field } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { filesOf } from "../../core/records/entry.ts";
import { caseFolder } from "../../core/records/statement.ts";
import type { Saved } from "../../signatures/make.ts";
import { attachment, freeName } from "../recording/attachment.ts";
import type { CaseContext } from "./open-case.ts";

type Kept = ReturnType<typeof filesOf>[number];

/** Files that are kept with a record: what its entry says of them, their bytes, and how each is shown. */
export interface KeptFiles {
  entry: Mapping;
  saved: Saved[];
  fileWords: (file: Kept) => string;
}

/** Reads files to keep with a record, named so that nothing is written over, with their digests. Throws UserError. */
export async function keptFiles(
  { io, program, candidate, file }: CaseContext,
  { key }: Field,
  sources: string[],
  before: Mapping,
): Promise<KeptFiles> {
  const folder = caseFolder(candidate.id);
  const twice = sources.find(
    (each, index) => sources.findIndex((one) => resolve(io.cwd, one) === resolve(io.cwd, each)) < index,
  );
  if (twice !== undefined) throw new UserError(`${twice} is given twice.`, "Give each file once.");
  const taken = new Set(file.told.flatMap(({ act, entry }) => filesOf({ act, entry }).map(({ path }) => path)));
  const added: { source: string; path: string; bytes: Buffer; sha256: string }[] = [];
  for (const source of sources) {
    const { name, bytes } = await attachment(io, source, words);
    // Records are the .yaml files of this folder.
    const path = freeName(
      name.replace(/\.ya?ml$/, "$&.txt"),
      (tried) => taken.has(tried) || existsSync(join(program.root, folder, tried)),
    );
    taken.add(path);
    added.push({ source, path, bytes, sha256: sha256(bytes) });
  }
  const all = [
    ...((before[key] ?? []) as unknown as Kept[]),
    ...added.map(({ path, sha256: sum }) => ({ path, sha256: sum })),
  ];
  return {
    entry: all.length > 0 ? { [key]: all as unknown as Mapping[] } : {},
    saved: added.map(({ path, bytes }) => ({ path: `${folder}/${path}`, content: bytes, write: "new", exact: true })),
    fileWords: ({ path }) => {
      const one = added.find((each) => each.path === path);
      return one ? `${one.source}, ${sizeOf(one.bytes)}, kept as ${folder}/${path}` : `${path}, kept before`;
    },
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
