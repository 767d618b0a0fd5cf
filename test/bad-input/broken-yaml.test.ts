import { describe, expect, it } from "vitest";
import { ilp, snapshot } from "../cli.ts";
import { changed, soundProgram } from "./program.ts";

const sound = soundProgram();

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
const bomb = `a: &a [x, x]\nb: &b [*a, *a]\n${Array.from({ length: 30 }, (_, n) => `c${n}: [*a, *b]\n`).join("")}`;

/** What is in the file, the place that is named (nothing: the file alone), and words of the one message. */
const broken: [name: string, content: string | Uint8Array, place: string, says: string][] = [
  ["a tab as indent", "schema: x\nentries:\n\t- id: a\n", ":3:1", "begins with a tab"],
  ["a tab after spaces", "schema: x\nentries:\n  - id: a\n\t  title: b\n", ":4:1", "begins with a tab"],
  ["an unclosed double quote", 'schema: x\nname: "Candidate\nkind: "a"\nb: 1\n', ":2:7", "never closed"],
  ["an unclosed single quote", "schema: x\nname: 'Candidate\nkind: 'a'\n", ":2:7", "never closed"],
  ["a quote open to the end", 'schema: x\nname: "Candidate\n', ":2:7", "never closed"],
  ["an unclosed bracket", "schema: x\nroles: [a, b\nkind: c\n", ":2:8", "never closed"],
  ["a bracket closed lines below", "schema: x\nroles: [a, b\n  kind: c\n", ":2:8", "never closed"],
  ["a key twice", "schema: x\nname: a\nschema: y\n", ":3:1", '"schema:" stands twice'],
  ["a key twice, further in", "schema: x\nlist:\n  - id: a\n    id: b\n", ":4:5", '"id:" stands twice'],
  ["two documents", "schema: x\n---\nschema: y\n", ":2:1", "second document"],
  ["<<", "schema: x\n<<: { a: 1 }\n", ":2:1", "merge keys"],
  ["an alias bomb", bomb, ":1:7", "aliases"],
  ["an alias to nothing", "schema: x\nname: *nobody\n", ":2:7", "aliases"],
  ["an alias in a JSON-like list", 'schema: x\nname: {"a":*nobody}\n', ":2:12", "aliases"],
  ["a tag", "schema: x\nname: !!binary aGk=\n", ":2:16", "tags"],
  ["another YAML", "%YAML 1.1\n---\nschema: x\n", ":1:1", "not used"],
  ["a list as a key", "schema: x\n? [a, b]\n: c\n", ":2:3", "not used"],
  ["one line too far in", "schema: x\nname: a\n kind: b\nsite: c\n", ":3:2", "not indented like its neighbors"],
  ["one line not far enough in", "schema: x\nlist:\n    a: 1\n  b: 2\n", ":4:3", "not indented like its neighbors"],
  ["two colons", "schema: x\nname: a: b\n", ":2:7", "two colons"],
  ["no colon", "schema: x\nname\nkind: a\n", ":2:1", 'should be "name: answer"'],
  ["a path in double quotes", 'schema: x\nname: "C:\\Users"\n', ":2:10", "backslash"],
  ["an @ at the start", "schema: x\nname: @home\n", ":2:7", "cannot begin with this character"],
  ["an apostrophe in single quotes", "schema: x\nname: 'It's'\n", ":2:7", "quotes inside quotes"],
  [
    "items below an empty list",
    'schema: x\nentries: []\n  - id: "a"\n    date: null\n',
    ":2:1",
    "marked as empty with []",
  ],
  [
    "text below | that is not moved in",
    "schema: x\nsuccesses: |\nWe had a great month.\n",
    ":3:1",
    'the answer to "successes"',
  ],
  ["text behind |", "schema: x\nnotes: | It was good\n", ":2:10", "behind the |"],
  ["curly quotes", "schema: x\nname: “ACSA: Leading”\n", ":2:7", "Curly quotes"],
  ["quotes inside quotes", 'schema: x\nname: "A "good" day"\n', ":2:7", "quotes inside quotes"],
  ["a tab below |", "schema: x\nnotes: |\n\tgood\n", ":3:1", "begins with a tab"],
  ["a # right after a quote", 'schema: x\nname: "a"#b\n', ":2:10", "A # stands right after"],
  ["nested a thousand deep", `schema: x\nname: ${"[".repeat(1000)}`, ":2:7", "too deeply"],
  ["nested deep, with dashes", `schema: x\nname:\n  ${"- ".repeat(500)}x\n`, ":3", "too deeply"],
  ["nested ten thousand deep", `a: ${"{a: ".repeat(10_000)}`, ":1", "too deeply"],
  ["nothing", "", "", "Nothing is written"],
  ["only spaces", "  \n\n", "", "Nothing is written"],
  ["only comments", "# a\n# b\n", "", "Nothing is written"],
  ["a byte-order mark and nothing", "\uFEFF", "", "Nothing is written"],
  ["only text", "just some words\n", ":1:1", "a single piece of text"],
  ["a list", "- a\n- b\n", ":1:1", "a list"],
  ["a picture", bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), ":3:1", "not a text file"],
  ["one NUL", "schema: x\nname: a\0b\n", ":2:8", "not a text file"],
  ["latin-1", bytes("schema: x\nname: Jos", [0xe9], " B\n"), ":2:10", "not in UTF-8"],
  ["latin-1 behind a U+FFFD", bytes("schema: x\nn: \uFFFDé", [0xe9], "\n"), ":2:6", "not in UTF-8"],
  ["UTF-16", bytes([0xff, 0xfe], Buffer.from("schema: x\n", "utf16le").toString("latin1")), ":1:1", "not in UTF-8"],
  ["5 MB", `schema: x\n${"# padding\n".repeat(500_000)}`, "", "larger than 1 MB"],
];

