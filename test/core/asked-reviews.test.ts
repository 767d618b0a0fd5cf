/** What is asked of whom while a part is handed in, decided on and handed in again, and what stands in the case file. */
import { describe, expect, it } from "vitest";
import type { Mapping } from "../../src/core/basics/values.ts";
import { assess } from "../../src/core/findings/assess.ts";
import { byUrgency, turnsOf } from "../../src/core/findings/turns.ts";
import { placesFor } from "../../src/core/findings/waiting.ts";
import { concerns } from "../../src/core/findings/year-status.ts";
import { blocks, words } from "../../src/core/problems/messages.ts";
import type { Settings } from "../../src/core/program/program.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import type { Statement } from "../../src/core/records/statement.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { people } from "./cast.ts";
import { otherDigest, recordOf } from "./records.ts";
import { decidedOn, filedOn, handedIn, reviewedCandidate, rulebookWith, signedOn } from "./reviews.ts";

const name = "year-1/year-end/cpsel-2";
const here = { document: name, section: "." };
const earlier = { ...here, digest: otherDigest };
const due = "2026-06-02";
const text = Object.fromEntries("goal actions growth results impact next coaching".split(" ").map((key) => [key, key]));
const full: Mapping = {
  ...{ ...text, cpsel: 2, "start-level": "approaches", "end-level": "meets", evidence: ["e"] },
  schema: "year-end-summary@1",
};
const own = recordOf({ ...here, role: "candidate", signer: "candidate-one", at: "2026-05-18T18:00:00Z" });
const coach = (day: string, changes: Partial<Statement> = {}) => signedOn(day, { ...here, ...changes });
const declined = coach("2026-05-19", { act: "decline", reason: "Growth names no example." });
const submitted = (day: string, changes: Partial<Statement> = {}) => handedIn(day, [], { ...here, ...changes });

const onTime = submitted("2026-05-20");

/** Read once: what is changed in it changes no form. */
const program = { ...rulebookWith(), people };

interface Situation {
  today?: string;
  value?: Mapping;
  requirements?: Mapping;
}

/** Where the summary stands with these records, and what is asked of whom. */
function stand(records: SignatureRecord[], { today = "2026-05-25", value = full, requirements = {} }: Situation = {}) {
  const changes = Object.entries(requirements).map(([key, each]) => [key, { value: each, source: "test" }]);
  const settings: Settings = {
    ...program.settings,
    requirements: { ...program.settings.requirements, ...Object.fromEntries(changes) },
  };
  const rulebook = { ...program, settings };
  const candidate = reviewedCandidate({ [name]: value }, records, { rulebook });
  const status = assess(standingOf(candidate, rulebook), today);
  const document = status.documents.find((each) => each.name === name);
  if (!document) throw new Error("it was written");
  const findings = status.findings.filter((each) => each.document === name || each.document === "case");
  const turns = turnsOf(status, candidate.profile, rulebook, today).sort(byUrgency);
  return {
    ...{ status, document, findings },
    asked: findings.map(({ code, turn }) => [code, turn].filter(Boolean).join(" ")),
    open: findings.filter((each) => blocks(each)).length,
    turns: turns.filter((each) => each.document === name || each.document === "case"),
  };
}

const says = ({ findings }: ReturnType<typeof stand>, code: string) => {
  const found = findings.find((each) => each.code === code);
  if (!found) throw new Error(`${code} is not said`);
  return words(found).message;
};

describe("before it is handed in", () => {
  it("nothing is asked while nothing is written, or an answer is missing", () => {
    expect(stand([], { value: { schema: "year-end-summary@1", cpsel: 2 } }).asked).not.toContain(
      "submission-missing candidate",
    );
    expect(stand([], { value: { ...full, growth: null } }).asked).toEqual(["answer-missing candidate"]);
  });

  it("signatures and the submission are asked for at once: neither waits for the other", () => {
    const draft = stand([own]);
    expect(draft.asked).toEqual(["signature-missing coach", "submission-missing candidate"]);
    expect(says(draft, "submission-missing")).toContain("(the coach has not signed; that does not stand in the way)");
    expect(draft.document).toMatchObject({ state: "ready", turn: "coach", late: false, due });
    expect(stand([own, coach("2026-05-19")]).asked).toEqual(["submission-missing candidate"]);
  });

  it("it is late after its day, for the milestone it belongs to", () => {
    const late = stand([own, coach("2026-05-19")], { today: "2026-06-03" });
    expect(late.findings).toMatchObject([{ code: "submission-missing", severity: "error", milestone: "year-end" }]);
    expect(late.document.late).toBe(true);
  });
});

