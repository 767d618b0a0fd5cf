/** A no is not a yes: what a no, or a level below those that count as met, owes, and to whom. */
import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import { assess } from "../../src/core/findings/assess.ts";
import { records } from "../../src/core/findings/facts.ts";
import { turnsOf } from "../../src/core/findings/turns.ts";
import { blocks, words } from "../../src/core/problems/messages.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { completionRecordOf } from "../../src/core/reports/completion-year.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { statusOf } from "../build.ts";
import { people } from "./cast.ts";
import { otherDigest, recordOf } from "./records.ts";
import { filedOn, reviewedCandidate, rulebookWith } from "./reviews.ts";

const program = { ...rulebookWith(), people };

const found = (documents: Record<string, Mapping>, records: SignatureRecord[], today: string, rulebook = program) => {
  const candidate = reviewedCandidate(documents, records, { rulebook });
  const standing = standingOf(candidate, rulebook);
  const status = assess(standing, today);
  return { standing, status, turns: turnsOf(status, candidate.profile, rulebook, today) };
};

describe("on track: no (the program's rule)", () => {
  const name = "year-1/collaborative/2025-10";
  const here = { document: name, section: "." };
  const reason = "Stopped answering.";
  const summary = (answer: boolean | null, more: Mapping = {}): Record<string, Mapping> => ({
    [name]: {
      ...{ month: "2025-10", sessions: [{ id: "s", date: "2025-10-07", minutes: 60, mode: "phone" }] },
      ...{ "check-in": "c", successes: "s", obstacles: "o", focus: { text: "f", cpsels: [2] } },
      ...{ "candidate-next": "n", "coach-next": "n", "on-track": { answer, reason }, ...more },
    },
  });
  const at = (day: string) => `${day}T18:00:00Z`;
  const signed = (day: string, changes = {}) =>
    recordOf({ ...here, role: "candidate", signer: "candidate-one", at: at(day), ...changes });
  const feedback = (day: string, changes = {}) =>
    recordOf(
      {
        ...here,
        act: "feedback",
        role: "director",
        signer: "director-one",
        feedback: "We met.",
        at: at(day),
        ...changes,
      },
      { key: "director-one" },
    );
  const concern = (about: string | null) => {
    const entry = { reason: "other", note: "n", ...(about ? { about } : {}) };
    return filedOn("2025-11-04", { act: "concern", entry, signer: "coach-one", role: "coach" });
  };
  const answered = (day: string, of: SignatureRecord) =>
    filedOn(day, { act: "answer", entry: { text: "We met." }, signer: "director-one", role: "director", of: of.id });
  const before = "2025-11-09";
  const after = "2025-11-11";
  const draft = summary(false, { successes: null });

  it.each([
    ["a draft does not shout", draft, [], after, false],
    ["written, and still to be signed", summary(false), [], before, false],
    ["written, and its day is here", summary(false), [], "2025-11-10", false],
    ["written, and its day has passed", summary(false), [], after, true],
    ["signed", summary(false), [signed("2025-11-03")], before, true],
    ["signed, and a yes", summary(true), [signed("2025-11-03")], before, false],
    ["signed, and no answer", summary(null), [signed("2025-11-03")], before, false],
    ["signed, and changed since", draft, [signed("2025-11-03", { digest: otherDigest })], before, true],
    ["feedback on this text", summary(false), [signed("2025-11-03"), feedback("2025-11-05")], before, false],
    ["feedback before it was signed", summary(false), [feedback("2025-11-02"), signed("2025-11-03")], before, false],
    [
      "feedback on an earlier text",
      summary(false),
      [signed("2025-11-03"), feedback("2025-11-05", { digest: otherDigest })],
      before,
      true,
    ],
  ] as const)("%s", (_, documents, records, today, asked) => {
    const { status } = found(documents, [...records], today);
    expect(status.findings.some(({ code }) => code === "answered-no")).toBe(asked);
  });

  it("is the first turn of whoever gives feedback, in the words of the summary, and asked once", () => {
    const { turns, status } = found(summary(false), [signed("2025-11-03")], before);
    expect(turns.filter(({ document, role }) => document === name && role === "coordinator")).toMatchObject([
      {
        ...{ people: ["coordinator-one", "director-one"], since: "2025-11-03", first: true },
        ...{ about: `On track: no. ${reason}`, next: `ilp feedback candidate-one ${name}` },
      },
    ]);
    expect(status.findings.map(({ code }) => code)).not.toContain("feedback-open");
    expect(status.findings.filter((each) => each.document === name).some((each) => blocks(each))).toBe(false);
  });

  it("says on which text the feedback was that is there", () => {
    const { status } = found(
      summary(false),
      [signed("2025-11-03"), feedback("2025-11-05", { digest: otherDigest })],
      before,
    );
    const [no] = status.findings.filter(({ code }) => code === "answered-no");
    expect(no && words(no).message).toContain("The feedback of 2025-11-05 was on an earlier text.");
  });

  it.each([
    ["about this summary", concern(`${name}#.`), "2025-11-05", false],
    ["about nothing in particular", concern(null), "2025-11-05", true],
    ["about another one", concern("year-1/pd-log#."), "2025-11-05", true],
  ] as const)("the answer to a concern %s", (_, told, day, asked) => {
    const { status } = found(summary(false), [signed("2025-11-03"), told, answered(day, told)], before);
    expect(status.findings.some(({ code }) => code === "answered-no")).toBe(asked);
  });
});

