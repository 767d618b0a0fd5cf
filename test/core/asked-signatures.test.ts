import { describe, expect, it } from "vitest";
import { words } from "../../src/core/problems/messages.ts";
import type { Statement } from "../../src/core/records/statement.ts";
import { type Asked, asked, plan } from "./asking.ts";
import { otherDigest, recordOf, reviewOf } from "./records.ts";

const sections = ["initial-goal", "inquiries/i1", "inquiries/i2", "application"];
const all = (changes: Partial<Statement> = {}) => sections.map((section) => recordOf({ section, ...changes }));
const codes = (of: Asked) => asked(of).signatures.map(({ code, section }) => `${code} ${section}`);
/** Records for all sections but the first inquiry, and these. */
const rest = all().filter(({ statement }) => statement?.section !== "inquiries/i1");
const first = (changes: Partial<Statement> = {}, proof = {}) => recordOf(changes, proof);

describe("signatures are asked for", () => {
  it("in every section that is answered, once each", () => {
    expect(codes({})).toEqual(sections.map((section) => `signature-missing ${section}`));
  });

  it("not where nobody looked at the records", () => {
    expect(codes({ records: null })).toEqual([]);
  });

  it("not while an answer is missing there, around it, or below it", () => {
    const missing = (pointer: string) => codes({ open: [["answer-missing", pointer]] });
    expect(missing("/inquiries/0/goal")).not.toContain("signature-missing inquiries/i1");
    expect(missing("/inquiries/0/goal")).toHaveLength(3);
    expect(missing("/inquiries")).toEqual(["signature-missing initial-goal", "signature-missing application"]);
    expect(missing("")).toEqual([]);
    expect(missing("/inquiries/00")).toHaveLength(4);
    expect(missing("/other")).toHaveLength(4);
  });

  it("although something is only advised", () => {
    expect(codes({ open: [["file-unexpected", "/inquiries/0"]] })).toHaveLength(4);
  });

  it("not where they are given", () => {
    expect(codes({ records: all() })).toEqual([]);
    expect(codes({ records: rest })).toEqual(["signature-missing inquiries/i1"]);
  });

  it("on paper as well, where the program counts that, and nowhere else", () => {
    const help = (paper: NonNullable<Asked["policy"]>["paper"]) =>
      words(asked({ policy: paper ? { paper } : {} }).signatures[0] as Parameters<typeof words>[0]).help;
    expect(help({ "inquiry-ilp": { "initial-goal": ["coach"] } })).toContain(
      "ilp record paper-signature candidate-one year-1/inquiry-ilp#initial-goal --role coach --scan FILE",
    );
    expect(help({})).not.toContain("paper");
    expect(help({ "inquiry-ilp": { application: ["coach"] } })).not.toContain("paper");
  });

  it("not of an item that has no id yet", () => {
    const documents = { "year-1/inquiry-ilp": { ...plan, inquiries: [{ reflection: "x" }] } };
    expect(codes({ documents })).toEqual(["signature-missing initial-goal", "signature-missing application"]);
  });
});

describe("with the turn, the command and the day", () => {
  it("of the section", () => {
    const [goal, one, two, application] = asked({}).signatures;
    const milestone = (id: string, due: string) => ({ milestone: id, due });
    expect(goal).toMatchObject(milestone("november", "2025-11-30"));
    expect(one).toMatchObject({
      due: "2025-12-15",
      turn: "coach",
      next: "ilp sign candidate-one year-1/inquiry-ilp#inquiries/i1",
      pointer: "/inquiries/0",
      path: "candidates/candidate-one/year-1/inquiry-ilp.yaml",
    });
    expect(one?.milestone).toBeUndefined();
    // No day is set: with the whole plan.
    expect(two).toMatchObject({ milestone: "year-end", due: application?.due });
    expect(application?.due).toMatch(/^2026-0[56]-/);
    expect(application).toMatchObject({
      milestone: "year-end",
      next: "ilp sign candidate-one year-1/inquiry-ilp#application",
    });
    expect([goal, one, two, application].map((each) => each && words(each).message)).toEqual([
      expect.stringContaining("the coach has not signed yet"),
      "Inquiry i1: the coach has not signed yet.",
      "Inquiry i2: the coach has not signed yet.",
      expect.stringContaining("the coach has not signed yet"),
    ]);
  });

  it("in the document as well, which is late only for what is", () => {
    expect(asked({}).status).toMatchObject({ state: "ready", turn: "coach", late: true, due: "2025-11-30" });
    const status = asked({ records: rest, today: "2025-12-15" }).status;
    expect(status).toMatchObject({ late: false, next: "ilp sign candidate-one year-1/inquiry-ilp#inquiries/i1" });
    expect(asked({ records: rest, today: "2025-12-16" }).status.late).toBe(true);
    expect(asked({ records: all() }).status).toMatchObject({ state: "signed", turn: null, next: null, late: false });
  });

  it("of a whole document, without a section in its name", () => {
    const documents = { "year-1/pd-summary": { reviews: [{ id: "r", learning: "l" }] } };
    const [one] = asked({ documents, document: "year-1/pd-summary" }).signatures;
    expect(one).toMatchObject({ turn: "candidate", section: ".", next: "ilp sign candidate-one year-1/pd-summary" });
  });
});

