import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { UserError } from "../core/problems/user-error.ts";
import { writeKeyPair } from "./key-files.ts";
import { wireString } from "./wire.ts";

/** The wire format of an Ed25519 key's public half. Throws TypeError for a key of another type. */
export function ed25519Blob(privateKey: KeyObject): Buffer {
  if (privateKey.asymmetricKeyType !== "ed25519") throw new TypeError("Only Ed25519 keys sign natively.");
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  return Buffer.concat([wireString("ssh-ed25519"), wireString(Buffer.from(x, "base64url"))]);
}

const publicLine = (privateKey: KeyObject) => `ssh-ed25519 ${ed25519Blob(privateKey).toString("base64")}`;

/** The Ed25519 key of a seed (32 bytes): the same each time, for examples and tests. */
export function ed25519FromSeed(seed: Uint8Array): { privateKey: KeyObject; publicKey: string } {
  if (seed.length !== 32) throw new TypeError("A seed has 32 bytes.");
  // PKCS #8 around a bare seed (RFC 8410, section 7).
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  return { privateKey, publicKey: publicLine(privateKey) };
}

/**
 * Makes a key on a computer without ssh-keygen: the private half as PKCS #8 in `file`, for its owner's eyes only
 * and encrypted unless the passphrase is empty; the public line in `file`.pub. Gives back that line without its
 * comment. Throws UserError, with nothing changed, when either file is there.
 */
export function writeNativeKey({ file, passphrase, comment }: { file: string; passphrase: string; comment: string }) {
  const { privateKey } = generateKeyPairSync("ed25519");
  const encryption = passphrase === "" ? {} : { cipher: "aes-256-cbc", passphrase };
  const pem = privateKey.export({ format: "pem", type: "pkcs8", ...encryption }).toString();
  const line = publicLine(privateKey);
  writeKeyPair(file, pem, `${line} ${comment.replace(/[^ -~]/g, " ")}\n`);
  return line;
}

/** Whether a file's text is a key that Node reads itself, and whether it asks for a passphrase. */
export function nativeKind(text: string): "encrypted" | "open" | null {
  if (text.includes("-----BEGIN ENCRYPTED PRIVATE KEY-----")) return "encrypted";
  return text.includes("-----BEGIN PRIVATE KEY-----") ? "open" : null;
}

/** The private half that `writeNativeKey` wrote. Throws UserError for a wrong passphrase. */
export function readNativeKey(file: string, passphrase: string): KeyObject {
  const pem = readFileSync(file, "utf8");
  try {
    return createPrivateKey(nativeKind(pem) === "encrypted" ? { key: pem, passphrase } : pem);
  } catch {
    throw new UserError(
      `${file} cannot be opened: the passphrase is wrong, or the file is damaged.`,
      "Run the command again and type the passphrase slowly.",
    );
  }
}
