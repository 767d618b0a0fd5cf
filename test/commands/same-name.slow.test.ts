/** Three people of one name: wherever one of them is shown, the id tells which. */
import { cpSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { People } from "../../src/core/program/program.ts";
import { isAlike, nameIn } from "../../src/core/program/registry.ts";
import { git, ilp, plaindir, write } from "../cli.ts";

const ids = ["ines-ejemplo", "marcus-muestra", "noor-example"];

describe("two coaches and a candidate named Alex Kim", () => {
  let folder: string;
  beforeAll(() => {
    folder = plaindir();
    cpSync("examples/combined", folder, { recursive: true });
    for (const path of ["people.yaml", "candidates/noor-example/profile.yaml"])
      write(folder, {
        [path]: readFileSync(join(folder, path), "utf8").replace(
          /"(Inés Ejemplo|Marcus Muestra|Noor Example)"/g,
          '"Alex Kim"',
        ),
      });
    git(folder, "init", "--quiet");
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "-m", "Start");
  });

  it.each([
    ["status", "--as-of", "2025-02-15"],
    ["next", "--as-of", "2025-02-15"],
    ["check", "noor-example", "--as-of", "2025-02-15"],
    ["people", "list"],
    ["history", "noor-example"],
    ["verify", "noor-example", "--all"],
    ["completion-record", "noor-example"],
  ])("ilp %s %s %s", async (...words) => {
    const { out } = await ilp(folder, ...words);
    const lines = out.split("\n").filter((line) => line.includes("Alex Kim"));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !ids.some((id) => line.includes(id)))).toEqual([]);
  });

  it("ilp next groups each one's turns apart", async () => {
    const { out } = await ilp(folder, "next", "--all", "--as-of", "2025-02-15");
    expect(out.match(/^Alex Kim.*$/gm)?.sort()).toEqual(ids.map((id) => `Alex Kim (${id})`).sort());
  });
});

describe("a name", () => {
  const people = [
    { id: "maria-garcia", name: "Maria Garcia", roles: ["candidate"] },
    { id: "maria-garcia-2", name: "María  García", roles: ["candidate"] },
    { id: "ana-paz", name: "Ana Paz", roles: ["coach"] },
  ] as People["people"];
  it.each([
    ["maria-garcia", undefined, "Maria Garcia (maria-garcia)"],
    ["maria-garcia-2", undefined, "María  García (maria-garcia-2)"],
    ["ana-paz", undefined, "Ana Paz"],
    ["nobody", undefined, "nobody"],
    ["new", "ana paz", "ana paz (new)"],
    ["new", "Ana Pa", "Ana Pa"],
  ])("of %s, known as %s: %s", (id, known, shown) => expect(nameIn({ people }, id, known)).toBe(shown));

  it.each([
    ["Ana Paz", "Ana Pas", false],
    ["Đặng Anh", "Đang Anh", true],
  ])("%s and %s are alike: %s", (one, other, is) => expect(isAlike(one, other)).toBe(is));
});

describe("a name on the command line", () => {
  const folder = resolve("examples/combined");
  it.each([
    [["status", "Ñoor"], "status noor-example"],
    [["check", "noor", "con"], "check noor-example year-1/context"],
    [["next", "--for", "ines"], "next --for ines-ejemplo"],
    [["evidence", "rob"], "evidence robin-sample"],
    [["keys", "show", "rev"], "keys show rae-reviewer"],
  ])("%j is as ilp %s", async (short, whole) => {
    expect(await ilp(folder, ...short)).toEqual(await ilp(folder, ...whole.split(" ")));
  });

  it.each([
    [["check", "noor", "p"], '"p" can mean 3.\nType more of it, or one of these:\n  profile\n  pd-log\n  pd-summary\n'],
    [["status", "noor-exmaple"], 'There is no candidate "noor-exmaple".\nDid you mean "noor-example"?'],
    [["next", "--for", "zz"], 'Nobody in people.yaml has the id or name "zz".\nSee who is there: ilp people list\n'],
  ])("%j: %s", async (words, says) => {
    const { code, err } = await ilp(folder, ...words);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
  });
});
