/** Deciding: YES and NO, what they hold, who may, and when. */
import { afterEach, describe, expect, it } from "vitest";
import { write } from "../cli.ts";
import { as, edit, expectPlainWords, expectRefusal, fileOf, newProgram } from "../signatures/scenarios/program.ts";
import { coach, look, put } from "../signatures/scenarios/records.ts";
import {
  accepted,
  done,
  feedback,
  goal,
  handedIn,
  idOf,
  no,
  partOf,
  recordsOf,
  refusedOnce,
  revision,
  ruleOf,
  rulesOf,
  submit,
  yes,
} from "./review-parts.ts";

afterEach(expectPlainWords);

describe("a decision", () => {
  it("YES, with a note: shown with what was handed in and who signed, made on that, and told", async () => {
    const folder = newProgram();
    await done(folder, "coach-one", "sign", ...goal, "--yes");
    await done(folder, "candidate-one", ...submit);
    const out = await done(folder, "reviewer-one", ...yes, "--note", "The count shows it.");
    for (const shown of [
      "Attempt 1: submitted on 2026-11-21, on time (due on 2026-11-30)",
      "The coach: Coach One signed on 2026-11-21, valid",
      "Whose voices are heard?",
      '"I have reviewed this, and it is complete."\n  YES (Complete)\n  Note: The count shows it.',
      "YES (Complete): Candidate One, Inquiry ILP, Part 1",
      "To share it: ilp send",
    ])
      expect(out).toContain(shown);
    const [review] = recordsOf(folder, "review");
    const relied = [...recordsOf(folder, "submit"), ...recordsOf(folder, "sign")];
    expect(review).toMatchObject({
      ...{ decision: "YES", role: "reviewer", signer: "reviewer-one", feedback: "The count shows it." },
      ...{ covers: relied.map(idOf), digest: relied[0]?.digest },
    });
    expect(review).not.toHaveProperty("resubmit_by");
    expect(await partOf(folder)).toMatchObject({ state: "accepted", decision: "YES", attempts: 1 });
    expect((await look(folder, "candidate-one")).rows.map(({ state }) => state)).toEqual(["valid", "valid", "valid"]);
  });

  it("NO, with feedback and a day, and what that brings with it", async () => {
    const folder = newProgram();
    await done(folder, "coach-one", "sign", ...goal, "--yes");
    await done(folder, "candidate-one", ...submit);
    const out = await done(folder, "reviewer-one", ...no, "--yes");
    expect(out).toContain(`  NO (Incomplete)\n  Feedback: ${feedback}\n  Resubmission due 2026-12-18`);
    expect(out).toContain("Now it is Candidate One's turn: to revise it, and to hand it in again by 2026-12-18.");
    expect(out).toContain("the signatures on it do not hold any more, and the round starts again");
    expect(recordsOf(folder, "review")[0]).toMatchObject({ decision: "NO", feedback, resubmit_by: "2026-12-18" });
  });
});

describe("a longer text", () => {
  const paragraphs = "Cell 3 needs a measure.\n\nWhich data, from where?\n\nAnd by when: say a month.";
  const from = (...more: string[]) => ["review", ...goal, "--incomplete", "--resubmit-by", "2026-12-18", ...more];

  it("comes from a file or from standard input, whole, and is shown whole before it is recorded", async () => {
    for (const [file, input] of [
      ["feedback.txt", undefined],
      ["-", async () => Buffer.from(`${paragraphs}\n`)],
    ] as const) {
      const folder = await handedIn();
      write(folder, { "feedback.txt": `\uFEFF${paragraphs.replaceAll("\n", "\r\n")}\r\n` });
      const ran = await as("reviewer-one", { input })(folder, ...from("--feedback-file", file));
      expect([ran.code, ran.err]).toEqual([0, ""]);
      expect(recordsOf(folder, "review")[0]?.feedback).toBe(paragraphs);
      for (const line of paragraphs.split("\n")) expect(ran.out).toContain(line);
    }
  });

  it("is given once, and from a file that is text", async () => {
    const folder = await handedIn();
    write(folder, { "photo.txt": Buffer.from([0xff, 0xd8, 0, 1]) });
    const twice = from("--feedback", "a", "--feedback-file", "photo.txt");
    await expectRefusal(folder, "reviewer-one", twice, /say the same thing twice/, /one of the two/);
    await expectRefusal(folder, "reviewer-one", from("--feedback-file", "photo.txt"), /no plain text/, /UTF-8|txt/);
    await expectRefusal(folder, "reviewer-one", from("--feedback-file", "gone.txt"), /no file gone.txt/, /path/);
    // What never ends is not waited for, and no letter is lost on the way.
    await expectRefusal(folder, "reviewer-one", from("--feedback-file", "/dev/zero"), /no file/, /text file/);
    const latin = as("reviewer-one", { input: async () => Buffer.from("José is asked for more.", "latin1") });
    await expectRefusal(folder, latin, from("--feedback-file", "-"), /standard input is no plain text/, /txt/);
  });
});

