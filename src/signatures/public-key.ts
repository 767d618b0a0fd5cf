import { fingerprintOf } from "../core/program/registry.ts";
import { type Check, keyTypes } from "./key-types.ts";
import { fromBase64, WireError, WireReader } from "./wire.ts";

/** A public SSH key. */
export interface PublicKey {
  /** Type and base64, as in a .pub file; the comment is dropped. */
  line: string;
  type: string;
  /** SSH's wire format. */
  blob: Buffer;
  /** SHA256:…, as ssh-keygen -l prints it. */
  fingerprint: string;
}

/** A key that can check signatures. */
export interface OpenKey {
  key: PublicKey;
  check: Check;
}

/** A program has thousands of signatures by few keys: each is read once. */
const opened = new Map<string, OpenKey>();

/** A key from its wire format. Throws WireError for what is not one, byte by byte. */
export function openKey(blob: Buffer): OpenKey {
  const base64 = blob.toString("base64");
  const known = opened.get(base64);
  if (known) return known;
  const wire = new WireReader(blob);
  const type = wire.text();
  const read = keyTypes.get(type);
  if (!read) throw new WireError(`keys of the type ${printable(type)} are not taken`);
  const check = read(wire);
  wire.end();
  const line = `${type} ${base64}`;
  const key = { key: { line, type, blob, fingerprint: fingerprintOf(line) }, check };
  opened.set(base64, key);
  return key;
}

/**
 * A public key from one line, "type base64 comment". `problem` says as a clause, to stand after a colon, why it is
 * none that ilp takes.
 */
export function parsePublicKey(line: string): PublicKey | { problem: string } {
  const text = line.trim();
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    return {
      problem: "it is a private key, which nobody else may see; the public one is in the file that ends in .pub",
    };
  const [type = "", base64 = ""] = text.split(/[ \t]+/, 2);
  if (/[\r\n]/.test(text)) return { problem: "a key is one line" };
  if (!keyTypes.has(type)) return { problem: `${typeProblem(type)}; a key begins like ssh-ed25519 AAAA` };
  const blob = fromBase64(base64);
  if (!blob) return { problem: "its letters are not whole; copy the line again" };
  try {
    const { key } = openKey(blob);
    return key.type === type ? key : { problem: `it says ${type} and is ${key.type}` };
  } catch (error) {
    if (error instanceof WireError) return { problem: error.message };
    throw error;
  }
}

function typeProblem(type: string): string {
  if (type === "") return "it is empty";
  return /^(ssh|ecdsa|sk)-/.test(type) ? `keys of the type ${printable(type)} are not taken` : "it is no public key";
}

const printable = (text: string) => text.replace(/[^ -~]/g, "?").slice(0, 60);
