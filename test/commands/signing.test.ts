import { afterEach, describe, expect, it } from "vitest";
import { git, ilp } from "../cli.ts";
import { emptyHome } from "../signatures/scenarios/people.ts";
import {
  as,
  edit,
  expectPlainWords,
  expectRefusal,
  fileOf,
  inquiry,
  log,
  newProgram,
  rules,
  rulesText,
  saveAll,
  textIn,
} from "../signatures/scenarios/program.ts";
import { look, onlyRecord, worth } from "../signatures/scenarios/records.ts";
import { squeezed } from "./decided-program.ts";

afterEach(expectPlainWords);

const goal = ["candidate-one", "inquiry-ilp#initial-goal"];

describe("one signature", () => {
  it("5: with a key, it is shown, recorded, and verified", async () => {
    const folder = newProgram();
    const before = git(folder, "rev-parse", "HEAD").trim();
    const { code, out, err } = await as("coach-one")(folder, "sign", ...goal, "--yes");
    expect([code, err]).toEqual([0, ""]);
    for (const shown of [
      "Whose voices are heard?",
      "2026-09-22",
      '"Cells 1 to 4 are proficiently complete."',
      "SHA256:",
      "Coach One, as coach",
    ])
      expect(out).toContain(shown);
    const found = await look(folder, "candidate-one");
    expect(worth(found)).toBe("valid/key*");
    const [row] = found.rows;
    expect(out).toContain(`Record ${row?.id.slice(7, 19)}`);
    expect(git(folder, "log", "--format=%an %ae %at %P", "-1").trim()).toBe(
      `Coach One coach.one@example.org ${Date.parse("2026-11-21T20:00:00Z") / 1000} ${before}`,
    );
    expect(git(folder, "show", "--name-status", "--format=", "HEAD").trim()).toBe(`A\t${row?.path}`);
    expect(git(folder, "status", "--porcelain")).toBe("");
    expect(git(folder, "log", "--format=%B", "-1")).toMatch(
      /^Sign candidate-one\/year-1\/inquiry-ilp#initial-goal as coach\n\nCells 1 to 4 are proficiently complete\.\n\nILP-Sign: coach .*\nILP-Digest: sha256:[0-9a-f]{64}\nILP-Signer: coach-one\nILP-Record: sha256:/,
    );
  });

  it("55: settings that hide records from lists and archives do not hide them from ilp", async () => {
    const folder = newProgram();
    const hidden = "candidates/*/signatures/";
    saveAll(folder, { ".gitattributes": `${hidden}** export-ignore\n`, ".gitignore": `${hidden}\n` });
    expect((await as("coach-one")(folder, "sign", ...goal, "--yes")).code).toBe(0);
    expect(worth(await look(folder, "candidate-one"))).toBe("valid/key*");
    expect(git(folder, "archive", "--format=tar", "HEAD")).not.toContain("-coach-");
    expect(git(folder, "ls-files", "candidates/candidate-one/signatures").trim().split("\n")).toHaveLength(1);
  });

  it("6: without one, it says that it proves little, and counts only where a name is enough", async () => {
    const folder = newProgram();
    const { code, out } = await as("coach-three")(folder, "sign", "candidate-two", "inquiry-ilp#initial-goal", "--yes");
    expect([code, out]).toEqual([0, expect.stringContaining("unverified (name only)")]);
    expect(out).toContain("ilp keys setup");
    const found = await look(folder);
    expect([found.code, worth(found)]).toEqual([1, "valid/name*"]);
    expect((await ilp(folder, "verify", "--all")).out).toContain("unverified (name only)");
    saveAll(folder, { [rules]: rulesText("  require: key\n") });
    expect(worth(await look(folder))).toBe("valid/name");
    const check = await ilp(folder, "check", "candidate-two", "inquiry-ilp");
    expect(squeezed(check.out)).toMatch(
      /name only.*Sign again with a key \(ilp keys setup, then ilp sign candidate-two/,
    );
  });

  it("6: a person with a key may sign by name alone, and not where a key is needed", async () => {
    const folder = newProgram();
    const { code } = await as("coach-one")(folder, "sign", ...goal, "--no-key", "--yes");
    expect([code, worth(await look(folder))]).toEqual([0, "valid/name*"]);
    const strict = newProgram({ [rules]: rulesText("  roles: { coach: key }\n") });
    await expectRefusal(
      strict,
      "coach-one",
      ["sign", ...goal, "--no-key", "--yes"],
      /asks for a key/,
      /Leave --no-key out/,
    );
    await expectRefusal(
      strict,
      "coach-three",
      ["sign", "candidate-two", "inquiry-ilp#initial-goal", "--yes"],
      /asks for a key/,
      /ilp keys setup/,
    );
  });

  it("a key elsewhere is not passed over silently", async () => {
    const folder = newProgram();
    const elsewhere = as("coach-one", { env: { HOME: emptyHome(), PATH: process.env.PATH } });
    await expectRefusal(
      folder,
      elsewhere,
      ["sign", ...goal, "--yes"],
      /key is not on this computer/,
      /--key FILE[\s\S]*--no-key/,
    );
    await expectRefusal(
      folder,
      "coach-one",
      ["sign", ...goal, "--yes", "--key", "nowhere"],
      /no key file/,
      /leave --key out/,
    );
  });

  it("by a short name of the part, of the document, or whole", async () => {
    for (const word of ["year-1/inquiry-ilp#initial-goal", `${inquiry}#initial-goal`]) {
      const folder = newProgram();
      expect((await as("coach-one")(folder, "sign", "candidate-one", word, "--yes")).err).toBe("");
      expect(worth(await look(folder))).toBe("valid/key*");
    }
  });

  it("a second time there is nothing to sign", async () => {
    const folder = newProgram();
    await as("candidate-one")(folder, "sign", "candidate-one", "pd-log", "--yes");
    const record = onlyRecord(folder);
    const again = await as("candidate-one")(folder, "sign", "candidate-one", "pd-log", "--yes");
    expect([again.code, again.err, onlyRecord(folder)]).toEqual([0, "", record]);
    expect(again.out).toContain("signed this already");
  });

  it("the candidate signs a document that is not complete with --yes, and is told what is missing", async () => {
    const folder = newProgram();
    edit(folder, log, '    title: "Counting turns"\n', "");
    const { code, out } = await as("candidate-one")(folder, "sign", "candidate-one", "pd-log", "--yes");
    expect(code).toBe(0);
    expect(out).toMatch(/Still missing[^\n]*\(1\):[\s\S]*Title/i);
    expect(worth(await look(folder))).toBe("valid/key*");
    const status = await ilp(folder, "status", "candidate-one", "--json");
    expect(status.out).not.toMatch(/"state": "(ready|done|signed)"[^}]*pd-log/);
  });

  it("a coach's sentence that it is complete is refused while an answer is missing", async () => {
    const folder = newProgram();
    edit(folder, inquiry, "      How can short visits help the quietest voices?\n", "");
    await expectRefusal(
      folder,
      "coach-one",
      ["sign", ...goal, "--yes"],
      /says that it is complete, and one answer is missing/,
      /ilp check candidate-one year-1\/inquiry-ilp\n[\s\S]*ilp decline candidate-one year-1\/inquiry-ilp#initial-goal --reason TEXT/,
    );
  });
});

