import { expect } from "vitest";
import type { Mapping, Value } from "../../src/core/basics/values.ts";
import { isBlank } from "../../src/core/basics/values.ts";
import { assess } from "../../src/core/findings/assess.ts";
import { answers } from "../../src/core/forms/answers.ts";
import { holds } from "../../src/core/forms/condition.ts";
import type { Finding } from "../../src/core/problems/finding.ts";
import { blocks } from "../../src/core/problems/messages.ts";
import type { Candidate, Document } from "../../src/core/program/program.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { profileFacts, viewsOf } from "../../src/core/review/year.ts";
import { judgeFor } from "../../src/signatures/stand.ts";
import { asOf, clock, program, signedCandidate } from "./signed.ts";

export const complete = await signedCandidate(program, "robin-sample");

const steps = (pointer: string) => pointer.split("/").slice(1);
const at = (value: Value, pointer: string): Value =>
  steps(pointer).reduce<Value>((node, step) => (node as Mapping)[step] ?? null, value);

/** Every answer the complete candidate had to give. */
export const required: { document: Document; pointer: string }[] = viewsOf(complete, program).flatMap((view) =>
  complete.documents
    .filter((document) => !document.form.optional)
    .flatMap((document) =>
      [...answers(document.form.fields, document.value, { settings: program.settings, profile: profileFacts(view) })]
        .filter(({ field }) => field.kind !== "group" && field.kind !== "list")
        .filter(({ field, pointer, value }) => {
          const beside = at(document.value, pointer.replace(/\/[^/]+$/, ""));
          const surroundings = {
            settings: program.settings,
            profile: profileFacts(view),
            document: document.value,
            beside,
          };
          return !isBlank(value) && holds(field.needed, surroundings);
        })
        .map(({ pointer }) => ({ document, pointer })),
    ),
);

function without(candidate: Candidate, document: Document, pointer: string): Candidate {
  const value = structuredClone(document.value);
  const path = steps(pointer);
  const key = path.pop() ?? "";
  const home = path.reduce<Value>((node, step) => (node as Mapping)[step] ?? null, value) as Mapping;
  home[key] = null;
  const changed = {
    ...candidate,
    documents: candidate.documents.map((each) => (each === document ? { ...each, value } : each)),
  };
  return { ...changed, records: judgeFor(program, changed, candidate.records ?? [], clock) };
}

/** What is the same finding before and after. */
const name = ({ code, path, pointer, data }: Finding) => JSON.stringify([code, path, pointer, data]);
const before = new Set(assess(standingOf(complete, program), asOf).findings.map(name));

/** Takes one answer away: check must name it first, and whatever else is new must point to it. */
export function removeAndCheck({ document, pointer }: { document: Document; pointer: string }) {
  const { findings } = assess(standingOf(without(complete, document, pointer), program), asOf);
  const [first, ...others] = findings.filter((each) => !before.has(name(each)));
  expect({ path: findings[0]?.path, pointer: findings[0]?.pointer }).toEqual({ path: document.file, pointer });
  expect(first && blocks(first)).toBe(true);
  for (const other of others)
    expect({ ...other, because: other.because ?? [] }).toMatchObject({
      because: expect.arrayContaining([{ path: document.file, pointer }]),
    });
}
