import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPlain } from "../../src/data/plain-yaml.ts";
import { presetNames, programText } from "../../src/data/presets.ts";
import { scaffoldsOf } from "../forms/scaffolds.ts";
import { agrees, full } from "./mutations.ts";

const examples = readdirSync("examples", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".yaml"))
  .map((name): [string, string] => [name, readFileSync(join("examples", name), "utf8")]);
const scaffolds = [...scaffoldsOf("combined"), ...scaffoldsOf("hart")].map(({ path, content }): [string, string] => [
  path,
  String(content),
]);
const programs = presetNames().map((name): [string, string] => [
  `${name}/program.yaml`,
  programText(name, { id: "x", district: "Test" }),
]);
const texts = [...scaffolds, ...programs, ...examples];

describe("the quick reader", () => {
  it.each(texts)("reads %s as the full parser does", (_, text) => {
    expect(readPlain(text)).toEqual(full(text));
  });

  it.each([
    ["a: &x 1\nb: *x\n"],
    ["a: 'single'\n"],
    ["a: >\n  folded\n"],
    ["a: 1\na: 2\n"],
    ["a:\n\tb: 1\n"],
    ["--- \na: 1\n"],
    ["a: [1, 2\n"],
    ["a: b: c\n"],
    ["- a\n- b\n"],
    ["a: 1\n  b: 2\n"],
    ["a: word\n  goes on\n"],
    ["a: !!str 1\n"],
    ["a: 0x1f\n"],
    ["a: 1_000\n"],
    ["a: |2\n    x\n"],
    ["a: ~\n"],
    ["<<: {a: 1}\n"],
    ['a: "\\x41"\n'],
    ["a: |\n   x\n  y\n"],
    ["a: 010\n"],
    ['a: {"b":1,"b":2}\n'],
    ['a: {"b":"c #d","e":[{"f":"#"}]} # g\n'],
    ['a: {"b":c #d}\n'],
    ["a: {b#c: 1}\n"],
    ['a: {"true":1}\n'],
    ['a: {"b" :1}\n'],
    [""],
    ["# only\n"],
  ])("leaves %j to it, or agrees", (text) => {
    const quick = readPlain(text);
    if (quick !== undefined) expect(quick).toEqual(full(text));
  });
});

it("agrees with the full parser on mutated files, or leaves them to it", () =>
  agrees(
    texts.map(([, text]) => text),
    1500,
    7,
  ));
