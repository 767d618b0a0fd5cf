import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { type PublicKey, parsePublicKey } from "../../src/signatures/public-key.ts";
import { findSigner } from "../../src/signatures/signer.ts";
import { git, gitState, plaindir, snapshot, today, write } from "../cli.ts";
import { makeKey, program as sshKeygen } from "../signatures/ssh.ts";
import {
  become,
  emailOf,
  flat,
  keys,
  newProgram,
  recorded,
  setUp,
  setUpAndAccept,
  textOf,
  unrelatedWork,
} from "./keys-parts.ts";

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
const setup = ["setup", "--email", emailOf("Coach One"), "--consent", "--no-passphrase"];
let folder: string;
let computer: { home: string };
beforeEach(() => {
  folder = newProgram();
  computer = { home: plaindir() };
});
const keyFile = () => join(computer.home, ".ssh", "ilp_ed25519");
/** Runs what must be refused: exit 2, the sentence, and nothing changed anywhere. */
async function refused(args: string[], sentence: RegExp, changes = {}) {
  const before = [snapshot(folder), gitState(folder), snapshot(computer.home)];
  const { code, out, err } = await keys(folder, computer, args, changes);
  expect(flat(err)).toMatch(sentence);
  expect([code, out]).toEqual([2, ""]);
  expect([snapshot(folder), gitState(folder), snapshot(computer.home)]).toEqual(before);
}

