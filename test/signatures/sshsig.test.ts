import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ed25519FromSeed } from "../../src/signatures/native-key.ts";
import { type PublicKey, parsePublicKey } from "../../src/signatures/public-key.ts";
import { signedBytes, signNatively, verifySshsig } from "../../src/signatures/sshsig.ts";
import { wireString } from "../../src/signatures/wire.ts";
import types from "./key-types.json";
import { assemble, mutations } from "./parts.ts";
import vectors from "./vectors.json";

const { statement } = vectors;
const message = Buffer.from(statement.canonical);
const seed = createHash("sha256").update("robin sample").digest();
const robin = ed25519FromSeed(seed);
const keyOf = (line: string) => parsePublicKey(line) as PublicKey;
const reason = (sshsig: string, bytes: Uint8Array = message) => {
  const verdict = verifySshsig(sshsig, bytes);
  return verdict.good ? "good" : verdict.reason;
};

describe("the specification's statement", () => {
  it("is signed by its key", () => {
    const verdict = verifySshsig(statement.sshsig, message);
    expect(verdict).toMatchObject({
      good: true,
      key: { line: statement.publicKey, fingerprint: statement.fingerprint },
    });
  });

  it("is not signed for git", () => {
    expect(verifySshsig(statement.sshsig, message, "git")).toEqual({
      good: false,
      reason: "its signature was made for another purpose",
    });
  });

  it("is not signed when a letter differs", () => {
    expect(reason(statement.sshsig, Buffer.from(statement.canonical.replace("proficiently", "Proficiently")))).toBe(
      "its signature does not fit its words",
    );
  });
});

