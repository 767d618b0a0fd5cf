/** A candidate's case file, told from records: concerns, declines, the plan, extensions, contacts, appeals. */
import { describe, expect, it } from "vitest";
import type { Role } from "../../src/core/forms/form.ts";
import { bars, transitionOf } from "../../src/core/records/acts.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { appealedIn, type CaseFile, extendedDay } from "../../src/core/review/case-file.ts";
import {
  about,
  at,
  caseHere,
  declines,
  document,
  files,
  nextWeek,
  refusedIn,
  says,
  signs,
  submits,
  takesBack,
} from "./cast.ts";
import { otherDigest } from "./records.ts";

const words = ({ rule, source }: { rule: string; source: string }) => `${rule} (${source})`;
const when = (step: Parameters<typeof transitionOf>[0]) => {
  const { when: rule, source } = transitionOf(step);
  return words({ rule, source });
};
const who = (step: Parameters<typeof transitionOf>[0]) => {
  const { who: rule, source } = transitionOf(step);
  return words({ rule, source });
};
const rules = (file: CaseFile) => refusedIn(file).map(([, , rule]) => rule);

const concern = (minute: number, note = "No answer for weeks.") =>
  files("concern", "coach-one", "coach", minute, { reason: "nonresponsive", note });
const answer = (minute: number, of: SignatureRecord, said = {}) =>
  files("answer", "coordinator-one", "coordinator", minute, { text: "We call on Monday." }, of, said);
const notified = { candidate: "2026-01-12", coach: "2026-01-12" };
const plan = (minute: number, said = {}) =>
  files(
    "plan-open",
    "manager-one",
    "manager",
    minute,
    { reason: "Two NO.", actions: ["Meet"], notified },
    undefined,
    said,
  );
const update = (minute: number, of: SignatureRecord) =>
  files("plan-update", "manager-one", "manager", minute, { text: "Met." }, of);
const close = (minute: number, of: SignatureRecord) =>
  files("plan-close", "manager-one", "manager", minute, { outcome: "Done." }, of);
const first = submits(10);
const no = says("NO", 20, [first]);
const appeal = (minute: number, of: SignatureRecord, said = {}) =>
  files("appeal-open", "candidate-one", "candidate", minute, { about, text: "It is there." }, of, said);
const step = (
  minute: number,
  number: number,
  of: SignatureRecord,
  signer = "candidate-one",
  role: Role = "candidate",
) => files("appeal-step", signer, role, minute, { step: number, text: "No answer." }, of);
const end = (minute: number, of: SignatureRecord, signer = "candidate-one", role: Role = "candidate") =>
  files("appeal-close", signer, role, minute, { outcome: "It stays." }, of);

describe("concerns", () => {
  it("two are open at a time, and each is answered by itself, once", () => {
    const [one, other] = [concern(1), concern(2, "Cancelled twice.")];
    const file = caseHere([one, other, answer(3, other), answer(4, other)]);
    expect(file.concerns.map((each) => each.answer?.entry.text ?? null)).toEqual([null, "We call on Monday."]);
    expect(rules(file)).toEqual([when("answer")]);
  });

  it("are the coach's to tell, and the Induction Team's to answer", () => {
    const one = concern(1);
    const told = files("concern", "supervisor-one", "supervisor", 2, { reason: "other" });
    const file = caseHere([one, told, answer(3, one, { signer: "coach-one", role: "coach" })]);
    expect(file.concerns).toHaveLength(1);
    expect(rules(file)).toEqual([who("concern"), who("answer")]);
    // Not by somebody who is no coach of this candidate.
    expect(caseHere([files("concern", "coach-two", "coach", 1, { reason: "other" })]).concerns).toEqual([]);
  });

  it("an answer to nothing, and one that is older by its clock than what it answers", () => {
    const one = concern(5);
    expect(rules(caseHere([answer(3, first)]))).toEqual([when("answer")]);
    expect(caseHere([answer(3, one), one]).concerns[0]?.answer).not.toBe(null);
  });
});

