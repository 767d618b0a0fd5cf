import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keysInUse, type Person } from "../../src/core/program/registry.ts";
import { readMapping } from "../../src/data/read.ts";
import { openRepository } from "../../src/git/open.ts";
import { makeRecord, stated } from "../../src/signatures/make.ts";
import { type PublicKey, parsePublicKey } from "../../src/signatures/public-key.ts";
import { findSigner } from "../../src/signatures/signer.ts";
import { git, gitState, plaindir, snapshot, today, write } from "../cli.ts";
import {
  become,
  emailOf,
  flat,
  keys,
  newProgram,
  personOf,
  recorded,
  setUp,
  setUpAndAccept,
  textOf,
  unrelatedWork,
} from "./keys-parts.ts";

let accepted: string;
let folder: string;
let computer: { home: string; path: string };
let fingerprint: string;
beforeAll(async () => {
  accepted = newProgram();
  // Without ssh-keygen, so that these run everywhere.
  computer = { home: plaindir(), path: "/nowhere" };
  fingerprint = await setUpAndAccept(accepted, computer, "Coach One");
});
beforeEach(() => {
  folder = newProgram("Coach One", accepted);
});

const onlyKey = () => personOf(folder, "coach-one").keys?.[0];
async function refused(args: string[], sentence: RegExp) {
  const before = [snapshot(folder), gitState(folder)];
  const { code, out, err } = await keys(folder, computer, args);
  expect(flat(err)).toMatch(sentence);
  expect([code, out]).toEqual([2, ""]);
  expect([snapshot(folder), gitState(folder)]).toEqual(before);
}

/** Signs something with the coach's key at a moment; what is signed does not matter here. */
async function signAt(at: string, candidate = "candidate-one") {
  const registered = [parsePublicKey(onlyKey()?.key ?? "") as PublicKey];
  const signer = await findSigner({ home: computer.home, env: {}, registered, interactive: false });
  const repository = await openRepository(folder);
  if (!signer || !repository) throw new Error("nobody can sign here");
  const saying = {
    act: "sign" as const,
    program: "p",
    candidate,
    document: "year-1/pd-log",
    section: ".",
    schema: "pd-log@1",
    digest: `sha256:${"0".repeat(64)}`,
    role: "coach" as const,
    signer: "coach-one",
    intent: "As it stands.",
  };
  write(folder, { [`candidates/${candidate}/profile.yaml`]: "schema: profile@1\n" });
  return makeRecord(repository, stated(saying, new Date(at)), signer, {
    name: "Coach One",
    email: emailOf("Coach One"),
  });
}

it("a key counts on the day it was accepted, and not before", () => {
  const person = personOf(folder, "coach-one");
  expect(keysInUse(person, today)).toHaveLength(1);
  expect(keysInUse(person, "2026-11-20")).toEqual([]);
});

