import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../core/problems/user-error.ts";
import type { Person } from "../../core/program/registry.ts";
import { setValue } from "../../data/edit.ts";
import { findProgram, loadProgram, type Program } from "../../data/load.ts";
import { readFolder, readText } from "../../data/read.ts";
import { programSupportFiles, registryText } from "../../data/support-files.ts";
import type { NewFile } from "../../data/write.ts";

/** What a new program takes over from another, and what it leaves there. */
export interface Likeness {
  source: Program;
  files: NewFile[];
  /** Those whom the new program knows from the first day. */
  people: Person[];
  /** How many stay behind: candidates, who are nothing to each other. */
  left: number;
}

/**
 * The rules of another program: program.yaml letter by letter, its own forms and Word forms, and the people who work in
 * it, with all their keys, so that a key reported stolen is not trusted here. No candidate and no record comes along;
 * nor do the comments of people.yaml, which may speak of candidates. Throws UserError.
 */
export async function likeProgram(
  cwd: string,
  folder: string,
  changed: { id?: string; district?: string },
): Promise<Likeness> {
  const source = await loadProgram(findProgram(cwd, folder));
  const people = source.people.people.flatMap((person) => {
    const roles = person.roles.filter((role) => role !== "candidate");
    return roles.length > 0 ? [{ ...person, roles: roles as Person["roles"] }] : [];
  });
  const rules = Object.entries(changed).reduce(
    (text, [key, value]) => (value === undefined ? text : setValue(text, `/${key}`, value, "program.yaml")),
    textIn(source.root, "program.yaml"),
  );
  const support = programSupportFiles(source.settings, source.schemas).filter(({ path }) => path !== "people.yaml");
  const files = [
    { path: "program.yaml", content: rules },
    { path: "people.yaml", content: registryText(people) },
    ...ownFiles(source.root, "forms", ".schema.json"),
    ...ownFiles(source.root, "templates", ".docx"),
    ...support,
  ];
  return { source, files, people, left: source.people.people.length - people.length };
}

function textIn(root: string, path: string): string {
  const read = readText(root, path);
  if ("problem" in read) throw new UserError(`${path} cannot be read.`, undefined, [read.problem]);
  return read.text;
}

/** Files of one kind in a folder of the program. A link could lead anywhere, so it is refused. */
function ownFiles(root: string, folder: string, ending: string): NewFile[] {
  const { files, links } = readFolder(join(root, folder));
  const link = links.find((name) => name.endsWith(ending));
  if (link !== undefined)
    throw new UserError(
      `${folder}/${link} of that program is a link to another place, so it is not copied.`,
      "Replace the link by the file itself. Nothing was written.",
    );
  return files
    .filter((name) => name.endsWith(ending) && !name.startsWith("~$"))
    .map((name) => ({ path: `${folder}/${name}`, content: readFileSync(join(root, folder, name)) }));
}
