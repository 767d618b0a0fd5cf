import cpsel from "../../../schemas/cpsel.json" with { type: "json" };
import { ask } from "../../ask.ts";
import { emailProblem, freeId, idFrom, nameProblem, personIdProblem } from "../../core/basics/names.ts";
import { didYouMean } from "../../core/basics/nearest.ts";
import { valuesAt } from "../../core/basics/values.ts";
import { isCertified, trainingYears } from "../../core/findings/facts.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { People } from "../../core/program/program.ts";
import { appendItem } from "../../data/edit.ts";
import { readText } from "../../data/read.ts";
import type { NewFile } from "../../data/write.ts";
import { readYaml } from "../../data/yaml.ts";
import { requireGit } from "../../git/repository.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { jsonText } from "../../views/json.ts";
import { safe } from "../../views/paint.ts";
import { peopleText } from "../../views/people.ts";
import { type ReportOptions, report } from "../../views/report.ts";
import { stepsText } from "../../views/steps.ts";
import { dayOf, openProgram, type Where } from "./open.ts";
import { addEmails, emailCommand, personWithoutEmail, takenEmailProblem } from "./people-email.ts";
import { save } from "./save.ts";

export interface AddPersonOptions extends Where {
  name?: string;
  id?: string;
  email?: string[];
  role?: string[];
  yes?: boolean;
}

const roles = Object.keys(cpsel.roles);

const rolesProblem = (answer: string) => {
  const unknown = answer
    .split(",")
    .map((each) => each.trim())
    .filter((each) => !roles.includes(each));
  return unknown.length > 0
    ? `"${unknown.join(", ")}" is not one of ${roles.join(", ")}. ${didYouMean(unknown[0]?.toLowerCase() ?? "", roles)}`
        .trim()
        .replace(/\.$/, "")
    : null;
};

/** An entry of people.yaml, as lines. */
function personLines(person: NewPerson): string[] {
  return [
    `id: ${JSON.stringify(person.id)}`,
    `name: ${JSON.stringify(person.name)}`,
    `emails: [${person.emails.map((each) => JSON.stringify(each)).join(", ")}]`,
    `roles: [${person.roles.join(", ")}]`,
  ];
}

/** Why an id cannot be a new person's: somebody has it. Two people of one name are told apart by their ids. */
export function takenProblem({ people }: People, id: string): string | null {
  const holder = people.find((each) => each.id === id);
  const ids = people.map((each) => each.id);
  if (!holder) return null;
  const email =
    (holder.emails ?? []).length === 0
      ? `for the same person an email is added with: ${emailCommand(holder.name)}`
      : "another address of the same person goes into people.yaml, under emails";
  return `people.yaml has ${holder.name} as ${id} already; ${email}; for another person: --id ${freeId(id, ids)}`;
}

/** Somebody who is to be entered in people.yaml. */
export interface NewPerson {
  id: string;
  name: string;
  emails: string[];
  roles: string[];
}

/** people.yaml with these people as well; everything else stays as it is. Throws UserError. */
export function withPeople(root: string, people: NewPerson[]): NewFile {
  const source = readText(root, "people.yaml");
  if ("problem" in source) throw new UserError("people.yaml cannot be read.", undefined, [source.problem]);
  const read = readYaml(source.text);
  const ids = "value" in read ? valuesAt(read.value, "people/*/id").map(({ value }) => value) : [];
  const taken = people.find(({ id }) => ids.includes(id));
  if (taken) throw new UserError(`people.yaml has someone with the id "${taken.id}" already.`, "Choose another id.");
  const content = people.reduce(
    (text, { id, name, emails, roles }) =>
      appendItem(text, "people", { id, name, emails, roles }, personLines({ id, name, emails, roles }), "people.yaml"),
    source.text,
  );
  return { path: "people.yaml", content };
}

export async function addPerson(options: AddPersonOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  await requireGit(program.root, true, "any");
  const { name = "" } = await ask(io, options.yes === true, [
    { name: "name", flag: "NAME", message: "Full name:", given: options.name, problem: nameProblem },
  ]);
  const there = options.email && personWithoutEmail(program.people, name, options);
  if (there) return addEmails(program, there, options.email ?? [], options, io);
  const answers = await ask(io, options.yes === true, [
    {
      name: "id",
      flag: "--id ID",
      message: "Short name:",
      given: options.id,
      fallback: (await idFrom(name)) || undefined,
      problem: (id) => personIdProblem(id) ?? takenProblem(program.people, id),
    },
    {
      name: "emails",
      flag: "--email ADDRESS",
      message: "Email (more than one: separate by commas):",
      given: options.email?.join(","),
      fallback: "",
      optional: true,
      problem: (answer) =>
        answer
          .split(",")
          .filter(Boolean)
          .map((each) => emailProblem(each.trim()) ?? takenEmailProblem(program.people, each.trim()))
          .find(Boolean) ?? null,
    },
    {
      name: "roles",
      flag: "--role ROLE",
      message: `Role (${roles.join(", ")}; more than one: separate by commas):`,
      given: options.role?.join(","),
      problem: rolesProblem,
    },
  ]);
  const list = (text = "") =>
    text
      .split(",")
      .map((each) => each.trim())
      .filter(Boolean);
  const person = {
    id: answers.id ?? "",
    name: name.trim(),
    emails: list(answers.emails),
    roles: [...new Set(list(answers.roles))],
  };
  const note = await save(
    program.root,
    () => [withPeople(program.root, [person])],
    `Add ${person.name} to the program`,
  );
  io.out(
    stepsText(
      io,
      `${safe(person.name)} (${person.id}) is in people.yaml: ${person.roles.join(", ")}.`,
      ['Add another person: ilp people add "Full Name"', 'Set up a candidate: ilp new "Full Name"'],
      note,
    ),
  );
  return 0;
}

export async function listPeople(options: Where & ReportOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const { people, settings } = program;
  const today = dayOf(io, program, options);
  const all = people.people.map((person) => ({
    id: person.id,
    name: person.name,
    emails: person.emails ?? [],
    roles: person.roles as string[],
    training: person.training ?? [],
    ...((person.roles as string[]).includes("coach")
      ? {
          certified: isCertified(person.training ?? [], settings, today),
          years: trainingYears(person.training ?? [], settings, today),
        }
      : {}),
  }));
  await report(
    { text: () => peopleText(all, program.settings.labels, io), json: () => jsonText({ people: all }) },
    options,
    io,
  );
  return 0;
}
