/** An appeal through three steps, told in one folder: the Word file is sound, and a stranger can verify what lies there. */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { plaindir, write } from "../cli.ts";
import { edit, inquiry, textIn } from "../signatures/scenarios/program.ts";
import { put } from "../signatures/scenarios/records.ts";
import { lintFile } from "../word/lint.ts";
import { bare } from "../word/printed.ts";
import { sdkErrors } from "../word/sdk.ts";
import { at, type CasePerson, caseProgram, newest } from "./case-parts.ts";

const goal = ["candidate-one", "inquiry-ilp#initial-goal"];
const long = `Cell 3 needs a measure. ${"Say what you will count, and who else could count it. ".repeat(120)}End of it.`;
/** What everybody says, in order; each has to be on paper. */
const words = {
  concern: "Three meetings in a row were called off.\n\n- I asked for a new day twice.",
  decline: "Cell 3 names no measure that anybody could repeat.",
  answer: "We met on September 28 and agreed on fixed days.",
  plan: "A decision NO, and a concern.",
  appeal: "The measure is in cell 4.",
  contact: "We read cell 4 together.",
  step: "No agreement in the meeting.",
  outcome: "The part is handed in again with cell 3 revised.",
  note: "The measure is clear now.",
};

let folder: string;
let dossier: string;

beforeAll(async () => {
  folder = caseProgram();
  const step = async (person: CasePerson, day: string, ...args: string[]) => {
    const ran = await at(person, { now: () => new Date(`${day}T18:00:00Z`) })(folder, ...args);
    expect([args.join(" "), ran.err, ran.code]).toEqual([args.join(" "), "", 0]);
    return ran.out;
  };
  const did = (person: CasePerson, day: string, ...args: string[]) => step(person, day, ...args, "--yes");
  const reason = ["--reason", "cancelled-meetings", "--note", words.concern];
  await did("coach-one", "2026-09-25", "concern", "candidate-one", ...reason);
  const concern = newest(folder);
  await did("coach-one", "2026-09-28", "decline", ...goal, "--reason", words.decline);
  await did("reviewer-one", "2026-09-29", "concern", "answer", "candidate-one", concern, "--text", words.answer);
  await did("candidate-one", "2026-10-01", "submit", ...goal);
  await step(
    "reviewer-one",
    "2026-10-05",
    "review",
    ...goal,
    "--incomplete",
    "--feedback",
    long,
    "--resubmit-by",
    "2026-10-30",
  );
  const notified = ["--notified-candidate", "2026-10-06", "--notified-coach", "2026-10-06"];
  const plan = ["--reason", words.plan, "--action", "Weekly visits", "--action", "A day to plan", ...notified];
  await did("manager-one", "2026-10-06", "plan", "open", "candidate-one", ...plan);
  await did("candidate-one", "2026-10-07", "appeal", "open", ...goal, "--text", words.appeal);
  write(folder, { "mail.eml": "From: candidate.one@example.org\r\n\r\nMay we meet?\r\n" });
  const contact = [
    "--with",
    "Reviewer One",
    "--channel",
    "meeting",
    "--on",
    "2026-10-08",
    "--step",
    "1",
    "--file",
    "mail.eml",
  ];
  await did("candidate-one", "2026-10-09", "log", "contact", "candidate-one", ...contact, "--summary", words.contact);
  await did("candidate-one", "2026-10-12", "appeal", "step", "candidate-one", "--text", words.step);
  await did("manager-one", "2026-10-15", "appeal", "step", "candidate-one", "--text", "The decision stays.");
  await did(
    "superintendent-one",
    "2026-10-20",
    "appeal",
    "close",
    "candidate-one",
    "--outcome",
    "upheld",
    "--text",
    words.outcome,
  );
  edit(folder, inquiry, "More students explain, counted twice.", "Counted on four days, by two people.", {
    save: false,
  });
  await did("coach-one", "2026-10-26", "sign", ...goal, "--save");
  await did("candidate-one", "2026-10-27", "submit", ...goal);
  await step("reviewer-one", "2026-10-30", "review", ...goal, "--complete", "--note", words.note);
  // Somebody who is no reviewer, by hand.
  const forged = { role: "reviewer", signer: "coach-two", key: "coach-two", act: "review", decision: "YES" } as const;
  await put(folder, { ...forged, section: "initial-goal", covers: [], at: "2026-10-31T18:00:00Z" });
  await step("director-one", "2026-11-02", "dossier", "candidate-one");
  dossier = join(folder, "export/candidate-one/dossier");
}, 300_000);

