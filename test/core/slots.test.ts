import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Form } from "../../src/core/forms/form.ts";
import { judge } from "../../src/core/records/judge.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import { type Slot, sectionsOf, slotsOf, slotWords } from "../../src/core/records/slots.ts";
import { recordText } from "../../src/signatures/records.ts";
import { withRecords } from "../../src/signatures/stand.ts";
import { candidateOf, rulebookOf } from "../build.ts";
import { settingsWith } from "./asking.ts";
import { about, around, otherDigest, peopleWith, recordOf } from "./records.ts";

const form = rulebookOf().forms.find(({ id }) => id === "inquiry-ilp") as Form;
const place = { section: "inquiries/i1", declared: "inquiries/*", pointer: "/inquiries/0" };

const slotWith = (records: SignatureRecord[], changes: Parameters<typeof around>[0] = {}): Slot =>
  slotsOf(form, "year-1/inquiry-ilp", place, judge(records, around(changes)))[0] as Slot;

const on = (day: number) => `2026-01-${String(day).padStart(2, "0")}T18:00:00Z`;
const byKey = { key: "coach-one" };

describe("the parts of a document that are signed", () => {
  it("are one for each item, by its id", () => {
    expect(sectionsOf(form, { inquiries: [{ id: "i1" }, { goal: "no id" }, { id: "i3" }] })).toEqual([
      { section: "initial-goal", declared: "initial-goal", pointer: "/initial-goal" },
      place,
      { section: "inquiries/i3", declared: "inquiries/*", pointer: "/inquiries/2" },
      { section: "application", declared: "application", pointer: "/application" },
    ]);
    for (const inquiries of [null, [], "x"]) expect(sectionsOf(form, { inquiries })).toHaveLength(2);
  });
});

/** Records from 1 January on, a day apart; who says what, in this order. */
const signed = () => recordOf({}, byKey);
const declined = () => recordOf({ act: "decline", reason: "Not yet." }, byKey);
const declinedBefore = () => recordOf({ act: "decline", reason: "Too short.", digest: otherDigest }, byKey);
const stale = () => recordOf({ digest: otherDigest }, byKey);
const unverified = () => recordOf({}, { key: "stranger" });
const forged = () => recordOf({}, { key: "coach-two" });
const broken = () => recordOf({}, { ...byKey, problem: "edited" });
const unsaved = () => recordOf({}, { ...byKey, recorded: false });

describe("where a signature stands, oldest record first", () => {
  it.each<[string, (() => SignatureRecord)[], state: Slot["state"], accepted: boolean, newest?: number]>([
    ["nothing", [], "missing", false],
    ["a signature", [signed], "valid", true],
    ["two: the newer", [signed, signed], "valid", true],
    ["stale, then signed again", [stale, signed], "valid", true],
    ["signed, then a text of before signed late", [signed, stale], "valid", true, 0],
    ["signed, then an unknown key", [signed, unverified], "valid", true, 0],
    ["signed, then a colleague's key", [signed, forged], "valid", true, 0],
    ["signed, then something broken", [signed, broken], "valid", true, 0],
    ["signed, then something not recorded", [signed, unsaved], "valid", true, 0],
    ["signed, then declined", [signed, declined], "declined", false],
    ["declined, then signed", [declined, signed], "valid", true],
    ["signed, then declined for a text of before", [signed, declinedBefore], "valid", true, 0],
    ["declined for a text of before", [declinedBefore], "missing", false],
    ["stale, then declined for a text of before", [stale, declinedBefore], "stale", false, 0],
    ["stale, then declined", [stale, declined], "declined", false],
    ["declined, then an unknown key", [declined, unverified], "declined", false, 0],
    ["stale, then an unknown key", [stale, unverified], "unverified", false],
    ["stale, then not recorded", [stale, unsaved], "uncommitted", false],
    ["not recorded, then stale", [unsaved, stale], "uncommitted", false, 0],
    ["stale, then forged", [stale, forged], "stale", false, 0],
    ["forged, then broken", [forged, broken], "wrong-person", false, 0],
    ["broken", [broken], "invalid", false],
  ])("%s", (_, makers, state, accepted, which = makers.length - 1) => {
    const records = makers.map((make, index) => again(make(), { at: on(index + 1) }));
    for (const order of [records, [...records].reverse()]) {
      const slot = slotWith(order);
      expect(slot).toMatchObject({ role: "coach", required: true, state, accepted });
      if (state !== "missing") expect(slot.record).toBe(records[which]?.id);
    }
  });

  it("says who declined, when and why", () => {
    expect(slotWith([declined()])).toMatchObject({ signer: "coach-one", day: "2026-01-15", reason: "Not yet." });
  });

  it("never lets a decline stand that nobody knows who made", () => {
    for (const proof of [
      { key: "stranger" },
      { key: "coach-two" },
      { ...byKey, problem: "edited" },
      { ...byKey, recorded: false },
    ])
      expect(slotWith([recordOf({ act: "decline", reason: "x" }, proof)]).state).toBe("missing");
  });

  it("asks again once a decline, or a signature, is withdrawn", () => {
    for (const [record, state] of [
      [declined(), "missing"],
      [signed(), "revoked"],
    ] as const) {
      const revoke = about(record, "revoke", "coach-one", "coach", byKey);
      expect(slotWith([record, revoke])).toMatchObject({ state, accepted: false });
      expect(slotWith([record, revoke, recordOf({ at: on(20) }, byKey)])).toMatchObject({
        state: "valid",
        accepted: true,
      });
    }
  });

  it("never counts a decline as a signature", () => {
    expect(slotWith([declined()], { policy: { require: "name" } }).accepted).toBe(false);
  });

  it("shows the newest of equals", () => {
    const older = recordOf({ at: on(1) });
    const newer = recordOf({ at: on(2) });
    expect(slotWith([newer, older], { policy: { require: "key" } })).toMatchObject({
      state: "unverified",
      record: newer.id,
    });
  });
});

