/** A key that is nobody's, or did not count on that day, proves less than no key at all: nothing said with it is heard. */
import { describe, expect, it } from "vitest";
import { judge } from "../../src/core/records/judge.ts";
import { inTurn } from "../../src/core/records/order.ts";
import { slotsOf } from "../../src/core/records/slots.ts";
import { declinesIn } from "../../src/core/review/declines.ts";
import { personBar } from "../../src/core/review/rounds.ts";
import { document, form, place } from "./cast.ts";
import { around, type Proof, policyByDefault, recordOf, withKey } from "./records.ts";

const ended = withKey("coach-one", { to: "2025-12-31" });
const proofs: [name: string, proof: Proof, assurance: string, isHeard: boolean][] = [
  ["with their key", { key: "coach-one" }, "key", true],
  ["by name", {}, "name", true],
  ["without any proof", { added: null }, "none", true],
  ["with a key that is nobody's", { key: "stranger" }, "unknown-key", false],
  ["with a key that did not count any more", { key: "coach-one" }, "rejected-key", false],
];

describe.each(proofs)("somebody does not sign, %s", (_, proof, assurance, isHeard) => {
  const record = recordOf({ ...place, act: "decline", reason: "No evidence yet." }, proof);
  const records = judge([record], around(assurance === "rejected-key" ? { people: ended } : {}));
  const words = isHeard ? "is heard" : "is not heard";

  it(`proves it by ${assurance}`, () => expect(records).toMatchObject([{ state: "valid", assurance }]));
  it(`${words} where the signature is asked for`, () => {
    const [slot] = slotsOf(form, document, place, records);
    expect(slot?.state).toBe(isHeard ? "declined" : "missing");
  });
  it(`${words} by the Induction Team`, () =>
    expect(declinesIn(inTurn(records), policyByDefault)).toHaveLength(isHeard ? 1 : 0));
  it(`${words} when the same person would decide`, () =>
    expect(personBar("coach-one", inTurn(records), "candidate-one") !== null).toBe(isHeard));
});
