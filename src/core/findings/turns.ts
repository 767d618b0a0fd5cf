import type { Day } from "../basics/dates.ts";
import type { Role } from "../forms/form.ts";
import { blocks, isLate, weightOf, words } from "../problems/messages.ts";
import { holdersOf } from "../program/holders.ts";
import { policyOf } from "../program/policy.ts";
import type { Profile, Rulebook } from "../program/program.ts";
import { roleProblem } from "../records/role-problem.ts";
import type { Assessed, CandidateStatus, DocumentStatus } from "./status.ts";

/** Something one person can do now. */
export interface Turn {
  /** Null for what is the whole program's, such as a key. */
  candidate: string | null;
  document: string;
  title: string;
  role: Role;
  /** All roles whose turn it is: any one of them is enough. */
  roles: Role[];
  /** Ids of those who hold such a role for this candidate, and whose command would be accepted. */
  people: string[];
  due: Day | null;
  /** The day of the calendar it was due on, where that moved with a late start. */
  moved?: Day;
  late: boolean;
  /** The day since which it waits; null where nobody can tell. */
  since: Day | null;
  /** Comes before everything else: a NO, or what somebody told the Induction Team (seed 003). */
  first: boolean;
  /** What it is about, where title and command do not tell. */
  about?: string;
  next: string;
}

/** A turn with the findings that it stands for: each open finding is in one. */
export interface FoundTurn extends Turn {
  findings: Assessed[];
}

/** Whether a finding is somebody's turn: it keeps from being complete, or somebody waits for it. */
export const isOpen = (each: Assessed): boolean => blocks(each) || weightOf(each.code) === "request";

/**
 * What is open, once for each person and part: title, day and command of a turn are those of the same findings. Everything
 * in the case file is a turn by itself.
 */
export function turnsOf(
  status: CandidateStatus,
  profile: Profile | null,
  rulebook: Pick<Rulebook, "people" | "settings">,
  today: Day,
): FoundTurn[] {
  const groups = new Map<string, Assessed[]>();
  for (const each of status.findings.filter(isOpen)) {
    const key = keyOf(each, status);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((findings): FoundTurn => {
    const [first] = findings as [Assessed, ...Assessed[]];
    const days = findings.flatMap(({ due }) => due ?? []).sort();
    const moved = findings.find(({ due }) => due !== undefined && due === days[0])?.moved;
    return {
      candidate: status.id,
      document: first.document ?? "",
      title: titleOf(first, status),
      role: first.turn as Role,
      roles: [first.turn as Role, ...(first.orTurn ?? [])],
      people: holders(findings, status.id, profile, rulebook, today),
      due: days[0] ?? null,
      ...(moved ? { moved } : {}),
      late: days.some((due) => isLate({ due }, today)),
      since: findings.flatMap(({ since }) => since ?? []).sort()[0] ?? null,
      first: findings.some((each) => each.first === true),
      ...(isTold(first) ? { about: words(first).message } : {}),
      next: first.next ?? lookAt(first, status.id),
      findings,
    };
  });
}

/** What is told in its own words: what stands in the case file, and a NO. */
const isTold = ({ document, first }: Assessed) => document === "case" || first === true;

/** What belongs together: the same person's step on the same part, or their answers there. */
function keyOf(each: Assessed, status: CandidateStatus): string {
  const { turn, document, code, section, next, path } = each;
  if (isTold(each)) return JSON.stringify([turn, document, section, code, path, next]);
  if (next !== undefined) return JSON.stringify([turn, document, section, next]);
  const part = section === "." ? undefined : (section ?? placeOf(each, status)?.section);
  return JSON.stringify([turn, document ?? path, part, lookAt(each, status.id)]);
}

/** The part of its document that an answer lies in; undefined where it has none of its own. */
function placeOf({ document, pointer }: Assessed, { documents }: CandidateStatus) {
  const found = documents.find(({ name }) => name === document);
  return partsIn(found).find((part) => pointer === part.pointer || pointer.startsWith(`${part.pointer}/`));
}

const partsIn = (document: DocumentStatus | undefined) =>
  (document?.sections ?? []).filter(({ section }) => section !== ".");

function titleOf(each: Assessed, status: CandidateStatus): string {
  if (each.document !== "case") return titleIn(each, status);
  // What is about a part is titled by it, as on everybody else's list.
  const [document = "", section = "."] = String(each.data.about ?? "").split("#");
  return document === "" ? "Case file" : titleIn({ ...each, document, section }, status);
}

function titleIn(each: Assessed, status: CandidateStatus): string {
  const document = status.documents.find(({ name }) => name === each.document);
  const title = document?.title ?? each.document ?? each.path;
  const part =
    each.section === undefined
      ? placeOf(each, status)?.title
      : (partsIn(document).find(({ section }) => section === each.section)?.title ?? String(each.data.section ?? ""));
  return part && part !== title && part !== document?.title && each.section !== "." ? `${title}, ${part}` : title;
}

/** Where nothing is recorded, what there is to see. */
const lookAt = ({ document, code }: Assessed, candidate: string): string =>
  code === "document-missing"
    ? `ilp new --missing --id ${candidate}`
    : document === "case"
      ? `ilp history ${candidate}`
      : ["ilp check", candidate, document].filter(Boolean).join(" ");

/** Whose turn it is: whoever holds the role, and can do it by the rules of the process. */
function holders(
  findings: Assessed[],
  candidate: string,
  profile: Profile | null,
  { people, settings }: Pick<Rulebook, "people" | "settings">,
  today: Day,
): string[] {
  const around = { candidate, profile, people, policy: policyOf(settings), dayOf: () => today };
  const isAble = (person: string, role: Role) => {
    const known = people.people.find(({ id }) => id === person);
    // Whoever has no line in people.yaml can be named, and is not known to be unable.
    return !known || roleProblem({ role, at: today }, known, around) === null;
  };
  const found = findings.flatMap(({ turn, orTurn = [], next, unable = [] }) =>
    [turn as Role, ...orTurn]
      .flatMap((role) =>
        holdersOf(role, candidate, profile, people, today).filter((id) => next === undefined || isAble(id, role)),
      )
      .filter((id) => !unable.includes(id)),
  );
  return [...new Set(found)];
}

/** What was told to the Induction Team heads the list (seed 003), then a NO; then the earliest due, then what waits longest. */
export const byUrgency = (one: Turn, other: Turn): number =>
  headOf(other) - headOf(one) ||
  (one.due ?? "9999").localeCompare(other.due ?? "9999") ||
  (one.since ?? "9999").localeCompare(other.since ?? "9999");

const headOf = ({ first, document }: Turn): number => (first ? (document === "case" ? 2 : 1) : 0);