describe("a signature made here", () => {
  it("is the same each time from the same seed", () => {
    const bytes = Buffer.from('{"a":1}');
    expect(robin.publicKey).toMatchInlineSnapshot(
      `"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDs5N2A2mTtw8VSaVdztQIBJnRjvn1NgTKHW2UpObdwR"`,
    );
    expect(signNatively(robin.privateKey, bytes)).toBe(signNatively(ed25519FromSeed(seed).privateKey, bytes));
    expect(signNatively(robin.privateKey, bytes)).toMatchInlineSnapshot(
      `"U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgOzk3YDaZO3DxVJpV3O1AgEmdGO+fU2BModbZSk5t3BEAAAANaWxwLXNpZ25hdHVyZQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQyNTUxOQAAAECGIF6AWPtHw3/UJjJffoA2AeW7X1jSUTRjfYIqgneNHOwGHser2ZEU/SUeW4OPZLopscMxpj6WTGW9S9lMVKME"`,
    );
  });

  it("holds for its message and namespace alone", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (one, other) => {
        const sshsig = signNatively(robin.privateKey, one);
        expect(verifySshsig(sshsig, one)).toMatchObject({ good: true, key: { line: robin.publicKey } });
        expect(verifySshsig(sshsig, one, "other").good).toBe(false);
        expect(verifySshsig(sshsig, other).good).toBe(Buffer.from(one).equals(other));
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  it("is made with Ed25519 keys only", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    expect(() => signNatively(privateKey, message)).toThrow(TypeError);
    expect(() => ed25519FromSeed(Buffer.alloc(31))).toThrow(TypeError);
  });
});

describe("each type of key", () => {
  const said = Buffer.from(types.message);
  it.each(types.keys)("$line", ({ line, fingerprint, sshsig, sshsigSha256 }) => {
    const key = keyOf(line);
    expect(key).toMatchObject({ fingerprint, line: line.replace(" robin@example.org", "") });
    for (const one of [sshsig, sshsigSha256]) {
      expect(verifySshsig(one, said)).toEqual({ good: true, key });
      expect(reason(one)).toBe("its signature does not fit its words");
    }
  });

  it("does not stand for another: neither key nor type can be exchanged", () => {
    for (const { sshsig } of types.keys)
      for (const other of types.keys) {
        const inner = innerOf(sshsig);
        const exchanged = assemble({ key: keyOf(other.line).blob, inner });
        expect(verifySshsig(exchanged, said).good).toBe(exchanged === sshsig);
      }
  });
});

/** What follows key, namespace, reserved and hash. */
function innerOf(sshsig: string): Buffer {
  const bytes = Buffer.from(sshsig, "base64");
  let at = 10;
  for (let field = 0; field < 4; field++) at += 4 + bytes.readUInt32BE(at);
  return bytes.subarray(at + 4);
}

describe("a signature with one part that is not as it must be", () => {
  const { blob } = keyOf(robin.publicKey);
  const inner = innerOf(signNatively(robin.privateKey, message));
  const proof = inner.subarray(-64);
  const typed = (type: string, ...after: Uint8Array[]) =>
    Buffer.concat([wireString(type), wireString(proof), ...after]);
  const whole = assemble({ key: blob, inner });

  it("would hold if all were right", () => {
    expect(whole).toBe(signNatively(robin.privateKey, message));
    expect(reason(whole)).toBe("good");
  });

  it.each([
    ["another mark", assemble({ key: blob, inner, magic: "SSHSIH" }), "its signature is not one of SSH"],
    ["version 2", assemble({ key: blob, inner, version: 2 }), "its signature is of an unknown version"],
    ["a reserved field", assemble({ key: blob, inner, reserved: "x" }), "its signature holds something unknown"],
    ["sha1", assemble({ key: blob, inner, hash: "sha1" }), "its signature uses an unknown hash"],
    ["another hash", assemble({ key: blob, inner, hash: "sha256" }), "its signature does not fit its words"],
    ["no namespace", assemble({ key: blob, inner, namespace: "" }), "its signature was made for another purpose"],
    ["a byte after it", assemble({ key: blob, inner, after: "x" }), "something follows its end"],
    [
      "a byte after the proof",
      assemble({ key: blob, inner: typed("ssh-ed25519", Buffer.of(0)) }),
      "something follows its end",
    ],
    [
      "another type of proof",
      assemble({ key: blob, inner: typed("ssh-rsa") }),
      "its signature is of another type than its key",
    ],
    ["no key", assemble({ key: Buffer.alloc(0), inner }), "it ends too early"],
    [
      "an unknown key",
      assemble({ key: wireString("constructor"), inner }),
      "keys of the type constructor are not taken",
    ],
    ["nothing", "", "its signature is not whole"],
    ["a line end", `${whole}\n`, "its signature is not whole"],
    ["a blank within", `${whole.slice(0, 8)} ${whole.slice(8)}`, "its signature is not whole"],
    ["other letters", whole.replace(/\+/g, "-").replace(/\//g, "_"), "its signature is not whole"],
    ["padding too much", `${whole}====`, "its signature is not whole"],
    ["the armour", `-----BEGIN SSH SIGNATURE-----${whole}`, "its signature is not whole"],
  ])("%s", (_, sshsig, why) => {
    expect(reason(sshsig)).toBe(why);
  });

  it("base64 with stray bits", () => {
    const padded = assemble({ key: blob, inner, after: "" }).replace(/=*$/, "");
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const same = [...letters].filter((letter) => {
      const text = padded.slice(0, -1) + letter + "=".repeat((4 - (padded.length % 4)) % 4);
      return verifySshsig(text, message).good;
    });
    expect(same).toEqual([padded.at(-1)]);
  });

  it("RSA: SHA-1 is refused even by the key itself, and so is a short or unknown proof", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const { n = "", e = "" } = privateKey.export({ format: "jwk" });
    const number = Buffer.from(n, "base64url");
    const key = Buffer.concat([
      wireString("ssh-rsa"),
      wireString(Buffer.from(e, "base64url")),
      wireString(Buffer.concat([Buffer.alloc(1), number])),
    ]);
    const made = (type: string, hash: string, cut = 0) => {
      const bytes = sign(hash, signedBytes(message, "ilp-signature"), privateKey);
      return assemble({ key, inner: Buffer.concat([wireString(type), wireString(bytes.subarray(cut))]) });
    };
    expect(reason(made("rsa-sha2-512", "sha512"))).toBe("good");
    expect(reason(made("rsa-sha2-256", "sha256"))).toBe("good");
    expect(reason(made("rsa-sha2-256", "sha512"))).toBe("its signature does not fit its words");
    expect(reason(made("rsa-sha2-512", "sha512", 1))).toBe("its signature does not fit its words");
    for (const type of ["ssh-rsa", "rsa-sha1", "ssh-ed25519"])
      expect(reason(made(type, "sha1"))).toBe("its signature is of another type than its key, or uses SHA-1");
  });

  it("ECDSA: numbers in another form are refused", () => {
    const { line, sshsig } = types.keys.find((one) => one.line.startsWith("ecdsa-sha2-nistp256"))!;
    const said = Buffer.from(types.message);
    const pair = innerOf(sshsig).subarray(4 + 19 + 4);
    const [r, s] = [pair.subarray(4, 4 + pair.readUInt32BE(0)), pair.subarray(8 + pair.readUInt32BE(0))];
    const made = (one: Buffer, two: Buffer, after = "") => {
      const body = Buffer.concat([wireString(one), wireString(two), Buffer.from(after)]);
      const type = wireString("ecdsa-sha2-nistp256");
      return assemble({ key: keyOf(line).blob, inner: Buffer.concat([type, wireString(body)]) });
    };
    const zeroed = (number: Buffer) => Buffer.concat([Buffer.alloc(1), number]);
    expect(reason(made(r, s), said)).toBe("good");
    expect(reason(made(zeroed(r), s), said)).toBe("a number in it has needless zeros");
    expect(reason(made(r, Buffer.alloc(0)), said)).toBe("a number in it is not above zero");
    expect(reason(made(Buffer.alloc(1), s), said)).toBe("a number in it has needless zeros");
    expect(reason(made(r, Buffer.of(0x80)), said)).toBe("a number in it is not above zero");
    expect(reason(made(r, Buffer.alloc(33, 1)), said)).toBe("a number in it is too large");
    expect(reason(made(r, s, "x"), said)).toBe("something follows its end");
  });
});

describe("a security key (sk-), imitated", () => {
  const flags = { touched: 1, touchedAndKnown: 5, untouched: 0, knownOnly: 4 };
  const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
  const made = (type: string, flag: number, key: Buffer, signer: (signed: Buffer) => Buffer, app = "ssh:") => {
    const state = Buffer.from([flag, 0, 0, 0, 7]);
    const signed = Buffer.concat([digest(Buffer.from(app)), state, digest(signedBytes(message, "ilp-signature"))]);
    return assemble({ key, inner: Buffer.concat([wireString(type), wireString(signer(signed)), state]) });
  };

  it("Ed25519", () => {
    const type = "sk-ssh-ed25519@openssh.com";
    const point = keyOf(robin.publicKey).blob.subarray(-32);
    const key = Buffer.concat([wireString(type), wireString(point), wireString("ssh:")]);
    const signer = (signed: Buffer) => sign(null, signed, robin.privateKey);
    expect(parsePublicKey(`${type} ${key.toString("base64")} robin@example.org`)).toMatchObject({ type });
    expect(reason(made(type, flags.touched, key, signer))).toBe("good");
    expect(reason(made(type, flags.touchedAndKnown, key, signer))).toBe("good");
    expect(reason(made(type, flags.untouched, key, signer))).toBe("its security key was not touched");
    expect(reason(made(type, flags.knownOnly, key, signer))).toBe("its security key was not touched");
    expect(reason(made(type, flags.touched, key, signer, "ssh:other"))).toBe("its signature does not fit its words");
    expect(reason(made("ssh-ed25519", flags.touched, key, signer))).toBe(
      "its signature is of another type than its key",
    );
    const plain = innerOf(signNatively(robin.privateKey, message));
    expect(reason(assemble({ key, inner: plain }))).toBe("it ends too early");
    const good = Buffer.from(made(type, flags.touched, key, signer), "base64");
    const some = mutations(good).filter((_, index) => index % 9 === 0);
    expect(some.filter((mutant) => verifySshsig(mutant.toString("base64"), message).good)).toEqual([]);
  });

  it("ECDSA", () => {
    const type = "sk-ecdsa-sha2-nistp256@openssh.com";
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const key = Buffer.concat([
      wireString(type),
      wireString("nistp256"),
      wireString(pointOf(privateKey)),
      wireString("ssh:"),
    ]);
    const signer = (signed: Buffer) => {
      const flat = sign("sha256", signed, { key: privateKey, dsaEncoding: "ieee-p1363" });
      return Buffer.concat([flat.subarray(0, 32), flat.subarray(32)].map((half) => wireString(positive(half))));
    };
    expect(parsePublicKey(`${type} ${key.toString("base64")}`)).toMatchObject({ type });
    expect(reason(made(type, flags.touched, key, signer))).toBe("good");
    expect(reason(made(type, flags.untouched, key, signer))).toBe("its security key was not touched");
    expect(reason(made("ecdsa-sha2-nistp256", 1, key, signer))).toBe("its signature is of another type than its key");
  });
});

function pointOf(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
}

/** The one form of a number above zero. */
function positive(bytes: Buffer): Buffer {
  let at = 0;
  while (bytes[at] === 0) at++;
  const short = bytes.subarray(at);
  return (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), short]) : short;
}

