/** A record before it is made: it comes after everything that is there, by the same clock. */
import { describe, expect, it } from "vitest";
import { inTurn } from "../../src/core/records/order.ts";
import { asRecorded, momentAfter } from "../../src/core/review/dry-run.ts";
import { judgedHere, signs, submits } from "./cast.ts";
import { statementOf } from "./records.ts";

const before = judgedHere([signs(5), submits(20), signs(10)]);
const at = (time: string) => new Date(`2026-01-12T${time}Z`);

describe("a record as it will be read", () => {
  it("stands on the last of what is there, whatever its own clock says", () => {
    const slow = asRecorded(statementOf({ act: "submit", at: "2026-01-12T18:01:00Z" }), "2026-01-12", before);
    expect(slow.added?.parentAt).toBe("2026-01-12T18:20:00Z");
    expect(inTurn([slow, ...before]).at(-1)).toBe(slow);
  });
  it("stands on nothing where nothing is", () => {
    expect(asRecorded(statementOf(), "2026-01-15", []).added?.parentAt).toBeNull();
  });
});

describe("the moment of a record", () => {
  it.each([
    ["is now", "18:21:00", "18:21:00"],
    ["is just after the last one, in the same second", "18:20:00", "18:20:01"],
    ["is just after the last one, a minute behind it", "18:19:00", "18:20:01"],
    ["is now, when a clock is further behind than that", "18:18:59", "18:18:59"],
  ])("%s", (_, now, expected) => expect(momentAfter(before, at(now))).toEqual(at(expected)));

  it("does not wait for a record that does not count", () => {
    const broken = before.map((each) => ({ ...each, state: "invalid" as const }));
    expect(momentAfter(broken, at("18:20:00"))).toEqual(at("18:20:00"));
  });
});
