import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleRecords } from "../../scripts/example-signatures.ts";
import { assess } from "../../src/core/assess.ts";
import { recordFolder } from "../../src/core/statement.ts";
import { candidateIds } from "../../src/data/candidate.ts";
import { loadProgram } from "../../src/data/load.ts";
import { schemaFiles } from "../../src/data/support-files.ts";
import { builtInSchemas } from "../../src/generated/schemas.ts";
import { asOf, complete, program, removeAndCheck, required, signedCandidate } from "./removal.ts";

describe("the complete example candidate", () => {
  it("has nothing missing, and nothing to advise", () => {
    expect(assess(complete, program, asOf)).toMatchObject({ complete: true, findings: [] });
  });

  it("one required answer taken away is named first, and what follows points to it", () => {
    expect(required.length).toBeGreaterThan(300);
    fc.assert(fc.property(fc.constantFrom(...required), removeAndCheck), { numRuns: 120, seed: 5 });
  });
});

/** Each gap was made on purpose: it is found once, where it is. */
const gaps: [document: string, pointer: string, code: string][] = [
  ["year-1/collaborative/2024-11", "/on-track/reason", "answer-missing"],
  ["year-1/inquiry-ilp", "/initial-goal/measures/results", "answer-missing"],
  ["year-1/context", "/triad/priorities", "answer-missing"],
  ["year-1/pd-log", "/entries/3/hours", "answer-missing"],
  ["year-1/collaborative/2024-12", "/no-sessions-reason", "answer-missing"],
  ["year-1/self-assessment-initial", "/cpsel-5/ratings/5C/evidence", "answer-missing"],
];

const noor = assess(await signedCandidate(program, "noor-example"), program, asOf);

describe("the mid-year example candidate", () => {
  const status = noor;
  it.each(gaps)("%s %s: %s, once", (document, pointer, code) => {
    expect(status.findings.filter((each) => each.document === document && each.pointer === pointer)).toMatchObject([
      { code },
    ]);
    expect(status.documents.find(({ name }) => name === document)?.next).toBe(`ilp check noor-example ${document}`);
  });

  it("nothing else is late or wrong", () => {
    const late = status.findings
      .filter(({ severity }) => severity === "error")
      .map(({ document, pointer }) => [document, pointer]);
    expect(gaps.map(([document, pointer]) => [document, pointer])).toEqual(expect.arrayContaining(late));
  });
});

describe("the other example candidates", () => {
  it("the transitional administrator owes no hours and is complete", async () => {
    const status = assess(await signedCandidate(program, "teo-muster"), program, asOf);
    expect(status).toMatchObject({ complete: true, kind: "transitional" });
    expect(status.years[0]?.hours.pd).toMatchObject({ exempt: true, met: true, required: 0 });
    expect(status.years[0]?.hours.pd?.counted).toBeLessThan(20);
  });

  it("year 2 has begun, on the other standards; year 1 is complete and nothing is late", async () => {
    const status = assess(await signedCandidate(program, "jamie-specimen"), program, asOf);
    expect(status.year).toBe(2);
    expect(status.documents.filter(({ year, state }) => year === 1 && !["signed", "optional"].includes(state))).toEqual(
      [],
    );
    expect(status.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(status.complete).toBe(false);
  });

  it("the small hart program is complete", async () => {
    const hart = await loadProgram("examples/hart");
    expect(assess(await signedCandidate(hart, "alex-beispiel"), hart, asOf)).toMatchObject({ complete: true });
  });
});

describe("the signatures of the examples", () => {
  it("all documents of the complete candidate are signed, by key", () => {
    const { documents } = assess(complete, program, asOf);
    const signed = documents.flatMap(({ sections }) => sections).flatMap(({ signatures }) => signatures);
    expect(signed.filter(({ required }) => required).length).toBeGreaterThan(30);
    for (const slot of signed.filter(({ required }) => required))
      expect(slot).toMatchObject({ state: "valid", assurance: "key", accepted: true });
  });

  it("somebody declined, with a reason, and that keeps nobody from going on", () => {
    const plan = noor.documents.find(({ name }) => name === "year-1/inquiry-ilp");
    expect(plan?.sections.find(({ section }) => section === "initial-goal")?.signatures).toMatchObject([
      { role: "coach", state: "declined", signer: "marcus-muestra", reason: expect.stringContaining("Cell 3") },
    ]);
  });

  it.each(["combined", "hart"])("in examples/%s they come out the same again (npm run examples)", async (name) => {
    const example = await loadProgram(`examples/${name}`);
    const records = await exampleRecords(example);
    const there = candidateIds(example.root).flatMap((id) =>
      readdirSync(`${example.root}/${recordFolder(id)}`).map((file) => `${recordFolder(id)}/${file}`),
    );
    expect(records.map(({ path }) => path).sort()).toEqual(there.sort());
    for (const { path, content } of records) expect(readFileSync(`${example.root}/${path}`, "utf8")).toBe(content);
  });
});

it.each(["combined", "hart"])(
  "the schemas in examples/%s are those of this version (npm run examples)",
  async (name) => {
    const { settings } = await loadProgram(`examples/${name}`);
    for (const { path, content } of schemaFiles(builtInSchemas, settings))
      expect({ path, content: readFileSync(`examples/${name}/${path}`, "utf8") }).toEqual({ path, content });
  },
);