describe("a Final below what counts as met (the program's rule)", () => {
  const final = "year-1/collaborative/final";
  const here = { document: final, section: "." };
  const documents = (...levels: (string | null)[]): Record<string, Mapping> => ({
    "year-1/admin-ilp": {
      goals: [1, 2, 3].map((cpsel) => ({ id: `goal-${cpsel}`, cpsel, elements: [`${cpsel}A`], statement: "s" })),
    },
    [final]: {
      ...{ successes: "s", obstacles: "o", focus: "f", "candidate-next": "n", "coach-next": "n" },
      assessment: levels.map((level, index) => ({ cpsel: index + 1, level, rationale: "r" })),
    },
  });
  const coach = recordOf(
    { ...here, role: "coach", signer: "coach-one", at: "2026-05-20T18:00:00Z" },
    { key: "coach-one" },
  );
  const own = recordOf(
    { ...here, role: "candidate", signer: "candidate-one", at: "2026-05-20T18:00:00Z" },
    { key: "candidate-one" },
  );
  const look = (levels: (string | null)[], records: SignatureRecord[], today = "2026-05-25", passing?: string[]) => {
    const settings = structuredClone(program.settings);
    if (passing) Object.assign(settings.requirements, { "levels.passing": { value: passing, source: "test" } });
    const { standing, status, turns } = found(documents(...levels), records, today, { ...program, settings });
    const record = completionRecordOf(standing, { year: 1, asOf: today, computedOn: today });
    const codes = status.findings.filter(({ code }) => code.startsWith("final-not-met")).map(({ code }) => code);
    return { status, codes, turns: turns.filter(({ document }) => document === final), title: record?.title };
  };
  const down = "directed_toward";
  const yes = ["meets", "exemplifies"];

  it.each([
    ["all met", ["meets", "exemplifies", "meets"], yes, null],
    ["none met", [down, down, down], yes, "Not complete: 0 of 3 standards met."],
    ["one not met", ["meets", "approaches", "exemplifies"], yes, "Not complete: 2 of 3 standards met."],
    [
      "approaches, where the program asks for meets",
      ["approaches", "meets", "meets"],
      ["meets"],
      "Not complete: 2 of 3 standards met.",
    ],
    ["approaches, where that is enough", ["approaches", "meets", "meets"], ["approaches", ...yes], null],
    ["directed, where no level is asked for", [down, down, down], [], null],
    ["one without a level, which is an answer missing", ["meets", null, "meets"], yes, null],
  ] as const)("%s", (_, levels, passing, title) => {
    const looked = look([...levels], [coach, own], "2026-05-25", [...passing]);
    expect(looked.codes).toEqual(title ? ["final-not-met"] : []);
    if (title) expect(looked.title).toMatch(title);
    else expect(looked.title).toMatch("Not complete: completion record");
    expect(looked.turns.some(({ role }) => role === "reviewer")).toBe(title !== null);
  });

  it("is told of all standards at once, and is the whole Induction Team's turn", () => {
    const { status, turns } = look([down, "meets", "approaches"], [coach, own]);
    const [no] = status.findings.filter(({ code }) => code === "final-not-met");
    expect(no).toMatchObject({ pointer: "/assessment/0/level", also: [{ pointer: "/assessment/2/level" }] });
    expect(no && words(no).message).toBe(
      "Not met: CPSEL 1 (Directed Toward), CPSEL 3 (Approaches). Met would be Meets or Exemplifies. The Induction Team decides what follows.",
    );
    const team = ["reviewer-one", "coordinator-one", "director-one", "manager-one"];
    const [turn] = turns.filter(({ role }) => role === "reviewer");
    expect(turn).toMatchObject({ first: true, next: `ilp check candidate-one ${final}` });
    expect(turn?.people).toEqual(expect.arrayContaining(team));
  });

  it.each([
    ["a draft", [], "2026-05-25", ["final-not-met-yet"]],
    ["written on the last day", [], "2026-06-02", ["final-not-met-yet"]],
    ["written, and its day has passed", [], "2026-06-03", ["final-not-met"]],
    ["signed by the coach alone", [coach], "2026-05-25", ["final-not-met"]],
    [
      "changed since",
      [recordOf({ ...coach.statement, digest: otherDigest }, { key: "coach-one" })],
      "2026-05-25",
      ["final-not-met"],
    ],
  ] as const)("%s", (_, records, today, codes) => {
    expect(look([down, "meets", "meets"], [...records], today).codes).toEqual(codes);
  });

  it("keeps nobody from signing it: the paperwork can be finished", () => {
    const { status } = look([down, down, down], [coach]);
    expect(status.documents.find(({ name }) => name === final)).toMatchObject({ cells: { answered: 14 } });
    const missing = status.findings.filter(({ code }) => code === "signature-missing");
    expect(missing.map(({ turn, document }) => [turn, document])).toEqual([["candidate", final]]);
    expect(look([down, down, down], [coach, own]).status.documents.find(({ name }) => name === final)?.state).toBe(
      "signed",
    );
  });

  it("says nothing of a standard that is not in the plan, and of every one where there is no plan", () => {
    const codes = (plan: boolean) => {
      const { [final]: value, ...rest } = documents("meets", "meets", "meets");
      const assessment = [...records(value?.assessment), { cpsel: 5, level: down, rationale: "r" }];
      const status = statusOf({ documents: { ...(plan ? rest : {}), [final]: { ...value, assessment } } });
      return status.findings.filter(({ code }) => code.startsWith("final-not-met")).map(({ data }) => data.cpsels);
    };
    expect(codes(true)).toEqual([]);
    expect(codes(false)).toEqual(["CPSEL 5"]);
  });
});

