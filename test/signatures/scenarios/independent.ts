/** Signing and checking with nothing of ours: ssh-keygen, and JSON with sorted keys. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parse } from "yaml";
import { git, ilpWith, plaindir, write } from "../../cli.ts";
import { keyTypes, program as sshKeygen } from "../ssh.ts";
import { keyOf, peopleText } from "./people.ts";
import { become, inquiry, newProgram, people } from "./program.ts";
import { look, worth } from "./records.ts";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** RFC 8785 for what these tests hold: keys in order, no spaces. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}
const textOf = (value: Json) => JSON.stringify(sorted(value));
const hash = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

const files: Record<string, string> = { ed25519: "id_ed25519", "rsa-3072": "id_rsa" };

/** A program in which coach one has a key of this type, made by ssh-keygen without a passphrase. */
function programWithKey(type: string) {
  const home = plaindir();
  mkdirSync(join(home, ".ssh"));
  const key = join(home, ".ssh", files[type] ?? "id_ecdsa");
  execFileSync(sshKeygen, ["-q", ...(keyTypes[type] ?? []), "-N", "", "-C", "coach", "-f", key]);
  const line = readFileSync(`${key}.pub`, "utf8").split(" ").slice(0, 2).join(" ");
  const folder = newProgram({
    [people]: peopleText({ "coach-one": (text) => text.replace(keyOf("coach-one").publicKey, line) }),
  });
  become(folder, "coach-one");
  return { folder, home, key };
}

/** A record that `ilp sign` made holds for whoever has only ssh-keygen, people.yaml, and the specification. */
export async function expectOthersVerifyOurs(type: string) {
  const { folder, home } = programWithKey(type);
  const env = { HOME: home, PATH: process.env.PATH };
  const ran = await ilpWith({ env }, folder, "sign", "candidate-one", "inquiry-ilp#initial-goal", "--yes");
  expect([ran.code, ran.err]).toEqual([0, ""]);
  const path = git(folder, "show", "--name-only", "--format=", "HEAD").trim();
  const { sshsig, ...statement } = parse(git(folder, "show", `HEAD:${path}`));
  const document = parse(git(folder, "show", `HEAD:${inquiry}`));
  const { program, candidate, section, schema } = statement;
  const envelope = { program, candidate, document: statement.document, section, schema, canon: "ilp-canon-1" };
  expect(statement.digest).toBe(hash(textOf({ ...envelope, data: document[section] })));
  const id = hash(textOf(statement));
  expect(path.endsWith(`-coach-${id.slice(7, 19)}.yaml`)).toBe(true);
  const { keys, emails } = parse(git(folder, "show", `HEAD:${people}`)).people.find(
    (each: { id: string }) => each.id === statement.signer,
  );
  write(home, {
    allowed: `${emails[0]} namespaces="ilp-signature" ${keys[0].key}\n`,
    sig: `-----BEGIN SSH SIGNATURE-----\n${sshsig.match(/.{1,70}/g).join("\n")}\n-----END SSH SIGNATURE-----\n`,
  });
  const args = ["-Y", "verify", "-f", "allowed", "-I", emails[0], "-n", "ilp-signature", "-s", "sig"];
  const verdict = (text: string) => spawnSync(sshKeygen, args, { cwd: home, input: text }).status;
  expect(verdict(textOf(statement))).toBe(0);
  expect(verdict(textOf({ ...statement, role: "director" }))).not.toBe(0);
}

/** A record that was put together and signed without us holds for `ilp verify`. */
export async function expectWeVerifyOthers(type: string) {
  const { folder, key } = programWithKey(type);
  const document = parse(readFileSync(join(folder, inquiry), "utf8"));
  const place = {
    program: "test-program",
    candidate: "candidate-one",
    document: "year-1/inquiry-ilp",
    section: "initial-goal",
    schema: "inquiry-ilp@1",
  };
  const statement = {
    ilp: "statement/1",
    act: "sign",
    ...place,
    digest: hash(textOf({ ...place, canon: "ilp-canon-1", data: document["initial-goal"] })),
    role: "coach",
    signer: "coach-one",
    intent: "Cells 1 to 4 are proficiently complete.",
    at: "2026-11-20T18:22:05Z",
    nonce: "00112233445566778899aabbccddeeff",
  };
  const signing = ["-q", "-Y", "sign", "-n", "ilp-signature", "-f", key];
  const armour = execFileSync(sshKeygen, signing, { input: textOf(statement), encoding: "utf8" });
  const sshsig = armour.replace(/-----[^-]+-----|\s/g, "");
  const name = `20261120T182205Z-coach-${hash(textOf(statement)).slice(7, 19)}.yaml`;
  const lines = Object.entries({ ...statement, sshsig }).map(([field, value]) => `${field}: "${value}"\n`);
  mkdirSync(join(folder, "candidates/candidate-one/signatures"));
  writeFileSync(join(folder, "candidates/candidate-one/signatures", name), lines.join(""));
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "By hand");
  expect(worth(await look(folder))).toBe("valid/key*");
}
