import { appendFileSync, cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { git, ilp, plaindir, snapshot } from "../cli.ts";
import { flat } from "./people-parts.ts";

it("ilp new --missing brings the program's new question to everybody, and no signature is lost by it", async () => {
  const folder = plaindir();
  const others = /candidates\/(?!noor-example)./;
  cpSync(resolve("examples/combined"), folder, { recursive: true, filter: (path) => !others.test(path) });
  const field = "title: Workload, type: [string, 'null'], needed: true";
  appendFileSync(join(folder, "program.yaml"), `fields:\n  collaborative-summary: { .: { workload: { ${field} } } }\n`);
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "Start");
  const verified = async () => JSON.parse((await ilp(folder, "verify", "--all", "--json")).out).candidates;
  const before = [snapshot(folder), await verified()] as const;
  const { code, out } = await ilp(folder, "new", "--missing");
  expect(code).toBe(0);
  const open = "candidates/noor-example/year-1/collaborative/2024-11.yaml";
  const signed = "candidates/noor-example/year-1/collaborative/2024-09.yaml";
  expect(flat(out)).toMatch(
    new RegExp(`Asked now:.*${open}: Workload.*Signed without the question.*${signed}: Workload`),
  );
  const after = snapshot(folder);
  expect(after[open]).toBe(`${before[0][open]}\nworkload: null\n`);
  expect(after[signed]).toContain("\n#workload: null\n");
  const changed = Object.keys(after).filter((name) => after[name] !== before[0][name]);
  expect(changed.every((name) => name.includes("/collaborative/20") || name.startsWith(".ilp/"))).toBe(true);
  expect(git(folder, "status", "--porcelain")).toBe("");
  expect(await verified()).toEqual(before[1]);
  expect((await ilp(folder, "new", "--missing")).out).toBe("Nothing is missing in candidates/noor-example.\n");
});
