import { didYouMean } from "../basics/nearest.ts";
import { writtenDay } from "../basics/written-day.ts";
import { candidateKinds, type Entry, folded, type ImportPlan, type ImportWords, type Known } from "./people-table.ts";
import type { Profile } from "./program.ts";

const assignedRoles = ["coach", "supervisor"] as const;

/** A person of people.yaml, or of the table. */
export type Somebody = { id: string; name: string; emails?: string[] | null; roles: string[]; broken?: boolean };

/** What a row says of a candidate: to be set up, or compared with what is there. */
export function planCandidate(entry: Entry, everybody: Somebody[], known: Known, words: ImportWords, plan: ImportPlan) {
  const { row, id, name } = entry;
  const { line } = row;
  const problem = (text: string) => plan.problems.push({ line, text });
  const cells = (["coach", "supervisor", "start", "site", "position", "kind"] as const).filter((column) => row[column]);
  const roles = (entry.known?.roles as string[] | undefined) ?? entry.roles;
  if (!entry.roles.includes("candidate")) {
    if (cells.length > 0 && !entry.broken)
      problem(`only a candidate has a ${cells.join(", ")}; leave it empty, or add candidate to the roles`);
    return;
  }
  if (!entry.broken && !roles.includes("candidate")) {
    problem(`people.yaml has ${name} as ${id}, without the role candidate; add it there, under roles`);
    return;
  }
  const before = plan.problems.length;
  const [coach = null, supervisor = null] = assignedRoles.map((role) => {
    const found = personMeant(row[role] ?? "", role, everybody, words);
    if ("problem" in found) problem(`${role}: ${found.problem}`);
    else if (found.id === id) problem(`${role}: nobody is their own coach or supervisor`);
    return "id" in found ? found.id : null;
  });
  const start = row.start ? writtenDay(row.start) : null;
  if (start && "problem" in start) problem(`start: ${start.problem}`);
  const day = start && "day" in start ? start.day : null;
  const profile = known.candidates.get(id);
  if (profile === undefined && !row.start) problem("start: say the first day in the program");
  if (profile === null) problem(`the profile of ${id} cannot be read; see why: ilp check ${id}`);
  const kind = candidateKinds.find((each) => each === (row.kind || "induction").toLowerCase());
  if (!kind) problem(`kind: "${row.kind}" is not one of ${candidateKinds.join(", ")}`);
  if (plan.problems.length > before || !kind) return;
  const wanted = { line, id, name: entry.known?.name ?? name, site: row.site || null, coach, supervisor };
  if (profile) compareCandidate(wanted, day, profile, everybody, words, plan);
  else plan.candidates.push({ ...wanted, position: row.position || null, kind, start: day ?? "" });
}

/** Compares with the profile that is there; adds a coach or supervisor where nobody was assigned yet. */
function compareCandidate(
  wanted: {
    line: number;
    id: string;
    name: string;
    site: string | null;
    coach: string | null;
    supervisor: string | null;
  },
  start: string | null,
  profile: Profile,
  everybody: Somebody[],
  words: ImportWords,
  plan: ImportPlan,
) {
  const { line, id, name } = wanted;
  const nameOf = (of: string) => `${everybody.find((each) => each.id === of)?.name ?? of} (${of})`;
  const differs = (text: string) => plan.differences.push({ line, text });
  const there = `candidates/${id}/profile.yaml has`;
  if (start !== null && start !== profile["program-start"])
    differs(`the start of ${name}: ${there} ${profile["program-start"]}, the table ${start}`);
  if (wanted.site !== null && folded(wanted.site) !== folded(profile.site ?? ""))
    differs(`the site of ${name}: ${there} ${profile.site || "none"}, the table ${wanted.site}`);
  for (const role of assignedRoles) {
    const person = wanted[role];
    if (person === null) continue;
    const all = (profile.assignments ?? []).filter((each) => each.role === role && each.person);
    const lasting = all.find((each) => !each.to) ?? all.at(-1);
    if (!lasting) plan.assignments.push({ line, candidate: id, role, person, from: profile["program-start"] });
    else if (lasting.person !== person)
      differs(
        `the ${words.labelOf(role).toLowerCase()} of ${name} is ${nameOf(lasting.person ?? "")}, in the table ${nameOf(person)}. For a change from a day on: ilp people assign ${id} --role ${role} --person ${person} --from DATE`,
      );
  }
}

/** Who a cell means, by id, email or name; nobody for an empty one. */
function personMeant(
  cell: string,
  role: "coach" | "supervisor",
  everybody: Somebody[],
  words: ImportWords,
): { id: string | null } | { problem: string } {
  if (cell === "") return { id: null };
  const word = folded(cell);
  const byId = everybody.filter((each) => each.id === word || (each.emails ?? []).map(folded).includes(word));
  const found = byId.length > 0 ? byId : everybody.filter((each) => folded(each.name) === word);
  const [person, ...others] = found;
  const label = words.labelOf(role);
  if (!person) {
    const holders = everybody.filter((each) => each.roles.includes(role));
    return {
      problem: `there is no "${cell}", neither in people.yaml nor in the table. ${didYouMean(
        cell,
        holders.map((each) => each.name),
      )}`.trim(),
    };
  }
  const fit = [person, ...others].filter((each) => each.broken || each.roles.includes(role));
  const [holder, ...more] = fit;
  if (!holder)
    return {
      problem: `${person.name} (${person.id}) does not have the role ${role}${label.toLowerCase() === role ? "" : ` (${label})`}`,
    };
  if (more.length > 0)
    return { problem: `"${cell}" can be ${fit.map((each) => each.id).join(" or ")}; write the id, or the email` };
  return { id: holder.id };
}
