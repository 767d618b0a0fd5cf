import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { git, gitState, plaindir, snapshot, today, write } from "../cli.ts";
import { become, flat, keys, newProgram, personOf, recorded, setUp, textOf, unrelatedWork } from "./keys-parts.ts";

/** What is typed on the terminal, in order; every question asked is kept. */
const typed: unknown[] = [];
const asked: string[] = [];
vi.mock("../../src/prompts.ts", () => ({
  askOnTerminal: async ([question]: [{ message: string; default?: unknown }]) => {
    asked.push(question.message);
    // undefined: just Enter.
    return { answer: typed.shift() ?? question.default };
  },
}));
const onTerminal = { interactive: true };
/** A terminal where these answers are typed. */
function answering(...answers: unknown[]) {
  typed.splice(0, typed.length, ...answers);
  asked.length = 0;
  return onTerminal;
}

const request = "people/requests/coach-one.yaml";
let asking: string;
let folder: string;
let fingerprint: string;
let computer: { home: string; path: string };
beforeAll(async () => {
  asking = newProgram();
  // Without ssh-keygen, so that these run everywhere.
  computer = { home: plaindir(), path: "/nowhere" };
  fingerprint = await setUp(asking, computer, "Coach One");
});
beforeEach(() => {
  folder = newProgram("Coordinator One", asking);
});

/** Runs what must be refused: exit 2, the sentence, and nothing changed anywhere. */
async function refused(args: string[], sentence: RegExp, changes = {}) {
  const before = [snapshot(folder), gitState(folder)];
  const { code, out, err } = await keys(folder, computer, args, changes);
  expect(flat(err)).toMatch(sentence);
  expect([code, out]).toEqual([2, ""]);
  expect([snapshot(folder), gitState(folder)]).toEqual(before);
}