describe("refused, with the rule and its source", () => {
  it("the candidate; a coach on what they did not sign; whoever is no reviewer, whatever they say", async () => {
    const folder = await handedIn();
    await put(folder, { ...coach, act: "decline", reason: "Not yet." });
    await expectRefusal(folder, "candidate-one", yes, ruleOf("own-work"), /Reviewer One/);
    await expectRefusal(folder, "coach-one", yes, ruleOf("own-signature"), /./);
    const { who: rule } = rulesOf("review-yes");
    await expectRefusal(folder, "coach-two", yes, rule, /You are Coach Two/);
    await expectRefusal(folder, "director-one", [...no, "--as", "reviewer"], rule, /./);
    await expectRefusal(folder, "reviewer-one", [...yes, "--as", "coach"], rule, /./);
  });

  it("a NO without feedback, without a day, or with one that is today, past or none", async () => {
    const folder = await handedIn();
    const [review, candidate, document] = no;
    const say = (...more: string[]) => [review ?? "", candidate ?? "", document ?? "", "--incomplete", ...more];
    const lacks = ruleOf("no-feedback");
    await expectRefusal(folder, "reviewer-one", say(), lacks, /Add --feedback TEXT and --resubmit-by DATE\./);
    await expectRefusal(folder, "reviewer-one", say("--feedback", "a"), lacks, /Add --resubmit-by DATE\./);
    await expectRefusal(
      folder,
      "reviewer-one",
      say("--feedback", "  ", "--resubmit-by", "2026-12-18"),
      lacks,
      /Add --feedback TEXT\./,
    );
    const day = (text: string) => say("--feedback", "a", "--resubmit-by", text);
    const past = ruleOf("past-day");
    for (const text of ["2026-11-21", "2026-11-20"])
      await expectRefusal(folder, "reviewer-one", day(text), past, /Today is 2026-11-21/);
    await expectRefusal(folder, "reviewer-one", day("2027-02-30"), /there is no day 2027-02-30/, /Nothing was written/);
    await expectRefusal(folder, "reviewer-one", day("soon"), /--resubmit-by: /, /Nothing was written/);
  });

  it("what was not handed in, what is decided already, and a text that is another now", async () => {
    const draft = newProgram();
    const once = rulesOf("review-yes").when;
    await expectRefusal(draft, "reviewer-one", yes, once, /not submitted yet[\s\S]*ilp submit/);
    const decided = await accepted();
    await expectRefusal(
      decided,
      "reviewer-one",
      no,
      rulesOf("review-no").when,
      /YES \(Complete\) by Reviewer One[\s\S]*--withdraw/,
    );
    const returned = await refusedOnce();
    await expectRefusal(returned, "reviewer-one", yes, once, /NO \(Incomplete\)[\s\S]*ilp submit/);
    const changed = await handedIn();
    edit(changed, ...revision);
    await expectRefusal(
      changed,
      "reviewer-one",
      yes,
      ruleOf("not-handed-in"),
      /handed in on 2026-11-21, and its text is another now\.\nCandidate One hands it in as it is: ilp submit/,
    );
  });

  it("flags that do not go together, and off a terminal no decision at all", async () => {
    const folder = await handedIn();
    await expectRefusal(folder, "reviewer-one", [...no, "--complete"], /not both/, /--complete, or --incomplete/);
    await expectRefusal(folder, "reviewer-one", [...yes, "--feedback", "a"], /go with --incomplete/, /--note/);
    await expectRefusal(
      folder,
      "reviewer-one",
      ["review", ...goal, "--feedback", "a"],
      /go with --incomplete/,
      /--note/,
    );
    await expectRefusal(folder, "reviewer-one", [...no, "--note", "a"], /--note goes with --complete/, /--feedback/);
    for (const flag of ["--yes", "-y"])
      await expectRefusal(
        folder,
        "reviewer-one",
        ["review", ...goal, flag],
        /--yes answers questions, it decides nothing/,
        /To decide: --complete, or --incomplete/,
      );
    await expectRefusal(
      folder,
      "reviewer-one",
      ["review", ...goal],
      /--complete, or --incomplete with --feedback TEXT and --resubmit-by DATE/,
      /flag/,
    );
    await expectRefusal(
      folder,
      "reviewer-one",
      ["review", ...goal, "--complete", "--no-key"],
      /asks for a key/,
      /--no-key/,
    );
  });

  it("a reviewer who is the coach here, unless the program allows it", async () => {
    const folder = await handedIn();
    edit(folder, fileOf("candidate-one", "profile"), 'person: "coach-one"', 'person: "reviewer-one"');
    await expectRefusal(
      folder,
      "reviewer-one",
      yes,
      /Reviewer One is coach here, and the same person cannot sign as reviewer as well \(program.yaml, signatures: distinct\)/,
      /./,
    );
  });
});