describe.skipIf(!sshKeygen)("ilp keys setup", () => {
  it("makes a key, asks for it, records just that, and knows who works here; other work stays as it is", async () => {
    const work = unrelatedWork(folder);
    const before = work();
    git(folder, "config", "--unset", "user.email");
    const { code, out, err } = await keys(folder, computer, setup);
    expect([code, err]).toEqual([0, ""]);
    expect(work()).toBe(before);
    expect(recorded(folder)).toEqual([`Coach One <coach.one@example.org>`, `A\t${request}`]);
    expect(git(folder, "config", "--local", "user.name").trim()).toBe("Coach One");
    expect(git(folder, "config", "--local", "user.email").trim()).toBe("coach.one@example.org");
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    expect(statSync(join(computer.home, ".ssh")).mode & 0o777).toBe(0o700);
    const [type, key, ...comment] = readFileSync(`${keyFile()}.pub`, "utf8").trim().split(" ");
    expect(comment).toEqual(["coach.one@example.org", "ilp"]);
    expect(parse(textOf(folder, request))).toEqual({
      schema: "key-request@1",
      person: "coach-one",
      key: `${type} ${key}`,
      consent: today,
    });
    const [, fingerprint = "?"] = execFileSync(sshKeygen, ["-l", "-f", keyFile()], { encoding: "utf8" }).split(" ");
    expect(out).toContain(fingerprint);
    for (const step of ["ilp send", "ilp keys accept coach-one", "ilp sign"]) expect(out).toContain(step);
    expect(existsSync(join(folder, ".git", "ilp.lock"))).toBe(false);
  });

  it("off a terminal every missing flag is named at once, and nothing is done", async () => {
    git(folder, "config", "user.email", "someone.else@example.org");
    await refused(["setup"], /more answers: --email ADDRESS, --consent, --no-passphrase\./);
    become(folder, "Coach One");
    await refused(["setup"], /more answers: --consent, --no-passphrase\./);
    await refused(["setup", "--no-passphrase"], /one more answer: --consent\./);
  });

  it("asks on a terminal for the email Git knows, then for consent with the program's own sentence", async () => {
    const { code, out } = await keys(folder, computer, ["setup", "--no-passphrase"], answering(undefined, true));
    expect(code).toBe(0);
    expect(asked).toEqual(["Your school email:", "Do you agree?"]);
    expect(out).toContain('"I agree to sign this program\'s forms electronically."');
    expect(out).toContain("Electronic signatures");
  });

  it("whoever does not agree is let go kindly, with nothing written", async () => {
    const before = [snapshot(folder), gitState(folder), textOf(folder, ".git/config")];
    const { code, out, err } = await keys(folder, computer, ["setup"], answering(emailOf("Coach Two"), false));
    expect([code, err]).toEqual([2, ""]);
    expect(flat(out)).toContain("That is all right. Nothing was written, and no key was made.");
    expect([snapshot(folder), gitState(folder), textOf(folder, ".git/config")]).toEqual(before);
    expect(existsSync(join(computer.home, ".ssh"))).toBe(false);
  });

  it("an email that is nobody's, or several people's, is not enough", async () => {
    const ask = /Nobody in people\.yaml has the email new\.face@example\.org\. Ask your coordinator .* ilp people add/;
    await refused(["setup", "--email", "new.face@example.org", "--consent", "--no-passphrase"], ask);
    await refused(["setup"], ask, answering("new.face@example.org"));
    await refused(["setup", "--email", "coach"], /"coach" is not an address/);
    const people = textOf(folder, "people.yaml").replace(emailOf("Coach Two"), "Coach.One@example.org");
    write(folder, { "people.yaml": people });
    await refused(setup, /Coach One \(coach-one\) and Coach Two \(coach-two\) have the same email/);
  });

  it("a second run changes nothing; a second program takes the same key", async () => {
    await setUp(folder, computer, "Coach One");
    const before = [snapshot(folder), gitState(folder), snapshot(computer.home)];
    const again = await keys(folder, computer, setup);
    expect(again.code).toBe(0);
    expect(flat(again.out)).toMatch(
      /Your request is recorded already\. The key \S+ilp_ed25519 was here already, so it is used/,
    );
    expect([snapshot(folder), gitState(folder), snapshot(computer.home)]).toEqual(before);
    const second = newProgram();
    const { code, out } = await keys(second, computer, ["setup", "--consent"]);
    expect([code, flat(out).includes("was here already, so it is used")]).toEqual([0, true]);
    expect(textOf(second, request)).toBe(textOf(folder, request));
    expect(snapshot(computer.home)).toEqual(before[2]);
  });

  it("a key that is accepted needs nothing more, in a fresh copy either", async () => {
    const fingerprint = await setUpAndAccept(folder, computer, "Coach One");
    const copy = plaindir();
    git(copy, "clone", "--quiet", folder, "copy");
    const { code, out } = await keys(join(copy, "copy"), computer, ["setup", "--email", emailOf("Coach One")]);
    expect(code).toBe(0);
    expect(flat(out)).toContain(
      `is accepted already, from ${today} on: there is nothing to set up. Its fingerprint: ${fingerprint}`,
    );
    expect(git(join(copy, "copy"), "config", "--local", "user.email").trim()).toBe("coach.one@example.org");
    expect(git(join(copy, "copy"), "rev-parse", "HEAD")).toBe(git(folder, "rev-parse", "HEAD"));
  });

  it("on a second computer consent is not asked for again, and the new key waits", async () => {
    await setUpAndAccept(folder, computer, "Coach One");
    const second = { home: plaindir() };
    become(folder, "Coach One");
    const { code } = await keys(folder, second, ["setup", "--no-passphrase"], answering(undefined));
    expect([code, asked]).toEqual([0, ["Your school email:"]]);
    expect(parse(textOf(folder, request)).consent).toBe(today);
    const third = { home: plaindir() };
    const { out } = await keys(folder, third, setup);
    expect(flat(out)).toContain("takes the place of an earlier request of yours");
    expect(textOf(folder, request)).toContain(
      readFileSync(join(third.home, ".ssh/ilp_ed25519.pub"), "utf8").split(" ")[1],
    );
  });

  it("takes a key named by --key, and says what is wrong with one it cannot take", async () => {
    const own = join(plaindir(), "mine");
    const key = makeKey(own, ["-t", "ecdsa", "-b", "256"]);
    for (const [name, text] of [
      ["garbage.pub", "hello"],
      ["dss.pub", "ssh-dss AAAA"],
    ] as const)
      write(folder, { [`../${name}`]: text });
    git(folder, "clean", "-fdq");
    await refused(["setup", "--consent", "--key", "none"], /There is no key file none\./);
    write(computer.home, { "garbage.pub": "hello", "dss.pub": "ssh-dss AAAA", alone: "x" });
    const named = (name: string) => ["setup", "--consent", "--key", join(computer.home, name)];
    await refused(named("garbage.pub"), /garbage\.pub is no key that ilp can use: it is no public key/);
    await refused(named("dss"), /keys of the type ssh-dss are not taken/);
    await refused(named("alone"), /its public half, .* is missing/);
    const { code, out } = await keys(folder, computer, ["setup", "--consent", "--key", `${own}.pub`]);
    expect([code, out.includes(key.fingerprint)]).toEqual([0, true]);
    expect(flat(out)).toContain(`name it when you sign, with --key ${own}`);
    expect(parse(textOf(folder, request)).key).toBe(key.line);
    expect(existsSync(join(computer.home, ".ssh"))).toBe(false);
  });

  it("refuses a key that is another person's, or that was ended", async () => {
    await setUpAndAccept(folder, computer, "Coach One");
    const other = ["setup", "--email", emailOf("Coach Two"), "--consent"];
    await refused(other, /is registered for Coach One \(coach-one\), and a key belongs to one person/);
    expect((await keys(folder, computer, ["compromised", "coach-one", "--yes"])).code).toBe(0);
    await refused(
      setup,
      /is marked as compromised since 2026-11-21, and a key is never used again.* mv \S+ilp_ed25519 \S+ilp_ed25519\.old/,
    );
  });

  it.each([
    ["a link for the request", "coach-one.yaml", /is a link to another place/],
    ["a link for its folder", "", /people\/requests is a link to another place/],
  ])("writes through no link: %s", async (_, name, sentence) => {
    const outside = plaindir({ "target.yaml": "x" });
    mkdirSync(join(folder, "people", ...(name ? ["requests"] : [])), { recursive: true });
    symlinkSync(name ? join(outside, "target.yaml") : outside, join(folder, "people/requests", name));
    await setUp(newProgram(), computer, "Coach One");
    await refused(setup, sentence);
    expect(snapshot(outside)).toEqual({ "target.yaml": "x" });
  });

  it("says in a sentence where nothing can be recorded", async () => {
    const plain = plaindir({
      "program.yaml": textOf(folder, "program.yaml"),
      "people.yaml": textOf(folder, "people.yaml"),
    });
    expect((await keys(plain, computer, setup)).err).toContain("is not in a Git repository");
    git(folder, "checkout", "--quiet", "--detach");
    await refused(setup, /This copy shows an earlier state/);
    expect((await keys(folder, { home: "" }, setup)).err).toMatch(/earlier state/);
    expect((await keys(newProgram(), { home: "" }, setup)).err).toContain("HOME is not set");
  });
});

