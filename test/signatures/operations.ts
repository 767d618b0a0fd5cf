/** What people and hosting sites do with history between a signature and its check (signatures.md 1.2), with real Git and its default settings. */
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { git, ilp, plaindir, write } from "../cli.ts";
import { contactOf, file } from "./scenarios/case.ts";
import { as, edit, fileOf, inquiry, log, newProgram, saveAll, textIn, withEnv } from "./scenarios/program.ts";

/** A shared copy, and the desk of somebody who has two lines of work: `main`, and `signed` with the signatures on top. */
export interface Copies {
  origin: string;
  desk: string;
}

/** What `ilp verify` says of a record: state, assurance, remarks if there are any, and what is wrong with attached files. */
export type Outcome = string;

export interface Operation {
  name: string;
  /** Does it, shares it, and gives the folder somebody else then looks at. */
  run: (copies: Copies) => string;
  /** What becomes of the signature made with a key, and of the one by name alone. */
  keyed: Outcome;
  named: Outcome;
  /** What becomes of their case files, where that is something else: these are about no text. */
  cases?: { keyed: Outcome; named: Outcome };
}

/** What to expect of all four records. */
export const expectedOf = ({ keyed, named, cases }: Operation): Record<string, Outcome> => ({
  "coach-one": keyed,
  "coach-one, case": cases?.keyed ?? keyed,
  "coach-three": named,
  "coach-three, case": cases?.named ?? named,
});

const other = fileOf("candidate-two", "year-1/inquiry-ilp");

/**
 * Coach one signs, and files a contact, with a key for candidate one, coach three without for candidate two; main goes on
 * meanwhile.
 */
async function signedCopies(): Promise<Copies> {
  const desk = newProgram();
  const origin = plaindir();
  git(origin, "init", "--quiet", "--bare", "--initial-branch=main");
  git(desk, "remote", "add", "origin", origin);
  git(desk, "push", "--quiet", "--set-upstream", "origin", "main");
  git(desk, "switch", "--quiet", "--create", "signed");
  edit(desk, other, "From visits in September.", "From visits in the fall.", { save: false });
  saveAll(desk, {}, { at: "2026-11-20T20:00:00Z", person: "candidate-two", message: "Work before signing" });
  for (const [coach, candidate] of [
    ["coach-one", "candidate-one"],
    ["coach-three", "candidate-two"],
  ] as const) {
    expect(await as(coach)(desk, "sign", candidate, "inquiry-ilp#initial-goal", "--yes")).toMatchObject({ code: 0 });
    await file(desk, { ...contactOf(coach, candidate), ...(coach === "coach-one" ? { key: coach } : {}) });
  }
  git(desk, "switch", "--quiet", "main");
  saveAll(desk, { [log]: textIn(desk, log).replace("Counting turns", "Counting voices") }, { person: "candidate-one" });
  for (const [key, value] of Object.entries({ name: "Somebody Else", email: "somebody.else@example.org" }))
    git(desk, "config", `user.${key}`, value);
  return { origin, desk };
}

let template: Copies | undefined;

/** Fresh copies: made once by Git and ilp, and copied from then on. */
export async function freshCopies(): Promise<Copies> {
  template ??= await signedCopies();
  const made = { origin: plaindir(), desk: plaindir() };
  for (const which of ["origin", "desk"] as const) cpSync(template[which], made[which], { recursive: true });
  git(made.desk, "remote", "set-url", "origin", made.origin);
  return made;
}

/** Somebody who never signed looks at a copy: the outcome of each signature and each case file, by coach. */
export async function outcomesIn(folder: string): Promise<Record<string, Outcome>> {
  const { out, err } = await ilp(folder, "verify", "--json");
  expect(err).toBe("");
  const { candidates } = JSON.parse(out);
  const told = candidates.flatMap(({ records, attachments }: { records: Told[]; attachments: Attached[] }) =>
    records.map(({ id, signer, act, state, assurance, remarks }) => [
      act === "sign" ? signer : `${signer}, case`,
      [state, assurance, ...remarks.map(shortRemark), ...attachments.flatMap((each) => wrongOf(each, id))].join(", "),
    ]),
  );
  return Object.fromEntries(told);
}

