import { readFileSync, statSync } from "node:fs";
import { type PublicKey, parsePublicKey } from "./public-key.ts";
import { WireError, WireReader } from "./wire.ts";

export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/**
 * The public half of a private key's file: from the .pub beside it, else from the file itself, where OpenSSH keeps it
 * in clear. Null when neither tells, or it is a key that ilp does not take.
 */
export function publicHalf(file: string): PublicKey | null {
  const text = readIfThere(`${file}.pub`) ?? lineInside(readIfThere(file) ?? "");
  const key = text === null ? { problem: "" } : parsePublicKey(text);
  return "problem" in key ? null : key;
}

/** Null when it cannot be read. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** OpenSSH's PROTOCOL.key: a mark, cipher, derivation with its options, how many keys, then the public one. */
function lineInside(pem: string): string | null {
  const body = /^-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END/.exec(pem)?.[1];
  if (!body) return null;
  try {
    const wire = new WireReader(Buffer.from(body, "base64"));
    if (wire.take(15).toString("latin1") !== "openssh-key-v1\0") return null;
    for (let part = 0; part < 3; part++) wire.string();
    if (wire.uint32() !== 1) return null;
    const blob = wire.string();
    return `${new WireReader(blob).text()} ${blob.toString("base64")}`;
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
}
