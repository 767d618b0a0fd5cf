import type { Day } from "../basics/dates.ts";
import type { Role } from "../forms/form.ts";
import { blocks, weightOf, words } from "../problems/messages.ts";
import { holdersOf } from "../program/holders.ts";
import type { People, Profile } from "../program/program.ts";
import type { Assessed, CandidateStatus } from "./status.ts";

/** Something one person can do now. */
export interface Turn {
  candidate: string;
  document: string;
  title: string;
  role: Role;
  /** Ids of those who hold that role for this candidate. */
  people: string[];
  due: Day | null;
  late: boolean;
  /** The day since which it waits; null where nobody can tell. */
  since: Day | null;
  /** Comes before everything else: somebody told the Induction Team of it (seed 003). */
  first: boolean;
  /** What it is about, where it is no document. */
  about?: string;
  next: string;
}

/**
 * Each document with something open, once for each person whose turn it is; each part that waits for a decision, and
 * each thing in the case file, by itself. Requests are turns as well: somebody waits for them.
 */
export function turnsOf(status: CandidateStatus, profile: Profile | null, people: People, today: Day): Turn[] {
  const holders = ({ turn, orTurn = [] }: Assessed) =>
    [turn as Role, ...orTurn].flatMap((role) => holdersOf(role, status.id, profile, people, today));
  const asks = (each: Assessed) => each.turn !== undefined && (blocks(each) || weightOf(each.code) === "request");
  const turnFor = (
    mine: [Assessed, ...Assessed[]],
    about: Pick<Turn, "document" | "title" | "about" | "next">,
  ): Turn => ({
    candidate: status.id,
    ...about,
    role: mine[0].turn as Role,
    people: [...new Set(mine.flatMap(holders))],
    due: mine.find(({ due }) => due)?.due ?? null,
    late: mine.some(({ due }) => due !== undefined && due < today),
    since: mine.flatMap(({ since }) => since ?? []).sort()[0] ?? null,
    first: mine.some(({ first }) => first === true),
  });
  const open = status.findings.filter(asks);
  const told = open
    .filter(({ document }) => document === "case")
    .map((each) =>
      turnFor([each], {
        document: "case",
        title: "Case file",
        about: words(each).message,
        next: each.next ?? `ilp dossier ${status.id}`,
      }),
    );
  const written = status.documents.flatMap(({ name, title, turn: whose, next }) => {
    const mine = grouped(
      open.filter(({ document }) => document === name),
      (each) => (isOwn(each) ? `${each.turn} ${each.code} ${each.section}` : (each.turn ?? "")),
    );
    return mine.map((group) =>
      turnFor(group, {
        document: name,
        title: isOwn(group[0]) ? titleOfPart(title, group[0]) : title,
        ...(group[0].code === "review-returned" ? { about: words(group[0]).message } : {}),
        // What a document asks for first, where it is this person's turn: an answer before a submission.
        next:
          (whose === group[0].turn && !isOwn(group[0]) ? next : null) ??
          group.find((each) => each.next)?.next ??
          `ilp check ${status.id} ${name}`,
      }),
    );
  });
  return [...told, ...written];
}

/** What is told for each part by itself: a decision to make, and a NO with its own day. */
const isOwn = ({ turn, code }: Assessed) => turn === "reviewer" || code === "review-returned";

/** What is decided on, or was: Inquiry ILP, Inquiry 1. */
const titleOfPart = (title: string, { data }: Assessed) =>
  data.section === undefined || data.section === title ? title : `${title}, ${data.section}`;

function grouped<Each>(all: Each[], key: (each: Each) => string): [Each, ...Each[]][] {
  const groups = new Map<string, [Each, ...Each[]]>();
  for (const each of all) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return [...groups.values()];
}

/** What was told to the Induction Team heads the list (seed 003); then the earliest due, then what waits longest. */
export const byUrgency = (one: Turn, other: Turn): number =>
  Number(other.first) - Number(one.first) ||
  (one.due ?? "9999").localeCompare(other.due ?? "9999") ||
  (one.since ?? "9999").localeCompare(other.since ?? "9999");
