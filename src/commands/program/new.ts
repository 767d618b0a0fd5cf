import { ask, type Question } from "../../ask.ts";
import { canBeMeant, isDay } from "../../core/basics/dates.ts";
import { emailProblem, freeId, idFrom, nameProblem, personIdProblem } from "../../core/basics/names.ts";
import { didYouMean } from "../../core/basics/nearest.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { count } from "../../core/program/program.ts";
import { candidateIds } from "../../data/candidate.ts";
import type { Program } from "../../data/load.ts";
import { staleSchemaFiles } from "../../data/support-files.ts";
import { requireGit } from "../../git/repository.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { safe } from "../../views/paint.ts";
import { stepsText } from "../../views/steps.ts";
import { candidateFiles } from "./candidate-files.ts";
import { addMissing } from "./missing-forms.ts";
import { holderMeant, holdersIn } from "./named.ts";
import { openProgram, type Where } from "./open.ts";
import { type NewPerson, withPeople } from "./people.ts";
import { emailCommand, takenEmailProblem } from "./people-email.ts";
import { save } from "./save.ts";

export interface NewOptions extends Where {
  name?: string;
  id?: string;
  kind?: string;
  year?: string;
  start?: string;
  coach?: string;
  supervisor?: string;
  email?: string;
  site?: string;
  position?: string;
  cpsels?: string;
  transferredIn?: boolean;
  covered?: string;
  coveredIn?: string;
  missing?: boolean;
  yes?: boolean;
}

/** Why a day cannot be meant, or null. */
export const dayProblem = (day: string): string | null =>
  isDay(day)
    ? canBeMeant(day)
      ? null
      : `${day} is in a year that cannot be meant`
    : /^\d{4}-\d\d-\d\d$/.test(day)
      ? `there is no day ${day}`
      : `"${day}" is not a date as ilp reads it; write year-month-day, such as 2024-08-12`;

/** "2,4,5" as numbers. Throws UserError. */
export function cpselList(text: string | undefined, flag = "--cpsels"): number[] | undefined {
  if (text === undefined) return undefined;
  const all = text.split(",").map((each) => Number(each.trim()));
  if (all.some((each) => !Number.isInteger(each) || each < 1 || each > 6) || new Set(all).size < all.length)
    throw new UserError(
      `${flag}: "${text}" is not a list of different standards from 1 to 6.`,
      `Write it like this: ${flag} 2,4,5`,
    );
  return all;
}

/** What another program covered; undefined where nobody says. Throws UserError. */
function coveredOf({ covered, coveredIn, transferredIn }: NewOptions) {
  if (covered === undefined && coveredIn === undefined) return undefined;
  if (!transferredIn)
    throw new UserError(
      "--covered says which standards another program covered.",
      "For somebody who did year 1 there, add: --transferred-in",
    );
  return { program: coveredIn ?? null, cpsels: cpselList(covered, "--covered") ?? [] };
}

function personQuestion(program: Program, role: "coach" | "supervisor", given: string | undefined): Question {
  const holders = holdersIn(program, role);
  const ids = holders.map(({ id }) => id);
  const label = program.settings.labels[role];
  return {
    name: role,
    flag: `--${role} ID`,
    message: `${label}:`,
    given,
    // A match may take its weeks; until then `ilp check` says who is missing.
    optional: true,
    fallback: "",
    choices: [
      ...holders.map(({ id, name }) => ({ value: id, name: `${name} (${id})` })),
      { value: "", name: "Not assigned yet" },
    ],
    problem: (id) =>
      id === "" || ids.includes(id)
        ? null
        : `nobody in people.yaml has the id "${id}" and the role ${role}. ${didYouMean(id, ids)}Add the person first: ilp people add "Full Name" --id ${personIdProblem(id) ? "their-id" : id} --role ${role}`,
  };
}

/** Why an id cannot be the new candidate's, or null: it is another's, or people.yaml has it for somebody else. */
function takenIdProblem({ root, people: { people } }: Program, id: string, name: string): string | null {
  const taken = candidateIds(root);
  const another = `for another person: --id ${freeId(id, [...taken, ...people.map((each) => each.id)])}`;
  if (taken.includes(id))
    return `there is a candidate ${id} already; for what is missing there: ilp new --missing --id ${id}; ${another}`;
  const known = people.find((each) => each.id === id);
  if (known && !(known.roles as string[]).includes("candidate"))
    return `people.yaml has ${known.name} as ${id}, without the role candidate; for the same person add it there, under roles; ${another}`;
  return known && known.name !== name ? `people.yaml calls ${id} "${known.name}"; give that name; ${another}` : null;
}

