import { createHash, type KeyObject, sign } from "node:crypto";
import { ed25519Blob } from "./native-key.ts";
import { openKey, type PublicKey } from "./public-key.ts";
import { fromBase64, WireError, WireReader, wireString } from "./wire.ts";

/** Keeps a signature made for ilp from counting for anything else, such as a Git commit, and the other way round. */
export const signatureNamespace = "ilp-signature";

export type SealCheck = { good: true; key: PublicKey } | { good: false; reason: string };

const magic = Buffer.from("SSHSIG");
const version = Buffer.from([0, 0, 0, 1]);
const hashes = ["sha512", "sha256"];

/**
 * Whether an SSHSIG (OpenSSH's PROTOCOL.sshsig, version 1; one base64 line without its armour) was made over this
 * message, in this namespace, by the key it carries. Whose key that is, the caller decides. `reason` is a clause.
 */
export function verifySshsig(base64: string, message: Uint8Array, namespace = signatureNamespace): SealCheck {
  const bytes = fromBase64(base64);
  if (!bytes) return { good: false, reason: "its signature is not whole" };
  try {
    return { good: true, key: requireGood(new WireReader(bytes), message, namespace) };
  } catch (error) {
    if (error instanceof WireError) return { good: false, reason: error.message };
    throw error;
  }
}

/** The key that made it. Throws WireError. */
function requireGood(wire: WireReader, message: Uint8Array, namespace: string): PublicKey {
  if (!wire.take(magic.length).equals(magic)) throw new WireError("its signature is not one of SSH");
  if (!wire.take(version.length).equals(version)) throw new WireError("its signature is of an unknown version");
  const { key, check } = openKey(wire.string());
  if (wire.text() !== namespace) throw new WireError("its signature was made for another purpose");
  if (wire.string().length > 0) throw new WireError("its signature holds something unknown");
  const hash = wire.text();
  if (!hashes.includes(hash)) throw new WireError("its signature uses an unknown hash");
  const inner = new WireReader(wire.string());
  wire.end();
  const proof = { algorithm: inner.text(), bytes: inner.string(), rest: inner };
  const good = check(proof, signedBytes(message, namespace, hash));
  inner.end();
  if (!good) throw new WireError("its signature does not fit its words");
  return key;
}

/** What the key itself signs. */
export function signedBytes(message: Uint8Array, namespace: string, hash = "sha512"): Buffer {
  const digest = createHash(hash).update(message).digest();
  return Buffer.concat([magic, wireString(namespace), wireString(""), wireString(hash), wireString(digest)]);
}

/** An SSHSIG by an Ed25519 key, as one base64 line: what ssh-keygen -Y sign would make, to the byte. */
export function signNatively(privateKey: KeyObject, message: Uint8Array, namespace = signatureNamespace): string {
  const blob = ed25519Blob(privateKey);
  const proof = sign(null, signedBytes(message, namespace), privateKey);
  const inner = Buffer.concat([wireString("ssh-ed25519"), wireString(proof)]);
  const fields = [blob, namespace, "", "sha512", inner].map(wireString);
  return Buffer.concat([magic, version, ...fields]).toString("base64");
}
