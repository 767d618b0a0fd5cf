/** Handing in and deciding with the built program: in pipes, and on a terminal. */
import { afterEach, describe, expect, it } from "vitest";
import { git, ilpBinary, write } from "../cli.ts";
import { environmentOf, programWithMonths } from "../signatures/concurrency.ts";
import { inquiry, textIn } from "../signatures/scenarios/program.ts";
import { put } from "../signatures/scenarios/records.ts";
import { feedback, goal, partOf, recordsOf, section, submit, yes } from "./review-parts.ts";
import {
  deskOf,
  everything,
  expectFitsAndPlainWords,
  hasTerminal,
  passphrase,
  recordsAt,
  sshKeygen,
  typed,
} from "./signing-terminal.ts";

const paragraphs = "Cell 3 needs a measure.\n\nWhich data, from where?\n\nAnd by when: say a month.";
const inAYear = () => new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);

describe("the built program", () => {
  it("hands in, decides NO, hands in again and decides YES, one right after the other", async () => {
    const folder = programWithMonths(1);
    const day = inAYear();
    const run = (person: "candidate-one" | "reviewer-one", ...words: string[]) =>
      ilpBinary(folder, words, environmentOf(person));
    const first = await run("candidate-one", ...submit);
    expect([first.code, first.err]).toEqual([0, ""]);
    const no = await run(
      "reviewer-one",
      "review",
      ...goal,
      "--incomplete",
      "--feedback",
      feedback,
      "--resubmit-by",
      day,
    );
    expect([no.code, no.err]).toEqual([0, ""]);
    write(folder, { [inquiry]: textIn(folder, inquiry).replace("More students", "Twice as many students") });
    const again = await run("candidate-one", ...submit, "--save");
    expect([again.code, again.err, again.out]).toEqual([
      0,
      "",
      expect.stringContaining(`due again on ${day}: it is on time`),
    ]);
    const last = await run("reviewer-one", ...yes);
    expect([last.code, last.err]).toEqual([0, ""]);
    expect(await partOf(folder, section, { now: () => new Date() })).toMatchObject({ state: "accepted", attempts: 2 });
    expect(git(folder, "status", "--porcelain")).toBe("");
    const refused = await run("candidate-one", ...yes);
    expect(refused).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("Nobody decides on their own work. (the program's rule)"),
    });
  });
});

describe.skipIf(!hasTerminal || !sshKeygen)("on a terminal", () => {
  afterEach(expectFitsAndPlainWords);
  const words = goal.join(" ");

  it("the candidate is asked once, and the reviewer what is missing, with the key's passphrase", async () => {
    const candidate = deskOf("candidate-one", { keyed: true });
    const handed = await typed(candidate, `submit ${words}`, [
      ["Hand it in?", "y\r"],
      ["Enter passphrase", `${passphrase}\r`],
    ]);
    expect([handed.code, recordsAt(candidate)]).toEqual([0, ["submit: valid key"]]);

    const reviewer = deskOf("reviewer-one", { keyed: true });
    await put(reviewer.folder, {
      ...{ act: "submit", role: "candidate", signer: "candidate-one", key: "candidate-one", covers: [] },
      at: new Date(Date.now() - 3_600_000).toISOString(),
    });
    git(reviewer.folder, "reset", "--quiet", "--hard");
    const decided = await typed(
      reviewer,
      `review ${words}`,
      [
        ["What do you decide?", "\u001b[B\r"],
        ["only a dot", `${paragraphs.replaceAll("\n", "\r")}\r.\r`],
        ["By which day", "2015-01-01\r"],
        ["later than today", `${"\u007f".repeat(10)}${inAYear()}\r`],
        ["Record NO (Incomplete)?", "y\r"],
        ["Enter passphrase", `${passphrase}\r`],
      ],
      { columns: 60 },
    );
    expect([decided.code, recordsAt(reviewer)]).toEqual([0, ["submit: valid key", "review: valid key"]]);
    // Nothing of what was pasted is cut, and all of it was shown before the yes.
    expect(recordsOf(reviewer.folder, "review")[0]?.feedback).toBe(paragraphs);
    const shown = decided.raw.slice(decided.raw.indexOf("Feedback: "), decided.raw.indexOf("Record NO (Incomplete)?"));
    for (const line of paragraphs.split("\n")) expect(shown).toContain(line);
  });

  it("no, and leaving with Ctrl-C, write nothing", async () => {
    const desk = deskOf("candidate-two", { keyed: false });
    const before = everything(desk);
    const words = "candidate-two inquiry-ilp#initial-goal";
    const no = await typed(desk, `submit ${words}`, [["Hand it in?", "n\r"]], { columns: 60 });
    const left = await typed(desk, `submit ${words}`, [["Hand it in?", "\u0003"]]);
    expect([no.code, left.code, everything(desk)]).toEqual([2, 2, before]);
  });
});
