import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { loadCandidate } from "../../src/data/candidate.ts";
import { loadProgram } from "../../src/data/load.ts";
import { openRepository } from "../../src/git/open.ts";
import { describeStale } from "../../src/signatures/stale-changes.ts";
import { withRecords } from "../../src/signatures/stand.ts";
import { git, ilp, ilpWith, plaindir, snapshot, write } from "../cli.ts";
import { edit, inquiry, save, signedProgram, signIn } from "./signed-program.ts";

const document = "year-1/inquiry-ilp";
const coach = { role: "coach", signer: "coach-one", document } as const;
const cycle = { ...coach, section: "inquiries/cycle-1", at: "2026-11-12T02:22:05Z" };
const short = (id: string) => id.slice(7, 19);

/** What the candidate changes in these tests: one word, and a reflection. */
function revise(folder: string) {
  edit(folder, inquiry, "asked each teacher", (text) => text.replace("each", "every"));
  edit(
    folder,
    inquiry,
    "The rooms were calm and kind.",
    () => "The rooms were calm. Nobody was unkind to anybody there.",
  );
}

let folder: string;
let signed: ReturnType<typeof signIn>;
let declined: ReturnType<typeof signIn>;
let withdrawn: ReturnType<typeof signIn>;
beforeAll(() => {
  folder = signedProgram();
  signIn(folder, { ...coach, section: "initial-goal", at: "2026-09-28T18:22:05Z" });
  signIn(folder, {
    role: "candidate",
    signer: "candidate-one",
    document: "year-1/pd-log",
    at: "2026-09-30T18:22:05Z",
    keyed: false,
  });
  signed = signIn(folder, cycle);
  declined = signIn(folder, {
    ...coach,
    act: "decline",
    reason: "Cell 8 needs a measure.",
    section: "application",
    at: "2026-11-13T08:02:00Z",
  });
  signIn(folder, {
    role: "reviewer",
    signer: "reviewer-one",
    act: "review",
    decision: "NO",
    feedback: "Tell more of the children.",
    resubmit_by: "2026-12-01",
    covers: [signed.id],
    keyed: false,
    document,
    section: "initial-goal",
    at: "2026-11-14T08:02:00Z",
  });
  withdrawn = signIn(folder, { ...coach, section: "application", at: "2026-11-15T08:22:00Z" });
  signIn(folder, { ...coach, act: "revoke", of: withdrawn.id, section: "application", at: "2026-11-16T08:22:00Z" });
  revise(folder);
  save(folder, "candidate-one", "Revise", "2026-11-17T10:00:00Z");
});

const history = async (...args: string[]) => {
  const ran = await ilpWith({ columns: 80 }, folder, "history", "candidate-one", ...args);
  expect(ran).toMatchObject({ code: 0, err: "" });
  return ran.out;
};
const json = async (where: string, ...args: string[]) =>
  JSON.parse((await ilp(where, "history", "candidate-one", "--json", ...args)).out);

/** The lines that begin with a time: one for each record. */
const heads = (out: string) => out.split("\n").filter((line) => /^\d{4}-/.test(line));

