/** What a word on the command line means: an id, or an unambiguous beginning of an id or a name. */
import { describe, expect, it } from "vitest";
import { oneMeant } from "../../src/commands/program/named.ts";
import { meantBy, nearestOf } from "../../src/core/basics/meant.ts";
import { didYouMean } from "../../src/core/basics/nearest.ts";

const people = [
  { id: "noor-haddad", name: "Noor Haddad" },
  { id: "noor", name: "Noor Amari" },
  { id: "dang-thi-dao", name: "Đặng Thị Đào" },
  { id: "alex-kim", name: "Alex Kim" },
  { id: "alex-kim-2", name: "Alex Kim" },
  { id: "cand-007", name: "Łukasz O'Neil" },
];

describe("a word means", () => {
  it.each([
    ["noor", "noor"],
    ["Noor", "noor"],
    ["noo", "noor-haddad noor"],
    ["noor-h", "noor-haddad"],
    ["Noor H", "noor-haddad"],
    ["had", "noor-haddad"],
    ["HADDAD", "noor-haddad"],
    ["addad", ""],
    ["dao", "dang-thi-dao"],
    ["Đào", "dang-thi-dao"],
    ["thi d", "dang-thi-dao"],
    ["alex-kim", "alex-kim"],
    ["Alex Kim", "alex-kim alex-kim-2"],
    ["kim", "alex-kim alex-kim-2"],
    ["lukasz", "cand-007"],
    ["o'n", "cand-007"],
    ["cand", "cand-007"],
    ["", ""],
    ["—", ""],
  ])("%j: %s", async (word, ids) => {
    expect((await meantBy(word, people)).map(({ id }) => id).join(" ")).toBe(ids);
  });
});

describe("a slip of the hand", () => {
  it.each([
    ["haddda", "noor-haddad"],
    ["lukaz", "cand-007"],
    ["nor", "noor"],
    ["alx-kim", "alex-kim"],
    ["xyz", null],
    ["zq", null],
    ["marisol", null],
  ])("%s: %s", async (word, id) => {
    expect((await nearestOf(word, people))?.id ?? null).toBe(id);
  });

  it.each([
    ["status", "statsu", true],
    ["status", "stat", true],
    ["status", "sta", false],
    ["add", "ad", true],
    ["add", "xyz", false],
    ["no", "on", false],
    ["no", "x", false],
    ["next", "text", true],
    ["sign", "sing", true],
    ["sign", "bang", false],
  ])("%s, typed as %s: %s", (known, word, near) => {
    expect(didYouMean(word, [known])).toBe(near ? `Did you mean "${known}"? ` : "");
  });
});

describe("a word that is not clear", () => {
  const unknown = { none: "There is none.", see: "See them." };
  const many = Array.from({ length: 14 }, (_, index) => ({ id: `maria-${index + 1}`, name: "Maria Garcia" }));
  it("lists those it fits, at most ten, and says what to type", async () => {
    const refused = await oneMeant("maria", many, unknown).catch((error) => error);
    expect(refused.message).toBe('"maria" can mean 14.');
    expect(refused.help.split("\n")).toEqual([
      "Type more of it, or one of these:",
      ...many.slice(0, 10).map(({ id }) => `  ${id} (Maria Garcia)`),
      "  … and 4 more",
    ]);
    expect((await oneMeant("maria-1", many, unknown)).id).toBe("maria-1");
  });

  it("that means nothing suggests what is near, and only that", async () => {
    const help = async (word: string) => (await oneMeant(word, many, unknown).catch((error) => error)).help;
    expect(await help("mraia-1")).toBe('Did you mean "maria-1"? See them.');
    expect(await help("zebra")).toBe("See them.");
  });
});
