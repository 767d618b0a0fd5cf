import { afterEach, describe, expect, it } from "vitest";
import { git } from "../cli.ts";
import { look } from "../signatures/scenarios/records.ts";
import {
  at,
  caseNames,
  casePeople,
  caseProgram,
  caseRecords,
  copyOf,
  done,
  expectPlainWords,
  refused,
} from "./case-parts.ts";

afterEach(expectPlainWords);

const one = "candidate-one";
const concern = ["concern", one, "--reason", "nonresponsive", "--note", "Three messages since September."];
const withConcern = () =>
  copyOf("concern", async () => {
    const folder = caseProgram();
    await done("coach-one", folder, ...concern, "--about", "inquiry-ilp#inquiry-1");
    return folder;
  });

describe("ilp concern", () => {
  it("shows what is recorded and who reads it, and records that alone, with proof", async () => {
    const folder = caseProgram();
    const before = git(folder, "rev-parse", "HEAD").trim();
    const out = await done("coach-one", folder, ...concern, "--about", "inquiry-ilp#inquiry-1");
    for (const shown of [
      "Reason: No answer to messages",
      "Note: Three messages since September.",
      "About: Inquiry ILP, Inquiry 1",
      '"I tell the Induction Team of a concern."',
      "SHA256:",
      "Everybody who can read this repository reads this, the candidate and the coach included.",
      "ilp concern answer candidate-one",
      "ilp send",
    ])
      expect(out).toContain(shown);
    expect(out.indexOf("Everybody who can read")).toBeLessThan(out.indexOf("Recorded:"));
    expect(caseRecords(folder)).toMatchObject([
      {
        act: "concern",
        role: "coach",
        signer: "coach-one",
        document: "case",
        entry: {
          reason: "nonresponsive",
          note: "Three messages since September.",
          about: "year-1/inquiry-ilp#inquiries/inquiry-1",
        },
      },
    ]);
    expect(git(folder, "diff", "--name-status", before, "HEAD").trim()).toBe(
      `A\tcandidates/candidate-one/case/${caseNames(folder)[0]}`,
    );
    const { rows, code } = await look(folder, one);
    expect([code, rows.map(({ state, assurance }) => [state, assurance])]).toEqual([1, [["valid", "key"]]]);
  });

  it("without a clear yes off a terminal nothing is recorded, after it was shown", async () => {
    const folder = caseProgram();
    await refused("coach-one", folder, concern, /clear yes/, /--yes/);
  });

  it("an answer takes none of the concern's own flags, wherever they stand", async () => {
    const folder = await withConcern();
    const record = caseNames(folder)[0]?.slice(-17, -5) ?? "";
    for (const flag of ["--note", "--about", "--reason", "--corrects"]) {
      const after = ["concern", "answer", one, record, "--text", "We meet.", flag, "x", "--yes"];
      for (const words of [after, ["concern", flag, "x", ...after.slice(1, -3), "--yes"]]) {
        const ran = await at("reviewer-one")(folder, ...words);
        expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(`unknown option '${flag}'`)]);
      }
    }
    expect(caseNames(folder)).toHaveLength(1);
  });

  it("is the coach's to tell, of their own candidate", async () => {
    const folder = caseProgram();
    const rule = /The coach tells the Induction Team of a concern\. \(the program's rule\)/;
    for (const person of ["candidate-one", "reviewer-one", "supervisor-one", "coach-two", "manager-one"] as const)
      await refused(person, folder, [...concern, "--yes"], rule, /ilp people list/);
    await refused("reviewer-one", folder, [...concern, "--as", "coach", "--yes"], /Reviewer One is not coach here/);
    const stranger = caseProgram({ "people.yaml": casePeople({ "coach-one": () => "" }) });
    await refused(
      "coach-one",
      stranger,
      [...concern, "--yes"],
      /Nobody in people\.yaml has the email/,
      /ilp keys setup/,
    );
  });

  it("says all that is missing, and what there is to choose from", async () => {
    const folder = caseProgram();
    const tell = ["concern", one, "--yes"];
    await refused(
      "coach-one",
      folder,
      tell,
      /--reason KEY \(follow-through, cancelled-meetings, nonresponsive, other\)/,
    );
    await refused(
      "coach-one",
      folder,
      [...tell, "--reason", "nonresponsiv"],
      /none of the choices[\s\S]*"nonresponsive"/,
    );
    await refused("coach-one", folder, [...tell, "--reason", "toString"], /none of the choices/);
    await refused("coach-one", folder, [...tell, "--reason", "other"], /--note TEXT/);
    await refused("coach-one", folder, [...concern, "--about", "pd-lob", "--yes"], /no document "pd-lob"/, /pd-log/);
    await refused("coach-one", folder, [...concern, "--about", "pd-log#x", "--yes"], /no part "x"/);
    await refused("coach-one", folder, [...concern, "--about", "a#b#c", "--yes"], /no document|no part/);
    await refused(
      "coach-one",
      folder,
      ["concern", "candidate-won", ...concern.slice(2)],
      /no candidate "candidate-won"/,
    );
  });

  it.each([
    ["an escape", "a\u001b[2Jb", /invisible control character/],
    ["a character that turns writing", "a\u202eb", /turns the direction/],
    ["half a character", "a\ud800b", /half a character/],
    ["too much", "x".repeat(20_001), /longer than 20000/],
    ["nothing", "  ", /empty/],
  ])("a note with %s is refused in a sentence, before anything is written", async (_, note, says) => {
    const folder = await withConcern();
    const err = await refused(
      "coach-one",
      folder,
      ["concern", one, "--reason", "other", "--note", note, "--yes"],
      says,
    );
    expect(err).toMatch(/--note TEXT/);
  });
});

describe("ilp concern answer", () => {
  it("comes first in what the team has to do, until somebody of it answers; once", async () => {
    const folder = await withConcern();
    const before = (await at("reviewer-one")(folder, "next", "--for", "reviewer-one")).out;
    expect(before).toMatch(/^[^\n]*\n? *.*ilp concern answer candidate-one [0-9a-f]{12}/m);
    const out = await done("reviewer-one", folder, "concern", "answer", one, "--text", "We meet on Monday.");
    expect(out).toMatch(
      /Answers: 2026-11-21, a concern of Coach One: No answer to messages[\s\S]*Answer: We meet on Monday\./,
    );
    const [told, answer] = caseRecords(folder);
    expect(answer).toMatchObject({ act: "answer", role: "reviewer", entry: { text: "We meet on Monday." } });
    expect(answer && told && answer.at > told.at).toBe(true);
    expect((await at("reviewer-one")(folder, "next", "--for", "reviewer-one")).out).not.toContain("ilp concern answer");
    const rule = /A concern, or the word that somebody does not sign, is answered once\. \(the program's rule\)/;
    const again = ["concern", "answer", one, "--text", "Again.", "--yes"];
    await refused("manager-one", folder, again, rule, /Nothing waits for an answer/);
    await refused("manager-one", folder, [...again.slice(0, 3), told ? idOf(folder, 0) : "", ...again.slice(3)], rule);
  });
});

const idOf = (folder: string, index: number) =>
  /-([0-9a-f]{12})\.yaml$/.exec(caseNames(folder)[index] ?? "")?.[1] ?? "";