interface Told {
  id: string;
  signer: string;
  act: string;
  state: string;
  assurance: string;
  remarks: string[];
}
type Attached = { record: string; path: string; state: string; here: string };

const wrongOf = ({ record, path, state, here }: Attached, id: string) =>
  record === id && (state !== "good" || here !== "same") ? [`${path.split(".").at(-1)}: ${state}, here ${here}`] : [];

/** The operation, done the day after, and its outcomes. */
export async function outcomesAfter({ run }: Operation): Promise<Record<string, Outcome>> {
  const copies = await freshCopies();
  const day = "2026-11-22T20:00:00Z";
  return outcomesIn(withEnv({ GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day }, () => run(copies)));
}

const shortRemark = (remark: string) =>
  remark.startsWith("backdated?") ? "backdated?" : / was recorded at /.test(remark) ? "later" : remark;

/** Sends main as it is at the desk, and takes a fresh copy. */
function sharedAnew({ origin, desk }: Copies, ...options: string[]): string {
  git(desk, "push", "--quiet", "--force", "origin", "main");
  const copy = plaindir();
  git(copy, "clone", "--quiet", ...options, `file://${origin}`, "copy");
  return join(copy, "copy");
}

const merged = ({ desk }: Copies) => git(desk, "merge", "--quiet", "--no-ff", "--no-edit", "signed");

/** Merges, then changes both signed documents in the same way. */
function editedAfterwards(copies: Copies, from: string, to: string): string {
  merged(copies);
  for (const path of [inquiry, other]) edit(copies.desk, path, from, to);
  return sharedAnew(copies);
}

/** What hosting sites make of a request: one new state on main with a message of theirs. */
function hostedSquash({ desk }: Copies, message: string, author = "Somebody Else <somebody.else@example.org>") {
  git(desk, "merge", "--quiet", "--squash", "signed");
  git(desk, "commit", "--quiet", `--author=${author}`, "-m", message);
}

/** GitHub's default text: the title, then each message behind a bullet. */
function defaultText(desk: string): string {
  const messages = git(desk, "log", "--reverse", "--format=%B%x00", "main..signed").split("\0").slice(0, -1);
  return `Signatures (#1)\n\n${messages.map((each) => `* ${each.trim()}`).join("\n\n")}\n`;
}

/** The same answers in another order and style. */
const question = `  # Cell 3
  "question":
    elements:
      - '2B'   # as agreed
    question: "How can short visits help the quietest voices?\\n"`;

const [key, name, none] = ["valid, key", "valid, name", "valid, none"];
/** Recorded anew, or on top of something newer than the signature: true, and nothing worse. */
const [keyMoved, nameMoved] = [`${key}, backdated?`, `${name}, backdated?`];
const [keyLater, noneLater] = [`${key}, later`, `${none}, later`];

const mailed = "eml: line-ends, here same";