describe("declines", () => {
  const decline = declines(5);
  const settled = (records: SignatureRecord[], circumstances = {}) =>
    caseHere(records, circumstances).declined.map((each) => [each.settled, each.answer?.entry.text ?? null]);
  it("wait for an answer, also once the text was changed", () => {
    expect(settled([decline])).toEqual([[false, null]]);
    expect(settled([decline], { text: otherDigest })).toEqual([[false, null]]);
    expect(settled([decline, answer(6, decline)])).toEqual([[false, "We call on Monday."]]);
  });

  it("are settled by a withdrawal, or by the same person's signature", () => {
    expect(settled([decline, takesBack(decline, 6)])).toEqual([[true, null]]);
    expect(settled([decline, signs(6)])).toEqual([[true, null]]);
    expect(settled([signs(4), decline])).toEqual([[false, null]]);
    expect(settled([decline, signs(6, { section: "inquiries/i2" })])).toEqual([[false, null]]);
  });

  it("by a false proof are not heard, and settle nothing", () => {
    expect(settled([declines(5, { signer: "coach-two" })])).toEqual([]);
    expect(settled([decline, signs(6, {}, { key: "unknown" })])).toEqual([[false, null]]);
  });
});

describe("the Special Assistance Plan", () => {
  it("is one at a time, and what is written goes to the plan it names", () => {
    const [one, other] = [plan(1), plan(5)];
    const file = caseHere([one, update(2, one), plan(3), close(4, one), other, update(6, one), update(7, other)]);
    expect(file.plans.map(({ updates, closed }) => [updates.length, closed !== null])).toEqual([
      [1, true],
      [1, false],
    ]);
    expect(rules(file)).toEqual([when("plan-open"), when("plan-update")]);
    expect(rules(caseHere([one, close(2, one), close(3, one)]))).toEqual([when("plan-close")]);
    expect(rules(caseHere([update(2, first)]))).toEqual([when("plan-update")]);
  });

  it("is the Program Manager's", () => {
    const file = caseHere([plan(1, { signer: "director-one", role: "director" })]);
    expect(file.plans).toEqual([]);
    expect(rules(file)).toEqual([who("plan-open")]);
  });
});

describe("extensions", () => {
  const extension = (minute: number, from: string, to: string, more = {}, said = {}) =>
    files(
      "extend",
      "reviewer-one",
      "reviewer",
      minute,
      { about, from, to, agreed: ["Reviewer"], ...more },
      undefined,
      said,
    );
  const due = (records: SignatureRecord[], section = "inquiries/i1", day = nextWeek) =>
    extendedDay(caseHere(records).extensions, document, section, day);
  it("go on from each other, and the last one about a day counts", () => {
    expect(due([])).toBe(nextWeek);
    expect(due([extension(1, nextWeek, "2026-01-22")])).toBe("2026-01-22");
    expect(due([extension(1, nextWeek, "2026-01-22"), extension(2, "2026-01-22", "2026-01-26")])).toBe("2026-01-26");
    expect(due([extension(2, "2026-01-22", "2026-01-26"), extension(3, nextWeek, "2026-01-22")])).toBe("2026-01-26");
    // Two people agreed on one at once, each on a computer of their own: the first counts, the other is named.
    const both = [extension(1, nextWeek, "2026-01-22"), extension(2, nextWeek, "2026-01-30")];
    expect([due(both), caseHere(both).outOfTurn.map(({ refused }) => refused)]).toEqual([
      "2026-01-22",
      [bars["extended-already"]],
    ]);
    expect(due([extension(1, "2026-01-01", "2026-01-30")])).toBe(nextWeek);
  });

  it("are for the part or the document they name", () => {
    expect(due([extension(1, nextWeek, "2026-01-22")], "inquiries/i10")).toBe(nextWeek);
    expect(due([extension(1, nextWeek, "2026-01-22", { about: document })], "inquiries/i10")).toBe("2026-01-22");
    expect(due([extension(1, nextWeek, "2026-01-22", { about: "year-1/context" })])).toBe(nextWeek);
  });

  it("are to a later day, by the Induction Team", () => {
    const back = [extension(1, nextWeek, "2026-01-10"), extension(2, "2026-01-22", "2026-01-22")];
    expect(rules(caseHere(back))).toEqual([words(bars["later-day"]), words(bars["later-day"])]);
    const own = extension(1, nextWeek, "2026-01-22", {}, { signer: "candidate-one", role: "candidate" });
    expect(rules(caseHere([own]))).toEqual([who("extend")]);
  });

  it("are corrected, never to an earlier day than was due", () => {
    const one = extension(1, nextWeek, "2026-02-22");
    expect(due([one, extension(2, nextWeek, "2026-01-22", { corrects: one.id })])).toBe("2026-01-22");
    expect(due([one, extension(2, nextWeek, "2026-01-02", { corrects: one.id })])).toBe("2026-02-22");
  });
});

