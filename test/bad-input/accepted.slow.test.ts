import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ilp } from "../cli.ts";
import { changed, changedInGit, soundProgram, textOf } from "./program.ts";

const sound = soundProgram(true);

const styles: [name: string, as: (text: string) => string][] = [
  ["Windows line ends", (text) => text.replaceAll("\n", "\r\n")],
  ["a byte-order mark", (text) => `\uFEFF${text}`],
  ["both", (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`],
  ["no line end at the end", (text) => text.trimEnd()],
];

describe("what editors do to files is no mistake, and survives an edit byte for byte", () => {
  it.each(styles)("%s", async (_, as) => {
    const files = Object.fromEntries(
      Object.keys(sound)
        .filter((path) => path.endsWith(".yaml"))
        .map((path) => [path, as(textOf(sound, path))]),
    );
    const plain = await ilp(changed(sound, {}), "check", "--json");
    const styled = await ilp(changed(sound, files), "check", "--json");
    expect(styled.code).toBe(plain.code);
    const places = (json: string) =>
      JSON.parse(json).findings.map((each: Record<string, unknown>) => [each.code, each.path, each.line, each.column]);
    expect(places(styled.out)).toEqual(places(plain.out));

    const root = changedInGit(sound, files);
    const before = readFileSync(join(root, "people.yaml"), "utf8");
    expect(await ilp(root, "people", "add", "Añe Ñandú", "--role", "coach", "--yes")).toMatchObject({
      code: 0,
      err: "",
    });
    const after = readFileSync(join(root, "people.yaml"), "utf8");
    expect(after.startsWith(before)).toBe(true);
    const eol = before.includes("\r\n") ? "\r\n" : "\n";
    expect(after.slice(before.length).replace(/^\r?\n/, "")).toBe(
      [`  - id: "ane-nandu"`, '    name: "Añe Ñandú"', "    emails: []", "    roles: [coach]", ""].join(eol),
    );
    const rolled = await ilp(root, "rollover", "candidate-one", "--yes");
    expect([rolled.code, rolled.err]).toEqual([0, ""]);
  });

  it("a roster laid out by hand keeps its layout and its comments", async () => {
    const roster = [
      "schema:   people@1   # never changes",
      "",
      "# --- The team ---",
      "people:",
      "- roles: [ coach ]",
      '  id:    coach-one     # Inés, "the first"',
      "  name:  'Coach One'",
      "",
      "# supervisors",
      "- { id: supervisor-one, name: Supervisor One, roles: [supervisor] }  # one line",
      "# the end",
      "",
    ].join("\n");
    const root = changedInGit(sound, { "people.yaml": roster });
    expect((await ilp(root, "people", "add", "New", "--role", "coach", "--yes")).err).toBe("");
    const item = '- id: "new"\n  name: "New"\n  emails: []\n  roles: [coach]\n';
    expect(readFileSync(join(root, "people.yaml"), "utf8")).toBe(roster.replace("# the end", `${item}# the end`));
  });
});