describe("who was not at the meeting of the three (the program's rule)", () => {
  const open = (attendees: Mapping, required?: unknown) =>
    statusOf({
      documents: { "year-1/context": { triad: { date: "2023-09-20", attendees, strengths: "s" } } },
      ...(required === undefined ? {} : { requirements: { "triad.attendees": required } }),
    })
      .findings.filter(({ code }) => code === "yes-needed")
      .map(({ pointer, turn, due }) => [pointer.split("/").at(-1), turn, due]);
  const due = "2023-10-13";
  it.each([
    ["all were there", { candidate: true, coach: true, supervisor: true }, undefined, []],
    ["the supervisor was not", { candidate: true, coach: true, supervisor: false }, undefined, ["supervisor"]],
    [
      "nobody was",
      { candidate: false, coach: false, supervisor: false },
      undefined,
      ["candidate", "coach", "supervisor"],
    ],
    ["not answered yet, which is an answer missing", { candidate: null, coach: true, supervisor: true }, undefined, []],
    ["not asked for here", { candidate: true, coach: true, supervisor: false }, ["candidate", "coach"], []],
    ["nobody in particular", { candidate: false, coach: false, supervisor: false }, [], []],
  ] as const)("%s", (_, attendees, required, missing) => {
    expect(open(attendees, required)).toEqual(missing.map((who) => [who, "candidate", due]));
  });
});
