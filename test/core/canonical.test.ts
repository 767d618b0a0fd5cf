import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CanonError, canonicalText } from "../../src/core/basics/canonical.ts";
import type { Mapping, Value } from "../../src/core/basics/values.ts";
import { digestOf, envelopeText, isSection, sectionData, sectionDigest } from "../../src/core/forms/digest.ts";
import { decode } from "../../src/data/decode.ts";
import { parseText } from "../../src/data/parse.ts";
import { readPlain } from "../../src/data/plain-yaml.ts";
import { readYaml } from "../../src/data/yaml.ts";

/** The vectors of the specification (signatures.md 7.2). */
const { base, vectors, rejected, replay } = JSON.parse(
  readFileSync(new URL("../signatures/vectors.json", import.meta.url), "utf8"),
) as {
  base: { program: string; candidate: string; document: string; schema: string };
  vectors: { name: string; section: string; yaml: string; canonical: string; digest: string }[];
  rejected: { name: string; yaml: string }[];
  replay: Record<string, string>;
};

/** As ilp reads a file; undefined when it refuses it. */
async function read(yaml: string | Uint8Array): Promise<Value | undefined> {
  const decoded = decode(typeof yaml === "string" ? Buffer.from(yaml) : yaml);
  const parsed = "text" in decoded ? await parseText(decoded.text) : decoded;
  return "value" in parsed ? parsed.value : undefined;
}