describe("ilp keys retire", () => {
  it("ends one's own key from tomorrow on: what was signed today stays valid; other work stays as it is", async () => {
    const work = unrelatedWork(folder);
    const [state, before] = [work(), textOf(folder, "people.yaml")];
    const { code, out, err } = await keys(folder, computer, ["retire", "--yes"]);
    expect([code, err]).toEqual([0, ""]);
    expect(onlyKey()?.revoked).toEqual({ reason: "retired", since: "2026-11-22" });
    const added = '        revoked: { reason: "retired", since: "2026-11-22" }\n';
    expect(textOf(folder, "people.yaml").replace(added, "")).toBe(before);
    expect(recorded(folder)).toEqual(["Coach One <coach.one@example.org>", "M\tpeople.yaml"]);
    expect(work()).toBe(state);
    expect(flat(out)).toContain("What was signed with this key before 2026-11-22 stays valid");
    expect(flat(out)).toContain("from 2026-11-22 on it no longer counts");
    const person = personOf(folder, "coach-one") as Person;
    expect([keysInUse(person, today).length, keysInUse(person, "2026-11-22").length]).toEqual([1, 0]);
    expect(flat((await keys(folder, computer, ["show", "coach-one"])).out)).toContain(
      `in use from ${today}, retired from 2026-11-22 on; on this computer: ${join(computer.home, ".ssh/ilp_ed25519.pem")}`,
    );
    await refused(["retire", "--yes"], /Coach One has no key that could be marked as retired/);
    await refused(["retire", "--key", fingerprint, "--yes"], /This key is retired already, since 2026-11-22/);
  });

  it("says which records it was used for after that day", async () => {
    await signAt("2027-02-01T18:00:00Z");
    const { out } = await keys(folder, computer, ["retire", "--since", "2027-01-01", "--yes"]);
    expect(flat(out)).toContain("It was used on or after that day: one record of one candidate will no longer count.");
  });

  it("refuses a day that cannot be, others' keys, and a yes that is not given", async () => {
    await refused(["retire"], /This needs one more answer: --yes\./);
    await refused(["retire", "--since", "2027-02-30", "--yes"], /there is no day 2027-02-30/);
    await refused(["retire", "--since", today, "--yes"], /the key counts from 2026-11-21 on; with 2026-11-21 nothing/);
    await refused(["retire", "--key", "SHA256:x", "--yes"], /has no key with the fingerprint SHA256:x/);
    await refused(["retire", "coach-two", "--yes"], /Coach One \(coach-one\) cannot end the keys of others/);
    become(folder, "Coach Two");
    await refused(["retire", "--yes"], /Coach Two has no key that could be marked as retired/);
    become(folder, "Coordinator One");
    expect((await keys(folder, computer, ["retire", "coach-one", "--yes"])).code).toBe(0);
  });

  it("of several keys one has to be named", async () => {
    const second = { home: plaindir(), path: "/nowhere" };
    const other = await setUpAndAccept(folder, second, "Coach One");
    become(folder, "Coach One");
    await refused(["retire", "--yes"], /Coach One has 2 keys\. Which one\? Say it with --key: SHA256:/);
    expect((await keys(folder, second, ["retire", "--key", other, "--yes"])).code).toBe(0);
    expect(personOf(folder, "coach-one").keys?.map(({ revoked }) => revoked?.reason)).toEqual([undefined, "retired"]);
  });
});

