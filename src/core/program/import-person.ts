import { emailProblem, freeId, nameProblem, personIdProblem } from "../basics/names.ts";
import { didYouMean } from "../basics/nearest.ts";
import { type Entry, folded, type ImportRow, type ImportWords, type Known, type Said } from "./people-table.ts";
import type { Person } from "./registry.ts";

const parts = (text = "") =>
  text
    .split(/[,;/|]/)
    .map((each) => each.trim())
    .filter(Boolean);

/** Who a row is about; null for a row about somebody who has one already. What is wrong goes into `problems`. */
export function understood(
  row: ImportRow,
  earlier: Entry[],
  known: Known,
  words: ImportWords,
  problems: Said[],
): Entry | null {
  const { line, name = "", id: given = "" } = row;
  const emails = parts(row.email?.replaceAll(" ", ","));
  const asked = parts(row.roles);
  const same = earlier.find((each) => isSame(each, { id: given, name, emails }));
  if (same) {
    problems.push({ line, text: `the same person as line ${same.row.line}${why(same, { id: given, emails })}` });
    return null;
  }
  const reasons = [
    nameProblem(name),
    ...emails.map(emailProblem),
    given === "" ? null : personIdProblem(given),
    ...asked.map((word) => roleProblem(word, words)),
    asked.length === 0 ? `roles: say what ${name || "this person"} does: ${words.roles.join(", ")}` : null,
  ].flatMap((reason) => reason ?? []);
  const person = reasons.length > 0 ? null : knownAs({ id: given, name, emails }, known.people, reasons);
  const taken = [...known.people, ...earlier].map(({ id }) => id).concat(...known.candidates.keys());
  const suggested = given || words.idOf(name);
  const id = person?.id ?? (taken.includes(suggested) ? freeId(suggested, taken) : suggested);
  if (reasons.length === 0 && personIdProblem(id) !== null)
    reasons.push(`no id can be made of "${name}"; give one in a column "id"`);
  problems.push(...reasons.map((text) => ({ line, text })));
  const roles = [...new Set(asked.flatMap((word) => words.roleOf(word) ?? []))];
  return { row, id, name, emails, roles, known: person, broken: reasons.length > 0 };
}

const roleProblem = (word: string, { roleOf, roles }: ImportWords) =>
  roleOf(word) ? null : `"${word}" is not one of ${roles.join(", ")}. ${didYouMean(word.toLowerCase(), roles)}`.trim();

type Named = { id: string; name: string; emails: string[] };
const shares = (one: string[], other: string[]) => one.some((each) => other.map(folded).includes(folded(each)));

/** One name is one person, unless emails or ids tell two apart. */
const isSame = (one: Named & { row: ImportRow }, other: Named) =>
  shares(one.emails, other.emails) ||
  (other.id !== "" && other.id === one.id) ||
  (folded(one.name) === folded(other.name) &&
    !(one.row.id && other.id) &&
    (one.emails.length === 0 || other.emails.length === 0));

const why = (one: Named, other: Pick<Named, "id" | "emails">) =>
  shares(one.emails, other.emails)
    ? ", by the email; give two people two addresses"
    : other.id !== "" && other.id === one.id
      ? ", by the id"
      : ", by the name; if these are two people, give both an email, or an id in a column of that name";

/** Who of the program it is; null for somebody new. Adds a reason when the name alone does not tell. */
function knownAs({ id, name, emails }: Named, people: Person[], reasons: string[]): Person | null {
  if (id !== "") return people.find((each) => each.id === id) ?? null;
  const byEmail = people.filter((each) => shares(each.emails ?? [], emails));
  if (byEmail.length > 0) return one(byEmail, `the email of`, reasons);
  const namesakes = people.filter((each) => folded(each.name) === folded(name));
  const [namesake] = namesakes;
  if (!namesake) return null;
  if (namesakes.length === 1 && (emails.length === 0 || (namesake.emails ?? []).length === 0)) return namesake;
  reasons.push(
    `people.yaml has ${namesakes.map((each) => `${each.name} (${each.id})`).join(" and ")} already, with another email; say who is meant in a column "id": ${namesakes.map((each) => each.id).join(" or ")}, or a new id for another person`,
  );
  return null;
}

function one(people: Person[], what: string, reasons: string[]): Person | null {
  const [only, ...others] = people;
  if (only && others.length === 0) return only;
  reasons.push(
    `${what} ${people.map((each) => `${each.name} (${each.id})`).join(" and ")}; say who is meant in a column "id"`,
  );
  return null;
}

/** What the table says otherwise of somebody who is in people.yaml. */
export function differencesOf({ row: { line }, name, emails, roles }: Entry, person: Person): Said[] {
  const differs = (what: string, there: string, here: string) => ({
    line,
    text: `${what} of ${person.name} (${person.id}): people.yaml has ${there || "none"}, the table ${here}`,
  });
  const more = roles.filter((role) => !(person.roles as string[]).includes(role));
  return [
    ...(name === person.name ? [] : [differs("the name", person.name, name)]),
    ...(emails.every((each) => shares([each], person.emails ?? []))
      ? []
      : [differs("the email", (person.emails ?? []).join(", "), emails.join(", "))]),
    ...(more.length === 0 ? [] : [differs("the roles", person.roles.join(", "), roles.join(", "))]),
  ];
}
