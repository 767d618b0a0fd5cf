/** Every code has a folder here: the smallest thing that causes it, and what ilp says to it, line for line. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codes } from "../../src/core/problems/messages.ts";
import { play } from "./play.ts";
import { errorsFolder, samples, samplesByCode } from "./samples.ts";
import { codesOf, findingsIn } from "./spoken.ts";

const refresh = "To take over what ilp says now: npm run samples; then read what changed.";

describe("what ilp says to", () => {
  test.each(samples.map((sample) => [sample.name, sample] as const))("%s", async (name, sample) => {
    const printed = await play(sample);
    if (process.env.ILP_REFRESH) {
      writeFileSync(join(errorsFolder, name, "out"), printed);
      sample.out = printed;
    }
    expect(printed, refresh).toBe(sample.out);
  });
});

test("every code has a sample", () => {
  expect(samplesByCode.filter(([, all]) => all.length === 0).map(([code]) => code)).toEqual([]);
});

test("every sample is of a code, and shows it", () => {
  expect(samples.filter(({ code }) => !codes.includes(code)).map(({ name }) => name)).toEqual([]);
  const silent = samples.filter(({ code, out }) => !findingsIn(out).flatMap(codesOf).includes(code));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test("every finding in a sample is of a code that is known", () => {
  const unknown = samples.filter(({ out }) => findingsIn(out).some((each) => codesOf(each).length === 0));
  expect(unknown.map(({ name }) => name)).toEqual([]);
});
