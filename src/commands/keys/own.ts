import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../../core/problems/user-error.ts";
import type { Io } from "../../io.ts";
import { agentKeys } from "../../signatures/agent.ts";
import { findSshKeygen } from "../../signatures/find-program.ts";
import { writeNativeKey } from "../../signatures/native-key.ts";
import { isFile, publicHalf, readIfThere } from "../../signatures/public-half.ts";
import { type PublicKey, parsePublicKey } from "../../signatures/public-key.ts";
import { generateKey } from "../../signatures/ssh-keygen.ts";
import { newPassphrase } from "./questions.ts";

/** A key on this computer, and the file of its private half. */
export interface OwnKey {
  key: PublicKey;
  file: string;
}

const ownNames = ["ilp_ed25519", "ilp_ed25519.pem"];

/** The person's own folder for keys. Throws UserError when the environment names none. */
function sshFolder({ env }: Io): string {
  const home = env.HOME || env.USERPROFILE;
  if (home) return join(home, ".ssh");
  throw new UserError(
    "Your own folder on this computer is not known (HOME is not set).",
    "Name the file of a key: ilp keys setup --key FILE",
  );
}

/** The key in the file named, else the one that ilp made here before; null when there is none. Throws UserError. */
export function keyHere(io: Io, named?: string): OwnKey | null {
  if (named !== undefined) return keyIn(resolve(io.cwd, named).replace(/\.pub$/, ""), named);
  const folder = sshFolder(io);
  const file = ownNames.map((name) => join(folder, name)).find(isFile);
  return file === undefined ? null : keyIn(file, file);
}

function keyIn(file: string, named: string): OwnKey {
  if (!isFile(file) && !isFile(`${file}.pub`))
    throw new UserError(`There is no key file ${named}.`, "Give the file of your key, or leave --key out.");
  const key = publicHalf(file);
  if (key) return { key, file };
  const text = readIfThere(`${file}.pub`);
  const read =
    text === null ? { problem: "its public half, the file that ends in .pub, is missing" } : parsePublicKey(text);
  throw new UserError(
    `${named} is no key that ilp can use: ${"problem" in read ? read.problem : "it cannot be read"}.`,
    text === null
      ? `Write the public half beside it:\n  ssh-keygen -y -f ${file} > ${file}.pub`
      : "Give the file of another key: ilp keys setup --key FILE",
  );
}

/** Makes a key for a person on this computer, with a passphrase unless told otherwise. Throws UserError. */
export async function makeKey(io: Io, email: string, passphrase: boolean): Promise<OwnKey> {
  const folder = sshFolder(io);
  const comment = `${email} ilp`;
  const program = findSshKeygen(io.env);
  const file = join(folder, program ? "ilp_ed25519" : "ilp_ed25519.pem");
  if (passphrase) io.out(passphraseText(program !== null));
  if (program) await generateKey({ program, file, comment, env: io.env, ...(passphrase ? {} : { passphrase: "" }) });
  else writeNativeKey({ file, comment, passphrase: passphrase ? await newPassphrase() : "" });
  return keyIn(file, file);
}

const passphraseText = (bySshKeygen: boolean) =>
  `\nNow choose a passphrase for your key; you will type it each time you sign. Nobody can restore it.\n${bySshKeygen ? "Nothing shows while you type.\n" : ""}`;

/** Where keys on this computer are, by fingerprint: a file, or "the agent". */
export async function keysOnComputer(io: Io): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  const program = findSshKeygen(io.env);
  for (const { fingerprint } of program ? await agentKeys(program, io.env) : []) places.set(fingerprint, "the agent");
  const home = io.env.HOME || io.env.USERPROFILE;
  const folder = home ? join(home, ".ssh") : null;
  for (const name of folder ? namesIn(folder) : []) {
    const file = join(folder ?? "", name);
    // A private half alone tells in clear whose it is; a public half alone is not a key one can sign with.
    if (!isFile(file) || !(isFile(`${file}.pub`) || /^(ilp|id)_/.test(name))) continue;
    const key = publicHalf(file);
    if (key) places.set(key.fingerprint, file);
  }
  return places;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.endsWith(".pub"));
  } catch {
    return [];
  }
}
