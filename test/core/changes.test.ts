import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "../../src/core/basics/canonical.ts";
import { momentIn } from "../../src/core/basics/moment.ts";
import type { Mapping, Value } from "../../src/core/basics/values.ts";
import { staleReason, summaryOf } from "../../src/core/merge/change-summary.ts";
import { changedAnswers } from "../../src/core/merge/changes.ts";
import { differ } from "../../src/signatures/text-diff.ts";
import { diffLines } from "../../src/views/diff.ts";
import { rulebookOf } from "../build.ts";

const { forms } = rulebookOf();
const formOf = (id: string) => forms.find((form) => form.id === id)!;
const inquiry = formOf("inquiry-ilp");

const changes = (before: Value | undefined, after: Value | undefined, section = "inquiries/i1") =>
  changedAnswers(inquiry, section, before, after, differ);
const summary = (before: Mapping, after: Mapping, section?: string) => summaryOf(changes(before, after, section));
const reflected = (before: Value, after: Value) =>
  summary({ id: "i1", reflection: before }, { id: "i1", reflection: after }).replace("cell 7, ", "");

const essay =
  "The quiet was made by the task. The rooms were calm and kind. In one room I wrote down every word.\n\n- Nine years of teaching\n- I speak Spanish";

describe("how much of a text changed", () => {
  it.each([
    ["one word", essay.replace("calm", "loud")],
    ["one word", essay.replace("Spanish", "Spanish well")],
    ["one word", essay.replace("calm and kind", "calm and")],
    ["three words", essay.replace("calm and kind", "loud or wild")],
    ["two words", essay.replace("quiet", "noise").replace("Nine", "Ten")],
    [
      "two sentences",
      essay.replace("The rooms were calm and kind. In one room I", "Nobody was there at all. Elsewhere somebody"),
    ],
    ["one sentence added", `${essay}\n- People tell me things`],
    ["one sentence added", essay.replace("In one", "I saw it. In one")],
    ["one sentence removed", essay.replace("The rooms were calm and kind. ", "")],
    [
      "one sentence changed, one added",
      `${essay.replace("The rooms were calm and kind.", "Nobody was there at all.")}\n- More`,
    ],
    ["punctuation only", essay.replace("task.", "task!")],
    ["spacing only", essay.replace("task. ", "task.\n")],
    ["answered now", essay, ""],
    ["emptied", "", essay],
    ["emptied", null, essay],
  ])("%s", (much, after, before = essay) => expect(reflected(before, after)).toBe(much));

  it("line ends, composed letters and spaces at the end are no change of words", () => {
    expect(reflected("Über uns.\nSo.", "U\u0308ber uns.\r\nSo.")).toBe("");
    expect(reflected("Über uns. Alt.", "U\u0308ber uns.\r\nNeu.")).toBe("one word");
    expect(reflected("So.", "So.\n")).toBe("spacing only");
  });

  it("a line that was broken elsewhere is the same sentence", () =>
    expect(reflected("One two three. four five", "One two\nthree. four six")).toBe("one word"));

  it("letters of any language are words", () => {
    expect(reflected("Мы слушали детей", "Мы слышали детей")).toBe("one word");
    expect(reflected("don't go", "do go")).toBe("one word");
  });

  it("a text written anew takes a second, not the memory of the computer", () => {
    const long = (step: number) => Array.from({ length: 8000 }, (_, at) => `w${(at * step) % 7919}`).join(" ");
    const pieces = differ.words(long(3), long(17));
    expect(pieces.map(({ kind }) => kind)).toEqual(["removed", "added"]);
    expect(differ.words(" ".repeat(300_000), `a${" ".repeat(300_000)}b`)).toHaveLength(1);
    expect(differ.sentences("\n".repeat(200_000), ". ".repeat(200_000))).toHaveLength(1);
  });
});