describe("corrections", () => {
  const contact = (minute: number, summary: string, more = {}, said = {}) =>
    files(
      "contact",
      "candidate-one",
      "candidate",
      minute,
      { with: "Manager", channel: "phone", on: "2026-01-12", summary, ...more },
      undefined,
      said,
    );
  const one = contact(1, "Asked.");
  it("stand for the earlier wording, also from two copies and of an older wording", () => {
    const second = contact(2, "Asked for a meeting.", { corrects: one.id });
    const third = contact(3, "Asked for one on Friday.", { corrects: one.id });
    const fourth = contact(4, "Asked for one on Monday.", { corrects: second.id });
    const { told: contacts, outOfTurn } = caseHere([fourth, third, second, one]);
    expect(contacts).toMatchObject([
      {
        entry: { summary: "Asked for one on Monday." },
        at: at(1),
        record: fourth.id,
        corrected: [one.id, second.id, third.id],
      },
    ]);
    expect(outOfTurn).toEqual([]);
  });

  it("are by whoever wrote it, in the same role, of the same kind, about the same thing", () => {
    const other = contact(2, "Never asked.", { corrects: one.id }, { signer: "manager-one", role: "manager" });
    const kind = files("concern", "coach-one", "coach", 3, { reason: "other", corrects: one.id });
    const missing = contact(4, "?", { corrects: first.id });
    const [told, untold] = [concern(5), concern(6)];
    const said = answer(7, told);
    const moved = files("answer", "coordinator-one", "coordinator", 8, { text: "No.", corrects: said.id }, untold);
    const file = caseHere([one, other, kind, missing, told, untold, said, moved]);
    expect(file.told.filter(({ act }) => act === "contact")).toMatchObject([
      { entry: { summary: "Asked." }, corrected: [] },
    ]);
    expect(file.concerns.map((each) => each.answer?.entry.text ?? null)).toEqual(["We call on Monday.", null]);
    expect(rules(file)).toEqual(Array(4).fill(words(bars["own-file"])));
  });

  it("are by the very person, and in the very role", () => {
    const policy = { distinct: [] };
    const about = concern(1);
    const told = files("answer", "reviewer-one", "reviewer", 2, { text: "We call." }, about);
    const another = files("answer", "reviewer-two", "reviewer", 3, { text: "No.", corrects: told.id }, about);
    const answered = caseHere([about, told, another]);
    expect(answered.concerns[0]?.answer?.entry.text).toBe("We call.");
    expect(rules(answered)).toEqual([words(bars["own-file"])]);
    const one = files("contact", "coach-one", "coach", 5, {
      with: "M",
      channel: "phone",
      on: "2026-01-12",
      summary: "A.",
    });
    const other = files("contact", "coach-one", "reviewer", 6, {
      with: "M",
      channel: "phone",
      on: "2026-01-12",
      summary: "B.",
      corrects: one.id,
    });
    const file = caseHere([one, other], { policy });
    expect(file.told.filter(({ act }) => act === "contact")).toMatchObject([
      { entry: { summary: "A." }, corrected: [] },
    ]);
    expect(rules(file)).toEqual([words(bars["own-file"])]);
  });

  it("are possible when the process has gone on: of a closing, of a step, of what was answered", () => {
    const opened = plan(1);
    const closed = close(2, opened);
    const outcome = files(
      "plan-close",
      "manager-one",
      "manager",
      3,
      { outcome: "All done.", corrects: closed.id },
      opened,
    );
    const begun = appeal(25, no);
    const second = step(26, 2, begun);
    const text = files(
      "appeal-step",
      "candidate-one",
      "candidate",
      30,
      { step: 2, text: "No answer in two weeks.", corrects: second.id },
      begun,
    );
    const file = caseHere([opened, closed, outcome, first, no, begun, second, end(28, begun), text]);
    expect(file.outOfTurn).toEqual([]);
    expect(file.plans[0]?.closed?.entry).toMatchObject({ outcome: "All done." });
    expect(file.appeals[0]?.steps.map((each) => each.text)).toEqual(["It is there.", "No answer in two weeks."]);
  });

  it("what goes on from an earlier wording goes on from the later one", () => {
    const told = concern(1);
    const later = files("concern", "coach-one", "coach", 2, { reason: "other", note: "More.", corrects: told.id });
    expect(caseHere([told, later, answer(3, told)]).concerns[0]?.answer).not.toBe(null);
    expect(caseHere([told, later, answer(3, later)]).concerns[0]?.answer).not.toBe(null);
  });
});