describe("ilp keys accept", () => {
  const accept = (...more: string[]) => ["accept", "coach-one", ...more];

  it("enters the key and the consent, keeps every other byte, removes the request, records just that", async () => {
    const [before, work] = [textOf(folder, "people.yaml"), unrelatedWork(folder)];
    const state = work();
    const { key } = parse(textOf(folder, request));
    const { code, out, err } = await keys(folder, computer, accept("--fingerprint", fingerprint, "--yes"));
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(`count from ${today} on`);
    const added = `    keys:\n      - key: "${key}"\n        from: "${today}"\n    consent: "${today}"\n`;
    const after = textOf(folder, "people.yaml");
    expect(after.includes(added)).toBe(true);
    expect(after.replace(added, "")).toBe(before);
    expect(personOf(folder, "coach-one")).toMatchObject({ keys: [{ key, from: today }], consent: today });
    expect(recorded(folder)).toEqual([
      "Coordinator One <coordinator.one@example.org>",
      "M\tpeople.yaml",
      `D\t${request}`,
    ]);
    expect(existsSync(join(folder, request))).toBe(false);
    expect(work()).toBe(state);
    expect(out).not.toContain("recorded as well");
  });

  it("keeps Windows line ends and a mark at the beginning", async () => {
    const text = `\uFEFF${textOf(folder, "people.yaml").replaceAll("\n", "\r\n")}`;
    write(folder, { "people.yaml": text });
    git(folder, "commit", "--quiet", "-am", "As on Windows");
    const { code, out } = await keys(folder, computer, accept("--fingerprint", fingerprint, "--yes"));
    expect(code).toBe(0);
    expect(out).not.toContain("recorded as well");
    const after = textOf(folder, "people.yaml");
    expect(after.startsWith("\uFEFF")).toBe(true);
    expect(after.replaceAll("\r\n", "")).not.toContain("\n");
    expect(text.split("\r\n").every((line) => after.split("\r\n").includes(line))).toBe(true);
  });

  it("says so when people.yaml had other changes", async () => {
    write(folder, { "people.yaml": `${textOf(folder, "people.yaml")}# a note\n` });
    const { out } = await keys(folder, computer, accept("--fingerprint", fingerprint.replace("SHA256:", ""), "--yes"));
    expect(out).toContain("people.yaml had other changes that were not recorded yet");
    expect(git(folder, "show", "HEAD:people.yaml")).toContain("# a note");
  });

  it("on a terminal shows name and fingerprint and asks how it came to be known; no is no", async () => {
    const question = "Did they read you this fingerprint themselves, by phone or face to face?";
    const state = gitState(folder);
    const no = await keys(folder, computer, accept(), answering(false));
    expect([no.code, asked]).toEqual([2, [question]]);
    expect(no.out).toContain(`Coach One (coach-one), coach\nEd25519 key  ${fingerprint}\n`);
    expect(no.out).toContain("Not accepted. Nothing was written.");
    expect(gitState(folder)).toBe(state);
    // --yes alone does not spare the question.
    expect((await keys(folder, computer, accept("--yes"), answering())).code).toBe(2);
    expect((await keys(folder, computer, accept(), answering(true))).code).toBe(0);
    expect(personOf(folder, "coach-one").keys).toHaveLength(1);
  });

  it("refuses what is not clear, and whoever may not", async () => {
    const other = `SHA256:${"A".repeat(43)}`;
    await refused(accept(), /more answers: --fingerprint SHA256:…, --yes\./);
    await refused(accept("--yes"), /one more answer: --fingerprint SHA256:…\./);
    await refused(accept("--fingerprint", fingerprint), /one more answer: --yes\./);
    await refused(
      accept("--fingerprint", other, "--yes"),
      /not that of the key that waits for coach-one, which is SHA256/,
    );
    await refused(accept("--fingerprint", other), /If it still differs, do not accept the key/, answering(true));
    await refused(
      ["accept", "coach-noe"],
      /Nobody in people\.yaml has the id or name "coach-noe"\. Did you mean "coach-one"/,
    );
    await refused(["accept", "../../etc"], /Nobody in people\.yaml has the id/);
    await refused(["accept", "coach-two"], /No key of Coach Two waits to be accepted\./);
    become(folder, "Coach Two");
    await refused(
      accept("--fingerprint", fingerprint, "--yes"),
      /Coach Two \(coach-two\) cannot accept keys in this program\. Ask one of those who can: Coordinator One/,
    );
    git(folder, "config", "user.email", "nobody@example.org");
    await refused(
      accept("--fingerprint", fingerprint, "--yes"),
      /Nobody in people\.yaml has the email nobody@example\.org/,
    );
  });

  it("where the program names registrars, only they", async () => {
    const registrars = "registrars: [ coach-two ]";
    write(folder, { "program.yaml": textOf(folder, "program.yaml").replace("registrars: []", registrars) });
    const yes = accept("--fingerprint", fingerprint, "--yes");
    await refused(yes, /Coordinator One \(coordinator-one\) cannot accept keys .* Coach Two \(coach-two\)/);
    become(folder, "Coach Two");
    const { code, out } = await keys(folder, computer, yes);
    expect([code, out.includes("ilp sign program people")]).toEqual([0, true]);
  });

  it("without a name and email in Git there is nobody to answer for it", async () => {
    vi.stubEnv("GIT_CONFIG_GLOBAL", "/dev/null");
    try {
      git(folder, "config", "--unset", "user.email");
      await refused(accept(), /Git does not know who you are yet\. Set yourself up once: ilp keys setup/);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("a key that somebody else has, or that the person has already, is not accepted", async () => {
    const text = textOf(folder, request);
    await keys(folder, computer, accept("--fingerprint", fingerprint, "--yes"));
    write(folder, { [request]: text, [request.replace("one", "two")]: text.replaceAll("coach-one", "coach-two") });
    await refused(accept("--fingerprint", fingerprint, "--yes"), /This key of Coach One is in people\.yaml already\./);
    await refused(
      ["accept", "coach-two", "--fingerprint", fingerprint, "--yes"],
      /is registered for Coach One \(coach-one\)/,
    );
    await keys(folder, computer, ["retire", "coach-one", "--yes"]);
    await refused(
      accept("--fingerprint", fingerprint, "--yes"),
      /is marked as retired, and a key is never accepted twice/,
    );
  });

  it("a request that lies in the folder and was never recorded will do", async () => {
    const text = textOf(folder, request);
    git(folder, "rm", "--quiet", request);
    git(folder, "commit", "--quiet", "-m", "Without it");
    write(folder, { [request]: text });
    expect((await keys(folder, computer, accept("--fingerprint", fingerprint, "--yes"))).code).toBe(0);
    expect(recorded(folder).slice(1)).toEqual(["M\tpeople.yaml"]);
    expect(existsSync(join(folder, request))).toBe(false);
  });
});
