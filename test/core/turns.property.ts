/**
 * What `ilp next` lists for a person is what their commands accept, and all lists together are what is open, once each:
 * of random programs, candidates, records and days. Used by the quick and the slow test.
 */
import fc from "fast-check";
import { expect } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import { assess } from "../../src/core/findings/assess.ts";
import type { Assessed, CandidateStatus } from "../../src/core/findings/status.ts";
import { type FoundTurn, turnsOf } from "../../src/core/findings/turns.ts";
import { placesFor } from "../../src/core/findings/waiting.ts";
import type { Role } from "../../src/core/forms/form.ts";
import { blocks, weightOf } from "../../src/core/problems/messages.ts";
import { rolesOf } from "../../src/core/program/holders.ts";
import { move } from "../../src/core/records/acts.ts";
import { shortAddress } from "../../src/core/records/labels.ts";
import { roleProblem } from "../../src/core/records/role-problem.ts";
import { casePlace, type Statement, shortId } from "../../src/core/records/statement.ts";
import { personBar } from "../../src/core/review/attempts.ts";
import { refusedOnceRecorded } from "../../src/core/review/dry-run.ts";
import { isWritten } from "../../src/core/review/written.ts";
import { viewFor } from "../../src/core/review/year.ts";
import { digest, statementOf } from "./records.ts";
import { cast, known, one, type World, worldOf, worlds } from "./turns-world.ts";

/** Whether the command of a turn is accepted when this person types it: the same questions that the command asks. */
function accepted(
  { next, roles, document }: FoundTurn,
  person: string,
  status: CandidateStatus,
  { standing, today, profile, judging }: World,
): boolean {
  const { candidate, ordered, caseFile } = standing;
  const mine = rolesOf(person, one, profile, cast, today).filter((role) => roles.includes(role));
  const [, command = "", rest = ""] =
    /^ilp ((?:concern answer|appeal \w+|plan open|new|[a-z]+)) ?(.*)$/.exec(next) ?? [];
  seen.add(command);
  const known = cast.people.find(({ id }) => id === person);
  if (!known) throw new Error(`${person} is nobody`);
  const words = rest.split(" ");
  const [name = "", section = "."] = (words[1] ?? "").split("#");
  const held = candidate.documents.find((each) => each.name === name);
  const here = { document: name, section, digest, schema: `${held?.form.id}@1` };
  const counts = (role: Role, said: Partial<Statement>) =>
    roleProblem({ role, at: today }, known, judging) === null &&
    refusedOnceRecorded(standing, statementOf({ signer: person, role, at: `${today}T20:00:00Z`, ...said }), today) ===
      null;
  const files = (act: Statement["act"], entry: Mapping, of: string | undefined) =>
    mine.some((role) => counts(role, { act, ...casePlace, entry, ...(of ? { of } : {}) }));
  const part = standing.parts.find((each) => each.document === name && each.section === section);
  const appeal = caseFile.appeals
    .filter(({ closed }) => !closed)
    .find(({ opened }) => !words[2] || shortId(opened.record) === words[2]);
  switch (command) {
    case "sign": {
      const places = placesFor(status, mine);
      return places.some(
        (place) =>
          shortAddress(place.document.name, place.section.section) === words[1] &&
          place.asked &&
          roleProblem({ role: place.slot.role, at: today }, known, judging) === null,
      );
    }
    case "submit": {
      const view = viewFor(standing.years, held?.year ?? null);
      const isChanged = part?.attempts.at(-1)?.submission.digest !== digest;
      return (
        part !== undefined &&
        held !== undefined &&
        view !== undefined &&
        isWritten(held, part, view) &&
        "to" in move("submit", part.state, mine, (guard) => guard === "changed" && isChanged) &&
        counts("candidate", { act: "submit", ...here, covers: [] })
      );
    }
    case "review": {
      const handed = part?.attempts.at(-1)?.submission;
      const records = ordered.filter(({ statement }) => statement.document === name);
      return (
        handed !== undefined &&
        personBar(
          person,
          records.filter(({ statement }) => section === "." || statement.section === section),
          one,
        ) === null &&
        counts("reviewer", { act: "review", ...here, digest: handed.digest, decision: "YES", covers: [handed.record] })
      );
    }
    case "feedback":
      return person !== one && mine.some((role) => counts(role, { act: "feedback", ...here, feedback: "x" }));
    case "concern answer": {
      const about = ordered.find(({ id }) => shortId(id) === words[1]);
      return files("answer", { text: "x" }, about?.id);
    }
    case "plan open":
      return files(
        "plan-open",
        { reason: "x", actions: ["x"], notified: { candidate: today, coach: today } },
        undefined,
      );
    case "appeal step":
      return files("appeal-step", { step: (appeal?.steps.at(-1)?.number ?? 0) + 1, text: "x" }, appeal?.opened.record);
    case "appeal close":
      return files("appeal-close", { result: "upheld", outcome: "x" }, appeal?.opened.record);
    case "appeal open":
      return files("appeal-open", { about: `${name}#${section}`, text: "x" }, part?.attempts.at(-1)?.decision?.record);
    case "new":
    case "history":
      return rest.includes(one);
    case "check":
      return words.length === 1 || document === words[1];
    default:
      return false;
  }
}
const seen = new Set<string>();