describe("appeals", () => {
  it("about two parts run side by side", () => {
    const there = { section: "inquiries/i2" };
    const other = submits(11, [], there);
    const refused = says("NO", 21, [other], there);
    const file = caseHere([
      ...[first, no, other, refused, appeal(25, no)],
      files("appeal-open", "candidate-one", "candidate", 26, { about: `${document}#inquiries/i2`, text: "?" }, refused),
    ]);
    expect(file.appeals.map(({ of }) => of)).toEqual([no.id, refused.id]);
    expect(file.outOfTurn).toEqual([]);
  });

  const yes = says("YES", 40, [first]);
  it("are about a NO that is the last decision on its part, one at a time", () => {
    const opened = appeal(25, no);
    expect(caseHere([first, no, opened]).appeals).toMatchObject([{ of: no.id, closed: null, steps: [{ number: 1 }] }]);
    const twice = caseHere([first, no, opened, appeal(26, no)]);
    expect(rules(twice)).toEqual([when("appeal-open")]);
    expect(caseHere([first, no, opened, end(26, opened), appeal(27, no)]).appeals).toHaveLength(2);
  });

  const again = submits(30);
  it.each<[string, SignatureRecord[], number]>([
    ["a YES", [first, yes, appeal(50, yes)], 0],
    ["a submission", [first, appeal(50, first)], 0],
    ["a NO that does not count", [first, says("NO", 20, [first], { feedback: " " }), appeal(50, no)], 0],
    [
      "a NO by somebody who cannot decide",
      [first, says("NO", 20, [first], { signer: "coach-one" }), appeal(50, no)],
      0,
    ],
    ["a NO that was taken back", [first, no, takesBack(no, 30), appeal(50, no)], 0],
    ["a NO that was taken back afterwards", [first, no, appeal(50, no), takesBack(no, 60)], 1],
    ["a NO after which it was handed in again", [first, no, again, appeal(50, no)], 1],
    ["a NO that a YES answered", [first, no, again, says("YES", 40, [again]), appeal(50, no)], 0],
    ["a NO that another NO followed", [first, no, again, says("NO", 40, [again]), appeal(50, no)], 0],
    [
      "another part",
      [
        first,
        no,
        files("appeal-open", "candidate-one", "candidate", 50, { about: `${document}#inquiries/i2`, text: "?" }, no),
      ],
      0,
    ],
    ["a NO, by the coach", [first, no, appeal(50, no, { signer: "coach-one", role: "coach" })], 0],
  ])("about %s", (_, records, count) => {
    expect(caseHere(records).appeals).toHaveLength(count);
    const opened = records.find(({ statement }) => statement?.act === "appeal-open");
    expect(caseHere(records).outOfTurn.map(({ record }) => record.id)).toEqual(count === 0 ? [opened?.id] : []);
  });

  it("goes its steps in order, by the candidate or by whoever the step is with, or the next one", () => {
    const opened = appeal(25, no);
    const steps = [
      step(26, 2, opened, "reviewer-one", "reviewer"),
      step(27, 2, opened),
      step(28, 3, opened, "reviewer-one", "reviewer"),
      step(29, 3, opened, "assistant-one", "assistant-superintendent"),
      step(30, 4, opened),
      end(31, opened, "manager-one", "manager"),
      end(32, opened, "assistant-one", "assistant-superintendent"),
      step(33, 4, opened),
      end(34, opened),
    ];
    const file = caseHere([first, no, opened, ...steps]);
    expect(file.appeals[0]?.steps.map(({ number, by }) => [number, by])).toEqual([
      [1, "candidate-one"],
      [2, "reviewer-one"],
      [3, "assistant-one"],
    ]);
    expect(file.appeals[0]?.closed?.by).toBe("assistant-one");
    expect(refusedIn(file).map(([, minute, rule]) => [minute, rule])).toEqual([
      ["18:27", when("appeal-step")],
      ["18:28", who("appeal-step")],
      ["18:30", when("appeal-step")],
      ["18:31", who("appeal-close")],
      ["18:33", when("appeal-step")],
      ["18:34", when("appeal-close")],
    ]);
  });
});

