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

  it.each([["people", "add"], ["log", "contact"], ["concern", "answer"], ["concern"], ["sign"]])(
    "help %s %s is the help of exactly that",
    async (...words) => {
      const named = words.filter((word) => typeof word === "string");
      const asked = await ilp(plaindir(), "help", ...named);
      expect(asked).toEqual(await ilp(plaindir(), ...named, "--help"));
      expect([asked.code, asked.out]).toEqual([0, expect.stringContaining(`Usage: ilp ${named.join(" ")} `)]);
      if (named[0] === "people" || named[0] === "log")
        expect(await ilp(plaindir(), named[0], "help", named[1] ?? "")).toEqual(asked);
    },
  );

  it.each([
    ["help peopel", "there is no command 'ilp peopel'\nDid you mean \"people\"?"],
    ["help people asign", "there is no command 'ilp people asign'\nDid you mean \"assign\"?"],
    ["help people zzz", "there is no command 'ilp people zzz'\nilp people has: add, assign, import, list.\n"],
    ["help sign foo", "there is no command 'ilp sign foo'\nRun ilp --help"],
    ["people help zzz", "there is no command 'ilp people zzz'\n"],
    ["test", "unknown command 'test'\nRun ilp --help"],
    ["status --jsno", "unknown option '--jsno'\nDid you mean \"--json\"?"],
    ["status --zzz", "unknown option '--zzz'\nRun ilp --help"],
  ])("ilp %s is refused, with what is near, if anything is", async (line, says) => {
    const { code, out, err } = await ilp(plaindir(), ...line.split(" "));
    expect([code, out, err]).toEqual([2, "", expect.stringContaining(says)]);
  });
});