/** What is open, by the words of the decision and not by the code of `turns.ts`. */
const isOpen = ({ code }: Assessed) => blocks({ code }) || weightOf(code) === "request";

const inOrder = (all: object[]) => all.map((each) => JSON.stringify(each)).sort();

/** The lists of everybody, merged, are what is open: each finding once, under its own command, and no row twice. */
function allIsListedOnce(turns: FoundTurn[], status: CandidateStatus) {
  const lists = [
    ...cast.people.map(({ id }) => turns.filter(({ people }) => people.includes(id))),
    turns.filter(({ people }) => people.length === 0),
  ];
  const merged = [...new Set(lists.flat())].flatMap(({ findings }) => findings);
  expect(inOrder(merged)).toEqual(inOrder(status.findings.filter(isOpen)));
  const rows = turns.map(({ roles, document, title, next, about }) =>
    JSON.stringify([roles, document, title, next, about ?? ""]),
  );
  expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
  for (const { findings, next } of turns)
    for (const each of findings) {
      if (each.next !== undefined) expect(next).toBe(each.next);
      const [, verb, document, section] = /^ilp (sign|submit|review) \S+ ([^# ]+)#?(\S*)/.exec(next) ?? [];
      if (verb && each.document !== "case")
        expect([document, section || "."]).toEqual([each.document, each.section ?? "."]);
    }
}

/** Whoever holds such a role is listed if, and only if, their command is accepted. */
function listsAreAccepted(turns: FoundTurn[], status: CandidateStatus, world: World) {
  for (const turn of turns)
    for (const { id } of cast.people) {
      const isMine = rolesOf(id, one, world.profile, cast, world.today).some((role) => turn.roles.includes(role));
      if (!isMine) expect(turn.people, turn.next).not.toContain(id);
      else
        expect([id, turn.next, turn.people.includes(id)]).toEqual([id, turn.next, accepted(turn, id, status, world)]);
    }
}

/** What `ilp sign` offers a person is listed for them, and the other way round. */
function signingIsListed(turns: FoundTurn[], status: CandidateStatus, { profile, today, judging }: World) {
  for (const person of cast.people) {
    const offered = placesFor(status, rolesOf(person.id, one, profile, cast, today))
      .filter(({ asked, slot }) => asked && roleProblem({ role: slot.role, at: today }, person, judging) === null)
      .map(({ document, section }) => `ilp sign ${one} ${shortAddress(document.name, section.section)}`);
    const listed = turns
      .filter(({ people, next }) => people.includes(person.id) && next.startsWith("ilp sign"))
      .map(({ next }) => next);
    expect(new Set(listed)).toEqual(new Set(offered));
  }
}

/** What the records themselves ask for, read without the findings. */
function recordsAreHeard(turns: FoundTurn[], { standing, records, today }: World) {
  const aside = new Set(standing.outOfTurn.map(({ record }) => record.id));
  const isListed = (command: string, address: string, role: Role) =>
    turns.some(({ next, roles }) => roles.includes(role) && next === `ilp ${command} ${one} ${address}`);
  for (const { document, section, state, changed, unproved } of standing.parts)
    if (state === "submitted" && !changed && unproved.length === 0)
      expect(isListed("review", shortAddress(document, section), "reviewer"), `${document}#${section}`).toBe(true);
  // Whoever said no to this very text is not asked for it again.
  const last = new Map<string, Statement>();
  for (const { id, statement } of records)
    if (statement && !aside.has(id) && statement.role === "coach" && ["sign", "decline"].includes(statement.act))
      last.set(shortAddress(statement.document, statement.section), statement);
  for (const [address, said] of last)
    if (said.act === "decline" && said.digest === digest) expect(isListed("sign", address, "coach")).toBe(false);
  // A month is not signed for before its last session.
  for (const { name, value } of standing.candidate.documents)
    if (Array.isArray(value.sessions) && value.sessions.some((each) => String((each as Mapping).date) > today))
      expect(isListed("sign", name, "candidate"), name).toBe(false);
  for (const { record, answer } of standing.caseFile.concerns)
    expect(turns.filter(({ next }) => next === `ilp concern answer ${one} ${shortId(record)}`)).toHaveLength(
      answer ? 0 : 1,
    );
}

/** What `ilp next` has for everybody, held against the commands, the records and what is open. */
export function turnsAreTrue(runs: number, seed: number, commands: string[]) {
  seen.clear();
  fc.assert(
    fc.property(worlds, (drawn) => {
      const world = worldOf(drawn);
      const status = assess(world.standing, world.today);
      const turns = turnsOf(status, world.profile, world.standing.rulebook, world.today);
      allIsListedOnce(turns, status);
      listsAreAccepted(turns, status, world);
      signingIsListed(turns, status, world);
      recordsAreHeard(turns, world);
    }),
    { numRuns: runs, seed, examples: known.map((drawn) => [drawn]) },
  );
  expect([...seen]).toEqual(expect.arrayContaining(commands));
}