export const operations: Operation[] = [
  {
    name: "merge --no-ff",
    run(copies) {
      merged(copies);
      return sharedAnew(copies);
    },
    keyed: key,
    named: name,
  },
  {
    name: "clone --depth 1",
    run(copies) {
      merged(copies);
      return sharedAnew(copies, "--depth=1");
    },
    keyed: keyLater,
    // The only state there is was recorded by whoever merged.
    named: noneLater,
  },
  {
    name: "rebase by another person",
    run(copies) {
      git(copies.desk, "rebase", "--quiet", "main", "signed");
      git(copies.desk, "switch", "--quiet", "-C", "main");
      return sharedAnew(copies);
    },
    keyed: keyMoved,
    // Git keeps the author.
    named: nameMoved,
  },
  {
    name: "pull --rebase by the signer",
    run(copies) {
      git(copies.desk, "push", "--quiet", "origin", "main");
      git(copies.desk, "switch", "--quiet", "signed");
      git(copies.desk, "-c", "user.email=coach.three@example.org", "pull", "--quiet", "--rebase", "origin", "main");
      git(copies.desk, "switch", "--quiet", "-C", "main");
      return sharedAnew(copies);
    },
    keyed: keyMoved,
    named: nameMoved,
  },
  {
    name: "merge --squash",
    run(copies) {
      git(copies.desk, "merge", "--quiet", "--squash", "signed");
      git(copies.desk, "commit", "--quiet", "--no-edit");
      return sharedAnew(copies);
    },
    keyed: keyLater,
    // One state by whoever squashed; nothing tells any more who recorded which file.
    named: noneLater,
  },
  {
    name: "hosted squash, default text",
    run(copies) {
      hostedSquash(copies, defaultText(copies.desk));
      return sharedAnew(copies);
    },
    keyed: keyLater,
    named: noneLater,
  },
  {
    name: "hosted squash, text edited",
    run(copies) {
      hostedSquash(copies, "Signatures of November");
      return sharedAnew(copies);
    },
    keyed: keyLater,
    named: noneLater,
  },
  {
    name: "hosted rebase-and-merge",
    run(copies) {
      const site = ["-c", "user.name=Site", "-c", "user.email=noreply@site.example.org"];
      git(copies.desk, ...site, "rebase", "--quiet", "--force-rebase", "main", "signed");
      git(copies.desk, "switch", "--quiet", "-C", "main");
      return sharedAnew(copies);
    },
    keyed: keyMoved,
    named: nameMoved,
  },
  {
    name: "cherry-pick -x",
    run(copies) {
      git(copies.desk, "cherry-pick", "-x", "main..signed");
      return sharedAnew(copies);
    },
    keyed: keyMoved,
    named: nameMoved,
  },
  {
    name: "amended by another",
    run(copies) {
      git(copies.desk, "switch", "--quiet", "-C", "main", "signed~2");
      write(copies.desk, { "notes.txt": "mine\n" });
      git(copies.desk, "add", "notes.txt");
      git(copies.desk, "commit", "--quiet", "--amend", "--no-edit");
      git(copies.desk, "cherry-pick", "signed~2..signed");
      return sharedAnew(copies);
    },
    keyed: key,
    named: nameMoved,
  },
  {
    name: "format-patch, am",
    run(copies) {
      const patches = git(copies.desk, "format-patch", "--quiet", "--stdout", "main..signed");
      execFileSync("git", ["am", "--quiet"], { cwd: copies.desk, input: patches });
      return sharedAnew(copies);
    },
    keyed: keyMoved,
    named: nameMoved,
    // Git takes a patch for a text that came by mail.
    cases: { keyed: `${keyMoved}, ${mailed}`, named: `${nameMoved}, ${mailed}` },
  },
  {
    name: "history rewritten (a secret removed)",
    run(copies) {
      merged(copies);
      const remove = `git rm --quiet --cached --ignore-unmatch ${log}`;
      execFileSync("git", ["filter-branch", "--index-filter", remove, "main"], {
        cwd: copies.desk,
        env: { ...process.env, FILTER_BRANCH_SQUELCH_WARNING: "1" },
        stdio: "ignore",
      });
      return sharedAnew(copies);
    },
    keyed: key,
    named: name,
  },
  {
    name: "zip without .git",
    run(copies) {
      merged(copies);
      const copy = plaindir();
      git(copies.desk, "archive", "--format=tar", `--output=${join(copy, "all.tar")}`, "main");
      execFileSync("tar", ["-xf", "all.tar"], { cwd: copy });
      return copy;
    },
    keyed: key,
    named: none,
  },
  {
    name: "autocrlf=true clone",
    run(copies) {
      merged(copies);
      const copy = sharedAnew(copies, "--config=core.autocrlf=true");
      expect(textIn(copy, inquiry)).toContain("\r\n");
      return copy;
    },
    keyed: key,
    named: name,
  },
  {
    name: "YAML reformatted",
    run: (copies) =>
      editedAfterwards(
        copies,
        '  question:\n    question: |\n      How can short visits help the quietest voices?\n    elements: ["2B"]',
        question,
      ),
    keyed: key,
    named: name,
  },
  {
    name: "another section edited",
    run: (copies) => editedAfterwards(copies, "Visit, count, talk.", "Visit and count."),
    keyed: key,
    named: name,
  },
  {
    name: "signed section edited",
    run: (copies) => editedAfterwards(copies, "Whose voices are heard?", "Whose voices count?"),
    keyed: "stale, key",
    named: "stale, name",
    cases: { keyed: key, named: name },
  },
];
