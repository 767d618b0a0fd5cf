import { ask, type Question } from "../../ask.ts";
import { addDays } from "../../core/basics/dates.ts";
import { personIdProblem } from "../../core/basics/names.ts";
import { didYouMean } from "../../core/basics/nearest.ts";
import type { Value } from "../../core/basics/values.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { nameIn } from "../../core/program/registry.ts";
import { loadCandidate } from "../../data/candidate.ts";
import type { Program } from "../../data/load.ts";
import { readText } from "../../data/read.ts";
import { requireGit } from "../../git/repository.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { safe } from "../../views/paint.ts";
import { stepsText } from "../../views/steps.ts";
import { type Assignment, assigned, beginProblem, reassigned } from "./assignments.ts";
import { holderMeant, holdersIn } from "./named.ts";
import { dayProblem } from "./new.ts";
import { dayOf, knownCandidate, openProgram, type Where } from "./open.ts";
import { save } from "./save.ts";

export interface AssignOptions extends Where {
  candidate: string;
  role?: string;
  person?: string;
  from?: string;
  yes?: boolean;
}

type AssignedRole = "coach" | "supervisor";
const roles: AssignedRole[] = ["coach", "supervisor"];

function personQuestion(program: Program, candidate: string, role: AssignedRole, given: string | undefined): Question {
  const all = program.people.people;
  const holders = holdersIn(program, role).filter((each) => each.id !== candidate);
  const label = program.settings.labels[role];
  if (holders.length === 0)
    throw new UserError(
      `Nobody in people.yaml has the role ${role}.`,
      `Add the person first: ilp people add "Full Name" --role ${role}`,
    );
  const ids = holders.map(({ id }) => id);
  return {
    name: "person",
    flag: "--person ID",
    message: `${label}:`,
    given,
    choices: holders.map(({ id, name }) => ({ value: id, name: `${name} (${id})` })),
    problem: (id) => {
      if (ids.includes(id)) return null;
      if (id === candidate) return "nobody is their own coach or supervisor";
      const known = all.some((each) => each.id === id);
      return known
        ? `${id} does not have the role ${role}; add it in people.yaml, under roles`
        : `nobody in people.yaml has the id "${id}". ${didYouMean(id, ids)}Add the person first: ilp people add "Full Name" --id ${personIdProblem(id) ? "their-id" : id} --role ${role}`;
    },
  };
}

/** Gives a candidate another coach or supervisor from a day on; whoever it was until then ends the day before. */
export async function assignPerson(options: AssignOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  await requireGit(program.root, true, "any");
  const id = await knownCandidate(program, options.candidate);
  const { profile, problems } = await loadCandidate(program, id);
  if (!profile) throw new UserError(`The profile of ${id} cannot be read.`, `See why: ilp check ${id}`, problems);
  const yes = options.yes === true;
  const { role = "" } = await ask(io, yes, [
    {
      name: "role",
      flag: "--role ROLE",
      message: "Who is assigned?",
      given: options.role,
      choices: roles.map((value) => ({ value, name: program.settings.labels[value] })),
      problem: (role) => ((roles as string[]).includes(role) ? null : `"${role}" is not one of ${roles.join(", ")}`),
    },
  ]);
  const before = assigned(profile.assignments as unknown as Value, role);
  const { person = "", from = "" } = await ask(io, yes, [
    personQuestion(program, id, role as AssignedRole, await holderMeant(program, role, options.person)),
    {
      name: "from",
      flag: "--from DATE",
      message: "First day (YYYY-MM-DD):",
      given: options.from,
      fallback: dayOf(io, program, options),
      problem: (day) => dayProblem(day) ?? beginProblem(before, day),
    },
  ]);
  const nameOf = (of: string) => nameIn(program.people, of);
  const holder = program.people.people.find((each) => each.id === person);
  const whose = nameIn(program.people, id, profile.name);
  const path = `candidates/${id}/profile.yaml`;
  let ended: Assignment[] = [];
  const withAssignment = () => {
    const source = readText(program.root, path);
    if ("problem" in source) throw new UserError(`${path} cannot be read.`, undefined, [source.problem]);
    const next = reassigned(source.text, { role, person, from }, path);
    ended = next.ended;
    return [{ path, content: next.content }];
  };
  const label = program.settings.labels[role as AssignedRole].toLowerCase();
  const note = await save(
    program.root,
    withAssignment,
    `Assign ${nameOf(person)} as ${label} of ${whose} from ${from}`,
  );
  const until = ended.map((each) => ` ${safe(nameOf(each.person))} is assigned until ${addDays(from, -1)}.`).join("");
  io.out(
    stepsText(
      io,
      `${safe(holder?.name ?? "")} (${person}) is the ${label} of ${safe(whose)} from ${from}.${until}`,
      [`See what waits for ${safe(nameOf(person))}: ilp next --for ${person}`, `See what is open: ilp check ${id}`],
      ["Signatures given before stay valid.", ...(note ? ["", note] : [])].join("\n"),
    ),
  );
  return 0;
}
