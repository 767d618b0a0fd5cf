import { confirm } from "../../ask.ts";
import { emailProblem } from "../../core/basics/names.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { People } from "../../core/program/program.ts";
import type { Person } from "../../core/program/registry.ts";
import { pointerToItem, setValue } from "../../data/edit.ts";
import type { Program } from "../../data/load.ts";
import { readText } from "../../data/read.ts";
import type { NewFile } from "../../data/write.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { safe } from "../../views/paint.ts";
import { stepsText } from "../../views/steps.ts";
import { save } from "./save.ts";

/** What is said of somebody who cannot be told by their email. */
export const emailCommand = (name: string, address = "ADDRESS"): string =>
  `ilp people add ${JSON.stringify(name)} --email ${address}`;

/** Why an email cannot be a new person's, or that of one who may be in people.yaml by this name: it tells who signs. */
export function takenEmailProblem({ people }: People, email: string, name = ""): string | null {
  const holder = people.find(({ emails }) => emails?.some((each) => each.toLowerCase() === email.toLowerCase()));
  return holder && holder.name !== name ? `people.yaml has ${email} for ${holder.name} (${holder.id}) already` : null;
}

/** Who a name and an email without anything new mean: the one person of that name, while they have no email. */
export function personWithoutEmail({ people }: People, name: string, asked: { id?: string; role?: string[] }) {
  const wanted = name.trim().toLowerCase();
  const named = people.filter(
    (each) => each.name.toLowerCase() === wanted && (asked.id === undefined || each.id === asked.id),
  );
  const [one] = named;
  const isNew = asked.role?.some((role) => !(one?.roles as string[] | undefined)?.includes(role));
  return one && named.length === 1 && !isNew && (one.emails ?? []).length === 0 ? one : null;
}

/** Writes the emails of somebody who is in people.yaml and has none. Throws UserError. */
export async function addEmails(
  program: Program,
  person: Person,
  emails: string[],
  options: { yes?: boolean },
  io: Io,
): Promise<ExitCode> {
  const wrong = emails.map((each) => emailProblem(each) ?? takenEmailProblem(program.people, each)).find(Boolean);
  if (wrong) throw new UserError(`--email: ${wrong}.`, "Nothing was written.");
  const list = emails.join(", ");
  const who = `${safe(person.name)} (${person.id})`;
  if (
    !(await confirm(
      `${who} is in people.yaml, without an email. Add ${list}?`,
      { yes: options.yes || !io.interactive },
      io,
    ))
  ) {
    io.out("Nothing was written.\n");
    return 2;
  }
  const withEmails = (): NewFile[] => {
    const path = "people.yaml";
    const source = readText(program.root, path);
    if ("problem" in source) throw new UserError(`${path} cannot be read.`, undefined, [source.problem]);
    const here = pointerToItem(source.text, "people", { id: person.id }, path);
    return [{ path, content: setValue(source.text, `${here}/emails`, emails, path) }];
  };
  const note = await save(program.root, withEmails, `Add an email of ${person.name}`);
  const done = `${who} has an email in people.yaml: ${list}.`;
  const next = [
    `They set themselves up, once on each computer: ilp keys setup --email ${emails[0]}`,
    "Share it: ilp send",
  ];
  io.out(stepsText(io, done, next, note));
  return 0;
}