describe("ilp keys compromised", () => {
  it("says what it does and how many records it concerns, in each candidate, and marks the key from today on", async () => {
    await signAt("2026-11-21T19:00:00Z");
    await signAt("2026-11-21T19:00:01Z");
    await signAt("2026-11-21T19:00:02Z", "candidate-two");
    const { code, out } = await keys(folder, computer, ["compromised", "--yes"]);
    expect(code).toBe(0);
    expect(flat(out)).toContain(
      "Every signature made with this key stops counting, unless a review made before 2026-11-21 relied on it. What stops counting has to be signed again, with a new key. This concerns 3 records of 2 candidates.",
    );
    expect(onlyKey()?.revoked).toEqual({ reason: "compromised", since: today });
    expect(keysInUse(personOf(folder, "coach-one"), today)).toEqual([]);
  });

  it("a retired key may turn out to be compromised; nothing leads back", async () => {
    await keys(folder, computer, ["retire", "--yes"]);
    expect((await keys(folder, computer, ["compromised", "--since", "2026-11-20", "--yes"])).code).toBe(0);
    expect(onlyKey()?.revoked).toEqual({ reason: "compromised", since: "2026-11-20" });
    await refused(["retire", "--key", fingerprint, "--yes"], /This key is compromised already, since 2026-11-20/);
    await refused(["compromised", "--yes"], /Coach One has no key that could be marked as compromised/);
  });

  it("not from a day to come", async () => {
    await refused(["compromised", "--since", "2026-12-01", "--yes"], /2026-12-01 is still to come/);
  });

  it("where the file is laid out by hand, says what to write", async () => {
    const text = textOf(folder, "people.yaml");
    const byHand = text.replace(
      /^( +)from: "2026-11-21"$/m,
      "$&\n$1revoked:\n$1  reason: retired\n$1  since: 2026-11-22",
    );
    write(folder, { "people.yaml": byHand });
    const { code, err } = await keys(folder, computer, ["compromised", "--yes"]);
    expect(flat(err)).toMatch(/cannot change safely\. Write this .*revoked: \{ reason: "compromised"/);
    expect([code, textOf(folder, "people.yaml")]).toEqual([2, byHand]);
  });
});

describe("ilp keys show", () => {
  it("says who has which key and who has none, and the same as JSON", async () => {
    const waiting = await setUp(folder, { home: plaindir(), path: "/nowhere" }, "Coach Two");
    const { code, out } = await keys(folder, computer, ["show"]);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        "Coach One (coach-one)",
        `  ${fingerprint}  Ed25519`,
        `    in use from ${today}; on this computer: ${join(computer.home, ".ssh/ilp_ed25519.pem")}`,
        "Coach Two (coach-two)",
        `  ${waiting}  Ed25519`,
        "    waiting to be accepted",
        "Without a key: Coordinator One (coordinator-one)",
        "",
      ].join("\n"),
    );
    const { people } = JSON.parse((await keys(folder, computer, ["show", "coach-one", "--json"])).out);
    expect(people).toEqual([
      {
        id: "coach-one",
        name: "Coach One",
        consent: today,
        keys: [
          {
            fingerprint,
            kind: "Ed25519",
            state: "in-use",
            from: today,
            to: null,
            since: null,
            here: join(computer.home, ".ssh/ilp_ed25519.pem"),
          },
        ],
        problems: [],
      },
    ]);
    await refused(["show", "coach-ten"], /Nobody in people\.yaml has the id or name "coach-ten"/);
  });

  it.each([
    ['from: "2027-01-01"', "counts from 2027-01-01 on", "not-yet"],
    ['from: "2026-01-01"\n        to: "2026-11-20"', "counted from 2026-01-01 until 2026-11-20", "ended"],
    [`from: "2026-01-01"\n        to: "${today}"`, `in use from 2026-01-01 until ${today}`, "in-use"],
    [
      'from: "2026-01-01"\n        revoked: { reason: retired, since: 2026-11-01 }',
      "retired since 2026-11-01; it counted from 2026-01-01",
      "retired",
    ],
    [
      'from: "2026-01-01"\n        revoked: { reason: compromised, since: 2026-11-01 }',
      "compromised since 2026-11-01; its signatures do not count",
      "compromised",
    ],
  ])("a key with %s", async (dates, words, state) => {
    write(folder, { "people.yaml": textOf(folder, "people.yaml").replace(`from: "${today}"`, dates) });
    expect((await keys(folder, computer, ["show", "coach-one"])).out).toContain(`    ${words}`);
    const { people } = JSON.parse((await keys(folder, computer, ["show", "coach-one", "--json"])).out);
    expect(people[0].keys[0].state).toBe(state);
  });

  it("works outside Git, and names a key that cannot be one", async () => {
    const people = textOf(folder, "people.yaml").replace(/ssh-ed25519 AAAAC3/, "ssh-ed25519 AAAAC4");
    const plain = plaindir({ "program.yaml": textOf(folder, "program.yaml"), "people.yaml": people });
    expect("value" in (await readMapping(plain, "people.yaml"))).toBe(true);
    const { code, out } = await keys(plain, computer, ["show", "coach-one"]);
    expect([code, /The key SHA256:\S+ in people\.yaml cannot be used: /.test(flat(out))]).toEqual([0, true]);
  });
});

it("two people on one copy ask and are accepted at once, and nothing is lost", async () => {
  const names = ["Coach Two", "Coordinator One"];
  const homes = names.map(() => ({ home: plaindir(), path: "/nowhere" }));
  const prints = await Promise.all(names.map((name, index) => setUp(folder, homes[index] ?? computer, name)));
  become(folder, "Coordinator One");
  const ids = ["coach-two", "coordinator-one"];
  const ran = await Promise.all(
    ids.map((id, index) => keys(folder, computer, ["accept", id, "--fingerprint", prints[index] ?? "", "--yes"])),
  );
  expect(ran.map(({ code, err }) => [code, err])).toEqual(ids.map(() => [0, ""]));
  expect(ids.map((id) => personOf(folder, id).keys?.length)).toEqual([1, 1]);
  expect(git(folder, "status", "--porcelain")).toBe("");
});
