/** docs/adding-an-act.md, done in a copy of the source: a schema and a row, and nothing else. */
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readContainer } from "../../src/word/container.ts";
import { git, plaindir, write } from "../cli.ts";
import { caseProgram, caseRecords } from "../commands/case-parts.ts";
import { hasTerminal, typed } from "../commands/signing-terminal.ts";
import { blocksOf, root } from "../docs/pages.ts";
import { homeOf, homeWith } from "../signatures/scenarios/people.ts";
import { become } from "../signatures/scenarios/program.ts";

const blocks = blocksOf("docs/adding-an-act.md");
const blockIn = (lang: string, flag = "act") =>
  blocks.find((each) => each.lang === lang && each.flags.has(flag))?.text ?? "";
let home = homeOf("reviewer-one");
let binary = "";
let folder = "";

/** A command of the built program with the new act, as the reviewer. */
function ilp(...args: string[]): { code: number; out: string } {
  try {
    const env = { ...process.env, HOME: home };
    return {
      code: 0,
      out: execFileSync(process.execPath, [binary, ...args], { cwd: folder, env, encoding: "utf8", stdio: "pipe" }),
    };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { code: status, out: stdout + stderr };
  }
}

function wordText(name: string): string {
  const parts = readContainer(readFileSync(join(folder, name)));
  if (!(parts instanceof Map)) throw new Error(`${name} is no Word file`);
  const xml = Buffer.from(parts.get("word/document.xml") ?? []).toString("utf8");
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, text]) => text).join("");
}

beforeAll(() => {
  const copy = plaindir();
  // As in a fresh clone: nothing that was generated is there.
  for (const each of ["src", "schemas", "scripts", "templates", "bin", "docs", "package.json", "tsconfig.json"])
    cpSync(join(root, each), join(copy, each), { recursive: true, filter: (path) => !path.endsWith("generated") });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  writeFileSync(join(copy, "schemas/acts/orientation.schema.json"), blockIn("json"));
  writeFileSync(join(copy, "schemas/acts/plan-visit.schema.json"), blockIn("json", "act2"));
  const rows = join(copy, "src/core/acts/rows.ts");
  writeFileSync(
    rows,
    readFileSync(rows, "utf8").replace(
      "] as const satisfies",
      `${blockIn("ts")}${blockIn("ts", "act2")}] as const satisfies`,
    ),
  );
  const tsx = resolve(root, "node_modules/.bin/tsx");
  for (const script of ["generate", "build"]) execFileSync(tsx, [`scripts/${script}.ts`], { cwd: copy, stdio: "pipe" });
  binary = join(copy, "bin/ilp.js");
  folder = caseProgram();
  become(folder, "reviewer-one");
});

