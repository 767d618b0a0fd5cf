/** The texts that two versions of a place can become. */
import { expect, test } from "vitest";
import { textsFrom } from "../../src/core/merge/merge-lines.ts";

const place = { ours: ["same\n", "ours\n"], theirs: ["same\n", "theirs\n"] };

test("one after the other, with what they begin with in common once; then ours; then theirs", () => {
  expect([...textsFrom([["head\n"], place], 9)]).toEqual([
    "head\nsame\nours\ntheirs\n",
    "head\nsame\nours\n",
    "head\nsame\ntheirs\n",
  ]);
});

test("of two places each way with each, and no more than wanted", () => {
  const other = { ours: ["1\n"], theirs: ["2\n"] };
  const texts = [...textsFrom([place, other], 99)];
  expect(new Set(texts).size).toBe(9);
  expect([...textsFrom([place, other], 4)]).toEqual(texts.slice(0, 4));
});

test("a line that lost its end is given one, unless it is the last", () => {
  expect([...textsFrom([["a"], { ours: ["b"], theirs: ["c"] }], 3)]).toEqual(["a\nb\nc", "a\nb", "a\nc"]);
});