describe("a section", () => {
  it("stands where its part stands; changed after a YES, it is as it is written and signed", () => {
    const sections = (records: SignatureRecord[]) => stand(records).document.sections.map(({ state }) => state);
    const signed = [own, coach("2026-05-19")];
    const yes = (of: SignatureRecord) => decidedOn("2026-05-22", [of], here);
    const no = decidedOn("2026-05-22", [onTime], { ...here, again: "2026-06-01", feedback: "Growth." });
    const before = submitted("2026-05-20", earlier);
    expect(
      [[], signed, [...signed, onTime], [...signed, onTime, no], [...signed, onTime, yes(onTime)]].map(sections),
    ).toEqual([["ready"], ["signed"], ["submitted"], ["returned"], ["accepted"]]);
    expect(sections([own, before, decidedOn("2026-05-22", [before], earlier)])).toEqual(["ready"]);
  });
});

describe("handed in", () => {
  it("without the coach: the reviewer decides, and the coach can still sign", () => {
    const waits = stand([own, onTime], { today: "2026-06-10" });
    expect(waits.asked).toEqual(["signature-missing coach", "review-waiting reviewer"]);
    expect(says(waits, "review-waiting")).toContain(
      "handed in on 2026-05-20, and waits for a decision; the coach has not",
    );
    const next = `ilp review candidate-one ${name}`;
    expect(waits.document).toMatchObject({ state: "submitted", turn: "reviewer", next, late: false });
    expect(waits.turns).toMatchObject([
      { role: "coach", since: "2026-05-20", due, late: true, next: `ilp sign candidate-one ${name}` },
      { role: "reviewer", since: "2026-05-20", due: null, late: false, next },
    ]);
    expect(waits.findings.every((each) => concerns(each, "year-end"))).toBe(true);
  });

  it("after somebody did not sign: the Induction Team is told of it, and the candidate need not revise it for that", () => {
    expect(stand([own, declined]).asked).toContain("signature-declined candidate");
    const waits = stand([own, declined, onTime]);
    expect(waits.asked).toEqual(["review-waiting reviewer", "decline-open reviewer"]);
    expect(says(waits, "review-waiting")).toContain("the coach did not sign it");
    expect(waits.turns[0]).toMatchObject({ first: true, document: "case", since: "2026-05-19" });
    expect(waits.turns[0]?.about).toContain("Growth names no example.");
    const answered = filedOn("2026-05-21", {
      ...{ act: "answer", role: "manager", signer: "manager-one", of: declined.id, entry: { text: "We talked." } },
    });
    expect(stand([own, declined, onTime, answered]).asked).toEqual(["review-waiting reviewer"]);
  });

  it("and changed since: it is to be handed in again", () => {
    const other = stand([own, submitted("2026-05-20", earlier)]);
    expect(other.asked).toEqual(["signature-missing coach", "submission-outdated candidate"]);
    expect(other.document).toMatchObject({ state: "submitted", turn: "candidate" });
    const broken = stand([own, submitted("2026-05-20", earlier)], { value: { ...full, growth: null } });
    expect(broken.findings[0]).toMatchObject({ code: "answer-missing" });
    expect(broken.findings.find(({ code }) => code === "submission-outdated")?.because).toMatchObject([
      { pointer: "/growth" },
    ]);
  });

  it("late: that is said, and stands in nobody's way", () => {
    const late = stand([own, submitted("2026-06-05")], { today: "2026-06-06" });
    expect(says(late, "submission-late")).toContain(`handed in on 2026-06-05, after ${due}`);
    expect(late.findings.find(({ code }) => code === "submission-late")?.severity).toBe("info");
  });
});

