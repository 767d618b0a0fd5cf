/** The story of one part, from a draft to a YES, told by three people in three clones; and what somebody might do to it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { git, gitState, snapshot } from "../cli.ts";
import { peopleText } from "../signatures/scenarios/people.ts";
import { edit, people, saveAll } from "../signatures/scenarios/program.ts";
import { partText, plain } from "../word/small.ts";
import { squeezed } from "./decided-program.ts";
import {
  type Clones,
  everybody,
  forged,
  freshCopy,
  part,
  place,
  printed,
  runIn,
  squashed,
  standing,
  title,
  verified,
} from "./story-parts.ts";
import { again, concern, expectSaid, feedback, note, reason, type Told, tellStory, today } from "./story-told.ts";

const noRecord = `Review: NO (Incomplete), candidate-one ${place}, by Reviewer One`;

let clones: Clones;
let waiting: string;
let changed: string[];
let said: Told["said"];
beforeAll(async () => {
  ({ clones, waiting, changed, said } = await tellStory());
}, 180_000);

describe("from a draft to a YES", () => {
  it("the coach does not sign, and the candidate hands it in all the same", () => {
    expectSaid(said.decline, `Reason: ${reason}`, `Recorded that you do not sign: ${title}. Record `);
    expectSaid(
      said.submit,
      `Signatures: The coach: Coach One did not sign on ${today}: ${reason}`,
      "You can hand it in without a signature of others; the Induction Team sees what is missing, and why.",
      "This is attempt 1, ",
      `Handed in: ${title}, attempt 1. Record `,
      "Now it is the Induction Team's turn (Reviewer One).",
    );
  });

  it("NO, with feedback and a day, arrives", () => {
    expectSaid(
      said.no,
      `The coach: Coach One did not sign on ${today}: ${reason}`,
      `NO (Incomplete) Feedback: ${feedback} Resubmission due ${again}`,
      `Now it is Candidate One's turn: to revise it, and to hand it in again by ${again}.`,
    );
    expectSaid(said.arrived, "Received 1 change from Reviewer One:", noRecord);
  });

  it("the text is changed: the coach's word is about another text, and both are asked", () => {
    expect(changed).toEqual(["decline stale", "concern valid", "submit stale", "review stale"]);
    // When the test runs in a month in which part 1 is due already, attempt 1 is late.
    expectSaid(said.status?.replaceAll(" late", ""), `${place} NO (Incomplete), changed 1 ${today} ${today} ${again}`);
    expectSaid(
      said.check,
      `Inquiry ILP, Part 1: Initial Inquiry Goal · due ${again} · coach · ilp sign candidate-one ${place}`,
      `Part 1: Initial Inquiry Goal: the coach has not signed yet; did not sign the earlier text on ${today}.`,
      `Inquiry ILP, Part 1: Initial Inquiry Goal · due ${again} · candidate · since ${today} · ilp submit candidate-one ${place}`,
      `Part 1: Initial Inquiry Goal: NO (Incomplete) by Reviewer One on ${today}: ${feedback}`,
      `Revise the text, then hand it in again: ilp submit candidate-one ${place}`,
      `Coach One did not sign as coach on ${today} (the text was changed since): ${reason}`,
    );
    expectSaid(said.next, `due ${again} ilp submit candidate-one ${place}`, "NO (Incomplete) by Reviewer One");
    expectSaid(said.next, `Coach One due ${again} ilp sign candidate-one ${place}`);
  });

  it("signed, handed in again on time, and YES", () => {
    expectSaid(said.sign, `"Cells 1 to 4 are proficiently complete."`, `Signed: ${title}. Record `);
    expectSaid(
      said.submit2,
      `The coach: Coach One signed on ${today}, valid`,
      `NO (Incomplete) by Reviewer One on ${today}, resubmission due ${again} ${feedback}`,
      `This is attempt 2, due again on ${again}: it is on time.`,
      `Handed in: ${title}, attempt 2. Record `,
    );
    expectSaid(
      said.yes,
      `Attempt 2: submitted on ${today}, on time (due on ${again})`,
      `YES (Complete) Note: ${note}`,
      `YES (Complete): ${title}. Record `,
      "Candidate One sees it with: ilp status candidate-one",
    );
    expectSaid(said["send of coach"], noRecord.replace("NO (Incomplete)", "YES (Complete)"), "Everything is shared.");
  });

  it("three clones agree in every word", async () => {
    const copies = everybody.map((who) => [who, freshCopy(clones[who])] as const);
    const all = (...words: string[]) => Promise.all(copies.map(([who, copy]) => runIn(copy, who, ...words)));
    // The first look on a computer says that it is the first.
    await all("verify");
    for (const words of [["check"], ["verify", "--all"], ["verify", "--json"]]) {
      const ran = await all(...words);
      expect(ran[0]).toMatchObject({ code: 1, err: "" });
      expect(ran).toEqual(everybody.map(() => ran[0]));
    }
    const [one, ...others] = everybody.map((who) => [snapshot(clones[who]), gitState(clones[who])]);
    expect(others).toEqual([one, one]);
    const { code, rows } = await verified(ofCoach());
    expect([code, rows.map(({ act, state, assurance }) => `${act} ${state} ${assurance}`)]).toEqual([
      1,
      [
        "decline stale key",
        "concern valid key",
        "submit stale key",
        "review stale key",
        "sign valid key",
        "submit valid key",
        "review valid key",
      ],
    ]);
  });
});

const ofCoach = () => freshCopy(clones.coach);

describe("what is told of it afterwards", () => {
  it("ilp transcript", async () => {
    const { out } = await runIn(clones.candidate, "candidate", "transcript", "candidate-one");
    expect(squeezed(out).replace(/record \w{12}/g, "record R")).toContain(
      [
        "YES (Complete) Inquiry ILP, Part 1: Initial Inquiry Goal (2 attempts)",
        `Attempt 2: submitted ${today} (on time, due ${again}); verified by key, record R`,
        `Coach: signed ${today}`,
        `YES (Complete) ${today} by Reviewer One; verified by key, record R`,
        `Note: ${note}`,
        `Attempt 1: submitted ${today} (`,
      ].join(" "),
    );
    expectSaid(
      out.replace(/record \w{12}/g, "record R"),
      `Coach: did not sign ${today} NO (Incomplete) ${today} by Reviewer One, resubmission due ${again}; verified by key, record R Feedback: ${feedback}`,
    );
  });

  it("ilp transcript --format json", async () => {
    const { out } = await runIn(clones.reviewer, "reviewer", "transcript", "candidate-one", "--format", "json");
    const row = JSON.parse(out).candidates[0].rows.find((each: { section: string }) => each.section === "initial-goal");
    const proof = "verified by key";
    const decision = { day: today, reviewer: "Reviewer One", proof };
    expect(row).toMatchObject({
      state: "accepted",
      notCounted: 0,
      attempts: [
        {
          submitted: today,
          proof,
          coach: { state: "declined", day: today },
          decision: { ...decision, status: "NO (Incomplete)", feedback, resubmitBy: again },
        },
        {
          ...{ submitted: today, due: again, onTime: true, proof },
          coach: { state: "signed", day: today },
          decision: { ...decision, status: "YES (Complete)", feedback: note, resubmitBy: null },
        },
      ],
    });
  });

  it("ilp dossier", async () => {
    const folder = ofCoach();
    expect((await runIn(folder, "coach", "dossier", "candidate-one")).code).toBe(0);
    const read = (name: string) => readFileSync(join(folder, "export/candidate-one/dossier", name));
    const entries = [
      ...read("index.md")
        .toString()
        .matchAll(/^\| (\d) \| (\S+) \S+ \| ([^|]*) \| ([^|]*) \|/gm),
    ];
    expect(entries.map(([, ...each]) => each.join(" | "))).toEqual(
      [
        "Not signed | Coach One, coach",
        "Concern | Coach One, coach",
        "Submission | Candidate One, candidate",
        "Review: NO (Incomplete) | Reviewer One, reviewer",
        "Signature | Coach One, coach",
        "Submission | Candidate One, candidate",
        "Review: YES (Complete) | Reviewer One, reviewer",
      ].map((each, index) => `${index + 1} | ${today} | ${each}`),
    );
    const text = plain(partText(read("dossier.docx"), "word/document.xml"));
    for (const words of [
      "Reason of the coach",
      reason,
      feedback,
      printed(again),
      `${printed(again)}; handed in on time`,
      note,
      concern,
    ])
      expect(text).toContain(words);
    expect(text.match(/verified by key; key SHA256:/g)).toHaveLength(7);
  });
});

/** The file of a record of this act, the first in order of time. */
async function fileOf(act: string): Promise<string> {
  const { rows } = await verified(clones.coach);
  return rows.find((each) => each.act === act)?.path ?? "";
}

