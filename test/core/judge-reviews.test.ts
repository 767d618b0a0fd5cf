/** What reviews make of the records they relied on, and these of them. */
import { describe, expect, it } from "vitest";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { about, judged, keyOf, otherDigest, peopleWith, recordOf, reviewOf, withKey } from "./records.ts";

const named = recordOf();
const keyed = recordOf({}, { key: "coach-one" });
const outcome = (record: SignatureRecord, others: SignatureRecord[], changes = {}) => {
  const { state, assurance, accepted } = judged(record, others, changes);
  return `${state} ${assurance}${accepted ? " accepted" : ""}`;
};

describe("a review that relied on a signature by a key found compromised later", () => {
  const since = (day: string) => withKey("coach-one", { revoked: { reason: "compromised", since: day } });
  const people = since("2026-02-15");
  const saved = "valid key accepted";
  const lost = "valid rejected-key";
  it.each<[string, SignatureRecord[], string]>([
    ["made before", [reviewOf([keyed])], saved],
    ["before, and its own text changed since", [reviewOf([keyed], { digest: otherDigest })], saved],
    ["by a director", [reviewOf([keyed], { role: "director", signer: "director-one" })], saved],
    ["made on that day", [reviewOf([keyed], { at: "2026-02-15T00:00:00Z" })], lost],
    ["made after", [reviewOf([keyed], { at: "2026-02-16T00:00:00Z" })], lost],
    ["by name", [reviewOf([keyed], {}, { key: "" })], lost],
    ["with an unknown key", [reviewOf([keyed], {}, { key: "stranger" })], lost],
    ["by the candidate", [reviewOf([keyed], { role: "candidate", signer: "candidate-one" })], lost],
    ["by the coach", [reviewOf([keyed], { role: "coach", signer: "coach-one" })], lost],
    ["of other records", [named, reviewOf([named])], lost],
    ["of a record that is gone as well", [reviewOf([keyed, recordOf()])], lost],
    ["not recorded", [reviewOf([keyed], {}, { recorded: false })], lost],
    [
      "that is none",
      [recordOf({ covers: [keyed.id], role: "reviewer", signer: "reviewer-one" }, { key: "reviewer-one" })],
      lost,
    ],
  ])("%s", (_, others, expected) => {
    expect(outcome(keyed, others, { people })).toBe(expected);
  });

  it("is never the signer's own, with another key and in another role", () => {
    const revoked = { reason: "compromised", since: "2026-02-15" };
    const keys = ["coach-one", "new"].map((name) => ({ key: keyOf(name), from: "2025-01-01" }));
    const both = peopleWith({
      "coach-one": { roles: ["coach", "director"], keys: [{ ...keys[0], revoked }, keys[1]] },
    });
    const own = reviewOf([keyed], { role: "director", signer: "coach-one" }, { key: "new" });
    expect(outcome(own, [keyed], { people: both })).toBe("valid key accepted");
    expect(outcome(keyed, [own], { people: both })).toBe(lost);
  });

  it("does not count once it is withdrawn", () => {
    const review = reviewOf([keyed]);
    const revoke = about(review, "revoke", "reviewer-one", "reviewer", { key: "reviewer-one" });
    expect(outcome(keyed, [review, revoke], { people })).toBe(lost);
  });

  it("does not open a key's first and last day", () => {
    const revoked = { reason: "compromised", since: "2026-02-15" } as const;
    for (const dates of [{ to: "2026-01-14" }, { from: "2026-01-16" }])
      expect(outcome(keyed, [reviewOf([keyed])], { people: withKey("coach-one", { ...dates, revoked }) })).toBe(lost);
    expect(outcome(keyed, [reviewOf([keyed])], { people: withKey("coach-one", { to: "2026-01-14" }) })).toBe(lost);
  });

  it("keeps that its text changed", () => {
    const found = judged(keyed, [reviewOf([keyed])], { people, digestNow: () => otherDigest });
    expect(found).toMatchObject({ state: "stale", assurance: "key", reason: "the text changed afterwards" });
  });
});

describe("a review", () => {
  it("falls with a record it relied on", () => {
    const review = reviewOf([named, keyed]);
    expect(outcome(review, [named, keyed])).toBe("valid key accepted");
    const found = judged(review, [named]);
    expect(found).toMatchObject({ state: "invalid", accepted: false });
    expect(found.reason).toContain(keyed.id.slice(7, 19));
    // A copy under another name is not the record.
    expect(outcome(review, [named, { ...keyed, path: "x.yaml", problem: "its content does not fit its name" }])).toBe(
      "invalid key",
    );
    expect(outcome(reviewOf([]), [])).toBe("valid key accepted");
    expect(outcome(reviewOf([], { covers: undefined }), [])).toBe("valid key accepted");
  });

  it("stands when a record it relied on no longer holds: that is for people to weigh", () => {
    const old = recordOf({ digest: otherDigest });
    expect(outcome(reviewOf([old]), [old])).toBe("valid key accepted");
  });

  it("needs a key, unless the program says otherwise", () => {
    const byName = reviewOf([], {}, { key: "" });
    expect(outcome(byName, [])).toBe("valid name");
    expect(outcome(byName, [], { policy: { roles: {} } })).toBe("valid name accepted");
  });
});