describe("what waits", () => {
  it("without words, everything that waits is one question each, and nothing is signed unasked", async () => {
    const folder = newProgram();
    await expectRefusal(folder, "candidate-one", ["sign"], /clear yes/, /--yes/);
    const ran = await expectRefusal(
      folder,
      "candidate-one",
      ["sign", "--yes"],
      /nothing is signed unseen/,
      /Waiting for Candidate One/,
    );
    for (const command of [
      "ilp sign candidate-one year-1/pd-log --yes",
      "ilp sign candidate-one year-1/collaborative/2026-09 --yes",
    ])
      expect(ran.err).toContain(command);
  });

  it("nothing waiting is said, with where to look", async () => {
    const folder = newProgram();
    const { code, out } = await as("reviewer-one")(folder, "sign");
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/Nothing waits for a signature by Reviewer One.\n.*ilp next/),
    ]);
    await as("coach-one")(folder, "sign", ...goal, "--yes");
    expect((await as("coach-one")(folder, "sign")).out).toContain("Nothing waits for a signature by Coach One");
    expect((await as("coach-one")(folder, "sign", "candidate-one")).code).toBe(0);
  });

  it("of several documents or parts one has to be named", async () => {
    const folder = newProgram();
    saveAll(folder, {
      [fileOf("candidate-one", "year-1/collaborative/2026-10")]: textIn(
        folder,
        fileOf("candidate-one", "year-1/collaborative/2026-09"),
      ).replaceAll("2026-09", "2026-10"),
    });
    await expectRefusal(
      folder,
      "candidate-one",
      ["sign", "candidate-one", "collaborative", "--yes"],
      /several documents/,
      /2026-09, year-1\/collaborative\/2026-10/,
    );
    await expectRefusal(
      folder,
      "candidate-one",
      ["sign", "candidate-one", "pd-lob", "--yes"],
      /no document "pd-lob"/,
      /pd-log/,
    );
    await expectRefusal(
      folder,
      "candidate-one",
      ["sign", "candidate-won", "pd-log", "--yes"],
      /no candidate "candidate-won"/,
      /candidate-one/,
    );
  });

  it("in several roles, one is named with --as", async () => {
    const folder = newProgram();
    edit(folder, fileOf("candidate-one", "profile"), '"supervisor-one"', '"director-one"');
    const one = fileOf("candidate-one", "profile");
    edit(folder, one, 'person: "coach-one"', 'person: "director-one"');
    const words = ["sign", "candidate-one", "pd-log", "--yes"];
    expect((await as("director-one")(folder, ...words)).code).toBe(0);
    const summary = newProgram({
      [rules]: rulesText('  signers: { collaborative-summary: { ".": { director: optional } } }\n'),
    });
    edit(summary, one, 'person: "coach-one"', 'person: "director-one"');
    const named = ["sign", "candidate-one", "collaborative/2026-09", "--yes"];
    await expectRefusal(summary, "director-one", named, /as coach or as director/, /--as coach/);
    expect((await as("director-one")(summary, ...named, "--as", "director")).err).toBe("");
    expect((await look(summary)).rows.map(({ role }) => role)).toEqual(["director"]);
    await expectRefusal(summary, "director-one", [...named, "--as", "king"], /king|nothing/, /./);
  });
});