describe("which answers changed", () => {
  const cycle: Mapping = {
    id: "i1",
    starts: "2026-09-01",
    reflection: "We listened.",
    entries: [
      { id: "e1", strategy: "I counted.", evidence: ["a", "b"] },
      { id: "e2", strategy: "I asked." },
    ],
  };
  const [first, second] = cycle.entries as [Mapping, Mapping];

  it("by cell, entry and label, with the address", () => {
    const after = {
      ...cycle,
      starts: "2026-09-02",
      reflection: "We listened. We spoke up.",
      entries: [
        { ...first, evidence: ["a", "c"] },
        { ...second, strategy: "I waited." },
      ],
    };
    const found = changes(cycle, after);
    expect(found.map(({ name, label, address, cell, much }) => [name, label, address, cell, much])).toEqual([
      ["Starts", "Starts", "inquiries/i1/starts", null, "from 2026-09-01 to 2026-09-02"],
      ["Evidence of entry 1", "Entry 1 › Evidence", "inquiries/i1/entries/e1/evidence", null, "one added, one removed"],
      [
        "cell 5 of entry 2",
        "Entry 2 › Cell 5: New strategy or action",
        "inquiries/i1/entries/e2/strategy",
        5,
        "one word",
      ],
      ["cell 7", "Cell 7: Reflection", "inquiries/i1/reflection", 7, "one sentence added"],
    ]);
    expect(summaryOf(found)).toBe(
      "Starts, from 2026-09-01 to 2026-09-02; Evidence of entry 1, one added, one removed; cell 5 of entry 2, one word; cell 7, one sentence added",
    );
  });

  it("entries are known by their ids, wherever they stand", () => {
    const entry = (id: string): Mapping => ({ id, strategy: `I tried ${id}.` });
    expect(summary(cycle, { ...cycle, entries: [second, first] })).toBe("Entries, in another order");
    expect(summary(cycle, { ...cycle, entries: [first, second, entry("a"), entry("b"), entry("c")] })).toBe(
      "Entries, three entries added",
    );
    const [found] = changes(cycle, { ...cycle, entries: [entry("n"), second] });
    expect(found).toMatchObject({ much: "one entry added, one removed", address: "inquiries/i1/entries" });
    expect(found?.before).toContain("New strategy or action: I counted.");
    expect(found?.after).toContain("New strategy or action: I tried n.");
  });

  it("the same cell is named once; many answers are counted", () => {
    const application = { practice: "I listen.", stakeholders: "They speak.", further: "More." };
    expect(
      summary(
        application,
        { practice: "I hear.", stakeholders: "They speak. All of them.", further: "More." },
        "application",
      ),
    ).toBe("cell 8, one word and one sentence added");
    const all = Object.fromEntries(
      ["goal", "focus-question", "starts", "action-plan", "reflection", "ends"].map((key) => [key, "x"]),
    );
    expect(summary({ id: "i1" }, { id: "i1", ...all })).toMatch(/^([^;]+; ){4}two more answers$/);
  });

  it("a cell's number reaches the answers below its heading, in a whole document as well", () => {
    const focus = (area: string): Mapping => ({ schema: "inquiry-ilp@1", "initial-goal": { focus: { area } } });
    expect(summary(focus("Voices"), focus("Families"), ".")).toBe("cell 2, one word");
    expect(changes(focus("Voices"), focus("Families"), ".")[0]?.label).toBe(
      "Part 1: Initial Inquiry Goal › Cell 2: Area of focus › Area of focus",
    );
  });

  it("what nobody sees is said to be so, and a line no form asks for is not lost", () => {
    expect(summary({ id: "i1", reflection: null }, { id: "i1" })).toContain("only how empty answers are written");
    expect(summary({ id: "i1", old: "a" }, { id: "i1", old: "b" })).toBe("old, one word");
    expect(summary({ schema: "inquiry-ilp@1" }, { schema: "inquiry-ilp@2" }, ".")).toContain("Version of the form");
    expect(changes(cycle, undefined).every(({ much }) => /emptied|removed/.test(much))).toBe(true);
  });

  it("why a signature no longer holds never says that somebody withdrew", () => {
    const signed = { act: "sign", role: "coach", day: "2026-11-12" };
    expect(staleReason(signed, "cell 7, two sentences")).toBe(
      "changed after the coach signed on 2026-11-12: cell 7, two sentences",
    );
    expect(staleReason({ ...signed, act: "decline" }, "")).toBe(
      "changed after the coach did not sign it on 2026-11-12",
    );
  });
});

