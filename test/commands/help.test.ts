import { describe, expect, it } from "vitest";
import { program } from "../../src/cli.ts";
import { ilp, ilpBinary, plaindir } from "../cli.ts";
import { wordsOf } from "../docs/pages.ts";

const silent = {
  cwd: ".",
  env: {},
  interactive: false,
  colour: false,
  columns: 80,
  now: () => new Date(),
  out: () => {},
  err: () => {},
};
const tree = program(silent, () => {});
const commands = tree.commands.flatMap((command) => [
  // A group has no help of its own but the list of its commands.
  ...(command.commands.length > 0 && command.registeredArguments.length === 0 ? [] : [[command.name()]]),
  ...command.commands.map((inner) => [command.name(), inner.name()]),
]);

describe("help", () => {
  it.each(["--help", "-h", "--version", "-V"])("%s is what the command tree says", async (flag) => {
    const folder = plaindir();
    const quick = await ilpBinary(folder, [flag]);
    expect(quick).toMatchObject({ code: 0, err: "" });
    expect(quick.out).toBe((await ilp(folder, flag)).out);
  });

  it.each(commands)("%s %s says what it does, with an example", async (...words) => {
    const { out, code } = await ilp(plaindir(), ...words.filter((word) => typeof word === "string"), "--help");
    expect(code).toBe(0);
    expect(out).toContain("Example");
  });

  it.each(commands)("%s %s: its examples are command lines that it takes", async (...words) => {
    const { out } = await ilp(plaindir(), ...words.filter((word) => typeof word === "string"), "--help");
    const lines = out.split("\n").filter((line) => line.startsWith("  ilp "));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const taken: string[] = [];
      const own = program(silent, () => {});
      for (const command of own.commands.flatMap((each) => [each, ...each.commands]))
        command.action(() => {
          taken.push(command.name());
        });
      await own.parseAsync(wordsOf(line).slice(1), { from: "user" });
      expect(taken).toEqual([words.filter((word) => typeof word === "string").at(-1)]);
    }
  });

  it("an unknown command is answered with the nearest one, and 2", async () => {
    const ran = await ilp(plaindir(), "chekc");
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("check");
  });
});