describe("an act that is a schema and a row alone", () => {
  it("is listed in help, with its flags and its example", () => {
    expect(ilp("log", "--help").out).toMatch(/orientation +record that a candidate attended the orientation/);
    const { out } = ilp("log", "orientation", "--help");
    for (const word of [
      "--on <date>",
      "the day of the orientation",
      "--how <way>",
      "--note <text>",
      "--corrects <record>",
      "Example:",
    ])
      expect(out).toContain(word);
  });

  it("is refused in words when it is wrong, and by whoever may not", () => {
    const log = ["log", "orientation", "candidate-one"];
    expect(ilp(...log, "--yes")).toMatchObject({
      code: 2,
      out: expect.stringMatching(/--on DATE, --how WAY \(room, video\)/),
    });
    const wrong = (...more: string[]) => ilp(...log, "--on", "2020-09-02", "--how", "room", ...more, "--yes");
    expect(wrong("--on", "2199-01-01").out).toMatch(/is still to come/);
    expect(wrong("--on", "2026-02-30").out).toMatch(/there is no day/);
    expect(wrong("--how", "boat").out).toMatch(/room, video/);
    expect(wrong("--note", " ").out).toMatch(/empty/);
    become(folder, "coach-one");
    expect(ilp(...log, "--on", "2020-09-02", "--how", "room", "--yes").out).toMatch(
      /The Induction Team records who attended an orientation\. \(default\)/,
    );
    become(folder, "reviewer-one");
    expect(caseRecords(folder)).toEqual([]);
  });

  it("is shown, recorded and verified, corrected, and told by history and dossier", () => {
    const log = ["log", "orientation", "candidate-one", "--how", "video", "--yes"];
    const { code, out } = ilp(...log, "--on", "2020-09-02", "--note", "Where the forms are.");
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        /An orientation, Candidate One\n {2}Attended on: 2020-09-02\n {2}How: By video\n {2}Note: Where the forms are\./,
      ),
    ]);
    const [typed = "", ...shown] = blockIn("console").split("\n");
    expect(typed).toContain("ilp log orientation candidate-one --on 2020-09-02 --how video --note");
    expect(out).toContain(shown.join("\n").trim());
    expect(caseRecords(folder)[0]).toMatchObject({
      act: "orientation",
      role: "reviewer",
      intent: "The candidate attended this orientation.",
      entry: { on: "2020-09-02", how: "video", note: "Where the forms are." },
    });
    expect(git(folder, "log", "-1", "--format=%s")).toMatch(
      /^Log an orientation in candidate-one\/case#\. as reviewer/,
    );
    const id = /Record ([0-9a-f]{12})/.exec(out)?.[1] ?? "";
    expect(ilp(...log, "--on", "2020-09-03", "--corrects", id)).toMatchObject({ code: 0 });
    expect(ilp("verify", "--all").out).toMatch(/Orientation[\s\S]*2 /);
    expect(ilp("verify").code).not.toBe(4);
    const history = ilp("history", "candidate-one").out.replace(/\s+/g, " ");
    expect(history).toContain("Reviewer One recorded an orientation as reviewer");
    expect(history).toContain("Attended on: 2020-09-02. How: By video. Note: Where the forms are.");
    expect(ilp("--debug", "dossier", "candidate-one", "--out", "print")).toMatchObject({ code: 0 });
    expect(wordText("print/candidate-one/dossier/dossier.docx")).toMatch(/How: ?By video/);
    expect(ilp("check", "candidate-one").out).not.toMatch(/orientation/i);
  });

  it("goes on from a plan that is open, with questions of every kind, and keeps its files", () => {
    const as = (person: "coach-one" | "manager-one") =>
      become(folder, person === "coach-one" ? person : { name: "Manager One", email: "manager.one@example.org" });
    const visit = ["plan", "visit", "candidate-one", "--kept", "No", "--hours", "1.5", "--yes"];
    as("coach-one");
    home = homeOf("coach-one");
    expect(ilp(...visit, "--first", "2020-10-05", "--seen", "Calm.").out).toMatch(
      /Only a plan that is open has visits/,
    );
    as("manager-one");
    home = homeWith("manager-one");
    const days = ["--notified-candidate", "2020-10-01", "--notified-coach", "2020-10-01"];
    const opened = ilp(
      "plan",
      "open",
      "candidate-one",
      "--reason",
      "Two decisions NO",
      "--action",
      "Visits",
      ...days,
      "--yes",
    );
    expect(opened).toMatchObject({ code: 0 });
    as("coach-one");
    home = homeOf("coach-one");
    const wrong = (...more: string[]) => ilp(...visit, "--seen", "Calm.", "--first", "2020-10-05", ...more).out;
    expect(wrong("--second", "2020-10-05")).toMatch(/2020-10-05 is not later than 2020-10-05/);
    expect(wrong("--hours", "two")).toMatch(/"two" is not a number/);
    expect(wrong("--kept", "perhaps")).toMatch(/none of the choices. There are: Yes, No/);
    write(folder, { "../seen.txt": "Notes.\n" });
    const made = ilp(...visit, "--first", "2020-10-05", "--seen", "A calm lesson.", "A plan.", "--file", "../seen.txt");
    expect([made.code, made.out]).toEqual([
      0,
      expect.stringMatching(/Plan: opened on[\s\S]*Seen 2: A plan\.\n {2}As agreed: No\n {2}Hours: 1\.5\n/),
    ]);
    const { entry } = caseRecords(folder).at(-1) ?? {};
    expect(entry).toMatchObject({
      days: { first: "2020-10-05" },
      seen: ["A calm lesson.", "A plan."],
      kept: false,
      hours: 1.5,
    });
    const id = /Record ([0-9a-f]{12})/.exec(made.out)?.[1] ?? "";
    expect(
      ilp(...visit, "--first", "2020-10-05", "--second", "2020-10-12", "--seen", "Better.", "--corrects", id),
    ).toMatchObject({ code: 0 });
    expect(ilp("verify").code).not.toBe(4);
    write(folder, { "candidates/candidate-one/case/seen.txt": "Other notes.\n" });
    git(folder, "commit", "--quiet", "--all", "-m", "Other notes");
    expect(ilp("verify").code).toBe(4);
    become(folder, "reviewer-one");
    home = homeOf("reviewer-one");
  });

  it("has a sentence that a program can word", () => {
    const rules = readFileSync(join(folder, "program.yaml"), "utf8");
    writeFileSync(
      join(folder, "program.yaml"),
      `${rules}
signatures:
  sentences: { orientation: I was there. }
`,
    );
    expect(ilp("log", "orientation", "candidate-one", "--on", "2020-09-02", "--how", "room", "--yes").out).toContain(
      '"I was there."',
    );
    writeFileSync(join(folder, "program.yaml"), rules);
  });

  it.skipIf(!hasTerminal)("is asked for on a terminal", async () => {
    const ran = await typed(
      { folder, home },
      "log orientation candidate-one",
      [
        ["On which day was it", "2020-09-04\r"],
        ["How did they take part", "\r"],
        ["What is still to be explained", "\r"],
        ["Record it?", "y\r"],
      ],
      { program: binary },
    );
    expect([ran.code, ran.raw]).toEqual([0, expect.stringContaining("In the room")]);
    expect(caseRecords(folder).filter(({ act }) => String(act) === "orientation")).toHaveLength(4);
  });
});