describe("the end of an appeal", () => {
  const opened = appeal(25, no);
  const [second, third] = [step(26, 2, opened), step(27, 3, opened)];
  const closing = (minute: number, result: string | undefined, signer: string, role: Role, of = opened, said = {}) =>
    files(
      ...(["appeal-close", signer, role, minute] as const),
      { ...(result ? { result } : {}), outcome: "Said." },
      of,
      said,
    );
  const [own, outcome, over] = [bars["own-decision"], bars["appeal-outcome"], bars["appeal-over"]].map(words);

  it.each<[string, SignatureRecord[], string | null, string | undefined]>([
    ["granted, by another reviewer", [closing(28, "granted", "reviewer-two", "reviewer")], "granted", undefined],
    ["upheld, at the second step", [second, closing(28, "upheld", "manager-one", "manager")], "upheld", undefined],
    ["withdrawn, by the candidate", [closing(28, "withdrawn", "candidate-one", "candidate")], "withdrawn", undefined],
    ["granted, by whoever gave the NO", [closing(28, "granted", "reviewer-one", "reviewer")], null, own],
    ["without an outcome, by whoever gave the NO", [closing(28, undefined, "reviewer-one", "reviewer")], null, own],
    ["granted, by the candidate", [closing(28, "granted", "candidate-one", "candidate")], null, outcome],
    ["upheld, by the candidate", [closing(28, "upheld", "candidate-one", "candidate")], null, outcome],
    ["withdrawn, by the reviewer", [closing(28, "withdrawn", "reviewer-two", "reviewer")], null, outcome],
    ["as before, without an outcome", [closing(28, undefined, "candidate-one", "candidate")], "none", undefined],
  ])("%s", (_, records, result, refused) => {
    const file = caseHere([first, no, opened, ...records]);
    const { closed } = file.appeals[0] ?? {};
    expect(closed ? (closed.entry.result ?? "none") : null).toBe(result);
    expect(rules(file)).toEqual(refused ? [refused] : []);
    // Only what is granted, or was closed before there were outcomes, is decided again.
    expect([...appealedIn(file).keys()]).toEqual(result === "granted" || result === "none" ? [no.id] : []);
  });

  it("whoever gave the NO takes it from the first step to the second, and no further", () => {
    const mine = step(26, 2, opened, "reviewer-one", "reviewer");
    const file = caseHere([first, no, opened, mine]);
    expect(file.appeals[0]?.steps.map(({ number, by }) => [number, by])[1]).toEqual([2, "reviewer-one"]);
    const policy = { distinct: [] };
    const both = caseHere([first, no, opened, mine, step(27, 3, opened, "reviewer-one", "manager")], { policy });
    expect(both.appeals[0]?.steps).toHaveLength(2);
  });

  const onDay = (day: string) => ({ at: `${day}T18:00:00Z` });
  const upheld = [second, closing(28, "upheld", "manager-one", "manager")];
  it.each<[string, SignatureRecord[], number[]]>([
    ["at the next step", [...upheld, appeal(29, no)], [1, 2, 3]],
    ["the last day", [...upheld, appeal(29, no, onDay("2026-01-22"))], [1, 2, 3]],
    ["a day late", [...upheld, appeal(29, no, onDay("2026-01-23"))], [1, 2]],
    [
      "after the last step",
      [second, third, closing(28, "upheld", "assistant-one", "assistant-superintendent"), appeal(29, no)],
      [1, 2, 3],
    ],
    ["once it was granted", [closing(28, "granted", "reviewer-two", "reviewer"), appeal(29, no)], [1]],
    ["once it was withdrawn", [closing(28, "withdrawn", "candidate-one", "candidate"), appeal(29, no)], [1, 2]],
    ["once it was closed without an outcome", [end(28, opened), appeal(29, no)], [1, 1]],
  ])("opened again %s", (_, records, numbers) => {
    const now = "2026-02-20T18:00:00Z";
    const file = caseHere([first, no, opened, ...records], { appealDays: 10, now });
    expect(file.appeals.flatMap(({ steps }) => steps.map(({ number }) => number))).toEqual(numbers);
    const isOver = numbers.length < records.filter(({ statement }) => statement?.act !== "appeal-close").length + 1;
    expect(rules(file)).toEqual(isOver ? [over] : []);
  });

  it("one that goes on from an earlier one goes its own steps from there", () => {
    const again = appeal(29, no);
    const file = caseHere([
      first,
      no,
      opened,
      closing(28, "upheld", "reviewer-two", "reviewer"),
      again,
      step(30, 3, again),
    ]);
    expect(file.appeals[1]?.steps.map(({ number }) => number)).toEqual([2, 3]);
  });
});

describe("proof", () => {
  it("what is proved less well than its role must be does not count", () => {
    const policy = { roles: { coach: "key" } } as const;
    const named = files("concern", "coach-one", "coach", 1, { reason: "other" });
    expect(caseHere([named], { policy }).concerns).toHaveLength(1);
    const weak = { ...named, seal: null };
    expect(caseHere([weak], { policy }).concerns).toEqual([]);
  });

  it("nothing in a case file is taken back", () => {
    const told = concern(1);
    const file = caseHere([told, takesBack(told, 2)]);
    expect(file.concerns).toHaveLength(1);
    expect(rules(file)).toEqual([words(bars["case-stays"])]);
  });

  it("is told the same whatever the order of the records", () => {
    const opened = appeal(25, no);
    const told = concern(1);
    const records = [
      told,
      answer(2, told),
      first,
      no,
      opened,
      step(26, 2, opened),
      end(27, opened),
      declines(4),
      plan(3),
      plan(5),
    ];
    const expected = caseHere(records);
    for (let turn = 0; turn < records.length; turn++) {
      records.push(records.shift() as SignatureRecord);
      expect(caseHere(records)).toEqual(expected);
      expect(caseHere([...records].reverse())).toEqual(expected);
    }
  });
});