describe("accepted", () => {
  const yes = (records: SignatureRecord[]) => decidedOn("2026-05-22", [...records, onTime], here);

  it("without the coach, who says nothing: complete, and still asked for", () => {
    const done = stand([own, onTime, yes([])], { today: "2026-07-01" });
    expect(done.asked).toEqual(["signature-outstanding coach"]);
    expect(done).toMatchObject({ open: 0, document: { state: "accepted", turn: null, next: null, late: false } });
    expect(done.turns).toMatchObject([{ role: "coach", since: "2026-05-22", due: null, late: false }]);
    expect(done.findings[0]?.severity).toBe("info");
  });

  it("although the coach did not sign: nothing is asked of anybody but an answer", () => {
    const done = stand([own, declined, onTime, yes([declined])]);
    expect(done.asked).toEqual(["decline-open reviewer"]);
    expect(done.open).toBe(0);
  });

  it("but a candidate who is to sign it is asked to", () => {
    expect(stand([coach("2026-05-19"), onTime, yes([])]).asked).toEqual(["signature-missing candidate"]);
  });

  it("and changed since: advice, or once more, as the program has it; nothing is due", () => {
    const old = submitted("2026-05-20", earlier);
    const records = [own, coach("2026-05-19", earlier), old, decidedOn("2026-05-22", [old], earlier)];
    const changed = stand(records, { today: "2026-06-10" });
    expect(changed.asked).toEqual(["signature-stale coach", "review-outdated candidate"]);
    expect(changed.document).toMatchObject({ state: "stale", turn: "coach", late: false });
    const signed = stand([...records, coach("2026-05-24")]);
    expect(signed).toMatchObject({ open: 0, asked: ["review-outdated candidate"] });
    const again = stand([...records, coach("2026-05-24")], { requirements: { "review.again_after_change": true } });
    expect(again).toMatchObject({ open: 1, asked: ["review-again candidate"] });
  });
});

describe("returned with a NO", () => {
  const until = "2026-06-20";
  const no = (submission = onTime, changes: Partial<Statement> = {}) =>
    decidedOn("2026-05-22", [submission], { again: until, feedback: "Which data?", ...here, ...changes });

  it("is due on the day that came with it, and late after that", () => {
    const back = stand([own, onTime, no()], { today: "2026-06-20" });
    expect(back.asked).toEqual(["signature-missing coach", "review-returned candidate"]);
    expect(says(back, "review-returned")).toContain("NO (Incomplete) by reviewer-one on 2026-05-22: Which data?");
    expect(back.document).toMatchObject({ state: "returned", turn: "candidate", due: until, late: false });
    expect(back.document.reviews).toMatchObject([
      { state: "returned", decision: "NO", attempts: 1, resubmitBy: until, due: until, since: "2026-05-22" },
    ]);
    for (const each of back.findings) expect(each).toMatchObject({ due: until, severity: "warning" });
    expect(stand([own, onTime, no()], { today: "2026-06-21" }).document.late).toBe(true);
  });

  it("what is missing in it by then is due on that day as well, and comes first", () => {
    const back = stand([own, onTime, no()], { value: { ...full, growth: null }, today: "2026-06-10" });
    expect(back.findings[0]).toMatchObject({ code: "answer-missing", due: until, severity: "warning" });
    expect(back.document.next).toBe(`ilp check candidate-one ${name}`);
  });

  it("and changed: the signature no longer holds by itself, and the round starts again", () => {
    const old = submitted("2026-05-20", earlier);
    const records = [own, coach("2026-05-19", earlier), old, no(old, earlier)];
    const revised = stand(records);
    expect(revised.asked).toEqual(["signature-stale coach", "review-returned candidate"]);
    expect(revised.turns.map(({ role, due: day }) => [role, day])).toEqual([
      ["candidate", until],
      ["coach", until],
    ]);
    const again = stand([...records, coach("2026-06-01"), submitted("2026-06-19")], { today: "2026-06-22" });
    expect(again.asked).toEqual(["review-waiting reviewer"]);
    expect(again.document.reviews).toMatchObject([{ state: "submitted", attempts: 2, onTime: true, decision: null }]);
    const late = stand([...records, coach("2026-06-01"), submitted("2026-06-21")], { today: "2026-06-22" });
    expect(says(late, "submission-late")).toContain(`after ${until}`);
  });

  describe("and an appeal", () => {
    const refused = no();
    const opened = filedOn("2026-05-24", {
      ...{ act: "appeal-open", role: "candidate", signer: "candidate-one", of: refused.id },
      entry: { about: name, text: "The data is in cell 4." },
    });
    const closed = (result: string) =>
      filedOn("2026-05-25", {
        ...{ act: "appeal-close", role: "reviewer", signer: "reviewer-two", of: opened.id },
        entry: { result, outcome: "Cell 4 shows it." },
      });
    const before = [own, coach("2026-05-19"), onTime, refused, opened];

    it("that is heard: the row says with whom, and it can be handed in again meanwhile", () => {
      const heard = stand(before);
      expect(says(heard, "review-returned")).toMatch(
        /NO \(Incomplete\) by reviewer-one on 2026-05-22; an appeal is with step 1, .+: Which data\?/,
      );
      expect(heard.document).toMatchObject({ turn: "candidate", due: until });
      expect(heard.document.reviews).toMatchObject([{ appeal: "heard", due: until }]);
      const titles = heard.turns.map(({ title }) => title);
      expect(titles).toHaveLength(2);
      expect(new Set(titles).size).toBe(1);
    });

    it("that was granted: a reviewer decides again, and nobody is asked to hand it in until then", () => {
      const granted = stand([...before, closed("granted")], { today: "2026-06-21" });
      expect(granted.asked).toEqual(["appeal-granted reviewer"]);
      expect(granted.turns).toMatchObject([
        { role: "reviewer", document: name, due: "2026-06-04", next: `ilp review candidate-one ${name}`, first: true },
      ]);
      expect(granted.document).toMatchObject({ turn: "reviewer", next: `ilp review candidate-one ${name}` });
      expect(granted.document.reviews).toMatchObject([{ appeal: "granted", due: null, decision: "NO" }]);
      expect(granted.open).toBe(1);
    });

    it("that was closed otherwise: it is due again as the NO says", () => {
      expect(stand([...before, closed("upheld")]).asked).toContain("review-returned candidate");
      expect(stand([...before, closed("upheld")]).document.reviews[0]?.appeal).toBeUndefined();
    });

    it("a NO before a granted appeal does not count among those after which a plan is suggested", () => {
      const granted = closed("granted");
      const anew = no(onTime, { at: "2026-05-27T18:00:00Z", covers: [onTime.id, granted.id] });
      const records = [...before, granted, anew];
      expect(stand(records, { requirements: { "review.plan_after": 2 } }).asked).not.toContain(
        "plan-suggested manager",
      );
      const one = stand(records, { today: "2026-06-01", requirements: { "review.plan_after": 1 } });
      expect(says(one, "plan-suggested")).toContain("1 NO decisions (one more does not count: it was decided again");
    });
  });

  it("a Special Assistance Plan is suggested after as many as the program says, unless there is one", () => {
    const second = submitted("2026-05-24");
    const records = [own, onTime, no(), second, no(second, { at: "2026-05-26T18:00:00Z" })];
    const suggested = (more: SignatureRecord[] = [], plan = 2) =>
      stand([...records, ...more], { requirements: { "review.plan_after": plan } }).asked.includes(
        "plan-suggested manager",
      );
    expect([suggested(), suggested([], 3), suggested([], 0)]).toEqual([true, false, false]);
    const entry = { reason: "Two NOs", actions: ["Meet"], notified: { candidate: "2026-05-27", coach: "2026-05-27" } };
    const plan = filedOn("2026-05-27", { act: "plan-open", role: "manager", signer: "manager-one", entry });
    expect(suggested([plan])).toBe(false);
    expect(stand([...records, plan]).asked).toContain("plan-running");
    const closed = filedOn("2026-05-28", {
      ...{ act: "plan-close", role: "manager", signer: "manager-one", of: plan.id, entry: { outcome: "Done" } },
    });
    expect(suggested([plan, closed])).toBe(false);
    const third = submitted("2026-05-29");
    expect(suggested([plan, closed, third, no(third, { at: "2026-05-30T18:00:00Z" })])).toBe(true);
  });
});