/** `ilp verify` ends with 4, and says so. */
async function expectTold(folder: string, ...words: string[]) {
  const { code, out, err } = await runIn(folder, "coach", "verify");
  expect([code, err]).toEqual([4, ""]);
  expectSaid(out, ...words, "Something here is not what it says. See above before you rely on it.");
}

const short = (path: string) => path.slice(-17, -5);
const edited = "it was edited after it was made: its content does not fit its name.";
const gone = (path: string) => `it relied on a record that is not there any more (${short(path)}).`;

describe("somebody tampers with it", () => {
  it("a decision, or what the coach told, is edited", async () => {
    for (const [act, from] of [
      ["review", feedback],
      ["concern", concern],
    ] as const) {
      const [copy, path] = [ofCoach(), await fileOf(act)];
      edit(copy, path, from, "All is well.");
      await expectTold(copy, `${path}: changed after it was recorded, by Somebody, `, `${path}: ${edited}`);
    }
  });

  it("the NO, or the refusal of the coach, is taken away: by history, and without it by what relied on it", async () => {
    for (const act of ["review", "decline"]) {
      const [copy, path] = [ofCoach(), await fileOf(act)];
      git(copy, "rm", "--quiet", path);
      saveAll(copy);
      await expectTold(copy, `${path}: taken away after it was recorded, by Somebody, `, gone(path));
      await expectTold(squashed(clones.coach, path), gone(path));
    }
  });

  it("history is written anew without the NO, and forced on everybody", async () => {
    const [origin, candidate, coach, reviewer] = (["origin", "candidate", "coach", "reviewer"] as const).map((each) =>
      freshCopy(clones[each]),
    ) as [string, string, string, string];
    for (const folder of [candidate, coach, reviewer]) git(folder, "remote", "set-url", "origin", origin);
    expect((await runIn(coach, "coach", "verify")).code).toBe(1);
    const path = await fileOf("review");
    const added = git(candidate, "log", "--format=%H", "--", path).trim();
    git(candidate, "rebase", "--quiet", "--onto", `${added}~1`, added, "main");
    git(candidate, "push", "--quiet", "--force", "origin", "main");
    git(coach, "fetch", "--quiet");
    git(coach, "reset", "--quiet", "--hard", "origin/main");
    const alarm =
      "History was rewritten since the last look on this computer: what was recorded before is not all part";
    await expectTold(coach, alarm, gone(path));
    // Whoever never looked is told all the same, and whoever still has the record brings it back.
    await expectTold(squashed(coach), gone(path));
    const sent = await runIn(reviewer, "reviewer", "send");
    expect([sent.code, sent.err]).toEqual([0, ""]);
    expectSaid(sent.out, noRecord);
    expect((await runIn(reviewer, "reviewer", "verify")).code).toBe(1);
  });
});

