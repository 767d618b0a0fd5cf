import { describe, expect, it } from "vitest";
import { verifySshsig } from "../../src/signatures/sshsig.ts";
import { plaindir } from "../cli.ts";
import types from "./key-types.json";
import { mutations } from "./parts.ts";
import { agreesWithSshKeygen, keyTypes, program } from "./ssh.ts";
import vectors from "./vectors.json";

const samples = [
  { ...vectors.statement, line: vectors.statement.publicKey, message: vectors.statement.canonical },
  ...types.keys.map((key) => ({ ...key, message: types.message })),
];

describe("no mutation of a signature is taken", () => {
  it.each(samples)("$line", ({ sshsig, message }) => {
    const said = Buffer.from(message);
    const all = mutations(Buffer.from(sshsig, "base64"));
    expect(all.length).toBeGreaterThan(2500);
    expect(all.filter((mutant) => verifySshsig(mutant.toString("base64"), said).good)).toEqual([]);
  });

  it("every byte of the specification's, replaced by every other", () => {
    const { sshsig, canonical } = vectors.statement;
    const original = Buffer.from(sshsig, "base64");
    const said = Buffer.from(canonical);
    let tried = 0;
    for (const [at, byte] of original.entries())
      for (let other = 0; other < 256; other++) {
        if (other === byte) continue;
        const mutant = Buffer.from(original);
        mutant[at] = other;
        tried++;
        expect(verifySshsig(mutant.toString("base64"), said).good).toBe(false);
      }
    expect(tried).toBe(original.length * 255);
  });

  it("every letter of its base64, replaced, left out, doubled", () => {
    const { sshsig, canonical } = vectors.statement;
    const said = Buffer.from(canonical);
    for (const [at, letter] of [...sshsig].entries())
      for (const put of ["", `${letter}${letter}`, "A", "/", "=", " ", "\n", "-", "é"]) {
        const mutant = sshsig.slice(0, at) + put + sshsig.slice(at + 1);
        expect(verifySshsig(mutant, said).good).toBe(mutant === sshsig);
      }
  });
});

describe.skipIf(!program)("ours and ssh-keygen agree", () => {
  it.each(Object.keys(keyTypes))("%s", async (type) => agreesWithSshKeygen(plaindir(), type));
});
