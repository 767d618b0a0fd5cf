/** A copy that is shared: how old it is, and whether somebody else was quicker. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { lastExchanged } from "../../src/git/exchanged.ts";
import { git, ilpWith, plaindir } from "../cli.ts";
import { as } from "../signatures/scenarios/program.ts";
import { goal, handedIn, partOf, recordsOf, yes } from "./review-parts.ts";

/** A copy in which a part was handed in, its shared copy, and another copy of that. */
async function copies() {
  const mine = await handedIn();
  const shared = join(plaindir(), "shared.git");
  git(mine, "clone", "--quiet", "--bare", mine, shared);
  git(mine, "remote", "add", "origin", shared);
  git(mine, "fetch", "--quiet", "origin");
  const other = join(plaindir(), "other");
  git(mine, "clone", "--quiet", shared, other);
  return { mine, other, shared };
}

const days = (folder: string, many: number) => ({
  now: () => new Date((lastExchanged(folder)?.getTime() ?? 0) + many * 86_400_000 + 60_000),
});

it("says how old it is after exchange.days, and not a day before", async () => {
  const { mine } = await copies();
  for (const command of [["next"], ["status"], ["status", "candidate-one"]]) {
    const said = async (many: number) => (await ilpWith(days(mine, many), mine, ...command)).out;
    expect(await said(6)).not.toContain("exchanged");
    for (const many of [7, 9]) expect(await said(many)).toContain(`last exchanged ${many} days ago.`);
  }
  const alone = await handedIn();
  expect(lastExchanged(alone)).toBe(null);
  expect((await ilpWith({ now: () => new Date("2030-01-01T20:00:00Z") }, alone, "next")).out).not.toContain(
    "exchanged",
  );
});

it("a decision looks at the shared copy first: what somebody else sent is taken in before", async () => {
  const { mine, other } = await copies();
  git(other, "-c", "user.name=X", "-c", "user.email=x@example.org", "commit", "--quiet", "--allow-empty", "-m", "More");
  git(other, "push", "--quiet");
  const extend = ["extend", goal[0], goal[1], "--to", "2026-12-10", "--agreed", "Coach One", "--yes"];
  for (const words of [yes, extend]) {
    const ran = await as("reviewer-one")(mine, ...words);
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining("something newer than this one")]);
  }
  expect(recordsOf(mine, "review")).toEqual([]);
  git(mine, "pull", "--quiet", "--ff-only", "origin", "main");
  expect((await as("reviewer-one")(mine, ...yes)).code).toBe(0);
});

it("without a network it is said, and the decision goes by what is here", async () => {
  const { mine } = await copies();
  git(mine, "remote", "set-url", "origin", join(mine, "gone.git"));
  const ran = await as("reviewer-one")(mine, ...yes);
  expect(ran.err.replace(/\s+/g, " ")).toContain("could not be looked at, so this goes by what is here.");
  expect([ran.code, (await partOf(mine)).state]).toEqual([0, "accepted"]);
});