describe("ilp-canon-1", () => {
  it.each(vectors)("$name", async ({ section, yaml, canonical, digest }) => {
    const data = sectionData((await read(yaml)) as Value, section) as Value;
    expect(envelopeText({ ...base, section }, data)).toBe(canonical);
    expect(digestOf({ ...base, section }, data)).toBe(digest);
    // Both readers, each by itself.
    const full = readYaml(yaml) as { value: Value };
    expect(digestOf({ ...base, section }, sectionData(full.value, section) as Value)).toBe(digest);
    const quick = readPlain(yaml);
    if (quick) expect(digestOf({ ...base, section }, sectionData(quick, section) as Value)).toBe(digest);
  });

  it("takes the quick reader's word for a plainly written file", () => {
    const [plain] = vectors;
    expect(readPlain(plain?.yaml ?? "")).toEqual((readYaml(plain?.yaml ?? "") as { value: Value }).value);
  });

  const changed: Record<string, object> = {
    candidate: { candidate: "c-other" },
    document: { document: "other" },
    section: { section: "cycles/c2" },
    schema: { schema: "ilp@2" },
    program: { program: "sandbox" },
  };
  it.each(Object.entries(replay))("is another one with another %s", async (what, digest) => {
    const data = sectionData((await read(vectors[0]?.yaml ?? "")) as Value, "cycles/c1") as Value;
    const context = { ...base, section: "cycles/c1" };
    const carried = await Promise.all(
      Object.keys(replay).map((key) => digestOf({ ...context, ...changed[key] }, data)),
    );
    expect(new Set([...carried, vectors[0]?.digest]).size).toBe(6);
    // The specification's "other document" is not written down by name.
    if (what !== "document") expect(digestOf({ ...context, ...changed[what] }, data)).toBe(digest);
  });

  it.each(rejected)("refuses: $name", async ({ yaml }) => {
    const value = await read(yaml);
    if (value !== undefined) expect(() => canonicalText(value)).toThrow(CanonError);
    // The full parser by itself, as for a file the quick one gives up on.
    const full = readYaml(yaml);
    if ("value" in full) expect(() => canonicalText(full.value)).toThrow(CanonError);
  });

  it.each([
    ["a number as a name", "1: a\n"],
    ["a switch as a name", "a:\n  true: 1\n"],
    ["nothing as a name", ": a\n"],
    ["null as a name", "{~: a}\n"],
    ["a hexadecimal name", "0x1F: a\n"],
    ["__proto__", "a: {__proto__: {x: 1}}\n"],
    ["a tag that does not fit", "a: !!float 1\n"],
    ["a tag on a word", "a: !!bool yes\n"],
    ["a directive below a comment", "# c\n%FOO bar\n---\na: 1\n"],
    ["another text encoding", Buffer.from("a: 1\n", "utf16le")],
    ["a broken letter", Buffer.from([0x61, 0x3a, 0x20, 0xff, 0x0a])],
    ["more than 1 MiB", `a: ${"x".repeat(1024 * 1024)}\n`],
    ["2,000 nested lists", `a: ${"- ".repeat(2000)}x\n`],
    ["2,000 nested brackets", `a: ${"[b, ".repeat(2000)}${"]".repeat(2000)}\n`],
  ])("is not even read: %s", async (_, yaml) => {
    expect(await read(yaml)).toBeUndefined();
  });

  it("reads names in quotes that would be numbers or switches without", async () => {
    expect(await read('"1": a\n"true": b\n? "null"\n: c\n')).toEqual({ "1": "a", true: "b", null: "c" });
  });

  it.each<[string, Value, string, string]>([
    ["a lone surrogate", ["\ude00"], "surrogate", "/0"],
    ["a surrogate the wrong way round", { a: "\ude00\ud83d" }, "surrogate", "/a"],
    ["NUL", { a: "\u0000" }, "control", "/a"],
    ["DEL", { a: "\u007f" }, "control", "/a"],
    ["C1", { a: "\u0085" }, "control", "/a"],
    ["vertical tab", { a: "\u000b" }, "control", "/a"],
    ["byte-order mark inside", { a: "x\ufeff" }, "control", "/a"],
    ["line separator", { a: "\u2028" }, "control", "/a"],
    ["paragraph separator", { a: "\u2029" }, "control", "/a"],
    ...[..."\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"].map(
      (mark): [string, Value, string, string] => [
        `U+${mark.charCodeAt(0).toString(16)}`,
        { a: [mark] },
        "direction",
        "/a/0",
      ],
    ),
    ["a control character in a name", { "a\u0007": 1 }, "control", ""],
    ["two names alike after NFC", { "\u00e9": 1, "e\u0301": 1 }, "twice", "/\u00e9"],
    ["NaN", { a: Number.NaN }, "number", "/a"],
    ["infinity", { a: Number.NEGATIVE_INFINITY }, "number", "/a"],
    ["2 to the 53rd", { a: 2 ** 53 }, "number", "/a"],
    ["-(2 to the 53rd)", { a: -(2 ** 53) }, "number", "/a"],
    ["1e300", { a: 1e300 }, "number", "/a"],
  ])("has no text for %s", (_, value, reason, pointer) => {
    const error = refused(value);
    expect(error.reason).toContain(reason);
    expect(error.pointer).toBe(pointer);
  });

  it.each<[Value, string]>([
    ["\t\n", '"\\t\\n"'],
    ["a\r\nb\rc\n", '"a\\nb\\nc\\n"'],
    ["e\u0301", '"\u00e9"'],
    ["\u212b", '"\u00c5"'],
    ["\u200b\u00a0", '"\u200b\u00a0"'],
    ["</script>\u0022\\", '"</script>\\"\\\\"'],
    [-0, "0"],
    [1e21 / 1e21, "1"],
    [1e-7, "1e-7"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    [{ b: [], a: {}, "": null, aa: true, B: false }, '{"":null,"B":false,"a":{},"aa":true,"b":[]}'],
  ])("of %j is %s", (value, text) => {
    expect(canonicalText(value)).toBe(text);
  });
});

const refused = (value: Value): CanonError => {
  try {
    canonicalText(value);
  } catch (error) {
    if (error instanceof CanonError) return error;
  }
  throw new Error("it was not refused");
};

describe("a section", () => {
  const document: Mapping = {
    schema: "ilp@1",
    notes: null,
    cycles: [{ id: "c1", goal: "x", steps: [{ id: "s1" }] }, { id: "c2" }, { id: "c2" }, { id: 3 }, "c4"],
  };
  it.each([
    [".", document],
    ["notes", null],
    ["cycles/c1/goal", "x"],
    ["cycles/c1/steps/s1", { id: "s1" }],
    ["cycles/c2", undefined],
    ["cycles/3", undefined],
    ["cycles/0", undefined],
    ["cycles/c4", undefined],
    ["cycles/length", undefined],
    ["constructor", undefined],
    ["toString", undefined],
    ["notes/x", undefined],
    ["", undefined],
  ])("%s", (section, data) => {
    expect(sectionData(document, section)).toEqual(data);
    const context = { program: "p", candidate: "c", document: "ilp", section };
    expect(sectionDigest(context, document) === null).toBe(data === undefined);
  });

  it.each([".", "a", "_a/B.c-d", "a/b/c/d/e/f/g/h", "x".repeat(64)])("may be called %s", (section) => {
    expect(isSection(section)).toBe(true);
  });
  it.each([
    "",
    "/",
    "a/",
    "/a",
    "..",
    "a/../b",
    ".a",
    "-a",
    "a b",
    "a#b",
    "é",
    "a/b/c/d/e/f/g/h/i",
    "x".repeat(65),
    "a\n",
  ])("may not be called %j", (section) => {
    expect(isSection(section)).toBe(false);
  });
});