describe("what stands instead of a good signature", () => {
  const changed = { digest: otherDigest };
  const coachKey = { key: "coach-one" };
  const revoked = first({}, coachKey);
  const revoke = recordOf({ act: "revoke", of: revoked.id, at: "2026-02-01T18:00:00Z" }, coachKey);
  it.each<
    [string, ReturnType<typeof first>[], Partial<Asked>, code: string, turn: string, state: string, words: RegExp]
  >([
    [
      "stale",
      [first(changed)],
      {},
      "signature-stale",
      "coach",
      "stale",
      /changed after coach-one signed as coach on 2026-01-15/,
    ],
    [
      "declined",
      [first({ act: "decline", reason: "Too short" })],
      {},
      "signature-declined",
      "candidate",
      "declined",
      /coach-one did not sign as coach on 2026-01-15: Too short/,
    ],
    [
      "not recorded",
      [first({}, { recorded: false })],
      {},
      "signature-not-recorded",
      "coach",
      "ready",
      /written and not recorded/,
    ],
    [
      "withdrawn",
      [revoked, revoke],
      {},
      "signature-withdrawn",
      "coach",
      "ready",
      /coach-one withdrew the signature of 2026-01-15/,
    ],
    [
      "another person's",
      [first({}, { email: "x@example.org" })],
      {},
      "signature-wrong",
      "coach",
      "ready",
      /recorded by x@example.org/,
    ],
    [
      "broken",
      [first({}, { problem: "it was edited" })],
      {},
      "signature-wrong",
      "coach",
      "ready",
      /does not count: it was edited/,
    ],
    [
      "an unknown key's",
      [first({}, { key: "stranger" })],
      {},
      "signature-unverified",
      "coach",
      "ready",
      /a key nobody registered/,
    ],
    [
      "a name, not witnessed",
      [first()],
      { policy: { roles: { coach: "witnessed" } } },
      "signature-unverified",
      "coach",
      "ready",
      /name only/,
    ],
  ])("%s", (_, records, more, code, turn, state, says) => {
    const before = more.policy ? rest.map(({ statement }) => recordOf(statement ?? {}, coachKey)) : rest;
    const result = asked({ records: [...before, ...records], ...more });
    expect(result.signatures.map((each) => each.code)).toEqual([code]);
    const [found] = result.signatures;
    expect(found?.turn).toBe(turn);
    expect(found && words(found).message).toMatch(says);
    expect(result.states["inquiries/i1"]).toBe(state);
    expect(result.status).toMatchObject({ state, turn });
    expect(result.states.application).toBe("signed");
    // Nobody is told to sign again what was declined: the text has to change.
    expect(found?.next === undefined).toBe(code === "signature-declined");
  });

  it.each([
    ["key", /ilp keys setup, then ilp sign candidate-one year-1\/inquiry-ilp#inquiries\/i1/],
    ["witnessed", /ilp witness [0-9a-f]{12}$/],
  ] as const)("says what to do where %s is asked", (require, help) => {
    const [found] = asked({ records: [first()], policy: { require } }).signatures.filter(
      ({ section }) => section === "inquiries/i1",
    );
    expect(found && words(found).help).toMatch(help);
  });

  it("points a stale signature to what is missing there", () => {
    const open: Asked["open"] = [["answer-missing", "/inquiries/0/goal"]];
    const result = asked({ records: [...rest, first(changed)], open });
    expect(result.signatures).toMatchObject([
      { code: "signature-stale", because: [{ pointer: "/inquiries/0/goal" }], section: "inquiries/i1" },
    ]);
    expect(result.states).toMatchObject({ "inquiries/i1": "in-progress", application: "signed" });
    expect(asked({ records: [...rest, first(changed)] }).signatures[0]?.because).toBeUndefined();
  });

  it("says nothing of other bad signatures while something is missing", () => {
    const open: Asked["open"] = [["answer-missing", "/inquiries/0/goal"]];
    for (const record of [
      first({ act: "decline", reason: "x" }),
      first({}, { key: "stranger" }),
      first({}, { recorded: false }),
    ])
      expect(codes({ records: [...rest, record], open })).toEqual([]);
  });
});

describe("a signature is no signature of", () => {
  it.each<[string, Partial<Statement>]>([
    ["another section", { section: "inquiries/i3" }],
    ["the whole", { section: "." }],
    ["another document", { document: "year-2/inquiry-ilp" }],
    ["another role", { role: "director", signer: "director-one" }],
    ["another act", { act: "submit" }],
  ])("%s", (_, changes) => {
    expect(codes({ records: [...rest, first(changes)] })).toEqual(["signature-missing inquiries/i1"]);
  });
  it("a review", () => {
    expect(codes({ records: [...rest, reviewOf([])] })).toEqual(["signature-missing inquiries/i1"]);
  });
});

describe("the program's own signers", () => {
  const signers = (changes: Record<string, "required" | "optional" | "none">): Asked => ({
    policy: { signers: { "inquiry-ilp": { "inquiries/*": changes } } },
  });
  it("can be left out, made optional, added", () => {
    expect(codes({ records: rest, ...signers({ coach: "none" }) })).toEqual([]);
    expect(codes({ records: rest, ...signers({ coach: "optional" }) })).toEqual([]);
    expect(codes({ records: all(), ...signers({ candidate: "required" }) })).toEqual([
      "signature-missing inquiries/i1",
      "signature-missing inquiries/i2",
    ]);
  });

  it("make a section nobody must sign ready, and never signed", () => {
    const optional = asked({ records: rest, ...signers({ coach: "optional" }) });
    expect(optional.states["inquiries/i1"]).toBe("ready");
    expect(optional.status).toMatchObject({ state: "signed", turn: null });
  });

  it("that are optional never hold anything up, however bad their records", () => {
    const bad = [
      first({ digest: otherDigest }),
      first({ act: "decline", reason: "x" }),
      first({}, { problem: "edited" }),
    ];
    for (const record of bad) {
      const result = asked({ records: [...rest, record], ...signers({ coach: "optional" }) });
      expect(result.signatures).toEqual([]);
      expect(result.status.state).toBe("signed");
    }
  });
});

describe("a candidate's signature after the day it was due", () => {
  const of = (at: string, signer: Partial<Statement> = {}): Asked => ({
    documents: { "year-1/collaborative/2025-09": { month: "2025-09", successes: "s" } },
    document: "year-1/collaborative/2025-09",
    records: [
      recordOf({
        document: "year-1/collaborative/2025-09",
        section: ".",
        role: "candidate",
        signer: "candidate-one",
        at,
        ...signer,
      }),
    ],
  });
  it("is noted, and asks nothing of anyone", () => {
    const due = asked({ ...of("2025-09-30T12:00:00Z"), records: [] }).signatures[0]?.due ?? "";
    expect(due).toMatch(/^2025-10-/);
    expect(codes(of(`${due}T12:00:00Z`))).toEqual([]);
    const late = asked(of("2025-12-01T12:00:00Z"));
    expect(late.signatures.map(({ code }) => code)).toEqual(["signature-late"]);
    expect(late.status).toMatchObject({ state: "signed", turn: null, next: null, late: false });
    expect(late.signatures[0] && words(late.signatures[0]).message).toMatch(`signed on 2025-12-01, after ${due}`);
  });
  it("is not noted of a coach", () => {
    expect(codes({ records: all({ at: "2026-02-28T12:00:00Z" }) })).toEqual([]);
  });
});

it("names sections as the form does", () => {
  const titles = asked({}).signatures.map(({ data }) => data.section);
  expect(titles.slice(1, 3)).toEqual(["Inquiry i1", "Inquiry i2"]);
  const named = { ...plan, inquiries: [{ id: "inquiry-2", reflection: "r" }] };
  const [, one] = asked({ documents: { "year-1/inquiry-ilp": named } }).signatures;
  expect(one?.data.section).toBe("Inquiry 2");
});
