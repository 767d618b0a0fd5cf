import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleRecords } from "../../scripts/example-signatures.ts";
import { assess } from "../../src/core/findings/assess.ts";
import type { CandidateStatus } from "../../src/core/findings/status.ts";
import { byUrgency, turnsOf } from "../../src/core/findings/turns.ts";
import type { Profile } from "../../src/core/program/program.ts";
import { recordFolders } from "../../src/core/records/statement.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { candidateIds } from "../../src/data/candidate.ts";
import { loadProgram } from "../../src/data/load.ts";
import { schemaFiles } from "../../src/data/support-files.ts";
import { builtInSchemas } from "../../src/generated/schemas.ts";
import { complete, removeAndCheck, required } from "./removal.ts";
import { asOf, program, signedCandidate } from "./signed.ts";

describe("the complete example candidate", () => {
  it("has nothing missing, and nothing to advise", () => {
    expect(assess(standingOf(complete, program), asOf)).toMatchObject({ complete: true, findings: [] });
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

const signedNoor = await signedCandidate(program, "noor-example");
const noor = assess(standingOf(signedNoor, program), asOf);

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
    const status = assess(standingOf(await signedCandidate(program, "teo-muster"), program), asOf);
    expect(status).toMatchObject({ complete: true, kind: "transitional" });
    expect(status.years[0]?.hours.pd).toMatchObject({ exempt: true, met: true, required: 0 });
    expect(status.years[0]?.hours.pd?.counted).toBeLessThan(20);
  });

  it("year 2 has begun, on the other standards; year 1 is complete and nothing is late", async () => {
    const status = assess(standingOf(await signedCandidate(program, "jamie-specimen"), program), asOf);
    expect(status.year).toBe(2);
    const others = status.documents.filter(
      ({ year, state }) => year === 1 && !["signed", "accepted", "optional"].includes(state),
    );
    expect(others).toEqual([]);
    expect(status.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(status.complete).toBe(false);
  });

  it("the small hart program is complete", async () => {
    const hart = await loadProgram("examples/hart");
    expect(assess(standingOf(await signedCandidate(hart, "alex-beispiel"), hart), asOf)).toMatchObject({
      complete: true,
    });
  });
});

/** Where a part of a document stands: its state, and what each attempt came to. */
function partIn(status: CandidateStatus, document: string, section: string) {
  const part = status.documents.find(({ name }) => name === document)?.reviews.find((each) => each.section === section);
  if (!part) throw new Error(`${document}#${section} is not reviewed`);
  return part;
}
const turns = (status: CandidateStatus) =>
  turnsOf(status, { assignments: [] } as unknown as Profile, program, asOf).sort(byUrgency);

describe("submissions and decisions of the examples", () => {
  it("every reviewed part of the complete candidate is accepted, one of them in the second attempt", () => {
    const parts = assess(standingOf(complete, program), asOf).documents.flatMap(({ reviews }) => reviews);
    expect(parts.length).toBe(10);
    for (const part of parts) expect(part).toMatchObject({ state: "accepted", changed: false, onTime: true });
    expect(parts.filter(({ attempts }) => attempts === 2)).toMatchObject([{ section: "inquiries/inquiry-1" }]);
  });

  it("a NO came back after a decline, an extension and a submission without the signature, and is due again", () => {
    expect(partIn(noor, "year-1/inquiry-ilp", "initial-goal")).toMatchObject({
      ...{ state: "returned", attempts: 1, submitted: "2024-12-12", onTime: true },
      ...{ decision: "NO", resubmitBy: "2025-02-14", due: "2025-02-14" },
    });
    // Its milestone is past, and nothing in it is late.
    expect(noor.years[0]?.milestones.find(({ id }) => id === "november")).toMatchObject({ state: "open" });
  });

  it("each relies on what stood under the part by then", () => {
    const statements = (complete.records ?? []).flatMap(({ statement }) => statement ?? []);
    for (const { act, covers = [] } of statements.filter(({ covers }) => covers)) {
      const acts = covers.map((id) => complete.records?.find((each) => each.id === id)?.statement?.act);
      const signed = act === "review" ? acts.slice(1) : acts;
      expect(signed.length).toBeGreaterThan(0);
      expect(acts).toEqual([...(act === "review" ? ["submit"] : []), ...signed.map(() => "sign")]);
    }
    const no = signedNoor.records?.find(({ statement }) => statement?.decision === "NO")?.statement;
    const relied = no?.covers?.map((id) => signedNoor.records?.find((each) => each.id === id)?.statement?.act);
    expect(relied).toEqual(["submit", "decline"]);
  });

  it("one concern and an appeal are open, and head the list of those who answer", () => {
    const [first, second] = turns(noor).filter(({ document }) => document === "case");
    expect(first).toMatchObject({
      first: true,
      since: "2025-01-30",
      people: ["rae-reviewer", "dana-direktor", "mina-manager"],
    });
    expect(second).toMatchObject({ first: false, people: ["mina-manager"], about: expect.stringContaining("step 2") });
  });

  it("one part waits for the reviewer, handed in again within a day that was extended", async () => {
    const jamie = assess(standingOf(await signedCandidate(program, "jamie-specimen"), program), asOf);
    expect(partIn(jamie, "year-2/context", ".")).toMatchObject({ state: "submitted", attempts: 2, onTime: true });
    expect(turns(jamie).filter(({ role }) => role === "reviewer")).toMatchObject([
      { people: ["rae-reviewer"], since: "2025-01-29", next: "ilp review jamie-specimen year-2/context" },
    ]);
  });

  it("a part was accepted without the coach, who can still sign; nobody waits for that", async () => {
    const teo = assess(standingOf(await signedCandidate(program, "teo-muster"), program), asOf);
    expect(teo.findings).toMatchObject([{ code: "signature-outstanding", turn: "coach" }]);
  });
});

describe("the signatures of the examples", () => {
  it("all documents of the complete candidate are signed, by key", () => {
    const { documents } = assess(standingOf(complete, program), asOf);
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
    const there = candidateIds(example.root)
      .flatMap(recordFolders)
      .filter((folder) => existsSync(`${example.root}/${folder}`))
      .flatMap((folder) => readdirSync(`${example.root}/${folder}`).map((file) => `${folder}/${file}`));
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
