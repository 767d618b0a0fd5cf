import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { gitState, plaindir, snapshot, write } from "../cli.ts";
import { flat, keys, newProgram, setUp, textOf } from "./keys-parts.ts";

const request = "people/requests/coach-one.yaml";
let asking: string;
let good: string;
let fingerprint: string;
let computer: { home: string; path: string };
beforeAll(async () => {
  asking = newProgram();
  computer = { home: plaindir(), path: "/nowhere" };
  fingerprint = await setUp(asking, computer, "Coach One");
  good = textOf(asking, request);
});

/** Accepting must be refused: exit 2, the sentence, and nothing changed anywhere. */
async function refused(folder: string, sentence: RegExp) {
  const before = [snapshot(folder), gitState(folder)];
  const args = ["accept", "coach-one", "--fingerprint", fingerprint, "--yes"];
  const { code, out, err } = await keys(folder, computer, args);
  expect(flat(err)).toMatch(sentence);
  expect([code, out]).toEqual([2, ""]);
  expect([snapshot(folder), gitState(folder)]).toEqual(before);
}

describe("a request may come from anyone", () => {
  let folder: string;
  // Nothing is written, so that one copy will do.
  beforeAll(() => {
    folder = newProgram("Coordinator One", asking);
  });

  const line = (text: string, name: string, value: string) =>
    text.replace(new RegExp(`^${name}: .*$`, "m"), `${name}: ${value}`);
  it.each<[string, (text: string) => string, RegExp]>([
    ["nothing", () => "", /cannot be used: Nothing is written/],
    ["no YAML", () => "a: [", /cannot be used: /],
    ["a list", () => "- 1\n", /cannot be used: /],
    ["an alias", (text) => `${text}x: &a 1\ny: *a\n`, /cannot be used: Anchors/],
    ["a key twice", (text) => `${text}person: coach-two\n`, /cannot be used: .*twice/],
    ["too many letters", (text) => `${text}# ${"x".repeat(1024 * 1024)}\n`, /cannot be used: .*1 MB/],
    ["deep brackets", (text) => `${text}x: ${"[".repeat(2000)}\n`, /cannot be used: /],
    ["another kind", (text) => line(text, "schema", "people@1"), /does not begin with schema: key-request@1/],
    ["another person", (text) => line(text, "person", "coach-two"), /is not about coach-one/],
    ["more than a request has", (text) => `${text}roles: [coordinator]\n`, /a request has no line "roles"/],
    ["an unseen mark in a name", (text) => `${text}"\u202eroles": x\n`, /a request has no line "roles"/],
    [
      "an unseen mark in the key",
      (text) => text.replace("ssh-ed25519 ", "ssh-ed25519 \u202e"),
      /it holds no public key/,
    ],
    ["text behind the key", (text) => text.replace(/^(key: ".*)"$/m, '$1 ilp"'), /it holds no public key/],
    ["a key over two lines", (text) => text.replace("ssh-ed25519 ", "ssh-ed25519\\n"), /it holds no public key/],
    ["a key that is a list", (text) => line(text, "key", "[a, b]"), /it holds no public key/],
    ["a private key", (text) => line(text, "key", '"-----BEGIN OPENSSH PRIVATE KEY-----"'), /it holds no public key/],
    ["a broken key", (text) => text.replace(/AAAAC3/, "AAAAC4"), /The key in \S+ cannot be used: /],
    [
      "a key that anyone could sign with",
      (text) =>
        line(
          text,
          "key",
          `ssh-ed25519 ${Buffer.from(`0000000b${Buffer.from("ssh-ed25519").toString("hex")}00000020${"00".repeat(32)}`, "hex").toString("base64")}`,
        ),
      /with its numbers anyone could sign/,
    ],
    [
      "a kind of key we do not take",
      (text) => line(text, "key", "ssh-dss AAAA"),
      /keys of the type ssh-dss are not taken/,
    ],
    ["no consent", (text) => line(text, "consent", "null"), /does not say on which day/],
    ["a day that is none", (text) => line(text, "consent", "2026-02-30"), /does not say on which day/],
    ["a day to come", (text) => line(text, "consent", "2027-02-01"), /which is still to come/],
    ["bytes that are no text", (text) => `${text}# \0\n`, /cannot be used: /],
  ])("a request with %s is refused", async (_, change, sentence) => {
    write(folder, { [request]: change(good) });
    await refused(folder, sentence);
    expect(flat((await keys(folder, computer, ["show"])).out)).toMatch(
      /coach-one\.yaml cannot be used|waiting to be accepted/,
    );
  });

  it("a request that is a link or a folder, or lies behind a link, is refused", async () => {
    const elsewhere = plaindir({ "coach-one.yaml": good });
    const replace = (path: string, target: string | null) => {
      execFileSync("rm", ["-rf", join(folder, path)]);
      if (target) symlinkSync(target, join(folder, path));
      else mkdirSync(join(folder, path));
    };
    replace(request, join(elsewhere, "coach-one.yaml"));
    await refused(folder, /cannot be used: .*link/);
    replace(request, null);
    await refused(folder, /cannot be used: .*folder/);
    replace("people/requests", elsewhere);
    await refused(folder, /people\/requests is a link to another place/);
    replace("people/requests", null);
    replace("people", null);
    await refused(folder, /No key of Coach One waits/);
    expect(Object.keys(snapshot(elsewhere))).toEqual(["coach-one.yaml"]);
  });
});

it("names in the folder of requests cannot fool a terminal", async () => {
  const folder = newProgram();
  write(folder, { "people/requests/\u202eevil\u001b[2J.yaml": "x", "people/requests/stranger.yaml": "x" });
  const { code, out } = await keys(folder, computer, ["show"]);
  expect([code, out.includes('A request for "stranger" lies in people/requests')]).toEqual([0, true]);
});
