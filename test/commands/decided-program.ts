/** A part that was handed in, came back with a NO, was handed in again and accepted; then what the process does not allow. */
import { cpSync } from "node:fs";
import { git, plaindir } from "../cli.ts";
import { contactOf, file } from "../signatures/scenarios/case.ts";
import { coach, type Put, put, type Said, signedProgram } from "../signatures/scenarios/records.ts";

export const cycle = { section: "inquiries/inquiry-1" };
const candidate = { ...cycle, role: "candidate", signer: "candidate-one", key: "candidate-one" } as const;
export const reviewer = {
  ...cycle,
  act: "review",
  role: "reviewer",
  signer: "reviewer-one",
  key: "reviewer-one",
} as const;
export const minute = (count: number) => `2026-11-21T20:0${count}:00Z`;

export type Made = Record<"signed" | "submitted" | "no" | "yes" | "twice" | "feedback" | "contact", string>;

/** The folder, and the ids of its records. */
export async function decidedProgram(): Promise<{ folder: string; made: Made }> {
  const folder = await signedProgram();
  const signed = await put(folder, { ...coach, ...cycle, at: minute(0) });
  const hand = (covers: Put[], at: string) => put(folder, { ...candidate, act: "submit", covers: idsOf(covers), at });
  const decide = (said: Partial<Said>, covers: Put[], at: string) =>
    put(folder, { ...reviewer, ...said, covers: idsOf(covers), at } as Said);
  const submitted = await hand([signed], minute(1));
  const feedback = "Tell more of the children.";
  const no = await decide({ decision: "NO", feedback, resubmit_by: "2026-12-05" }, [submitted, signed], minute(2));
  const again = await hand([signed], minute(3));
  const yes = await decide({ decision: "YES", feedback: "Now it is clear." }, [again, signed], minute(4));
  const twice = await decide({ decision: "YES" }, [again], minute(5));
  const words = await put(folder, {
    act: "feedback",
    feedback: "Well done.",
    document: "year-1/collaborative/2026-09",
    section: ".",
    role: "director",
    signer: "director-one",
    key: "director-one",
    at: minute(5),
  });
  git(folder, "reset", "--quiet", "--hard");
  const contact = await file(folder, { ...contactOf("coach-one"), key: "coach-one", at: minute(6) });
  const all = { signed, submitted, no, yes, twice, feedback: words, contact };
  return { folder, made: Object.fromEntries(Object.entries(all).map(([name, { id }]) => [name, id])) as Made };
}

const idsOf = (records: Put[]) => records.map(({ id }) => id);
export const short = (id: string) => id.slice(7, 19);
export const copyOf = (from: string) => {
  const copy = plaindir();
  cpSync(from, copy, { recursive: true });
  return copy;
};
/** Columns and breaks of lines left out. */
export const squeezed = (out: string) => out.replace(/\s+/g, " ");
