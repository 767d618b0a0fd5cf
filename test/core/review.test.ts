/** Where a reviewed part stands, told from records: at the edges of time, proof, persons and what records name. */
import { describe, expect, it } from "vitest";
import { bars, transitionOf } from "../../src/core/records/acts.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { type Part, personBar, type Readable } from "../../src/core/review/attempts.ts";
import {
  at,
  by,
  type Circumstances,
  declines,
  files,
  about as inquiry,
  judgedHere,
  nextWeek,
  partHere,
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
/** Attempts with their decisions, and the state: "NO · YES · accepted". */
const told = ({ attempts, state }: Part) =>
  [...attempts.map(({ decision }) => decision?.decision ?? "waits"), state].join(" · ");
const first = submits(10);
const no = says("NO", 20, [first]);
const again = submits(30);
const changed = submits(30, [], { digest: otherDigest });

describe("submission and decision", () => {
  it.each<[string, SignatureRecord[], string, Circumstances?]>([
    ["nothing yet", [signs(5)], "draft"],
    ["handed in", [first], "waits · submitted"],
    ["accepted", [first, says("YES", 20, [first])], "YES · accepted"],
    ["returned", [first, no], "NO · returned"],
    ["handed in again", [first, no, again], "NO · waits · submitted"],
    ["accepted at the second attempt", [first, no, again, says("YES", 40, [again])], "NO · YES · accepted"],
    ["replaced before anybody decided", [first, changed, says("YES", 40, [changed])], "YES · accepted"],
    ["changed after a YES and handed in again", [first, says("YES", 20, [first]), changed], "YES · waits · submitted"],
    ["taken back before anybody decided", [first, takesBack(first, 15)], "draft"],
    ["taken back, and handed in unchanged", [first, takesBack(first, 15), again], "waits · submitted"],
    ["a decision taken back", [first, no, takesBack(no, 25)], "waits · submitted"],
    [
      "a decision taken back, and another made",
      [first, no, takesBack(no, 25), says("YES", 40, [first])],
      "YES · accepted",
    ],
  ])("%s", (_, records, expected, circumstances) => {
    const part = partHere(records, circumstances);
    expect(told(part)).toBe(expected);
    expect(part.outOfTurn).toEqual([]);
  });

  it("is told the same whatever the order of the records", () => {
    const records = [signs(5), first, no, changed, again, says("YES", 40, [changed]), takesBack(first, 50)];
    const expected = partHere(records);
    for (let turn = 0; turn < records.length; turn++) {
      records.push(records.shift() as SignatureRecord);
      expect(partHere(records)).toEqual(expected);
      expect(partHere([...records].reverse())).toEqual(expected);
    }
  });

  it("counts only the text that was handed in, and says when it is another now", () => {
    expect(partHere([first], { text: otherDigest })).toMatchObject({ state: "submitted", changed: true });
    expect(partHere([first, no], { text: otherDigest })).toMatchObject({ state: "returned", changed: true });
    expect(partHere([first, no, again])).toMatchObject({ changed: false });
  });
});

describe("what the process does not allow is set aside, with the rule", () => {
  const late = { resubmit_by: "2026-01-12" };
  it.each<[string, SignatureRecord[], string, string, Circumstances?]>([
    ["handed in twice", [first, again], "waits · submitted", when("submit")],
    ["unchanged after a YES", [first, says("YES", 20, [first]), again], "YES · accepted", when("submit")],
    ["a second decision", [first, no, says("YES", 25, [first])], "NO · returned", when("review-yes")],
    [
      "a NO after a YES",
      [first, says("YES", 20, [first]), says("NO", 25, [first])],
      "YES · accepted",
      when("review-no"),
    ],
    ["of nothing", [says("YES", 20, [])], "draft", words(bars["not-handed-in"])],
    [
      "of a signature alone",
      ((sign) => [sign, says("YES", 20, [sign])])(signs(5)),
      "draft",
      words(bars["not-handed-in"]),
    ],
    [
      "of another text than what was handed in",
      [first, says("YES", 20, [first], { digest: otherDigest })],
      "waits · submitted",
      words(bars["not-handed-in"]),
    ],
    ["NO for today", [first, says("NO", 20, [first], late)], "waits · submitted", words(bars["past-day"])],
    [
      "NO for a day that is past",
      [first, says("NO", 20, [first], { resubmit_by: "2025-12-31" })],
      "waits · submitted",
      words(bars["past-day"]),
    ],
    [
      "NO with an empty word",
      [first, says("NO", 20, [first], { feedback: " \n" })],
      "waits · submitted",
      words(bars["no-feedback"]),
    ],
    [
      "by the coordinator",
      [first, says("YES", 20, [first], { signer: "coordinator-one", role: "coordinator" })],
      "waits · submitted",
      who("review-yes"),
    ],
    [
      "by the coach who signed it, where one may be both",
      [signs(5), first, says("YES", 20, [first], { signer: "coach-one" })],
      "waits · submitted",
      words(bars["own-signature"]),
      { policy: { distinct: [] } },
    ],
    [
      "by the coach who did not sign it",
      [declines(5), first, says("YES", 20, [first], { signer: "coach-one" })],
      "waits · submitted",
      words(bars["own-signature"]),
      { policy: { distinct: [] } },
    ],
    [
      "by the coach who took their signature back",
      ((sign) => [sign, takesBack(sign, 6), first, says("YES", 20, [first], { signer: "coach-one" })])(signs(5)),
      "waits · submitted",
      words(bars["own-signature"]),
      { policy: { distinct: [] } },
    ],
    [
      "a submission taken back once it was decided on",
      [first, no, takesBack(first, 25)],
      "NO · returned",
      when("withdraw-submit"),
    ],
    [
      "a decision taken back once something was handed in after it",
      [first, no, changed, takesBack(no, 35)],
      "NO · waits · submitted",
      when("withdraw-review"),
    ],
  ])("%s", (_, records, expected, rule, circumstances) => {
    const part = partHere(records, circumstances);
    expect(told(part)).toBe(expected);
    expect(refusedIn(part).map(([, , refused]) => refused)).toEqual([rule]);
  });

  it("nobody is barred by another's signature, or by one that nobody knows the maker of", () => {
    const here = (records: SignatureRecord[]) =>
      judgedHere(records).filter((each) => each.statement !== null) as Readable[];
    expect(personBar("candidate-one", [], "candidate-one")).toEqual(bars["own-work"]);
    expect(personBar("coach-one", here([signs(5)]), "candidate-one")).toEqual(bars["own-signature"]);
    expect(personBar("coach-one", here([signs(5, {}, { key: "nobody" })]), "candidate-one")).toBe(null);
    expect(personBar("reviewer-one", here([signs(5)]), "candidate-one")).toBe(null);
  });

  it("what does not hold for itself is not even that: another's name, another's role, a missing record", () => {
    const own = says("YES", 20, [first], { signer: "candidate-one" });
    const coach = says("YES", 20, [first], { signer: "coach-one" });
    const stranger = says("YES", 20, [first], { signer: "stranger-one" });
    const forged = says("YES", 20, [first], {}, { key: "candidate-one" });
    const relying = says("YES", 20, [first, signs(7)]);
    for (const each of [own, coach, stranger, forged, relying])
      expect(partHere([first, each])).toMatchObject({ state: "submitted", outOfTurn: [], unproved: [] });
  });
});

describe("proof", () => {
  it("a decision by name alone counts for nothing where reviewers have keys, and is told", () => {
    const named = says("YES", 20, [first], {}, { key: "" });
    const part = partHere([first, named]);
    expect(told(part)).toBe("waits · submitted");
    expect(part.unproved.map(({ id }) => id)).toEqual([named.id]);
    // Witnessed is less than a key; where the program asks for no more, it counts.
    expect(told(partHere([first, named], { policy: { roles: {} } }))).toBe("YES · accepted");
  });

  it("is told only while it would count with a better proof", () => {
    const named = says("YES", 20, [first], {}, { key: "" });
    const barred = says("YES", 21, [first], { signer: "supervisor-one" }, { key: "" });
    const signed = by("supervisor-one", "supervisor", 5, {});
    const loose = { policy: { distinct: [] } };
    expect(partHere([first, no, named]).unproved).toEqual([]);
    expect(partHere([first, changed, named], { text: otherDigest }).unproved).toEqual([]);
    expect(partHere([signed, first, barred], loose).unproved).toEqual([]);
  });

  it("a submission with less proof than asked for is none, and neither is a decision on it", () => {
    const named = submits(10, [], {}, { key: "" });
    const part = partHere([named, says("YES", 20, [named])], {
      policy: { roles: { candidate: "key", reviewer: "key" } },
    });
    expect(part.state).toBe("draft");
    expect(refusedIn(part)).toEqual([["review", "18:20", words(bars["not-handed-in"])]]);
  });
});

describe("clocks and times", () => {
  it("a decision by a clock that is slow comes after what it covers, as the next submission does", () => {
    const early = says("NO", 5, [first]);
    const next = submits(7, [early]);
    expect(told(partHere([first, early, next, says("YES", 6, [next])]))).toBe("NO · YES · accepted");
  });

  it("what stood in history when something came in came before it, whatever the clocks say", () => {
    const fast = says("NO", 29, [first], {}, { added: { parentAt: at(11) } });
    const next = submits(21, [], {}, { added: { parentAt: at(29) } });
    expect(told(partHere([first, fast, next]))).toBe("NO · waits · submitted");
    // Told by its time alone it would be the same text handed in twice.
    expect(told(partHere([first, fast, submits(21)]))).toBe("NO · returned");
  });

  it("a decision that says an earlier time does not come before the one that stood already", () => {
    const made = says("NO", 20, [first], {}, { added: { parentAt: at(10) } });
    const backdated = says("YES", 15, [first], { signer: "reviewer-two" }, { added: { parentAt: at(20), at: at(40) } });
    const part = partHere([first, made, backdated]);
    expect(told(part)).toBe("NO · returned");
    expect(refusedIn(part)).toEqual([["review", "18:15", when("review-yes")]]);
  });

  it("a submission that says an earlier time does not undo a decision", () => {
    const yes = says("YES", 20, [first]);
    // The same text before it, another text before it, another text in between.
    expect(told(partHere([submits(5), first, yes]))).toBe("YES · accepted");
    expect(told(partHere([submits(5, [], { digest: otherDigest }), first, yes]))).toBe("YES · accepted");
    const between = submits(15, [], { digest: otherDigest });
    expect(told(partHere([first, between, yes]))).toBe("YES · waits · submitted");
  });

  it("of one text handed in twice, the one that was decided on counts; the other is told", () => {
    const early = submits(5);
    const part = partHere([early, first, no]);
    expect(told(part)).toBe("NO · returned");
    expect(part.attempts[0]?.submission.record).toBe(first.id);
    expect(refusedIn(part)).toEqual([["submit", "18:05", when("submit")]]);
    expect(told(partHere([early, first, takesBack(early, 12)]))).toBe("waits · submitted");
  });

  it("a withdrawal that says an earlier time does not undo a decision", () => {
    const part = partHere([first, takesBack(first, 12), no]);
    expect(told(part)).toBe("NO · returned");
    expect(refusedIn(part)).toEqual([["revoke", "18:12", when("withdraw-submit")]]);
  });

  it("a decision on what was replaced meanwhile counts for what it covers", () => {
    const part = partHere([first, changed, says("NO", 40, [first])], { text: otherDigest });
    expect(told(part)).toBe("NO · waits · submitted");
    expect(part.attempts[1]).toMatchObject({ submission: { record: changed.id }, due: nextWeek, onTime: true });
    expect(part.changed).toBe(false);
  });

  it("of two decisions on one submission, made in two copies, the first counts and the other is told", () => {
    const yes = says("YES", 21, [first], { signer: "reviewer-two" });
    const part = partHere([yes, no, first]);
    expect(told(part)).toBe("NO · returned");
    expect(refusedIn(part)).toEqual([["review", "18:21", when("review-yes")]]);
  });

  it("a decision that names several submissions is about the last of them", () => {
    const part = partHere([first, no, again, says("YES", 40, [first, again])]);
    expect(told(part)).toBe("NO · YES · accepted");
  });
});

describe("when it is due", () => {
  const extension = (minute: number, from: string, to: string, about = inquiry) =>
    files("extend", "manager-one", "manager", minute, { about, from, to, agreed: ["Manager One"] });
  it.each<[string, string | undefined, boolean | null]>([
    ["no day", undefined, null],
    ["that day", "2026-01-12", true],
    ["the day before", "2026-01-11", false],
  ])("%s", (_, due, onTime) => {
    expect(partHere([first], due ? { due } : {}).attempts[0]).toMatchObject({ due: due ?? null, onTime });
  });

  it("again on the day that came with the NO, as extended", () => {
    const inTime = submits(14 * 24 * 60);
    const later = { now: at(30 * 24 * 60), due: "2026-01-12" };
    expect(partHere([first, no], later)).toMatchObject({ due: nextWeek });
    expect(partHere([first, no, inTime], later).attempts[1]).toMatchObject({ due: nextWeek, onTime: false });
    const chain = [extension(22, nextWeek, "2026-01-22"), extension(23, "2026-01-22", "2026-01-26")];
    const part = partHere([first, no, inTime, ...chain], later);
    expect(part).toMatchObject({ due: "2026-01-26" });
    expect(part.attempts[1]).toMatchObject({ due: "2026-01-26", onTime: true });
    // Of the whole document as well; not of another part.
    expect(partHere([first, no, extension(22, nextWeek, "2026-02-01", "year-1/inquiry-ilp")], later).due).toBe(
      "2026-02-01",
    );
    expect(
      partHere([first, no, extension(22, nextWeek, "2026-02-01", "year-1/inquiry-ilp#inquiries/i2")], later).due,
    ).toBe(nextWeek);
  });

  it("not any more after a YES", () => {
    const part = partHere([first, says("YES", 20, [first]), changed], { due: "2026-01-12", text: otherDigest });
    expect(part.due).toBe(null);
    expect(part.attempts[1]).toMatchObject({ due: null, onTime: null });
  });
});

describe("what stood under it", () => {
  const under = (part: Part, attempt = 0) =>
    part.attempts[attempt]?.signatures
      .filter(({ role }) => role === "coach")
      .map(({ state, by: name, reason }) => [state, name, reason]);
  it("a silent coach, a decline with its reason, a signature", () => {
    const [sign, decline] = [signs(5), declines(5)];
    expect(under(partHere([first]))).toEqual([["missing", null, ""]]);
    const handed = submits(10, [decline]);
    expect(under(partHere([decline, handed]))).toEqual([["declined", "coach-one", "No evidence yet."]]);
    const signed = submits(10, [sign]);
    expect(under(partHere([sign, signed, says("YES", 20, [signed, sign])]))).toEqual([["signed", "coach-one", ""]]);
  });

  it("is as it was then, whatever came later", () => {
    const sign = signs(5);
    const handed = submits(10, [sign]);
    const decided = says("NO", 20, [handed, sign]);
    expect(under(partHere([sign, handed, decided, takesBack(sign, 30)]))).toEqual([["signed", "coach-one", ""]]);
    expect(under(partHere([handed, decided, sign], { text: otherDigest }))).toEqual([["signed", "coach-one", ""]]);
    // While it waits, it is as it stands now.
    expect(under(partHere([sign, handed, takesBack(sign, 15)]))).toEqual([["missing", null, ""]]);
    expect(under(partHere([first, signs(15)]))).toEqual([["signed", "coach-one", ""]]);
  });

  it("a decline is not hidden by a decision that leaves it out, and no signature is put there by one", () => {
    const decline = declines(5);
    const handed = submits(10, [decline]);
    expect(under(partHere([decline, handed, says("YES", 20, [handed])]))).toEqual([
      ["declined", "coach-one", "No evidence yet."],
    ]);
    const forged = signs(5, {}, { key: "candidate-one" });
    const old = signs(4, { digest: otherDigest });
    const unknown = signs(3, {}, { key: "unknown" });
    const all = submits(10, [forged, old, unknown]);
    expect(under(partHere([forged, old, unknown, all]))).toEqual([["missing", null, ""]]);
  });
});

describe("an appeal", () => {
  const opened = files("appeal-open", "candidate-one", "candidate", 25, { about: inquiry, text: "It is there." }, no);
  const closed = files("appeal-close", "manager-one", "manager", 35, { outcome: "Reversed." }, opened);
  const step = files("appeal-step", "candidate-one", "candidate", 30, { step: 2, text: "No answer." }, opened);
  const appeal = [opened, step, closed];
  it("that is closed lets a reviewer turn the NO into a YES, and a withdrawal of that brings the NO back", () => {
    const yes = says("YES", 40, [first], { signer: "reviewer-two" });
    const part = partHere([first, no, ...appeal, yes]);
    expect(told(part)).toBe("YES · accepted");
    expect(part.attempts[0]?.reversed.map(({ record }) => record)).toEqual([no.id]);
    expect(told(partHere([first, no, ...appeal, yes, takesBack(yes, 50)]))).toBe("NO · returned");
  });

  it("names the same text as it was handed in once more: what the NO was about stays what it was about", () => {
    const twice = submits(12);
    const part = partHere([first, twice, no, ...appeal, says("YES", 40, [twice])]);
    expect(told(part)).toBe("YES · accepted");
    expect(part.attempts[0]).toMatchObject({ submission: { record: first.id }, reversed: [{ record: no.id }] });
  });

  it.each<[string, SignatureRecord[]]>([
    ["that is open", [opened, says("YES", 40, [first])]],
    ["that was closed later", [...appeal, says("YES", 34, [first])]],
    ["about another NO", [...appeal, says("NO", 40, [first])]],
  ])("%s does not", (_, records) => {
    expect(told(partHere([first, no, ...records]))).toBe("NO · returned");
  });
});
