/** Real ssh-keygen beside ours, in a temporary folder. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { findSshKeygen } from "../../src/signatures/find-program.ts";
import { type PublicKey, parsePublicKey } from "../../src/signatures/public-key.ts";
import { signWithSshKeygen } from "../../src/signatures/ssh-keygen.ts";
import { verifySshsig } from "../../src/signatures/sshsig.ts";
import { wireString } from "../../src/signatures/wire.ts";

/** Empty where it is not installed: then those tests are skipped. */
export const program = findSshKeygen(process.env) ?? "";
if (!program) console.log("skipped: ssh-keygen is not here");

/** The environment of a person with neither agent nor desktop. */
export const bare = { PATH: process.env.PATH };

export const keyTypes: Record<string, string[]> = {
  ed25519: ["-t", "ed25519"],
  "ecdsa-256": ["-t", "ecdsa", "-b", "256"],
  "ecdsa-384": ["-t", "ecdsa", "-b", "384"],
  "ecdsa-521": ["-t", "ecdsa", "-b", "521"],
  "rsa-3072": ["-t", "rsa", "-b", "3072"],
};

/** Makes a key with ssh-keygen; its public half, read by ours. */
export function makeKey(file: string, args: string[] = ["-t", "ed25519"], passphrase = ""): PublicKey {
  execFileSync(program, ["-q", ...args, "-N", passphrase, "-C", "robin@example.org", "-f", file]);
  return publicHalfOf(file);
}

export const publicHalfOf = (file: string) => parsePublicKey(readFileSync(`${file}.pub`, "utf8")) as PublicKey;

const armoured = (sshsig: string) =>
  `-----BEGIN SSH SIGNATURE-----\n${sshsig.replace(/.{1,70}/g, "$&\n")}-----END SSH SIGNATURE-----\n`;

/** Whether ssh-keygen takes a signature as this key's. */
export function sshKeygenTakes(folder: string, key: PublicKey, sshsig: string, message: Uint8Array, namespace: string) {
  writeFileSync(join(folder, "allowed"), `robin@example.org ${key.line}\n`);
  writeFileSync(join(folder, "sig"), armoured(sshsig));
  const args = ["-Y", "verify", "-f", join(folder, "allowed"), "-I", "robin@example.org", "-n", namespace];
  return spawnSync(program, [...args, "-s", join(folder, "sig")], { input: message }).status === 0;
}

/** A key of this type: ours and ssh-keygen say the same of every signature, either way. */
export async function agreesWithSshKeygen(folder: string, type: string) {
  const file = join(folder, type);
  const key = makeKey(file, keyTypes[type]);
  expect(execFileSync(program, ["-l", "-f", `${file}.pub`], { encoding: "utf8" })).toContain(` ${key.fingerprint} `);
  for (const message of [Buffer.from('{"a":"é"}'), Buffer.alloc(0), Buffer.from("line\r\n\0\xff", "latin1")])
    for (const namespace of ["ilp-signature", "git"]) {
      const args = ["-q", "-Y", "sign", "-n", namespace, "-f", file];
      const theirs = execFileSync(program, args, { input: message, encoding: "utf8" }).replace(
        /-----[^-]+-----|\s/g,
        "",
      );
      expect(verifySshsig(theirs, message, namespace)).toEqual({ good: true, key });
      expect(verifySshsig(theirs, message, "other").good).toBe(false);
      const ours = await signWithSshKeygen({
        program,
        keyFile: file,
        message,
        namespace,
        interactive: false,
        env: bare,
      });
      expect(verifySshsig(ours, message, namespace)).toEqual({ good: true, key });
      expect(sshKeygenTakes(folder, key, ours, message, namespace)).toBe(true);
      expect(sshKeygenTakes(folder, key, ours, Buffer.from("other"), namespace)).toBe(false);
    }
}

/** The file ssh-keygen would write, without passphrase, for the Ed25519 key of a seed (OpenSSH's PROTOCOL.key). */
export function writeSeedKey(file: string, seed: Uint8Array, publicKey: string) {
  const { blob } = parsePublicKey(publicKey) as PublicKey;
  const point = blob.subarray(-32);
  const parts = [
    wireString("ssh-ed25519"),
    wireString(point),
    wireString(Buffer.concat([seed, point])),
    wireString(""),
  ];
  const secret = Buffer.concat([Buffer.alloc(8), ...parts]);
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, (8 - (secret.length % 8)) % 8));
  const whole = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    ...["none", "none", ""].map(wireString),
    Buffer.from([0, 0, 0, 1]),
    wireString(blob),
    wireString(Buffer.concat([secret, padding])),
  ]);
  const text = whole.toString("base64").replace(/.{1,70}/g, "$&\n");
  writeFileSync(file, `-----BEGIN OPENSSH PRIVATE KEY-----\n${text}-----END OPENSSH PRIVATE KEY-----\n`);
  chmodSync(file, 0o600);
}
