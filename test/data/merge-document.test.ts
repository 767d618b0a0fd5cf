import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeDocument } from "../../src/data/merge-document.ts";
import { plaindir } from "../cli.ts";

/** What `git diff -U0` says between two texts. */
function diff(from: string, to: string): string {
  const folder = plaindir({ from, to });
  try {
    const args = ["diff", "--no-index", "-U0", "--histogram", join(folder, "from"), join(folder, "to")];
    return execFileSync("git", args, { encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const merge = (base: string, ours: string, theirs: string, keep?: "ours" | "theirs") =>
  mergeDocument(
    { base, ours, theirs, oursDiff: base && diff(base, ours), theirsDiff: base && diff(base, theirs) },
    keep,
  );

const prose = (one: string, three: string) => `a: |\n  ${one}\n\n  Two.\n\n  ${three}\nb: 1\n`;

it.each<[string, string, string, string, string]>([
  ["neighbouring lines", "a: 1\nb: 2\n", "a: 9\nb: 2\n", "a: 1\nb: 8\n", "a: 9\nb: 8\n"],
  ["one changes both, the other one of them", "a: 1\nb: 2\n", "a: 9\nb: 8\n", "a: 1\nb: 8\n", "a: 9\nb: 8\n"],
  ["the first items of a list", "l: []\n", "l:\n  - id: x\n", "l:\n  - id: y\n", "l:\n  - id: x\n  - id: y\n"],
  [
    "items without ids",
    "l:\n  - t: a\n",
    "l:\n  - t: a\n  - t: b\n",
    "l:\n  - t: a\n  - t: c\n",
    "l:\n  - t: a\n  - t: b\n  - t: c\n",
  ],
  [
    "paragraphs of one text",
    prose("One.", "Three."),
    prose("One!", "Three."),
    prose("One.", "Three!"),
    prose("One!", "Three!"),
  ],
  ["no line break at the end", "a: 1", "a: 1\nb: 2", "a: 1\nc: 3", "a: 1\nb: 2\nc: 3"],
  [
    "a comment beside the other's answer",
    "a: 1\nb: 2\n",
    "# mine\na: 1\nb: 2\n",
    "a: 3\nb: 2\n",
    "# mine\na: 3\nb: 2\n",
  ],
])("%s: both stand", async (_, base, ours, theirs, wanted) => {
  expect(await merge(base, ours, theirs)).toEqual({ text: wanted });
});

it("an item both added under one id: its fields clash", async () => {
  const merged = await merge(
    "l:\n  - id: s\n",
    "l:\n  - id: s\n  - id: x\n    t: a\n",
    "l:\n  - id: s\n  - id: x\n    t: b\n",
  );
  expect(merged).toMatchObject({ reason: "fields", clashes: [{ steps: [{ key: "l" }, { item: "x" }, { key: "t" }] }] });
});

it("a comment is never dropped: people decide", async () => {
  const merged = await merge("a: 1\n", "a: 2 # because\n", "a: 2 # since\n");
  expect(merged).toEqual({ clashes: [], reason: "lines" });
});

it("a text that gives way gives way whole, and nothing else of theirs does", async () => {
  const theirs = prose("Uno.", "Tres.").replace("b: 1", "b: 2");
  expect(await merge(prose("One.", "Three."), prose("One!", "Three."), theirs, "ours")).toEqual({
    text: prose("One!", "Three.").replace("b: 1", "b: 2"),
  });
});

it("any answers of a form: what one changed stands, what both changed is named, in the words of the file", async () => {
  const field = fc.record({ ours: fc.boolean(), theirs: fc.boolean(), same: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(field, { minLength: 1, maxLength: 6 }), async (fields) => {
      const text = (side: (each: (typeof fields)[number], name: string) => string) =>
        fields.map((each, at) => `# Question ${at}\nf${at}: ${side(each, `f${at}`)}\n`).join("");
      const hers = (each: (typeof fields)[number]) =>
        each.theirs ? (each.same && each.ours ? "mine" : "theirs") : "old";
      const clashing = fields.flatMap((each, at) => (each.ours && each.theirs && !each.same ? [`f${at}`] : []));
      const merged = await merge(
        text(() => "old"),
        text((each) => (each.ours ? "mine" : "old")),
        text(hers),
      );
      if (clashing.length > 0)
        expect(merged).toMatchObject({ reason: "fields", clashes: clashing.map((key) => ({ steps: [{ key }] })) });
      else expect(merged).toEqual({ text: text((each) => (each.ours ? "mine" : hers(each))) });
    }),
    { numRuns: 40 },
  );
});

it("a file of no base, made by both", async () => {
  expect(await merge("", "a: 1\n", "a: 1\nb: 2\n")).toEqual({ text: "a: 1\nb: 2\n" });
});
