import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { plaindir } from "../cli.ts";

it("the packed package, installed into an empty prefix, is a working ilp", () => {
  const folder = plaindir();
  // The build ran before the tests; packing must not build again.
  execFileSync("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], { stdio: "ignore" });
  const [tarball = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  const prefix = join(folder, "prefix");
  execFileSync(
    "npm",
    ["install", "--global", "--prefix", prefix, "--offline", "--no-audit", "--no-fund", join(folder, tarball)],
    { stdio: "ignore" },
  );
  const ilp = (...args: string[]) => spawnSync(join(prefix, "bin", "ilp"), args, { cwd: folder, encoding: "utf8" });
  expect(ilp("--version")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(ilp("init", "prog", "--id", "p", "--district", "D", "--yes").status).toBe(0);
  const at = ["--program", join(folder, "prog")];
  expect(ilp("people", "add", "Coach One", "--role", "coach", "--yes", ...at).status).toBe(0);
  expect(ilp("people", "add", "Supervisor One", "--role", "supervisor", "--yes", ...at).status).toBe(0);
  expect(
    ilp(
      "new",
      "Candidate One",
      "--start",
      "2023-08-14",
      "--coach",
      "coach-one",
      "--supervisor",
      "supervisor-one",
      "--yes",
      ...at,
    ).status,
  ).toBe(0);
  expect(ilp("check", "candidate-one", ...at)).toMatchObject({ status: 1, stderr: "" });
  expect(ilp("export", "candidate-one", ...at)).toMatchObject({ status: 0, stderr: "" });
  expect(readdirSync(join(folder, "prog", "export", "candidate-one"))).toContain("inquiry-ilp.docx");
}, 120_000);
