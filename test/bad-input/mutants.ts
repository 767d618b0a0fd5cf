import fc from "fast-check";
import { expect } from "vitest";
import { type Files, ilp, write } from "../cli.ts";
import { changed } from "./program.ts";

/** Bytes that mean something to YAML, to terminals, or to nobody. */
const bits = [
  ..."\t \n\r:#-[]{}\"'|>&*!%@`~?,.\\/0123456789".split(""),
  ...["<<: ", "---\n", "null", "true", "1e999", ".nan", "-1", "9999-12-31", "0000-00-00", "2026-02-30", "__proto__: "],
  ...["\0", "\u001b[2J", "\u202e", "\uFEFF", "\uFFFD", "é", "🦉"],
].map((text) => Buffer.from(text));
const bit = fc.oneof(fc.constantFrom(...bits), fc.uint8Array({ minLength: 1, maxLength: 3 }));
const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), put: bit });

/** Answers put in place of another: what a schema lets through may still be nonsense. */
const answers = [
  ...["null", "true", "0", "-1", "1.5", "1e999", ".nan", "99999999999999999999", "[]", "{}", '""', "[[]]", "[null]"],
  ...['"0000-00-00"', '"9999-12-31"', '"2026-02-30"', '"0001-01-01"', '"2027-99"', '"9999-12"', '"99:99"', '"../../x"'],
  ...['"__proto__"', '"constructor"', '"\\u0000"', '"\\e[2J"', '"x"', "[constructor]", "{ __proto__: 1 }", "coach-one"],
];
const swap = fc.record({ line: fc.nat(), answer: fc.constantFrom(...answers) });

function mutate(content: Uint8Array, changes: { at: number; cut: number; put: Uint8Array }[]): Buffer {
  let bytes = Buffer.from(content);
  for (const { at, cut, put } of changes) {
    const from = Math.floor(at * bytes.length);
    bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + cut)]);
  }
  return bytes;
}

function answered(content: Uint8Array, { line, answer }: { line: number; answer: string }): Buffer {
  const lines = Buffer.from(content).toString("utf8").split("\n");
  const open = lines.flatMap((text, index) => (/^\s*(- )?[\w.-]+: \S/.test(text) ? [index] : []));
  const at = open[line % open.length] ?? 0;
  lines[at] = (lines[at] ?? "").replace(/: .*/, `: ${answer}`);
  return Buffer.from(lines.join("\n"));
}

/** Whatever happens to a file, every command that reads ends with an exit code it documents, and says something. */
export async function survives(sound: Files, runs: number, seed: number): Promise<void> {
  const root = changed(sound, {});
  const paths = Object.keys(sound).filter((path) => path.endsWith(".yaml"));
  const commands = [
    ["check"],
    ["check", "--json"],
    ["status"],
    ["status", "candidate-one"],
    ["next"],
    ["people", "list"],
  ];
  const mutant = fc.record({
    path: fc.constantFrom(...paths, "program.yaml", "people.yaml", "candidates/candidate-one/profile.yaml"),
    change: fc.oneof(fc.array(change, { minLength: 1, maxLength: 3 }), swap),
    command: fc.constantFrom(...commands),
  });
  await fc.assert(
    fc.asyncProperty(mutant, async ({ path, change: made, command }) => {
      const content = Buffer.from(sound[path] ?? "");
      write(root, { [path]: Array.isArray(made) ? mutate(content, made) : answered(content, made) });
      try {
        const { code, out, err } = await ilp(root, ...command);
        expect([0, 1, 2], `${path}: ${err}`).toContain(code);
        expect(code === 2 ? err : out).not.toBe("");
        if (!command.includes("--json")) expect(out + err).not.toMatch(/[\u0000\u001b\u202e]/);
      } finally {
        write(root, { [path]: content });
      }
    }),
    { seed, numRuns: runs },
  );
}