describe("spoiled signatures", () => {
  it("600 of all simple mutations of the specification's: none is taken", () => {
    const all = mutations(Buffer.from(statement.sshsig, "base64"));
    expect(all.length).toBeGreaterThan(549);
    fc.assert(
      fc.property(fc.nat(all.length - 1), (index) => {
        expect(verifySshsig((all[index] as Buffer).toString("base64"), message).good).toBe(false);
      }),
      { seed: 549, numRuns: 600 },
    );
  });

  it("several changes at once, to any type of key: none is taken, and nothing breaks", () => {
    const change = fc.record({ at: fc.nat(700), cut: fc.nat(9), put: fc.uint8Array({ maxLength: 9 }) });
    const said = Buffer.from(types.message);
    fc.assert(
      fc.property(fc.constantFrom(...types.keys), fc.array(change, { minLength: 1, maxLength: 3 }), (one, changes) => {
        const original = Buffer.from(one.sshsig, "base64");
        const mutant = changes.reduce(
          (bytes, { at, cut, put }) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]),
          original,
        );
        expect(verifySshsig(mutant.toString("base64"), said).good).toBe(mutant.equals(original));
      }),
      { seed: 30, numRuns: 400 },
    );
  });

  it("any text at all", () => {
    const text = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64")),
    );
    fc.assert(
      fc.property(text, (sshsig) => verifySshsig(sshsig, message).good === false),
      { seed: 31, numRuns: 300 },
    );
  });
});