describe("for any two states", () => {
  const leaf = fc.oneof(
    fc.constantFrom<Value>(null, "", [], true, 3, "a b. C d.", "a c. C d.", "2026-01-01", "new_ideas"),
    fc.string(),
    fc.array(fc.constantFrom("a", "b", "c")),
  );
  const part = (inner: fc.Arbitrary<Value>) =>
    fc.dictionary(fc.constantFrom("id", "strategy", "entries", "reflection", "focus", "area", "odd"), inner);
  const item = fc.record({ id: fc.constantFrom("e1", "e2", "e3"), strategy: leaf, more: leaf }, { requiredKeys: [] });
  const section = fc.oneof(
    part(fc.oneof(leaf, fc.array(item as fc.Arbitrary<Value>), part(leaf) as fc.Arbitrary<Value>)),
    leaf,
    fc.constant(undefined),
  ) as fc.Arbitrary<Value | undefined>;
  const canonical = (value: Value | undefined) => {
    try {
      return value === undefined ? undefined : canonicalText(value);
    } catch {
      return JSON.stringify(value);
    }
  };

  it("something is said exactly when what is signed differs", () =>
    fc.assert(
      fc.property(
        section,
        section,
        fc.constantFrom("inquiries/i1", "initial-goal", ".", "inquiries"),
        (one, other, at) => {
          const found = changes(one, other, at);
          expect(found.length > 0).toBe(canonical(one) !== canonical(other));
          for (const { much, name, pieces, before, after } of found) {
            expect(much).not.toBe("");
            expect(name).not.toBe("");
            const side = (kind: string) =>
              pieces.flatMap((piece) => (piece.kind === kind ? [] : [piece.text])).join(" ");
            const bare = (text: string) => text.replace(/\s+/g, "");
            expect([bare(side("added")), bare(side("removed"))]).toEqual([bare(before), bare(after)]);
          }
        },
      ),
    ));

  it("the same answers changed, seen from either side", () =>
    fc.assert(
      fc.property(section, section, (one, other) => {
        const addresses = (found: ReturnType<typeof changes>) => found.map(({ address }) => address).sort();
        expect(addresses(changes(one, other))).toEqual(addresses(changes(other, one)));
      }),
    ));

  const prose = fc.array(fc.constantFrom("one", "two", "three", "four.", "Five!", "\n", "\n\n", "- six", "“seven”"), {
    maxLength: 80,
  });

  it("lines fit, and nothing that changed is left out", () =>
    fc.assert(
      fc.property(prose, prose, fc.integer({ min: 20, max: 100 }), (one, other, width) => {
        const pieces = differ.words(one.join(" "), other.join(" "));
        const lines = diffLines(pieces, width, { colour: false });
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        const within = (kind: "removed" | "added", [open, close]: [string, string]) => {
          const shown = lines
            .join(" ")
            .split(open)
            .slice(1)
            .map((rest) => rest.split(close)[0]);
          const bare = (texts: (string | undefined)[]) => texts.join("").replace(/\s+/g, "");
          expect(bare(shown)).toBe(bare(pieces.filter((piece) => piece.kind === kind).map(({ text }) => text)));
        };
        within("removed", ["[-", "-]"]);
        within("added", ["{+", "+}"]);
      }),
    ));
});

it("a moment is told where the program is", () => {
  expect(momentIn("America/Los_Angeles", "2026-11-12T02:22:05Z")).toBe("2026-11-11 18:22");
  expect(momentIn("America/Los_Angeles", "2026-07-12T07:00:00Z")).toBe("2026-07-12 00:00");
  expect(momentIn("UTC", "2026-12-31T23:59:59Z")).toBe("2026-12-31 23:59");
});