describe("somebody decides who may not", () => {
  it("the candidate, under the reviewer's name, without a key and with their own", async () => {
    const name = "it says Reviewer One, and was";
    for (const [key, reason] of [
      [undefined, `${name} recorded by candidate.one@example.org, which people.yaml does not have for them`],
      ["candidate-one", `${name} made with the key of Candidate One`],
    ] as const) {
      const folder = freshCopy(waiting);
      const { path } = await forged(folder, { signer: "reviewer-one", by: "candidate-one", key });
      await expectTold(folder, `${path}: ${reason}.`);
      expect(await standing(folder)).toBe("submitted");
    }
  });

  it("the candidate, or a coach who became reviewer and signed it: refused, and not counted when made by hand", async () => {
    const folder = freshCopy(waiting);
    const both = (line: string) => line.replace("[coach]", "[coach, reviewer]").replace("2026-01-15", "2020-01-15");
    saveAll(folder, { [people]: peopleText({ "coach-one": both }).replaceAll("2026-01-15", "2020-01-15") });
    const rule = "Nobody decides on what they signed, or did not sign, as coach or supervisor. (the program's rule)";
    for (const [who, refusal] of [
      [
        "candidate",
        "Nobody decides on their own work. (the program's rule)\nYou are Candidate One; it is decided on by: ",
      ],
      ["coach", `${rule}\nYou are Coach One; it is decided on by: `],
    ] as const) {
      git(folder, "config", "user.name", who === "coach" ? "Coach One" : "Candidate One");
      git(folder, "config", "user.email", `${who}.one@example.org`);
      const ran = await runIn(folder, who, "review", ...part, "--complete");
      expect([ran.code, ran.out, ran.err.startsWith(`ilp: ${refusal}`)]).toEqual([2, "", true]);
    }
    const { path } = await forged(folder, { signer: "coach-one", key: "coach-one" });
    await expectTold(folder, `${path}: Coach One is coach here, and the same person cannot sign as reviewer as well.`);
    expect(await standing(folder)).toBe("submitted");
  });
});