describe("on a computer without ssh-keygen", () => {
  const bare = () => ({ ...computer, path: "/nowhere" });
  const signerHere = (key: string, askPassphrase?: () => Promise<string>) =>
    findSigner({
      home: computer.home,
      env: {},
      registered: [parsePublicKey(key) as PublicKey],
      interactive: false,
      askPassphrase,
    });

  it("makes a key of its own kind, which signs", async () => {
    expect((await keys(folder, bare(), setup)).code).toBe(0);
    const { key } = parse(textOf(folder, request));
    const signer = await signerHere(key);
    expect(signer?.file).toBe(`${keyFile()}.pem`);
    expect(await signer?.sign(Buffer.from("words"))).toMatch(/^U1NIU0lH/);
    expect(statSync(`${keyFile()}.pem`).mode & 0o777).toBe(0o600);
    expect(flat((await keys(folder, bare(), setup)).out)).toContain("was here already");
  });

  it("asks for the passphrase twice: four answers in all", async () => {
    const { code } = await keys(folder, bare(), ["setup"], answering(undefined, true, "long secret", "long secret"));
    expect([code, asked.length]).toEqual([0, 4]);
    expect(readFileSync(`${keyFile()}.pem`, "utf8")).toContain("BEGIN ENCRYPTED PRIVATE KEY");
    const signer = await signerHere(parse(textOf(folder, request)).key, async () => "long secret");
    expect(await signer?.sign(Buffer.from("words"))).toMatch(/^U1NIU0lH/);
  });

  it("two passphrases that differ make no key", async () => {
    const ran = await keys(folder, bare(), ["setup"], answering(undefined, true, "one", "two"));
    expect([ran.code, ran.err.includes("The two passphrases are not the same.")]).toEqual([2, true]);
    expect([existsSync(`${keyFile()}.pem`), existsSync(join(folder, request))]).toEqual([false, false]);
  });
});