/** The same record with other words, under the id and name that go with them. */
function again(record: SignatureRecord, changes: object): SignatureRecord {
  const made = recordOf({ ...record.statement, ...changes }, { recorded: record.recorded });
  return { ...record, id: made.id, path: made.path, statement: made.statement, added: made.added };
}

it("whatever lies beside it, an accepted signature stays the newest accepted one", () => {
  const bad = [stale, unverified, forged, broken, unsaved, declinedBefore];
  const some = fc.array(fc.record({ which: fc.nat(bad.length - 1), day: fc.integer({ min: 1, max: 28 }) }), {
    maxLength: 6,
  });
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(some, days, (others, good) => {
      const accepted = good.map((day) => again(signed(), { at: on(day) }));
      const noise = others.map(({ which, day }) => again((bad[which] ?? stale)(), { at: on(day) }));
      const newest = accepted[good.indexOf(Math.max(...good))];
      for (const records of [
        [...noise, ...accepted],
        [...accepted, ...noise],
      ])
        expect(slotWith(records)).toMatchObject({ accepted: true, state: "valid", record: newest?.id });
    }),
    { numRuns: 100, seed: 3 },
  );
});

it.each<[Slot["state"], Slot["assurance"], string]>([
  ["valid", "key", "valid"],
  ["valid", "witnessed", "valid (witnessed)"],
  ["valid", "name", "unverified (name only)"],
  ["unverified", "name", "unverified (name only)"],
  ["unverified", "unknown-key", "unverified (a key nobody registered)"],
  ["unverified", "rejected-key", "not accepted (its key did not count)"],
  ["unverified", null, "unverified (no proof of the name)"],
  ["revoked", "key", "withdrawn"],
  ["uncommitted", "key", "not recorded"],
  ["wrong-person", "none", "wrong person"],
  ["missing", null, "missing"],
])("%s by %s is called: %s", (state, assurance, called) => {
  expect(slotWords({ state, assurance })).toBe(called);
});

it("the status of a day knows nothing of later records", async () => {
  const root = mkdtempSync(join(tmpdir(), "ilp-as-of-"));
  try {
    for (const day of [10, 20]) {
      const { path, statement } = recordOf({ at: on(day) });
      mkdirSync(dirname(join(root, path)), { recursive: true });
      if (statement) writeFileSync(join(root, path), recordText(statement, null));
    }
    const rulebook = { ...rulebookOf(settingsWith()), people: peopleWith(), root };
    const clock = { now: new Date("2026-03-01T00:00:00Z"), dayOf: (at: string) => at.slice(0, 10) };
    const daysBy = async (asOf: string) => {
      const [candidate] = await withRecords(rulebook, [candidateOf({})], clock, asOf, async () => null);
      return candidate?.records?.map(({ day }) => day);
    };
    expect(await daysBy("2026-01-09")).toEqual([]);
    expect(await daysBy("2026-01-10")).toEqual(["2026-01-10"]);
    expect(await daysBy("2026-01-20")).toEqual(["2026-01-10", "2026-01-20"]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