describe("extended", () => {
  const extended = (from: string, to: string, about = `${name}#.`) =>
    filedOn("2026-05-21", {
      ...{ act: "extend", role: "coordinator", signer: "coordinator-one", entry: { about, from, to, agreed: ["A"] } },
    });

  it("the first day moves, for what is missing and for handing in", () => {
    const later = extended(due, "2026-06-30");
    const missing = stand([later], { value: { ...full, growth: null }, today: "2026-06-10" });
    expect(missing.document).toMatchObject({ due: "2026-06-30", late: false });
    const ready = stand([own, coach("2026-05-19"), later], { today: "2026-06-10" });
    expect(ready.findings[0]).toMatchObject({ code: "submission-missing", due: "2026-06-30", severity: "warning" });
    expect(stand([own, later, submitted("2026-06-15")]).document.reviews).toMatchObject([{ onTime: true }]);
    const passed = stand([later], { today: "2026-07-01", value: { ...full, growth: null } });
    expect(passed.document.late).toBe(true);
    // It is said until it is past.
    expect([missing, passed].map(({ asked }) => asked.includes("due-extended"))).toEqual([true, false]);
  });

  it("and so does the day after a NO; of another part, nothing moves", () => {
    const no = decidedOn("2026-05-22", [onTime], { again: "2026-06-20", feedback: "Which data?", ...here });
    const records = [own, onTime, no, extended("2026-06-20", "2026-07-05")];
    expect(stand(records, { today: "2026-06-25" }).document).toMatchObject({ due: "2026-07-05", late: false });
    const other = [own, onTime, no, extended("2026-06-20", "2026-07-05", "year-1/inquiry-ilp#application")];
    expect(stand(other, { today: "2026-06-25" }).document).toMatchObject({ due: "2026-06-20", late: true });
  });
});

