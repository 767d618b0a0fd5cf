/** What `ilp status` and `ilp check` show of many, and from where. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { columnsOf } from "../../src/views/columns.ts";
import { ilp, ilpWith, plaindir, write } from "../cli.ts";

const asOf = ["--as-of", "2025-02-05"];
let folder: string;
beforeAll(() => {
  folder = plaindir();
  cpSync("examples/combined", folder, { recursive: true });
});

const json = async (...args: string[]) => JSON.parse((await ilp(folder, ...args, "--json", ...asOf)).out);
const linesOf = async (columns: number, ...args: string[]) =>
  (await ilpWith({ columns }, folder, ...args)).out.split("\n");

describe("status of a program", () => {
  it("has whoever needs help first, and whoever is complete last; totals on top", async () => {
    const { out } = await ilp(folder, "status", ...asOf);
    const names = out.split("\n").flatMap((line) => /^(Noor|Jamie|Robin|Teo)/.exec(line)?.[1] ?? []);
    expect(names).toEqual(["Noor", "Jamie", "Robin", "Teo"]);
    expect(out.split("\n")[1]).toMatch(/^4 candidates, 2 complete · 4 things late · \d+ due this week$/);
  });

  it("says late of the very things that next and check call late", async () => {
    const { turns } = await json("next", "--all");
    for (const { id, open, late } of (await json("status")).candidates) {
      const mine = turns.filter(({ candidate }: { candidate: string }) => candidate === id);
      expect([id, late]).toEqual([id, mine.filter((turn: { late: boolean }) => turn.late).length]);
      // Requests are listed there too, and are nothing that has to be done.
      expect(open).toBeLessThanOrEqual(mine.length);
      const { out } = await ilp(folder, "check", id, ...asOf);
      const words = open === 0 ? "Nothing missing." : `${open} things to do${late > 0 ? `, ${late} late` : ""}.`;
      if (id !== "teo-muster") expect(out).toContain(words);
    }
  });

  it("leaves out whom nobody asked for", async () => {
    const ids = async (...args: string[]) =>
      (await json("status", ...args)).candidates.map(({ id }: { id: string }) => id).sort();
    expect(await ids("--coach", "marcus-muestra")).toEqual(["jamie-specimen", "noor-example"]);
    expect(await ids("--year", "2")).toEqual(["jamie-specimen"]);
    expect(await ids("--late")).toEqual(["noor-example"]);
    expect(await ids("--coach", "ines-ejemplo", "--late")).toEqual([]);
    expect((await ilp(folder, "status", "--coach", "ines-ejemplo", "--late", ...asOf)).out).toContain("None of the 4");
    expect((await ilp(folder, "status", "--coach", "nobody")).code).toBe(2);
    expect((await ilp(folder, "status", "--limit", "0")).code).toBe(2);
  });

  it("shows so many, and counts the rest; JSON has everyone", async () => {
    const { out } = await ilp(folder, "status", "--limit", "1", ...asOf);
    expect(out).toMatch(/Noor Example .*\n… and 3 more\. To see all: ilp status --limit 4\n/);
    expect((await json("status", "--limit", "1")).candidates).toHaveLength(4);
  });

  it.each([80, 120])("holds %i columns with names of any letters; ids give way first", async (columns) => {
    const wide = plaindir();
    cpSync("examples/combined", wide, { recursive: true });
    const profile = join(wide, "candidates/noor-example/profile.yaml");
    const named = readFileSync(profile, "utf8").replace(
      /^name: .*$/m,
      'name: "山田 太郎 Nguye\u0302\u0303n Ba\u0309o Cha\u0302u"',
    );
    writeFileSync(profile, named);
    const lines = (await ilpWith({ columns }, wide, "status", ...asOf)).out.split("\n");
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
    const heads = lines.find((line) => line.startsWith("Candidate"));
    expect(heads?.includes(" Id ")).toBe(columns === 120);
    const row = lines.find((line) => line.startsWith("山田"));
    expect(row).toContain("山田 太郎 Nguye\u0302\u0303n Ba\u0309o Cha\u0302u ");
    const start = columnsOf(heads?.slice(0, heads.indexOf("Ready")) ?? "");
    expect(columnsOf(row?.slice(0, row.indexOf("4 of 20")) ?? "")).toBe(start);
  });

  it("takes one screen for sixty candidates", async () => {
    const many = plaindir();
    for (const name of ["program.yaml", "people.yaml"]) cpSync(join("examples/combined", name), join(many, name));
    const profile = readFileSync("examples/combined/candidates/noor-example/profile.yaml", "utf8");
    for (let number = 1; number <= 65; number++) {
      const id = `candidate-${number}`;
      write(many, { [`candidates/${id}/profile.yaml`]: profile.replace(/^id: .*$/m, `id: ${id}`) });
    }
    const lines = (await ilpWith({ columns: 80 }, many, "status", ...asOf)).out.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(70);
    expect(lines.find((line) => line.startsWith("…"))).toBe("… and 5 more. To see all: ilp status --limit 65");
  });
});

describe("status of one candidate", () => {
  it("tells of the case file first", async () => {
    const { out } = await ilp(folder, "status", "noor-example", ...asOf);
    expect(out).toMatch(
      /^Noor Example \(noor-example\)\n\n {2}Case file\n {4}Marcus Muestra told of a concern on 2025-01-30/,
    );
    expect(out).toMatch(/an appeal is with step 2, Program Manager/);
  });

  it("says nothing is open only where something was asked", async () => {
    const fresh = plaindir();
    for (const name of ["program.yaml", "people.yaml"]) cpSync(join("examples/combined", name), join(fresh, name));
    const made = ["--id", "nova-neu", "--kind", "induction", "--year", "1", "--start", "2026-08-10", "--yes"];
    const { code } = await ilpWith({ env: { GIT_AUTHOR_NAME: "N" } }, fresh, "new", "Nova Neu", ...made);
    if (code !== 0) return; // no Git here
    const { out } = await ilp(fresh, "status", "nova-neu", "--as-of", "2026-10-01");
    expect(out).toMatch(/Mid-year check of the plan +2027-01-31 \(assumed, confirm\) +nothing asked yet/);
    expect((await ilp(fresh, "status", "--as-of", "2026-10-01")).out).toMatch(/Nova Neu .* 0 of \d\d/);
  });

  it.each([80, 120])("holds %i columns", async (columns) => {
    for (const id of readdirSync(join(folder, "candidates")))
      for (const line of await linesOf(columns, "status", id, ...asOf))
        expect([line, columnsOf(line) <= columns]).toEqual([line, true]);
  });
});

describe("check", () => {
  it("shows 20 findings of a candidate and counts the rest; --all and JSON have all", async () => {
    const { out } = await ilp(folder, "check", "noor-example", ...asOf);
    const [, rest = "", documents = ""] =
      /\n… and (\d+) more in (\d+) documents?\. To see them: ilp check noor-example --all\n/.exec(out) ?? [];
    const all = (await json("check", "noor-example")).findings;
    expect(Number(rest)).toBe(all.length - 20);
    expect(Number(documents)).toBeGreaterThan(1);
    const places = (text: string) => text.match(/^ {2}candidates\/\S+:\d+:\d+$/gm) ?? [];
    expect(places(out)).toHaveLength(20);
    const whole = (await ilp(folder, "check", "noor-example", "--all", ...asOf)).out;
    expect(places(whole)).toHaveLength(all.length);
    expect(whole).not.toContain("… and");
  });

  it.each([
    [".", "candidates/noor-example/year-1/context.yaml"],
    ["candidates/noor-example", "year-1/context.yaml"],
    ["candidates/noor-example/year-1", "context.yaml"],
    ["candidates/jamie-specimen", "../noor-example/year-1/context.yaml"],
  ])("from %s its paths and commands work", async (below, path) => {
    const { out } = await ilp(join(folder, below), "check", "noor-example", ...asOf);
    const shown = /^ {2}(\S+context\.yaml|context\.yaml):(\d+:\d+)$/m.exec(out);
    expect(shown?.[1]).toBe(path);
    const named = await ilp(join(folder, below), "check", `${shown?.[1]}:${shown?.[2]}`, ...asOf);
    expect([named.code, named.out.includes("context.yaml"), named.out.includes("pd-log")]).toEqual([1, true, false]);
  });

  it("from beside, its commands name the program", async () => {
    const beside = plaindir();
    const { out } = await ilp(beside, "check", "noor-example", "--program", folder, ...asOf);
    const command = new RegExp(`ilp check noor-example year-1/context --program ${folder}$`, "m").exec(out)?.[0];
    expect(out).toMatch(/^ {2}\.\.\/\S*\/context\.yaml:/m);
    expect((await ilp(beside, ...(command?.split(" ").slice(1) ?? []), ...asOf)).code).toBe(1);
  });
});
