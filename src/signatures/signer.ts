import type { KeyObject } from "node:crypto";
import { join } from "node:path";
import { UserError } from "../core/problems/user-error.ts";
import { agentKeys, withPublicFile } from "./agent.ts";
import { findSshKeygen } from "./find-program.ts";
import { nativeKind, readNativeKey } from "./native-key.ts";
import { isFile, publicHalf, readIfThere } from "./public-half.ts";
import type { PublicKey } from "./public-key.ts";
import { signWithSshKeygen } from "./ssh-keygen.ts";
import { signNatively, verifySshsig } from "./sshsig.ts";

/** A key whose private half is on this computer. */
export interface Signer {
  key: PublicKey;
  /** The file of the key; null when only the agent has it. */
  file: string | null;
  /** An SSHSIG in ilp's namespace, one base64 line, checked before it is given back. Throws UserError. */
  sign(message: Uint8Array): Promise<string>;
}

export interface SignerSearch {
  /** The person's own folder; null when the environment names none. */
  home: string | null;
  env: Record<string, string | undefined>;
  /** The keys that may sign: those of this person in people.yaml. */
  registered: PublicKey[];
  /** A key file given by the person (--key), as a whole path, private or .pub. */
  named?: string | undefined;
  /** Whether ssh-keygen may ask for a passphrase on the terminal. */
  interactive: boolean;
  /** Asks for the passphrase of a key that ilp reads itself; left out where nobody can be asked. */
  askPassphrase?: ((message: string) => Promise<string>) | undefined;
}

/** Where keys usually are below .ssh: ilp's own first. */
const usualFiles = [
  "ilp_ed25519",
  "ilp_ed25519.pem",
  "id_ed25519",
  "id_ecdsa",
  "id_rsa",
  "id_ed25519_sk",
  "id_ecdsa_sk",
];

/**
 * Finds the private half of one of these keys: in the named file, else in the usual files, else in the agent. Null
 * when there is none. Throws UserError when the named one will not do, or one is there and ssh-keygen is not.
 */
export async function findSigner(search: SignerSearch): Promise<Signer | null> {
  const { home, env, registered, named } = search;
  if (named !== undefined) return signerInFile(search, ...requireNamed(named, registered));
  if (registered.length === 0) return null;
  const files = home === null ? [] : usualFiles.map((name) => join(home, ".ssh", name)).filter(isFile);
  for (const file of files) {
    const key = knownAmong(registered, publicHalf(file));
    if (key) return signerInFile(search, file, key);
  }
  const program = findSshKeygen(env);
  const held = program ? await agentKeys(program, env) : [];
  const key = held.find((one) => knownAmong(registered, one));
  if (!key) return null;
  return checked(key, null, (message) => withPublicFile(key, (keyFile) => signWithSsh(search, keyFile, message)));
}

const knownAmong = (registered: PublicKey[], key: PublicKey | null): PublicKey | undefined =>
  registered.find(({ line }) => line === key?.line);

/** The file to sign with and its key. A .pub alone will do: then the agent holds the private half. Throws UserError. */
function requireNamed(named: string, registered: PublicKey[]): [string, PublicKey] {
  if (!isFile(named))
    throw new UserError(`There is no key file ${named}.`, "Give the file of your key, or leave --key out.");
  const privateFile = named.replace(/\.pub$/, "");
  const key = publicHalf(privateFile);
  if (!key)
    throw new UserError(
      `${named} is no key that ilp can use, or its public half is missing.`,
      `Write the public half beside it:\n  ssh-keygen -y -f ${privateFile} > ${privateFile}.pub`,
    );
  if (!knownAmong(registered, key))
    throw new UserError(
      `The key in ${named} is not registered for you (${key.fingerprint}).`,
      "Leave --key out to use the key that is, or have this one registered: ilp keys setup",
    );
  return [isFile(privateFile) ? privateFile : named, key];
}

function signerInFile(search: SignerSearch, file: string, key: PublicKey): Signer {
  const kind = nativeKind(readIfThere(file) ?? "");
  if (!kind) {
    requireSshKeygen(search, file);
    return checked(key, file, (message) => signWithSsh(search, file, message));
  }
  // Asked for once, however much is signed.
  let open: KeyObject | undefined;
  return checked(key, file, async (message) => {
    open ??= readNativeKey(file, kind === "encrypted" ? await requirePassphrase(search, file) : "");
    return signNatively(open, message);
  });
}

async function requirePassphrase({ askPassphrase }: SignerSearch, file: string): Promise<string> {
  if (askPassphrase) return askPassphrase(`Passphrase of ${file}:`);
  throw new UserError(
    `The key ${file} has a passphrase, and there is no terminal to ask for it.`,
    "Run the command again in a terminal.",
  );
}

const signWithSsh = (search: SignerSearch, keyFile: string, message: Uint8Array) =>
  signWithSshKeygen({ ...search, program: requireSshKeygen(search, keyFile), keyFile, message });

function requireSshKeygen({ env }: SignerSearch, file: string): string {
  const program = findSshKeygen(env);
  if (program) return program;
  throw new UserError(
    `The key ${file} is here, and the program ssh-keygen that signs with it is not.`,
    "Install OpenSSH, which brings ssh-keygen; Git for Windows has it too.",
  );
}

/** A bad signature is never handed on: OpenSSH 8.7, for one, makes some. */
function checked(key: PublicKey, file: string | null, sign: Signer["sign"]): Signer {
  return {
    key,
    file,
    async sign(message) {
      const sshsig = await sign(message);
      const verdict = verifySshsig(sshsig, message);
      if (verdict.good && verdict.key.line === key.line) return sshsig;
      const why = verdict.good ? "it was made by another key than its .pub file says" : verdict.reason;
      throw new UserError(
        `The signature made with ${file ?? "the agent"} does not hold: ${why}.`,
        "Nothing was signed. See that the .pub file belongs to the key, and that OpenSSH is 8.8 or newer.",
      );
    },
  };
}
