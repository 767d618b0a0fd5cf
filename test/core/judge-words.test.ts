/** What witnesses and withdrawals make of other records. */
import { describe, expect, it } from "vitest";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { profileOf } from "../build.ts";
import { about, judged, otherDigest, peopleWith, recordOf, reviewOf, withKey } from "./records.ts";

const named = recordOf();
const keyed = recordOf({}, { key: "coach-one" });
const registrars = { policy: { registrars: ["director-one"] } };
const outcome = (record: SignatureRecord, others: SignatureRecord[], changes = {}) => {
  const { state, assurance, accepted } = judged(record, others, changes);
  return `${state} ${assurance}${accepted ? " accepted" : ""}`;
};

describe("a withdrawal", () => {
  const byCoach = { key: "coach-one" };
  it.each<[string, SignatureRecord, SignatureRecord, object, string]>([
    ["by name, of a signature by name", named, about(named, "revoke", "coach-one", "coach"), {}, "revoked name"],
    [
      "by key, of a signature by name",
      named,
      about(named, "revoke", "coach-one", "coach", byCoach),
      {},
      "revoked name",
    ],
    ["by key, of one by key", keyed, about(keyed, "revoke", "coach-one", "coach", byCoach), {}, "revoked key"],
    ["by name, of one by key", keyed, about(keyed, "revoke", "coach-one", "coach"), {}, "valid key accepted"],
    [
      "by an unknown key",
      keyed,
      about(keyed, "revoke", "coach-one", "coach", { key: "stranger" }),
      {},
      "valid key accepted",
    ],
    [
      "by an unknown key, of one by name",
      named,
      about(named, "revoke", "coach-one", "coach", { key: "stranger" }),
      {},
      "valid name accepted",
    ],
    [
      "without proof, of one by name",
      named,
      about(named, "revoke", "coach-one", "coach", { added: { names: null } }),
      {},
      "valid name accepted",
    ],
    [
      "recorded by another",
      named,
      about(named, "revoke", "coach-one", "coach", { email: "x@example.org" }),
      {},
      "valid name accepted",
    ],
    [
      "not recorded",
      keyed,
      about(keyed, "revoke", "coach-one", "coach", { ...byCoach, recorded: false }),
      {},
      "valid key accepted",
    ],
    [
      "from the future",
      keyed,
      recordOf({ act: "revoke", of: keyed.id, at: "2027-01-01T00:00:00Z" }, byCoach),
      {},
      "valid key accepted",
    ],
    [
      "by another coach",
      keyed,
      about(keyed, "revoke", "coach-two", "coach", { key: "coach-two" }),
      {},
      "valid key accepted",
    ],
    [
      "by a reviewer",
      keyed,
      about(keyed, "revoke", "reviewer-one", "reviewer", { key: "reviewer-one" }),
      {},
      "valid key accepted",
    ],
    [
      "by a registrar with a key",
      keyed,
      about(keyed, "revoke", "director-one", "registrar", { key: "director-one" }),
      registrars,
      "revoked key",
    ],
    [
      "by a registrar without",
      keyed,
      about(keyed, "revoke", "director-one", "registrar"),
      registrars,
      "valid key accepted",
    ],
    [
      "as a registrar, with an unknown key",
      keyed,
      about(keyed, "revoke", "director-one", "registrar", { key: "stranger" }),
      registrars,
      "valid key accepted",
    ],
    [
      "as a registrar, by somebody who is none",
      keyed,
      about(keyed, "revoke", "reviewer-one", "registrar", { key: "reviewer-one" }),
      registrars,
      "valid key accepted",
    ],
    ["of another record", keyed, about(named, "revoke", "coach-one", "coach", byCoach), {}, "valid key accepted"],
    [
      "of a changed text",
      recordOf({ digest: otherDigest }, byCoach),
      about(keyed, "revoke", "coach-one", "coach", byCoach),
      {},
      "stale key",
    ],
  ])("%s", (_, target, revoke, changes, expected) => {
    expect(outcome(target, [revoke], changes)).toBe(expected);
  });

  it("counts before stale, and says who and when", () => {
    const old = recordOf({ digest: otherDigest }, byCoach);
    const revoke = about(old, "revoke", "coach-one", "coach", byCoach);
    expect(judged(old, [revoke])).toMatchObject({ state: "revoked", reason: "coach-one withdrew it on 2026-02-01" });
  });

  it("counts after wrong person", () => {
    const wrong = recordOf({}, { key: "coach-two" });
    expect(outcome(wrong, [about(wrong, "revoke", "coach-one", "coach", byCoach)])).toBe("wrong-person none");
  });

  it("stays possible for a former coach, of their own signature alone", () => {
    const profile = profileOf({ assignments: [{ role: "coach", person: "coach-one", from: null, to: "2026-01-20" }] });
    const own = about(keyed, "revoke", "coach-one", "coach", byCoach);
    expect(outcome(keyed, [own], { profile })).toBe("revoked key");
    expect(outcome(own, [keyed], { profile })).toBe("valid key accepted");
    const gone = about(recordOf({ signer: "coach-two" }), "revoke", "coach-one", "coach", byCoach);
    expect(outcome(gone, [keyed], { profile })).toBe("wrong-person none");
  });

  it("cannot be withdrawn", () => {
    const revoke = about(keyed, "revoke", "coach-one", "coach", byCoach);
    const again = about(revoke, "revoke", "coach-one", "coach", byCoach);
    expect(outcome(keyed, [revoke, again])).toBe("revoked key");
    expect(outcome(revoke, [keyed, again])).toBe("valid key accepted");
  });
});

