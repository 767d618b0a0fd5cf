import { lstatSync } from "node:fs";
import { join } from "node:path";
import { type Day, isDay } from "../core/basics/dates.ts";
import type { Mapping } from "../core/basics/values.ts";
import { words } from "../core/problems/messages.ts";
import { pairText } from "./edit-text.ts";
import { readFolder, readMapping } from "./read.ts";

/** Somebody asks that a public key of theirs be accepted. */
export interface KeyRequest {
  person: string;
  /** Kind and key, as in people.yaml. */
  key: string;
  /** The day they agreed to sign electronically. */
  consent: Day;
}

const folder = "people/requests";
const kind = "key-request@1";

/** Where a person's request lies, from the program's folder. */
export const requestPath = (person: string) => `${folder}/${person}.yaml`;

/** The text of a request file. */
export function requestText({ person, key, consent }: KeyRequest): string {
  const lines = Object.entries({ schema: kind, person, key, consent }).map(([name, value]) => pairText(name, value));
  return `# A public key that waits to be accepted: ilp keys accept ${person}\n${lines.join("\n")}\n`;
}

/** Whose requests lie in the folder, by file name; anything may be among them. */
export const requestNames = (root: string): string[] => {
  if (wayProblem(root) !== null) return [];
  const { files, links } = readFolder(join(root, folder));
  return [...files, ...links].filter((name) => name.endsWith(".yaml")).map((name) => name.replace(/\.yaml$/, ""));
};

/**
 * A person's request; null when there is none. The file may come from anyone: `problem` says, as a clause, why it is
 * no request. `person` is an id of people.yaml.
 */
export async function readRequest(root: string, person: string): Promise<KeyRequest | { problem: string } | null> {
  const path = requestPath(person);
  const problem = wayProblem(root);
  if (problem !== null) return problem === "" ? null : { problem };
  if (!lstatSync(join(root, path), { throwIfNoEntry: false })) return null;
  const read = await readMapping(root, path);
  if ("problem" in read) return { problem: words(read.problem).message.replace(/\.$/, "") };
  return requestIn(read.value, person);
}

/** Why the folder of requests cannot be used; "" when there is none; null when all is well. */
function wayProblem(root: string): string | null {
  for (const part of ["people", folder]) {
    const found = lstatSync(join(root, part), { throwIfNoEntry: false });
    if (!found) return "";
    if (found.isSymbolicLink()) return `${part} is a link to another place`;
    if (!found.isDirectory()) return `${part} is a file, not a folder`;
  }
  return null;
}

function requestIn(value: Mapping, person: string): KeyRequest | { problem: string } {
  const { schema, person: named, key, consent, ...more } = value;
  const [extra] = Object.keys(more);
  if (schema !== kind) return { problem: `it does not begin with schema: ${kind}` };
  if (extra !== undefined) return { problem: `a request has no line ${JSON.stringify(extra.slice(0, 40))}` };
  if (named !== person) return { problem: `it is not about ${person}, as its name says` };
  if (typeof key !== "string" || !/^[a-z][a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}$/.test(key))
    return { problem: "it holds no public key" };
  if (typeof consent !== "string" || !isDay(consent))
    return { problem: "it does not say on which day they agreed to sign electronically" };
  return { person, key, consent };
}