describe("ilp history", () => {
  it("tells every record in the order of time, where the program is", async () =>
    expect(heads(await history())).toEqual([
      "2026-09-28 11:22  Coach One signed as coach",
      "2026-09-30 11:22  Candidate One signed as candidate",
      "2026-11-11 18:22  Coach One signed as coach",
      "2026-11-13 00:02  Coach One did not sign as coach",
      "2026-11-14 00:02  Reviewer One reviewed it as reviewer: NO (Incomplete)",
      "2026-11-15 00:22  Coach One signed as coach",
      `2026-11-16 00:22  Coach One withdrew record ${short(withdrawn.id)} as coach`,
    ]));

  it("tells what each is worth, and what was said with it", async () => {
    const out = await history();
    const blocks = out.split("\n\n").map((block) => block.replace(/\s+/g, " "));
    expect(blocks[3]).toContain(
      `Inquiry ILP: Inquiry cycle-1 ${document}#inquiries/cycle-1 Stale, verified by key: changed after the coach signed on 2026-11-11: cell 5 of entry 1, one word; cell 7, two sentences record ${short(signed.id)}, Git ${signed.commit.slice(0, 9)}`,
    );
    expect(blocks[2]).toContain("Unverified (name only)");
    expect(blocks[4]).toContain(`Reason: Cell 8 needs a measure. record ${short(declined.id)}`);
    expect(blocks[5]).toContain(
      `Feedback: Tell more of the children. Resubmission due: 2026-12-01 Relied on: ${short(signed.id)}`,
    );
    expect(blocks[6]).toContain("Withdrawn, verified by key");
    expect(blocks[3]).not.toMatch(/withdr/i);
  });

  it("--diff shows the answers that changed, word by word", async () => {
    expect(await history("inquiry-ilp#inquiries/cycle-1", "--diff")).toContain(`
  Entry 1 › Cell 5: New strategy or action (one word)
    … counted. I had shown the sheet at the staff meeting and asked [-each-]
    {+every+} teacher for permission to sit where the learners sit.
    New for me …
  Cell 7: Reflection (two sentences)
    The quiet was made by the task. The rooms were calm [-and kind-]. {+Nobody
    was unkind to anybody there.+} In one room I wrote down every word.
`);
    const all = await history("--diff", "--raw");
    for (const line of all.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    const { out } = await ilpWith({ colour: true }, folder, "history", "candidate-one", "--diff");
    expect(out).toContain("\u001b[31m\u001b[9meach\u001b[29m\u001b[39m \u001b[32m\u001b[4mevery\u001b[24m\u001b[39m");
    expect(out).not.toMatch(/\[-|\{\+/);
  });

  it("one document, or one section of it", async () => {
    expect(heads(await history("pd-log"))).toHaveLength(1);
    expect(heads(await history("inquiry-ilp"))).toHaveLength(6);
    expect(heads(await history(`${document}#application`))).toHaveLength(3);
    expect(await history("context")).toContain("Nobody has signed this yet. To sign: ilp sign candidate-one context");
    const wrong = await ilp(folder, "history", "candidate-one", "inquiry-ilp#aplication");
    expect(wrong).toMatchObject({ code: 2, out: "" });
    expect(wrong.err).toMatch(/no section "aplication".*\n.*"application"\?/);
    expect((await ilp(folder, "history", "candidate-one", "pdlog")).err).toContain('no document "pdlog"');
    expect((await ilp(folder, "history", "candidate-oen")).err).toContain('"candidate-one"?');
  });

  it("--raw adds who changed the documents, the newest last", async () => {
    const [, changes = ""] = (await ilp(folder, "history", "candidate-one", "--raw")).out.split("as Git was told\n");
    const lines = changes.trim().split("\n");
    expect(lines[0]).toMatch(/^2026-08-01 05:00 {2}evidence .* new .* candidate-one <candidate\.one@example\.org>$/);
    expect(lines.at(-1)).toMatch(/^2026-11-17 02:00 {2}year-1\/inquiry-ilp {2}changed /);
    expect(changes).not.toContain("signatures");
    expect((await json(folder, "pd-log", "--raw")).changes).toHaveLength(1);
  });

  it("as JSON: the fields others rely on", async () => {
    const report = await json(folder, "inquiry-ilp#inquiries/cycle-1");
    expect(report).toMatchObject({
      program: "test-program",
      candidate: { id: "candidate-one", name: "Candidate One" },
      records: [
        {
          id: signed.id,
          at: cycle.at,
          day: "2026-11-11",
          act: "sign",
          document,
          section: "inquiries/cycle-1",
          role: "coach",
          signer: "coach-one",
          state: "stale",
          assurance: "key",
          accepted: false,
          commit: signed.commit,
          changed: "cell 5 of entry 1, one word; cell 7, two sentences",
        },
      ],
      damage: [],
      notes: [],
    });
    expect(report.records[0]).not.toHaveProperty("changes");
    const [{ changes }] = (await json(folder, "inquiry-ilp#inquiries/cycle-1", "--diff")).records;
    expect(changes.map(({ address }: { address: string }) => address)).toEqual([
      "inquiries/cycle-1/entries/entry-1/strategy",
      "inquiries/cycle-1/reflection",
    ]);
  });

  it("only looks", async () => {
    const before = snapshot(folder);
    await history("--diff", "--raw");
    expect(snapshot(folder)).toEqual(before);
    expect(git(folder, "status", "--porcelain")).toBe("");
  });
});

/** What `ilp history` says changed since the signature. */
const changedIn = async (where: string) => {
  const { records } = await json(where, "inquiry-ilp#inquiries/cycle-1");
  return records.map(({ changed, lost }: { changed: string | null; lost?: string }) => lost ?? changed);
};
const both = "cell 5 of entry 1, one word; cell 7, two sentences";

describe("what was signed is found", () => {
  it("where it was changed and not saved, and where it was restored nothing is stale", async () => {
    const own = signedProgram();
    signIn(own, cycle);
    revise(own);
    expect(await changedIn(own)).toEqual([both]);
    git(own, "checkout", "--", ".");
    expect(await changedIn(own)).toEqual([undefined]);
  });

  it("where record and change were made into one step, from an older state of the document", async () => {
    const own = signedProgram();
    const start = git(own, "rev-parse", "HEAD").trim();
    signIn(own, cycle);
    revise(own);
    save(own, "candidate-one", "Revise", "2026-11-17T10:00:00Z");
    git(own, "reset", "--quiet", "--soft", start);
    save(own, "candidate-one", "All in one", "2026-11-18T10:00:00Z");
    expect(await changedIn(own)).toEqual([both]);
  });

  it("or said to be lost: no state here is what was signed", async () => {
    const own = signedProgram();
    edit(own, inquiry, "I listen first.", () => "I listen before I speak.");
    edit(own, inquiry, "In one room I", () => "In every room I");
    signIn(own, cycle);
    revise(own);
    save(own, "candidate-one", "Revise", "2026-11-17T10:00:00Z");
    git(own, "reset", "--quiet", "--soft", "HEAD~2");
    save(own, "candidate-one", "All in one", "2026-11-18T10:00:00Z");
    expect(await changedIn(own)).toEqual(["what was signed is in no recorded state of the document"]);
    const { out } = await ilp(own, "history", "candidate-one", "--diff");
    expect(out).toContain("changed after the coach signed on 2026-11-11\n");
    expect(out).toMatch(/What changed cannot be shown: what was signed is in no recorded state of the\s+document\./);
  });

  it("a history that is cut is said to be", async () => {
    const cut = join(plaindir(), "cut");
    git(folder, "clone", "--quiet", "--depth", "1", pathToFileURL(folder).href, cut);
    expect(await changedIn(cut)).toEqual(["what was signed is older than the history in this copy"]);
    expect((await ilp(cut, "history", "candidate-one")).out).toMatch(/History is cut.*git fetch --unshallow\n$/s);
  });

  it("without Git, records are told all the same", async () => {
    const own = signedProgram();
    signIn(own, cycle);
    revise(own);
    rmSync(join(own, ".git"), { recursive: true });
    expect(await changedIn(own)).toEqual(["without Git nobody can tell what changed"]);
    const { out } = await ilp(own, "history", "candidate-one", "--raw");
    expect(heads(out)).toEqual(["2026-11-11 18:22  Coach One signed as coach"]);
    expect(out).not.toContain("as Git was told");
    expect(out).toMatch(/not in a Git repository: .*looked\s+at\.\n$/);
  });

  it("a document that is gone", async () => {
    const own = signedProgram();
    signIn(own, cycle);
    rmSync(join(own, inquiry));
    expect(await changedIn(own)).toEqual(["the document is gone"]);
  });
});

it("records that were edited or taken away are listed", async () => {
  const own = signedProgram();
  const one = signIn(own, cycle);
  git(own, "rm", "--quiet", "-r", "candidates/candidate-one/signatures");
  save(own, "candidate-one", "Tidy up", "2026-11-20T10:00:00Z");
  const { out } = await ilp(own, "history", "candidate-one");
  expect(out).toContain("Nobody has signed anything here yet.");
  expect(out).toContain(`2026-11-20 02:00  Record ${short(one.id)} was taken away by candidate-one`);
});

it("a record that is not in order is listed, with why", async () => {
  const own = signedProgram();
  const folderOf = "candidates/candidate-one/signatures";
  signIn(own, cycle);
  const [name = ""] = git(own, "ls-files", folderOf).trim().split("\n");
  git(own, "mv", name, `${folderOf}/20261112T022205Z-coach-0123456789ab.yaml`);
  write(own, { [`${folderOf}/20260901T000000Z-coach-000000000000.yaml`]: "not: [a record" });
  save(own, "candidate-one", "Rename", "2026-11-20T10:00:00Z");
  const [unreadable = "", renamed = ""] = (await ilp(own, "history", "candidate-one")).out.split("\n\n").slice(1);
  expect(unreadable.trim()).toMatch(/^A record that cannot be read:\s+\S+20260901T000000Z-coach-000000000000/);
  expect(unreadable).toContain("Invalid: ");
  expect(renamed).toContain("It says: Coach One signed as coach");
  expect(renamed).toContain("Invalid: it was edited after it was made");
});

it("describeStale: a clause for each stale record, and no Git for anything else", async () => {
  const program = await loadProgram(folder);
  const repository = await openRepository(folder);
  const clock = { now: new Date("2026-11-21T20:00:00Z"), dayOf: (at: string) => at.slice(0, 10) };
  const read = [await loadCandidate(program, "candidate-one")];
  const [candidate] = await withRecords(program, read, clock, "2026-11-21", async () => repository);
  expect(await describeStale(candidate!, repository)).toEqual(new Map([[signed.id, both]]));
  const records = candidate!.records!.filter(({ state }) => state !== "stale");
  const broken = { ...repository!, gitDir: "/nowhere", head: "0".repeat(40) };
  expect(await describeStale({ ...candidate!, records }, broken)).toEqual(new Map());
});