describe("a witness", () => {
  const reviewer = { key: "reviewer-one" };
  const asked = { policy: { require: "witnessed" } };
  it.each<[string, SignatureRecord, SignatureRecord, string]>([
    ["with a key", named, about(named, "witness", "reviewer-one", "reviewer", reviewer), "valid witnessed accepted"],
    [
      "with the key of another role",
      named,
      about(named, "witness", "director-one", "director", { key: "director-one" }),
      "valid witnessed accepted",
    ],
    ["by name", named, about(named, "witness", "reviewer-one", "reviewer"), "valid name"],
    [
      "with an unknown key",
      named,
      about(named, "witness", "reviewer-one", "reviewer", { key: "stranger" }),
      "valid name",
    ],
    [
      "with a colleague's key",
      named,
      about(named, "witness", "reviewer-one", "reviewer", { key: "reviewer-two" }),
      "valid name",
    ],
    [
      "not recorded",
      named,
      about(named, "witness", "reviewer-one", "reviewer", { ...reviewer, recorded: false }),
      "valid name",
    ],
    ["by the signer", named, about(named, "witness", "coach-one", "coach", { key: "coach-one" }), "valid name"],
    [
      "by the candidate",
      named,
      about(named, "witness", "candidate-one", "candidate", { key: "candidate-one" }),
      "valid name",
    ],
    ["by a role not held", named, about(named, "witness", "coach-two", "reviewer", { key: "coach-two" }), "valid name"],
    ["of another record", named, about(keyed, "witness", "reviewer-one", "reviewer", reviewer), "valid name"],
    [
      "of a signature by key",
      keyed,
      about(keyed, "witness", "reviewer-one", "reviewer", reviewer),
      "valid key accepted",
    ],
  ])("%s", (_, target, witness, expected) => {
    expect(outcome(target, [witness], asked)).toBe(expected);
  });

  it("is never the signer, whatever else they are", () => {
    const people = peopleWith({ "coach-one": { roles: ["coach", "director"] } });
    const own = about(named, "witness", "coach-one", "director", { key: "coach-one" });
    expect(outcome(own, [named], { people })).toBe("valid key accepted");
    expect(outcome(named, [own], { ...asked, people })).toBe("valid name");
  });

  it("lifts what history can no longer prove", () => {
    const squashed = recordOf({}, { added: { names: null } });
    const witness = about(squashed, "witness", "reviewer-one", "reviewer", reviewer);
    expect(judged(squashed, [witness])).toMatchObject({ assurance: "witnessed", accepted: true, reason: "" });
  });

  it("proves nothing of keys that do not count, of forgeries, of other people", () => {
    for (const [bad, expected] of [
      [recordOf({}, { key: "stranger" }), "valid unknown-key"],
      [recordOf({}, { problem: "edited" }), "invalid none"],
      [recordOf({}, { email: "coach-two@example.org" }), "wrong-person none"],
    ] as const) {
      const witness = about(bad, "witness", "reviewer-one", "reviewer", reviewer);
      expect(outcome(bad, [witness])).toBe(expected);
    }
    const late = recordOf({}, { key: "coach-one" });
    const witness = about(late, "witness", "reviewer-one", "reviewer", reviewer);
    expect(outcome(late, [witness], { people: withKey("coach-one", { to: "2026-01-01" }) })).toBe("valid rejected-key");
  });

  it("proves nothing once it is withdrawn, or its key compromised", () => {
    const witness = about(named, "witness", "reviewer-one", "reviewer", reviewer);
    const revoke = about(witness, "revoke", "reviewer-one", "reviewer", reviewer);
    expect(outcome(named, [witness, revoke], asked)).toBe("valid name");
    expect(outcome(witness, [named, revoke], asked)).toBe("revoked key");
    const people = withKey("reviewer-one", { revoked: { reason: "compromised", since: "2026-02-20" } });
    expect(outcome(named, [witness], { ...asked, people })).toBe("valid name");
  });

  it("does not hide that the text changed", () => {
    const old = recordOf({ digest: otherDigest });
    const found = judged(old, [about(old, "witness", "reviewer-one", "reviewer", reviewer)], asked);
    expect(found).toMatchObject({ state: "stale", assurance: "witnessed", reason: "the text changed afterwards" });
  });
});

it("a copy under another name does not spoil the record itself", () => {
  const copy = { ...keyed, path: "candidates/candidate-one/signatures/copy.yaml", problem: "does not fit its name" };
  for (const others of [[copy], [copy, { ...copy, path: "a.yaml" }]]) {
    expect(outcome(keyed, others)).toBe("valid key accepted");
    expect(outcome(copy, [keyed])).toBe("invalid none");
  }
});

it("people without roles, emails or keys are nobody to rely on", () => {
  const people = peopleWith({ "reviewer-one": { roles: [], keys: null, emails: [] } });
  expect(outcome(reviewOf([]), [], { people })).toBe("wrong-person none");
  expect(
    outcome(named, [about(named, "witness", "reviewer-one", "reviewer", { key: "reviewer-one" })], { people }),
  ).toBe("valid name accepted");
});
