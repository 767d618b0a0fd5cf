/** Every code has a folder here: the smallest thing that causes it, and what ilp says to it, line for line. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rules } from "../../src/core/findings/rules/table.ts";
import { codes } from "../../src/core/problems/messages.ts";
import { play } from "./play.ts";
import { errorsFolder, type Sample, samples, samplesByCode } from "./samples.ts";
import { codesOf, findingsIn } from "./spoken.ts";

const refresh = "To take over what ilp says now: npm run samples; then read what changed.";

const declared = { ...rules };
/** To which samples each rule says something, in the order they are played. */
const heard = new Map<string, Sample[]>();
const printed = new Map<Sample, string>();
let playing: Sample | undefined;

beforeAll(() => {
  for (const [name, rule] of Object.entries(declared))
    rules[name] = {
      ...rule,
      run: (...asked) => {
        const found = rule.run(...asked);
        const already = heard.get(name) ?? [];
        if (found.length > 0 && playing && !already.includes(playing)) heard.set(name, [...already, playing]);
        return found;
      },
    };
});
afterAll(() => void Object.assign(rules, declared));

/** Plays a sample once. */
async function playOnce(sample: Sample): Promise<string> {
  playing = sample;
  const known = printed.get(sample) ?? (await play(sample));
  printed.set(sample, known);
  playing = undefined;
  return known;
}

describe("what ilp says to", () => {
  test.each(samples.map((sample) => [sample.name, sample] as const))("%s", async (name, sample) => {
    const says = await playOnce(sample);
    if (process.env.ILP_REFRESH) {
      writeFileSync(join(errorsFolder, name, "out"), says);
      sample.out = says;
    }
    expect(says, refresh).toBe(sample.out);
  });
});

test("every code has a sample", () => {
  expect(samplesByCode.filter(([, all]) => all.length === 0).map(([code]) => code)).toEqual([]);
});

test("every sample is of a code, and would be another without it", () => {
  expect(samples.filter(({ code }) => !codes.includes(code)).map(({ name }) => name)).toEqual([]);
  const silent = samples.filter(({ code, out }) => !findingsIn(out).flatMap(codesOf).includes(code));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test("every finding in a sample is of a code that is known", () => {
  const unknown = samples.filter(({ out }) => findingsIn(out).some((each) => codesOf(each).length === 0));
  expect(unknown.map(({ name }) => name)).toEqual([]);
});

describe("silenced, a rule is missed in a sample:", () => {
  beforeAll(async () => {
    for (const sample of samples) await playOnce(sample);
  });

  test.each(Object.keys(declared))("%s", async (name) => {
    const rule = rules[name]!;
    rules[name] = { ...rule, run: () => [] };
    try {
      for (const sample of heard.get(name) ?? []) if ((await play(sample)) !== sample.out) return;
    } finally {
      rules[name] = rule;
    }
    throw new Error(`Without the rule ${name} no sample is other than before: make one of what it finds.`);
  });
});
