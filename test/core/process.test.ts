/** The table of the review as such: whole, without a dead end, and the only thing that says who may do what when. */
import { describe, expect, it } from "vitest";
import { type Guard, guards, type Matter, type ProcessState } from "../../src/core/acts/row.ts";
import { rows } from "../../src/core/acts/rows.ts";
import type { Role } from "../../src/core/forms/form.ts";
import { bars, move, type Step, transitionOf, transitions } from "../../src/core/records/acts.ts";
import { schemas } from "../build.ts";

const statesOf: Record<Matter, ProcessState[]> = {
  part: ["draft", "submitted", "returned", "accepted"],
  concern: ["none", "open", "answered"],
  plan: ["none", "open", "closed"],
  appeal: ["none", "open", "closed"],
  record: ["none"],
};

describe("the rows of the case file", () => {
  it("say the sentence that program.yaml has by default", () => {
    const { properties } = schemas["program.schema.json"] as unknown as {
      properties: { signatures: { default: { sentences: Record<string, string> } } };
    };
    for (const { sentence } of rows) expect(properties.signatures.default.sentences[sentence.key]).toBe(sentence.words);
  });
});

describe("the table", () => {
  it("has one row for every act of a record, but for those about records as such", () => {
    const record = schemas["record.schema.json"] as unknown as { properties: { act: { enum: string[] } } };
    const acts = record.properties.act.enum.filter((act) => !["review", "witness", "revoke"].includes(act));
    const rows = transitions.map(({ step }) => step);
    expect(new Set(rows).size).toBe(rows.length);
    const others = ["review-yes", "review-no", "withdraw-review", "withdraw-submit", "withdraw"];
    expect([...rows].sort()).toEqual([...acts, ...others].sort());
  });

  it.each(transitions.map((each) => [each.step, each] as const))(
    "%s: in states of its own matter, by somebody, from a source",
    (_, each) => {
      const { matter, from, to, undoes, by, who, when, source } = each;
      const states = statesOf[matter];
      for (const state of Object.keys(from)) expect(states).toContain(state);
      if (to) expect(states).toContain(to);
      expect(to === undefined || undoes === undefined).toBe(true);
      for (const step of undoes ?? []) expect(Object.keys(from)).toContain(transitionOf(step).to);
      expect(by.length).toBeGreaterThan(0);
      expect(new Set(by).size).toBe(by.length);
      expect(source).toMatch(/^(the program's rule|default( \(.+\))?)$/);
      for (const sentence of [who, when]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    },
  );

  it("says every rule about persons and texts in a sentence, with its source", () => {
    for (const { rule, source } of Object.values(bars)) {
      expect(rule).toMatch(/^[A-Z].*\.$/);
      expect(source).toMatch(/^(the program's rule|default)$/);
    }
  });

  it("reaches every state, and asks for every guard somewhere", () => {
    for (const [matter, states] of Object.entries(statesOf)) {
      const reached = new Set<ProcessState>([states[0] as ProcessState]);
      for (let before = 0; before !== reached.size; ) {
        before = reached.size;
        for (const { from, to, matter: mine } of transitions)
          if (mine === matter && to && Object.keys(from).some((state) => reached.has(state as ProcessState)))
            reached.add(to);
      }
      expect([...reached].sort()).toEqual([...states].sort());
    }
    const asked = new Set(transitions.flatMap(({ from }) => Object.values(from)));
    expect([...asked].sort()).toEqual(Object.keys(guards).sort());
  });
});

describe("one step", () => {
  const none: Guard[] = [];
  it.each<[Step, ProcessState, Role[], Guard[], string]>([
    ["submit", "draft", ["candidate"], none, "submitted"],
    ["submit", "returned", ["candidate"], none, "submitted"],
    ["submit", "submitted", ["candidate"], ["changed"], "submitted"],
    ["submit", "accepted", ["candidate"], ["changed"], "submitted"],
    ["submit", "accepted", ["candidate"], none, "when"],
    ["submit", "submitted", ["candidate"], none, "when"],
    ["submit", "draft", ["coach"], none, "who"],
    ["submit", "draft", ["reviewer", "manager", "registrar"], none, "who"],
    ["submit", "draft", [], none, "who"],
    ["review-yes", "submitted", ["reviewer"], none, "accepted"],
    ["review-yes", "submitted", ["coach", "reviewer"], none, "accepted"],
    ["review-yes", "submitted", ["coordinator", "director", "manager"], none, "who"],
    ["review-yes", "draft", ["reviewer"], none, "when"],
    ["review-yes", "returned", ["reviewer"], none, "when"],
    ["review-yes", "returned", ["reviewer"], ["appealed"], "accepted"],
    ["review-yes", "accepted", ["reviewer"], ["appealed"], "when"],
    ["review-no", "submitted", ["reviewer"], none, "returned"],
    ["review-no", "accepted", ["reviewer"], ["appealed"], "when"],
    ["review-no", "returned", ["reviewer"], ["appealed"], "returned"],
    ["review-no", "returned", ["reviewer"], none, "when"],
    ["withdraw-review", "accepted", ["reviewer"], ["last"], "before"],
    ["withdraw-review", "accepted", ["reviewer"], none, "when"],
    ["withdraw-review", "submitted", ["reviewer"], ["last"], "when"],
    ["withdraw-review", "returned", ["candidate"], ["last"], "who"],
    ["withdraw-submit", "submitted", ["candidate"], ["undecided"], "before"],
    ["withdraw-submit", "accepted", ["candidate"], ["undecided"], "when"],
    ["withdraw-submit", "submitted", ["registrar"], ["undecided"], "before"],
    ["feedback", "draft", ["director"], none, "draft"],
    ["feedback", "accepted", ["reviewer"], none, "who"],
    ["concern", "none", ["coach"], none, "open"],
    ["concern", "none", ["supervisor", "reviewer"], none, "who"],
    ["answer", "open", ["coordinator"], none, "answered"],
    ["answer", "answered", ["coordinator"], none, "when"],
    ["answer", "open", ["coach"], none, "who"],
    ["plan-open", "none", ["manager"], none, "open"],
    ["plan-open", "open", ["manager"], none, "when"],
    ["plan-open", "none", ["reviewer", "director"], none, "who"],
    ["plan-update", "closed", ["manager"], none, "when"],
    ["plan-close", "open", ["manager"], none, "closed"],
    ["extend", "accepted", ["manager"], none, "accepted"],
    ["extend", "draft", ["candidate"], none, "who"],
    ["appeal-open", "none", ["candidate"], ["standing"], "open"],
    ["appeal-open", "none", ["candidate"], none, "when"],
    ["appeal-open", "open", ["candidate"], ["standing"], "when"],
    ["appeal-open", "none", ["coach"], ["standing"], "who"],
    ["appeal-step", "open", ["candidate"], ["further"], "open"],
    ["appeal-step", "open", ["candidate"], none, "when"],
    ["appeal-close", "open", ["manager"], none, "who"],
    ["contact", "closed", ["coach"], none, "closed"],
  ])("%s from %s by %j with %j: %s", (step, state, by, holding, expected) => {
    const moved = move(step, state, by, (guard) => holding.includes(guard));
    const { who, when, source } = transitionOf(step);
    const refusals: Record<string, string> = { who, when };
    expect(moved).toEqual(expected in refusals ? { refused: { rule: refusals[expected], source } } : { to: expected });
  });

  it("whoever an appeal's step is with closes it, whatever their role", () => {
    expect(move("appeal-close", "open", ["assistant-superintendent", "step"], () => false)).toEqual({ to: "closed" });
  });
});