const noStack = /\bat .*\.[cm]?[jt]s:\d+|node:internal|made a mistake of its own/;

describe("a file of a candidate that cannot be read is one message, and exit code 1", () => {
  const path = "candidates/candidate-one/year-1/pd-log.yaml";
  it.each(broken)("%s", async (_, content, place, says) => {
    const folder = changed(sound, { [path]: content });
    const before = snapshot(folder);
    const json = await ilp(folder, "check", "--json");
    const wrong = JSON.parse(json.out).findings.filter((each: { path: string }) => each.path === path);
    expect(wrong).toHaveLength(1);
    const [{ line, column, message, severity }] = wrong;
    expect(
      [line, column]
        .filter(Boolean)
        .map((each) => `:${each}`)
        .join(""),
    ).toContain(place);
    expect(severity).toBe("error");
    expect(message).toContain(says);
    const text = await ilp(folder, "check");
    expect([json.code, text.code]).toEqual([1, 1]);
    expect(text.out).toContain(`${path}${place}`);
    expect(text.out + text.err).not.toMatch(noStack);
    expect(snapshot(folder)).toEqual(before);
  });
});

describe("an unreadable profile hides nothing else, and is one message", () => {
  const path = "candidates/candidate-one/profile.yaml";
  it.each(broken)("%s", async (_, content, place, says) => {
    const folder = changed(sound, {
      [path]: content,
      "candidates/candidate-one/year-1/context.yaml": "schema: context@1\nprior: 1\n",
    });
    const { code, out } = await ilp(folder, "check", "--json");
    const findings = JSON.parse(out).findings as { path: string; message: string; code: string }[];
    expect(code).toBe(1);
    expect(findings.filter((each) => each.path === path)).toHaveLength(1);
    expect(findings[0]?.message).toContain(says);
    expect(findings.filter((each) => each.path !== path).map((each) => each.code)).toEqual(["unknown-key"]);
    const text = await ilp(folder, "check");
    expect(text.out).toContain(`${path}${place}`);
  });

  it("and every other command goes on", async () => {
    const folder = changed(sound, { [path]: "a: [" });
    for (const command of [["status"], ["status", "candidate-one"], ["next"]])
      expect((await ilp(folder, ...command)).code).toBe(0);
    expect((await ilp(folder, "check", "candidate-one", "profile")).code).toBe(1);
  });
});

describe.each(["program.yaml", "people.yaml"])("%s that cannot be read: exit code 2, one message", (path) => {
  it.each(broken)("%s", async (_, content, place, says) => {
    const folder = changed(sound, { [path]: content });
    const before = snapshot(folder);
    for (const args of [["check"], ["people", "add", "A B", "--role", "coach", "--yes"]]) {
      const { code, out, err } = await ilp(folder, ...args);
      expect(code).toBe(2);
      expect(out).toBe("");
      expect(err).toContain(`${path} cannot be used as it is.\n  ${path}${place}`);
      expect(err).toContain(says);
      expect(err.trim().split("\n").length).toBeLessThan(6);
      expect(err).not.toMatch(noStack);
      expect(err).not.toMatch(/undefined|--id $|\{\w+\}/m);
    }
    expect(snapshot(folder)).toEqual(before);
  });
});