describe("what somebody can do", () => {
  it("whoever signs still can, once it was handed in, and once it was accepted", () => {
    const waiting = (records: SignatureRecord[], value = full) => {
      const { status } = stand(records, { value });
      return placesFor(status, ["coach"]).filter((place) => place.document.name === name && place.asked).length;
    };
    const yes = decidedOn("2026-05-22", [onTime], here);
    expect([waiting([own]), waiting([own, onTime]), waiting([own, onTime, yes])]).toEqual([1, 1, 1]);
    expect(waiting([own, onTime], { ...full, growth: null })).toBe(0);
    expect(waiting([own, onTime, coach("2026-05-21")])).toBe(0);
  });

  it("what was told to the Induction Team comes first, whatever is due when", () => {
    const concern = (day: string) =>
      filedOn(day, { act: "concern", role: "coach", signer: "coach-one", entry: { reason: "nonresponsive" } });
    const { turns, open } = stand([own, onTime, concern("2026-05-24"), concern("2026-05-23")]);
    expect(turns.map(({ first, since }) => [first, since])).toEqual([
      [true, "2026-05-23"],
      [true, "2026-05-24"],
      [false, "2026-05-20"],
      [false, "2026-05-20"],
    ]);
    const team = ["reviewer-one", "coordinator-one", "director-one", "manager-one"];
    expect(turns[0]?.people).toEqual(expect.arrayContaining(team));
    expect(open).toBe(2);
  });

  it("a record the process does not allow is named with its rule, and keeps nobody from anything", () => {
    const { asked, open, findings } = stand([own, coach("2026-05-19"), onTime, submitted("2026-05-21")]);
    expect(asked).toEqual(["review-waiting reviewer", "record-out-of-turn"]);
    expect(open).toBe(1);
    expect(findings.map((each) => words(each).message).at(-1)).toMatch(
      /is not counted: .*handed in again only.*\(the program's rule\)/,
    );
  });
});

describe("feedback on a summary that was signed (the program's rule)", () => {
  const month = "year-1/collaborative/2025-10";
  const value: Mapping = { schema: "collaborative-summary@1", month: "2025-10", successes: "Visits" };
  const signed = recordOf({
    ...{ document: month, section: ".", role: "candidate", signer: "candidate-one", at: "2026-05-18T18:00:00Z" },
  });
  const feedback = recordOf(
    {
      ...{ act: "feedback", document: month, section: ".", role: "director", signer: "director-one" },
      ...{ feedback: "Thank you.", at: "2026-05-20T18:00:00Z" },
    },
    { key: "director-one" },
  );
  const asked = (records: SignatureRecord[]) => {
    const candidate = reviewedCandidate({ [month]: value }, records, { rulebook: program });
    const status = assess(standingOf(candidate, program), "2026-05-25");
    return turnsOf(status, candidate.profile, program, "2026-05-25").filter((each) => each.document === month);
  };

  it("is asked of the coordinator or the director, until one of them writes", () => {
    const before = asked([]).length;
    const people = ["coordinator-one", "director-one"];
    expect(asked([signed]).filter(({ role }) => role === "coordinator")).toMatchObject([
      { people, since: "2026-05-18", next: `ilp feedback candidate-one ${month}` },
    ]);
    expect(asked([signed, feedback])).toHaveLength(before);
  });

  it("is given once it was written, on an earlier text as well; not when it was taken back", () => {
    const before = asked([]).length;
    const earlier = recordOf({ ...feedback.statement, digest: otherDigest }, { key: "director-one" });
    expect(asked([signed, earlier])).toHaveLength(before);
    const back = recordOf(
      {
        ...{ act: "revoke", of: feedback.id, document: month, section: ".", role: "director", signer: "director-one" },
        at: "2026-05-21T18:00:00Z",
      },
      { key: "director-one" },
    );
    expect(asked([signed, feedback, back])).toHaveLength(before + 1);
  });
});
