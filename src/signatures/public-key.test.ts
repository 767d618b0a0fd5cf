import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ed25519FromSeed } from "./native-key.ts";
import { type PublicKey, parsePublicKey } from "./public-key.ts";
import { wireString } from "./wire.ts";

const { publicKey } = ed25519FromSeed(createHash("sha256").update("robin sample").digest());
const { blob } = parsePublicKey(publicKey) as PublicKey;
const lineOf = (type: string, ...parts: (string | Uint8Array)[]) =>
  `${type} ${Buffer.concat([wireString(type), ...parts.map(wireString)]).toString("base64")}`;
const problem = (line: string) => {
  const key = parsePublicKey(line);
  return "problem" in key ? key.problem : "none";
};

it("a key is its type and base64: the comment and blanks around it do not count", () => {
  for (const line of [
    publicKey,
    `${publicKey} robin@example.org ilp`,
    `  ${publicKey}\r\n`,
    publicKey.replace(" ", "\t"),
  ])
    expect(parsePublicKey(line)).toEqual(parsePublicKey(publicKey));
  expect(parsePublicKey(publicKey)).toMatchObject({ line: publicKey, type: "ssh-ed25519" });
});

describe("what is no key that ilp takes", () => {
  it.each([
    ["nothing", "", "it is empty; a key begins like ssh-ed25519 AAAA"],
    ["words", "my key", "it is no public key; a key begins like ssh-ed25519 AAAA"],
    ["two lines", `${publicKey}\n${publicKey}`, "a key is one line"],
    ["DSA", "ssh-dss AAAAB3NzaC1kc3M=", "keys of the type ssh-dss are not taken; a key begins like ssh-ed25519 AAAA"],
    ["options", `no-pty ${publicKey}`, "it is no public key; a key begins like ssh-ed25519 AAAA"],
    ["a cut line", publicKey.slice(0, -3), "its letters are not whole; copy the line again"],
    ["no base64", "ssh-ed25519", "its letters are not whole; copy the line again"],
    ["a cut key", lineOf("ssh-ed25519"), "it ends too early"],
    ["a byte too much", lineOf("ssh-ed25519", blob.subarray(-32), ""), "something follows its end"],
    ["a short point", lineOf("ssh-ed25519", blob.subarray(-31)), "a part of it has the wrong length"],
    ["another type within", `ssh-rsa ${publicKey.split(" ")[1]}`, "it says ssh-rsa and is ssh-ed25519"],
    [
      "curve of another type",
      lineOf("ecdsa-sha2-nistp256", "nistp384", Buffer.alloc(65, 4)),
      "its curve is not the one its type names",
    ],
    [
      "packed point",
      lineOf("ecdsa-sha2-nistp256", "nistp256", Buffer.alloc(65, 2)),
      "its point is not in the plain form",
    ],
    [
      "point off the curve",
      lineOf("ecdsa-sha2-nistp256", "nistp256", Buffer.alloc(65, 4)),
      "its numbers are not those of a key",
    ],
  ])("%s", (_, line, why) => {
    expect(problem(line)).toBe(why);
  });

  it("a private key says what to do", () => {
    expect(problem("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----")).toMatch(/\.pub$/);
  });

  it("Ed25519 points under which anyone could sign, and points in a second form", () => {
    const weak = "with its numbers anyone could sign";
    const eight = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";
    const otherEight = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05";
    for (const hex of [
      "00".repeat(32),
      `01${"00".repeat(31)}`,
      `ec${"ff".repeat(30)}7f`,
      `ed${"ff".repeat(30)}7f`,
      `f0${"ff".repeat(30)}7f`,
      eight,
      otherEight,
    ])
      for (const sign of [0, 0x80]) {
        const point = Buffer.from(hex, "hex");
        point[31] = (point[31] ?? 0) | sign;
        expect(problem(lineOf("ssh-ed25519", point))).toBe(weak);
      }
  });

  it("RSA keys that are weak or in another form", () => {
    const rsa = (exponent: number[], zeros: number, size: number, first = 0xff) => {
      const modulus = Buffer.concat([Buffer.alloc(zeros), Buffer.of(first), Buffer.alloc(size - 1, 0xff)]);
      return problem(lineOf("ssh-rsa", Buffer.from(exponent), modulus));
    };
    const usual = [1, 0, 1];
    expect(rsa(usual, 1, 256)).toBe("none");
    expect(rsa(usual, 1, 256, 0x80)).toBe("none");
    expect(rsa(usual, 0, 256, 0x7f)).toBe("it is an RSA key of 2047 bits; 2048 to 16384 are taken");
    expect(rsa(usual, 1, 128)).toBe("it is an RSA key of 1024 bits; 2048 to 16384 are taken");
    expect(rsa(usual, 1, 2049)).toBe("it is an RSA key of 16392 bits; 2048 to 16384 are taken");
    expect(rsa(usual, 2, 256)).toBe("a number in it has needless zeros");
    expect(rsa(usual, 0, 256)).toBe("a number in it is not above zero");
    for (const exponent of [[1], [4], [1, 0], [1, 0, 0, 0, 0, 0, 0, 0, 1]])
      expect(rsa(exponent, 1, 256)).toBe("its numbers are not those of a key");
  });
});
