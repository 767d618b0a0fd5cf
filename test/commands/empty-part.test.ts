/** An empty part is neither signed nor handed in nor confirmed, by anyone: there is nothing in it that could be accurate. */
import { afterEach, expect, it } from "vitest";
import { as, expectPlainWords, expectRefusal, fileOf, newProgram } from "../signatures/scenarios/program.ts";
import { put } from "../signatures/scenarios/records.ts";

afterEach(expectPlainWords);

const summary = "year-1/collaborative/2026-09";
const empty = `schema: collaborative-summary@1\nmonth: "2026-09"\nsessions: []\ncheck-in: |\nfocus:\n  text: |\n  goals: []\n`;
const file = fileOf("candidate-one", summary);

it.each([
  ["candidate-one", ["sign", "candidate-one", summary]],
  ["coach-one", ["sign", "candidate-one", summary]],
  ["coach-one", ["sign", "candidate-one", "inquiry-ilp#application"]],
  ["candidate-one", ["submit", "candidate-one", "inquiry-ilp#application"]],
] as const)("%s: ilp %s", async (person, args) => {
  const folder = newProgram({ [file]: empty });
  const help = /^Write it first. What is asked for: ilp check candidate-one year-1\//;
  await expectRefusal(folder, person, [...args, "--yes"], /nothing is written here yet, so there is nothing to /, help);
});

it("nobody can have signed it on paper", async () => {
  const paper = ["record", "paper-signature", "candidate-one", "inquiry-ilp#application", "--on", "2026-11-20"];
  const help = /^Write it first. What is asked for: ilp check candidate-one year-1/;
  await expectRefusal(newProgram(), "reviewer-one", [...paper, "--yes"], /nobody can have signed it/, help);
});

it("a signature that was made on nothing is not confirmed", async () => {
  const folder = newProgram({ [file]: empty });
  const said = { document: summary, section: ".", role: "candidate", signer: "candidate-one" } as const;
  const { id } = await put(folder, said);
  const help = /What is asked for there: ilp check candidate-one year-1/;
  await expectRefusal(folder, "reviewer-one", ["witness", id.slice(7, 19), "--yes"], /nothing to confirm/, help);
});

it("half of it is another matter: what is missing is said on the sheet", async () => {
  const folder = newProgram({ [file]: `${empty}successes: |\n  Visits.\n` });
  const ran = await as("candidate-one")(folder, "sign", "candidate-one", summary, "--yes");
  expect([ran.code, ran.err]).toEqual([0, ""]);
  expect(ran.out).toContain("Still missing");
});
