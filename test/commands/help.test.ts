import { describe, expect, it } from "vitest";
import { program } from "../../src/cli.ts";
import { ilp, ilpBinary, plaindir } from "../cli.ts";

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
const commands = tree.commands.flatMap((command) =>
  command.commands.length > 0 ? command.commands.map((inner) => [command.name(), inner.name()]) : [[command.name()]],
);

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

  it("an unknown command is answered with the nearest one, and 2", async () => {
    const ran = await ilp(plaindir(), "chekc");
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("check");
  });
});
