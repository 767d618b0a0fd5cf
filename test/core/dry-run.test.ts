/** A record before it is made: it comes after everything that is there, by the same clock. */
import { describe, expect, it } from "vitest";
import { transitionOf } from "../../src/core/records/acts.ts";
import type { SignatureRecord } from "../../src/core/records/signature.ts";
import type { Statement } from "../../src/core/records/statement.ts";
import { momentAfter, refusedOnceRecorded } from "../../src/core/review/dry-run.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { plan } from "./asking.ts";
import { judgedHere, signs, submits } from "./cast.ts";
import { decidedOn, handedIn, program, reviewedCandidate } from "./reviews.ts";

/** What the process says to a statement that is to be made on top of these. */
function refused(records: SignatureRecord[], { statement }: SignatureRecord): string | null {
  const standing = standingOf(reviewedCandidate({ "year-1/inquiry-ilp": plan }, records), program);
  const { at } = statement as Statement;
  return refusedOnceRecorded(standing, statement as Statement, at.slice(0, 10))?.rule ?? null;
}

describe("a record as it will be read", () => {
  const first = handedIn("2026-01-10");
  const no = decidedOn("2026-01-20", [first], { again: "2026-02-20", feedback: "Which data?" });
  const when = (step: Parameters<typeof transitionOf>[0]) => transitionOf(step).when;

  it("is refused where the process does not allow it now, and only there", () => {
    expect(refused([], first)).toBeNull();
    expect(refused([first], handedIn("2026-01-11"))).toBe(when("submit"));
    expect(refused([first, no], handedIn("2026-01-21"))).toBeNull();
    expect(refused([first, no], decidedOn("2026-01-21", [first]))).toBe(when("review-yes"));
  });

  it("comes after everything that is there, though its own clock is behind", () => {
    expect(refused([first, no], handedIn("2026-01-15"))).toBeNull();
    expect(refused([first, no], decidedOn("2026-01-15", [first]))).toBe(when("review-yes"));
    expect(refused([no, first], handedIn("2026-01-01"))).toBeNull();
  });
});

const before = judgedHere([signs(5), submits(20), signs(10)]);
const at = (time: string) => new Date(`2026-01-12T${time}Z`);

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
