import { describe, expect, it } from "vitest";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { profileOf } from "../build.ts";
import { type around, judged, keyOf, otherDigest, peopleWith, recordOf, withKey } from "./records.ts";

const byKey = { key: "coach-one" };
const reassigned = profileOf({
  assignments: [
    { role: "coach", person: "coach-one", from: "2025-08-14", to: "2026-01-31" },
    { role: "coach", person: "coach-two", from: "2026-02-01", to: null },
  ],
});
const minutes = (count: number) =>
  new Date(Date.parse("2026-03-01T12:00:00Z") + count * 60_000).toISOString().slice(0, 19);
const backdated = { parentAt: "2026-02-20T00:00:00Z", at: "2026-02-21T00:00:00Z" };

type Around = Parameters<typeof around>[0];

type Row = [string, SignatureRecord, Around, verdict: string, reason?: RegExp];

describe("one record is worth", () => {
  const signature = recordOf({}, byKey);
  it.each<Row>([
    ["its key", signature, {}, "valid key accepted"],
    ["its key, where Git is not", recordOf({}, { ...byKey, recorded: null, added: null }), {}, "valid key accepted"],
    ["its key, whoever recorded it", recordOf({}, { ...byKey, email: "x@example.org" }), {}, "valid key accepted"],
    ["the name that recorded it", recordOf(), {}, "valid name accepted"],
    ["the name, written otherwise", recordOf({}, { email: "Coach-One@Example.ORG" }), {}, "valid name accepted"],
    ["less than a key, where one is asked", recordOf(), { policy: { require: "key" } }, "valid name"],
    ["less than a key in that role", recordOf(), { policy: { roles: { coach: "key" } } }, "valid name"],
    [
      "enough in this role",
      recordOf(),
      { policy: { require: "key", roles: { coach: "name" } } },
      "valid name accepted",
    ],
    ["less than a witness", recordOf(), { policy: { require: "witnessed" } }, "valid name"],
    ["more than a witness by key", signature, { policy: { require: "witnessed" } }, "valid key accepted"],
    ["nothing by an unknown key", recordOf({}, { key: "stranger" }), {}, "valid unknown-key", /nobody's/],
    ["nothing by a colleague's key", recordOf({}, { key: "coach-two" }), {}, "wrong-person none", /key of coach-two/],
    [
      "nothing when another recorded it",
      recordOf({}, { email: "coach-two@example.org" }),
      {},
      "wrong-person none",
      /recorded by coach-two@/,
    ],
    [
      "no proof when history says nothing of it",
      recordOf({}, { added: { names: null } }),
      {},
      "valid none",
      /no longer tells/,
    ],
    ["no proof when it is in no history", recordOf({}, { added: null }), {}, "valid none", /no longer tells/],
    [
      "no proof when people.yaml has no email",
      recordOf(),
      { people: peopleWith({ "coach-one": { emails: null } }) },
      "valid none",
      /no email/,
    ],
    [
      "nothing when history contradicts it",
      recordOf({}, { ...byKey, added: { names: false } }),
      {},
      "invalid none",
      /names another record/,
    ],
    [
      "nothing when it is broken",
      recordOf({}, { ...byKey, problem: "it was edited" }),
      {},
      "invalid none",
      /it was edited/,
    ],
    [
      "nothing with a broken proof",
      { ...signature, seal: { problem: "cut off" } },
      {},
      "invalid none",
      /broken: cut off/,
    ],
    ["nothing of somebody unknown", recordOf({ signer: "nobody" }), {}, "wrong-person none", /nobody in people.yaml/],
    [
      "nothing of a coach of others",
      recordOf({ signer: "coach-two" }, { key: "coach-two" }),
      {},
      "wrong-person none",
      /was not coach/,
    ],
    ["nothing yet without a profile", signature, { profile: null }, "valid none", /profile.yaml cannot be read/],
    [
      "the candidate's, without a profile",
      recordOf({ role: "candidate", signer: "candidate-one" }),
      { profile: null },
      "valid name accepted",
    ],
    [
      "nothing as another candidate",
      recordOf({ role: "candidate", signer: "candidate-two" }),
      { people: peopleWith({ "coach-two": { id: "candidate-two" } }) },
      "wrong-person none",
      /was not candidate/,
    ],
    ["nothing until it is recorded", recordOf({}, { ...byKey, recorded: false }), {}, "uncommitted key", /interrupted/],
    ["nothing for a changed text", signature, { digestNow: () => otherDigest }, "stale key", /changed afterwards/],
    ["nothing for a part that is gone", signature, { digestNow: () => null }, "stale key", /gone/],
    ["no less, ten minutes ahead", recordOf({ at: `${minutes(10)}Z` }, byKey), {}, "valid key accepted"],
    ["nothing, eleven minutes ahead", recordOf({ at: `${minutes(11)}Z` }, byKey), {}, "invalid none", /still to come/],
    [
      "no less, an hour ahead where that is allowed",
      recordOf({ at: `${minutes(60)}Z` }, byKey),
      { policy: { "clock-skew-minutes": 60 } },
      "valid key accepted",
    ],
    [
      "its key before its last day",
      signature,
      { people: withKey("coach-one", { to: "2026-01-15" }) },
      "valid key accepted",
    ],
    [
      "nothing after the key's last day",
      signature,
      { people: withKey("coach-one", { to: "2026-01-14" }) },
      "valid rejected-key",
      /did not count on 2026-01-15/,
    ],
    [
      "nothing before the key's first day",
      signature,
      { people: withKey("coach-one", { from: "2026-01-16" }) },
      "valid rejected-key",
      /did not count/,
    ],
    [
      "its key before it was retired",
      signature,
      { people: withKey("coach-one", { revoked: { reason: "retired", since: "2026-01-16" } }) },
      "valid key accepted",
    ],
    [
      "nothing from then on",
      signature,
      { people: withKey("coach-one", { revoked: { reason: "retired", since: "2026-01-15" } }) },
      "valid rejected-key",
      /did not count/,
    ],
    [
      "nothing by a compromised key, even before",
      signature,
      { people: withKey("coach-one", { revoked: { reason: "compromised", since: "2026-02-15" } }) },
      "valid rejected-key",
      /compromised since 2026-02-15/,
    ],
    [
      "its old key, beside a new one",
      signature,
      {
        people: peopleWith({
          "coach-one": {
            keys: [
              { key: keyOf("new"), from: "2026-02-01" },
              { key: keyOf("coach-one"), from: "2025-01-01", to: "2026-01-31" },
            ],
          },
        }),
      },
      "valid key accepted",
    ],
    ["as much once the coach was reassigned", signature, { profile: reassigned }, "valid key accepted"],
    [
      "nothing of a former coach",
      recordOf({ at: "2026-02-01T00:00:00Z" }, byKey),
      { profile: reassigned },
      "wrong-person none",
      /was not coach on 2026-02-01/,
    ],
    [
      "nothing of a coach to be",
      recordOf({ signer: "coach-two", at: "2026-01-31T23:59:59Z" }, { key: "coach-two" }),
      { profile: reassigned },
      "wrong-person none",
      /was not coach/,
    ],
    [
      "the day it was where the program is",
      recordOf({ at: "2026-02-01T03:00:00Z" }, byKey),
      { profile: reassigned, dayOf: () => "2026-01-31" },
      "valid key accepted",
    ],
    [
      "nothing of a reviewer who is coach",
      recordOf({ role: "reviewer" }, byKey),
      { people: peopleWith({ "coach-one": { roles: ["coach", "reviewer"] } }) },
      "wrong-person none",
      /same person cannot sign as reviewer/,
    ],
    [
      "as much of that reviewer, where that is allowed",
      recordOf({ role: "reviewer" }, byKey),
      { policy: { distinct: [] }, people: peopleWith({ "coach-one": { roles: ["coach", "reviewer"] } }) },
      "valid key accepted",
    ],
    [
      "nothing of a candidate who is their own coach",
      recordOf({ signer: "candidate-one" }),
      { profile: profileOf({ assignments: [{ role: "coach", person: "candidate-one", from: null, to: null }] }) },
      "wrong-person none",
      /same person cannot sign as coach/,
    ],
    [
      "nothing when it is backdated and that is refused",
      recordOf({}, { ...byKey, added: backdated }),
      { policy: { backdated: "reject" } },
      "invalid none",
      /^backdated/,
    ],
  ])("%s", (_, record, changes, verdict, reason = /^$/) => {
    const found = judged(record, [], changes);
    expect(`${found.state} ${found.assurance}${found.accepted ? " accepted" : ""}`).toBe(verdict);
    expect(found.reason).toMatch(reason);
    // Others beside it, good or bad, of this candidate or carried here, make no difference.
    const beside = [
      recordOf({ role: "candidate", signer: "candidate-one" }),
      recordOf({}, { key: "stranger" }),
      recordOf({ candidate: "candidate-two" }, { problem: "it was made for candidate-two" }),
    ];
    expect(judged(record, beside, changes)).toEqual(found);
  });

  it("nothing when it cannot be read, and does not say when it was made", () => {
    const none = { path: "x.yaml", id: "", statement: null, problem: "odd", seal: null, recorded: true, added: null };
    expect(judged(none)).toMatchObject({ state: "invalid", accepted: false, day: null, reason: "odd" });
    expect(judged({ ...none, problem: null })).toMatchObject({ state: "invalid", reason: "it cannot be read" });
  });
});
