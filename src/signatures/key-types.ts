import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";
import { isSoundPoint } from "./edwards-point.ts";
import { WireError, WireReader } from "./wire.ts";

/** A signature as it came: the type it names, its bytes, and what follows them. */
export interface RawSignature {
  algorithm: string;
  bytes: Buffer;
  rest: WireReader;
}

/** Whether this key made the signature. Throws WireError when it is not shaped as the type of the key asks. */
export type Check = (proof: RawSignature, signed: Buffer) => boolean;

/** Reads what follows the type in a public key. Throws WireError. */
type ReadKey = (wire: WireReader) => Check;

/** RSA below this is no longer trusted (NIST SP 800-131A); above the other, checking takes too long. OpenSSL's own limit. */
const rsaBits = { least: 2048, most: 16_384 };

/** By algorithm, since an RSA key may use either. ssh-rsa itself means SHA-1 and is not among them. */
const rsaHashes = new Map([
  ["rsa-sha2-256", "sha256"],
  ["rsa-sha2-512", "sha512"],
]);

interface Curve {
  type: string;
  ssh: string;
  jwk: string;
  hash: string;
  /** Bytes of one coordinate. */
  size: number;
}
const p256 = { type: "ecdsa-sha2-nistp256", ssh: "nistp256", jwk: "P-256", hash: "sha256", size: 32 };
const p384 = { type: "ecdsa-sha2-nistp384", ssh: "nistp384", jwk: "P-384", hash: "sha384", size: 48 };
const p521 = { type: "ecdsa-sha2-nistp521", ssh: "nistp521", jwk: "P-521", hash: "sha512", size: 66 };

/** The key types ilp takes, and how each is read (RFC 4253, 5656, 8332, 8709; OpenSSH's PROTOCOL.u2f for sk-). */
export const keyTypes = new Map<string, ReadKey>([
  ["ssh-ed25519", readEd25519("ssh-ed25519")],
  ["ssh-rsa", readRsa],
  ...[p256, p384, p521].map((curve): [string, ReadKey] => [curve.type, readEcdsa(curve)]),
  ["sk-ssh-ed25519@openssh.com", onHardware(readEd25519("sk-ssh-ed25519@openssh.com"))],
  [
    "sk-ecdsa-sha2-nistp256@openssh.com",
    onHardware(readEcdsa({ ...p256, type: "sk-ecdsa-sha2-nistp256@openssh.com" })),
  ],
]);

function requireAlgorithm(found: string, wanted: string) {
  if (found !== wanted) throw new WireError("its signature is of another type than its key");
}

function keyFrom(jwk: JsonWebKey): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: "jwk" });
  } catch {
    throw new WireError("its numbers are not those of a key");
  }
}

function readEd25519(type: string): ReadKey {
  return (wire) => {
    const point = wire.string(32);
    if (!isSoundPoint(point)) throw new WireError("with its numbers anyone could sign");
    const key = keyFrom({ kty: "OKP", crv: "Ed25519", x: point.toString("base64url") });
    return ({ algorithm, bytes }, signed) => {
      requireAlgorithm(algorithm, type);
      return verify(null, signed, key, bytes);
    };
  };
}

function readRsa(wire: WireReader): Check {
  const exponent = wire.positive();
  const modulus = wire.positive();
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  if (bits < rsaBits.least || bits > rsaBits.most)
    throw new WireError(`it is an RSA key of ${bits} bits; ${rsaBits.least} to ${rsaBits.most} are taken`);
  // With the exponent 1 every text is its own signature.
  if (exponent.length > 8 || exponent.equals(Buffer.of(1)) || ((exponent.at(-1) ?? 0) & 1) === 0)
    throw new WireError("its numbers are not those of a key");
  const key = keyFrom({ kty: "RSA", n: modulus.toString("base64url"), e: exponent.toString("base64url") });
  return ({ algorithm, bytes }, signed) => {
    const hash = rsaHashes.get(algorithm);
    if (!hash) throw new WireError("its signature is of another type than its key, or uses SHA-1");
    return verify(hash, signed, key, bytes);
  };
}

function readEcdsa({ type, ssh, jwk, hash, size }: Curve): ReadKey {
  return (wire) => {
    if (wire.text() !== ssh) throw new WireError("its curve is not the one its type names");
    const point = wire.string(1 + 2 * size);
    if (point[0] !== 4) throw new WireError("its point is not in the plain form");
    const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)];
    const key = keyFrom({ kty: "EC", crv: jwk, x: x.toString("base64url"), y: y.toString("base64url") });
    return ({ algorithm, bytes }, signed) => {
      requireAlgorithm(algorithm, type);
      const pair = new WireReader(bytes);
      const numbers = [pair.positive(), pair.positive()];
      pair.end();
      if (numbers.some((number) => number.length > size)) throw new WireError("a number in it is too large");
      const flat = numbers.map((number) => Buffer.concat([Buffer.alloc(size - number.length), number]));
      return verify(hash, signed, { key, dsaEncoding: "ieee-p1363" }, Buffer.concat(flat));
    };
  };
}

/** Set in a signature when the person touched the device. */
const touched = 0x01;

/**
 * A key that lives in a security key (sk-): it signs digests, flags and a counter (PROTOCOL.u2f), which follow the
 * signature. One made without a touch is not taken: nobody may have meant it.
 */
function onHardware(read: ReadKey): ReadKey {
  return (wire) => {
    const check = read(wire);
    const application = sha256(wire.string());
    return (proof, signed) => {
      const state = proof.rest.take(5);
      if (((state[0] ?? 0) & touched) === 0) throw new WireError("its security key was not touched");
      return check(proof, Buffer.concat([application, state, sha256(signed)]));
    };
  };
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest();