const wordFiles = () =>
  readdirSync(dossier, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".docx"));

it("every Word file passes the Open XML SDK and our own lint", async () => {
  expect(wordFiles()).toHaveLength(3);
  for (const path of wordFiles())
    expect({ path, faults: lintFile(readFileSync(join(dossier, path))) }).toEqual({ path, faults: [] });
  expect(await sdkErrors(wordFiles().map((path) => join(dossier, path)))).toEqual([]);
}, 300_000);

const has = (...command: [string, string]) => spawnSync(command[0], [command[1]]).error === undefined;

describe.skipIf(!has("soffice", "--version") || !has("pdftotext", "-v"))("on paper", () => {
  it("the whole case stands there, in order, on no more pages than it should take", () => {
    const home = plaindir();
    const office = `-env:UserInstallation=file://${join(home, "office")}`;
    copyFileSync(join(dossier, "dossier.docx"), join(home, "dossier.docx"));
    execFileSync(
      "soffice",
      [office, "--headless", "--convert-to", "pdf", "--outdir", home, join(home, "dossier.docx")],
      {
        stdio: "ignore",
      },
    );
    const printed = execFileSync("pdftotext", ["-raw", join(home, "dossier.pdf"), "-"], { encoding: "utf8" });
    const pages = printed.split("\f").slice(0, -1);
    expect(pages.length).toBeLessThanOrEqual(14);
    const text = bare(
      pages.flatMap((page) => page.split("\n").filter((line) => !/ – Dossier$|Page \d+ of \d+$/.test(line))).join("\n"),
    );
    const said = [...Object.values(words).map((each) => each.replace("- ", "")), long, "Assistant Superintendent"];
    expect(said.filter((each) => !each.split("\n\n").every((part) => text.includes(bare(part))))).toEqual([]);
    const headings = [...printed.matchAll(/^(\d+)\. \d\d\/\d\d\/\d{4} \d\d:\d\d: (.*)$/gm)].map(([, number]) =>
      Number(number),
    );
    expect(headings).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    expect(text).toContain(bare("not by who it says"));
    expect(text).toContain(bare("15 records; 1 of them does not count"));
  }, 300_000);
});

describe.skipIf(!has("python3", "--version") || !has("ssh-keygen", "-?"))("a stranger with this folder alone", () => {
  it("verifies every record that was made with a key, as the page that lies there says", () => {
    const work = plaindir();
    const page = textIn(dossier, "verifying-signatures.md");
    const program = (name: string) => new RegExp(`\`\`\`python file=${name}\\n(.*?)\`\`\``, "s").exec(page)?.[1] ?? "";
    writeFileSync(join(work, "unpack.py"), program("unpack.py"));
    const records = readdirSync(join(dossier, "records"));
    expect(records).toHaveLength(15);
    for (const record of records) {
      const path = join(dossier, "records", record);
      const unpacked = execFileSync("python3", ["unpack.py", path], { cwd: work, encoding: "utf8" });
      expect(unpacked).toContain("its name fits its content");
      const signer = /^signer: (.*)$/m.exec(unpacked)?.[1] ?? "";
      const verify = [
        "-Y",
        "verify",
        "-f",
        join(dossier, "keys.txt"),
        "-I",
        signer,
        "-n",
        "ilp-signature",
        "-s",
        "statement.sig",
      ];
      const input = readFileSync(join(work, "statement.json"));
      expect(execFileSync("ssh-keygen", verify, { cwd: work, input, encoding: "utf8" })).toContain(
        `Good "ilp-signature"`,
      );
    }
  }, 120_000);
});
