import { describe, expect, it } from "vitest";
import type { Form } from "../../src/core/forms/form.ts";
import { judge } from "../../src/core/records/judge.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { type Slot, slotsOf, slotWords } from "../../src/core/records/slots.ts";
import type { PaperSignature, Statement } from "../../src/core/records/statement.ts";
import { personBar } from "../../src/core/review/rounds.ts";
import { rulebookOf } from "../build.ts";
import { about, around, digest, otherDigest, policyByDefault, recordOf } from "./records.ts";

const form = rulebookOf().forms.find(({ id }) => id === "inquiry-ilp") as Form;
const place = { section: "inquiries/i1", declared: "inquiries/*", pointer: "/inquiries/0" };
const scan = { path: "scan.pdf", sha256: digest };
const paper: PaperSignature = { signer: "coach-one", role: "coach", on: "2026-01-14", scan };

/** A reviewer with a key saw the coach's signature. */
const seen = (
  changes: Partial<Statement> = {},
  on: Partial<PaperSignature> = {},
  key: string | null = "reviewer-one",
) =>
  recordOf(
    { act: "paper", role: "reviewer", signer: "reviewer-one", paper: { ...paper, ...on }, ...changes },
    key === null ? {} : { key },
  );
const counted = { paper: { "inquiry-ilp": { "inquiries/*": ["coach"] } } } as const;
type Policy = NonNullable<Parameters<typeof around>[0]>["policy"];
const slotWith = (records: SignatureRecord[], policy: object = counted): Slot =>
  slotsOf(form, "year-1/inquiry-ilp", place, judge(records, around({ policy: policy as Policy })))[0] as Slot;

describe("a signature on paper that somebody saw", () => {
  it("stands on the signer's line, with who saw it, at a level of its own", () => {
    const slot = slotWith([seen()]);
    expect(slot).toMatchObject({ state: "valid", assurance: "paper", accepted: true, signer: "coach-one" });
    expect([slot.day, slotWords(slot)]).toEqual(["2026-01-14", "signed on paper, seen by reviewer-one"]);
  });

  it.each<[string, object, accepted: boolean]>([
    ["where the program counts it", counted, true],
    ["for that very item", { paper: { "inquiry-ilp": { "inquiries/i1": ["coach"] } } }, true],
    ["not by default, on an inquiry", {}, false],
    ["not for another role", { paper: { "inquiry-ilp": { "inquiries/*": ["supervisor"] } } }, false],
    ["not for another part", { paper: { "inquiry-ilp": { application: ["coach"] } } }, false],
    ["not where that role needs a witness", { ...counted, roles: { coach: "witnessed" } }, false],
    ["not where that role needs a key", { ...counted, require: "key" }, false],
  ])("counts %s", (_, policy, accepted) => {
    const slot = slotWith([seen()], policy);
    expect([slot.accepted, slot.state]).toEqual([accepted, accepted ? "valid" : "unverified"]);
  });

  it("counts by default for the supervisor on the triad summary, and nowhere else", () => {
    expect(policyByDefault.paper).toEqual({ context: { triad: ["supervisor"] } });
  });

  it.each<[string, SignatureRecord, state: string, reason?: RegExp]>([
    ["the day their time began", seen({}, { on: "2025-08-14" }), "valid"],
    ["the day before", seen({}, { on: "2025-08-13" }), "wrong-person", /coach-one was not coach on 2025-08-13/],
    ["the day it was recorded", seen({}, { on: "2026-01-15" }), "valid"],
    ["the day after", seen({}, { on: "2026-01-16" }), "wrong-person", /after the day it was recorded/],
    ["seen by the signer", seen({ role: "coach", signer: "coach-one" }, {}, "coach-one"), "wrong-person", /their own/],
    [
      "seen by the candidate",
      seen({ role: "candidate", signer: "candidate-one" }, {}, "candidate-one"),
      "wrong-person",
      /their own/,
    ],
    ["of the candidate", seen({}, { signer: "candidate-one" }), "wrong-person", /their own/],
    ["seen by no coach of theirs", seen({ role: "coach", signer: "coach-two" }, {}, "coach-two"), "wrong-person"],
    ["by somebody's key", seen({}, {}, "coach-two"), "wrong-person", /key of coach-two/],
    ["of another text", seen({ digest: otherDigest }), "stale"],
    ["of nobody who was coach", seen({}, { signer: "coach-two" }), "wrong-person", /coach-two was not coach/],
  ])("%s", (_, record, state, reason = /^/) => {
    const [judged] = judge([record], around({ policy: counted as unknown as Policy }));
    expect([judged?.state, judged?.reason]).toEqual([state, expect.stringMatching(reason)]);
  });

  it("counts for no more than whoever saw it proves; a reviewer needs a key", () => {
    expect(slotWith([seen({}, {}, null)])).toMatchObject({ accepted: false, state: "unverified", assurance: "paper" });
  });

  it("gives way to the signer's own word, however that is proved", () => {
    const declined = recordOf({ act: "decline", reason: "I never signed that." }, {});
    for (const records of [
      [declined, seen()],
      [seen(), declined],
    ])
      expect(slotWith(records)).toMatchObject({ state: "declined", accepted: false, reason: "I never signed that." });
    expect(slotWith([seen(), recordOf({}, {})])).toMatchObject({ accepted: true, assurance: "name" });
    // What was said of another text says nothing of this one.
    expect(slotWith([seen(), recordOf({ act: "decline", digest: otherDigest, reason: "No." }, {})]).accepted).toBe(
      true,
    );
  });

  it("gives way to a signature with a key, and is taken back by whoever recorded it", () => {
    const record = seen();
    const own = recordOf({}, { key: "coach-one" });
    expect(slotWith([own, record]).assurance).toBe("key");
    expect(slotWith([record, about(record, "revoke", "reviewer-one", "reviewer", { key: "reviewer-one" })]).state).toBe(
      "revoked",
    );
    const stranger = about(record, "revoke", "reviewer-two", "reviewer", { key: "reviewer-two" });
    expect(slotWith([record, stranger]).state).toBe("valid");
  });

  it("keeps whoever signed on paper from deciding, and not whoever saw it", () => {
    const here = judge([seen()], around()) as Parameters<typeof personBar>[1];
    expect(personBar("coach-one", here, "candidate-one")?.rule).toMatch(/what they signed/);
    expect(personBar("reviewer-one", here, "candidate-one")).toBeNull();
  });
});