/** Sets up a candidate: profile, every form of the year, and an entry in people.yaml. */
export async function newCandidate(options: NewOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  await requireGit(program.root, true, "any");
  if (options.missing) return addMissing(program, { ...options, cpsels: cpselList(options.cpsels) }, io);
  const yes = options.yes === true;
  const cpsels = cpselList(options.cpsels);
  const covered = coveredOf(options);
  const years = Math.max(1, count(program.settings, "program.years"));
  const { name = "" } = await ask(io, yes, [
    { name: "name", flag: "NAME", message: "Full name:", given: options.name, problem: nameProblem },
  ]);
  const answers = await ask(io, yes, [
    {
      name: "id",
      flag: "--id ID",
      message: "Short name (it names the folder and never changes):",
      given: options.id,
      fallback: (await idFrom(name)) || undefined,
      problem: (id) => personIdProblem(id) ?? takenIdProblem(program, id, name.trim()),
    },
    {
      name: "kind",
      flag: "--kind KIND",
      message: "Kind:",
      given: options.kind,
      fallback: "induction",
      choices: [
        { value: "induction", name: "Induction candidate" },
        { value: "transitional", name: "Transitional administrator" },
      ],
      problem: (kind) =>
        ["induction", "transitional"].includes(kind) ? null : `"${kind}" is not induction or transitional`,
    },
    {
      name: "year",
      flag: "--year YEAR",
      message: "Induction year:",
      given: options.year,
      fallback: "1",
      problem: (year) =>
        /^\d+$/.test(year) && Number(year) >= 1 && Number(year) <= years
          ? null
          : `"${year}" is not a year from 1 to ${years}`,
    },
    {
      name: "start",
      flag: "--start DATE",
      message: "First day in the program (YYYY-MM-DD):",
      given: options.start,
      problem: dayProblem,
    },
    personQuestion(program, "coach", await holderMeant(program, "coach", options.coach)),
    personQuestion(program, "supervisor", await holderMeant(program, "supervisor", options.supervisor)),
    {
      name: "site",
      flag: "--site TEXT",
      message: "School or office:",
      given: options.site,
      fallback: "",
      optional: true,
    },
    {
      name: "position",
      flag: "--position TEXT",
      message: "Job title:",
      given: options.position,
      fallback: "",
      optional: true,
    },
    {
      name: "email",
      flag: "--email ADDRESS",
      message: "Email:",
      given: options.email,
      fallback: "",
      optional: true,
      problem: (address) =>
        address === "" ? null : (emailProblem(address) ?? takenEmailProblem(program.people, address, name.trim())),
    },
  ]);
  const id = answers.id ?? "";
  const year = Number(answers.year);
  const start = answers.start ?? "";
  const fresh = {
    id,
    name: name.trim(),
    kind: answers.kind ?? "",
    site: answers.site || null,
    position: answers.position || null,
    start,
    coach: answers.coach || null,
    supervisor: answers.supervisor || null,
    year,
    transferredIn: options.transferredIn === true,
    covered,
    cpsels,
  };
  const known = program.people.people.some((person) => person.id === id);
  const person = { id, name: fresh.name, emails: answers.email ? [answers.email] : [], roles: ["candidate"] };
  const files = candidateFiles(program, fresh);
  const note = await save(
    program.root,
    () => [
      ...(known ? [] : [withPeople(program.root, [person])]),
      ...files,
      ...staleSchemaFiles(program.root, program.schemas, program.settings),
    ],
    `Set up ${fresh.name}, year ${year}`,
  );
  io.out(
    stepsText(
      io,
      `${safe(fresh.name)} (${id}) is set up: ${files.length} files in candidates/${id}.`,
      nextSteps(id, year, fresh.transferredIn && year > 1 && !covered),
      [noEmail(program, person), note].filter(Boolean).join("\n\n"),
    ),
  );
  return 0;
}

/** Said where nobody could be told as this person; empty where they have an email. */
function noEmail({ people }: Program, { id, name, emails }: NewPerson): string {
  const known = people.people.find((each) => each.id === id)?.emails ?? [];
  return emails.length + known.length > 0
    ? ""
    : `Without an email nobody can sign as ${safe(name)}. To add it: ${emailCommand(name)}`;
}

const nextSteps = (id: string, year: number, isCoverageUnknown: boolean) => [
  ...(isCoverageUnknown
    ? [
        `Say which standards the other program covered, in candidates/${id}/profile.yaml under covered-elsewhere, and choose the goals of the plan among the others. For the forms that hang on them: ilp new --missing --id ${id}`,
      ]
    : []),
  `Open candidates/${id}/year-${year} in your editor and answer the prompts; every answer can wait, and nothing is lost.`,
  `See what is open, any time: ilp check ${id}`,
  `Print the forms: ilp export ${id}`,
];
