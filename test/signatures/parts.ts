/** Signatures put together by hand, and spoiled. */
import { wireString } from "../../src/signatures/wire.ts";

export interface Parts {
  magic: string;
  version: number;
  key: Uint8Array;
  namespace: string;
  reserved: string;
  hash: string;
  inner: Uint8Array;
  after: string;
}

/** An SSHSIG of these parts, base64. */
export function assemble(parts: Pick<Parts, "key" | "inner"> & Partial<Parts>): string {
  const { magic, version, key, namespace, reserved, hash, inner, after }: Parts = {
    magic: "SSHSIG",
    version: 1,
    namespace: "ilp-signature",
    reserved: "",
    hash: "sha512",
    after: "",
    ...parts,
  };
  const number = Buffer.alloc(4);
  number.writeUInt32BE(version);
  const fields = [key, namespace, reserved, hash, inner].map(wireString);
  return Buffer.concat([Buffer.from(magic), number, ...fields, Buffer.from(after)]).toString("base64");
}

/** Every bit turned, every byte left out, every cut at either end, and bytes put in everywhere. */
export function mutations(original: Buffer): Buffer[] {
  const all: Buffer[] = [];
  const spliced = (at: number, cut: number, ...put: number[]) =>
    Buffer.concat([original.subarray(0, at), Buffer.from(put), original.subarray(at + cut)]);
  for (const [at, byte] of original.entries()) {
    for (let bit = 0; bit < 8; bit++) all.push(spliced(at, 1, byte ^ (1 << bit)));
    all.push(spliced(at, 1), original.subarray(0, at), original.subarray(at + 1));
    all.push(spliced(at, 0, 0), spliced(at, 0, 0xff), spliced(at, 1, byte, byte));
  }
  all.push(spliced(original.length, 0, 0), Buffer.concat([original, original]));
  return all.filter((mutant) => !mutant.equals(original));
}
