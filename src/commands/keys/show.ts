import { fingerprintOf, type Person } from "../../core/program/registry.ts";
import { readRequest, requestNames, requestPath } from "../../data/key-request.ts";
import type { Program } from "../../data/load.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { parsePublicKey } from "../../signatures/public-key.ts";
import { jsonText } from "../../views/json.ts";
import { keysText, kindOf, type ShownPerson, shownKey } from "../../views/keys.ts";
import { type ReportOptions, report } from "../../views/report.ts";
import { personMeant } from "../program/named.ts";
import { dayOf, openProgram, type Where } from "../program/open.ts";
import { keysOnComputer } from "./own.ts";

export interface ShowKeysOptions extends Where, ReportOptions {
  person?: string;
}

/** Who has which key; nothing is written, and Git is not asked. */
export async function showKeys(options: ShowKeysOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const today = dayOf(io, program, {});
  const everyone = program.people.people;
  const named = options.person === undefined ? everyone : [await personMeant(program, options.person)];
  const places = await keysOnComputer(io);
  const people: ShownPerson[] = [];
  for (const person of named) people.push(await shown(program, person, today, places));
  const strangers =
    options.person === undefined
      ? requestNames(program.root).filter((name) => !everyone.some(({ id }) => id === name))
      : [];
  const formats = { text: () => keysText(people, strangers, io), json: () => jsonText({ people, strangers }) };
  await report(formats, options, io);
  return 0;
}

async function shown(
  { root }: Program,
  person: Person,
  today: string,
  places: Map<string, string>,
): Promise<ShownPerson> {
  const { id, name, consent = null } = person;
  const hereOf = (line: string) => places.get(fingerprintOf(line)) ?? null;
  const keys = (person.keys ?? []).map((key) => shownKey(key, today, hereOf(key.key)));
  const problems = (person.keys ?? []).flatMap(({ key }) => {
    const parsed = parsePublicKey(key);
    return "problem" in parsed
      ? [`The key ${fingerprintOf(key)} in people.yaml cannot be used: ${parsed.problem}.`]
      : [];
  });
  const request = await readRequest(root, id);
  if (!request) return { id, name, consent, keys, problems };
  const parsed = "problem" in request ? request : parsePublicKey(request.key);
  if ("problem" in parsed)
    return {
      id,
      name,
      consent,
      keys,
      problems: [...problems, `${requestPath(id)} cannot be used: ${parsed.problem}.`],
    };
  const { line, fingerprint } = parsed;
  const waiting = { fingerprint, kind: kindOf(line), state: "waiting" as const, from: null, to: null, since: null };
  return { id, name, consent, keys: [...keys, { ...waiting, here: hereOf(line) }], problems };
}
