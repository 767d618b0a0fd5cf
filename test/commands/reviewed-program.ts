/** Two candidates with submissions, decisions and a case file; in everything that anybody wrote stands a word that is told from others. */
import { cpSync } from "node:fs";
import type { CaseAct } from "../../src/core/acts/rows.ts";
import type { Mapping } from "../../src/core/basics/values.ts";

import { plaindir } from "../cli.ts";
import { file } from "../signatures/scenarios/case.ts";
import { peopleText } from "../signatures/scenarios/people.ts";
import { inquiry, inquiryText, log, logText, newProgram, people } from "../signatures/scenarios/program.ts";
import { put, type Said } from "../signatures/scenarios/records.ts";

/** In every answer, every feedback, every reason, every line of the case file. */
export const marker = "Kolibri";

const answers = inquiryText
  .replaceAll(/\|\n(\s+)(\S)/g, `|\n$1${marker} $2`)
  .replace("reflection: |", `reflection: |\n      ${marker} learned.`)
  .replace("practice: |", `practice: |\n    ${marker} first.`);

const at = (day: string) => `${day}T18:00:00Z`;
const by = (person: "candidate-one" | "coach-one" | "reviewer-one" | "director-one", role: Said["role"]) => ({
  signer: person,
  role,
  key: person,
});
const candidate = by("candidate-one", "candidate");
const coach = by("coach-one", "coach");
const reviewer = by("reviewer-one", "reviewer");

/** Part 1: declined, NO, handed in again late, YES with a note. Inquiry 1: handed in and waiting. Part 3: not begun by candidate two. */
async function make(): Promise<string> {
  const folder = newProgram({
    [people]: peopleText({ "reviewer-one": (line) => line.replace("Reviewer One", "José Revisor") }),
    [inquiry]: answers,
    [log]: logText.replace("notes: |", `notes: |\n      ${marker} counted.`),
  });
  const goal = { section: "initial-goal" };
  const cycle = { section: "inquiries/inquiry-1" };
  const tell = (day: string, act: CaseAct, entry: Mapping) =>
    file(folder, { act, entry, at: at(day), intent: `${marker} on record.`, ...coach });
  const refused = await put(folder, {
    ...coach,
    ...goal,
    act: "decline",
    reason: `${marker} is too thin.`,
    at: at("2026-09-24"),
  });
  await tell("2026-09-25", "concern", { reason: "other", note: `${marker} did not come.` });
  const first = await put(folder, { ...candidate, ...goal, act: "submit", covers: [refused.id], at: at("2026-09-26") });
  const no = await put(folder, {
    ...reviewer,
    ...goal,
    act: "review",
    decision: "NO",
    feedback: `=${marker}: say | what you *counted*,\nand "where".`,
    resubmit_by: "2026-10-09",
    covers: [first.id, refused.id],
    at: at("2026-09-30"),
  });
  await tell("2026-10-01", "contact", {
    with: `${marker} Person`,
    channel: "phone",
    on: "2026-10-01",
    summary: `${marker} asked why.`,
  });
  await file(folder, {
    ...candidate,
    act: "appeal-open",
    of: no.id,
    entry: { about: "year-1/inquiry-ilp#initial-goal", text: `${marker} appeals.` },
    at: at("2026-10-02"),
  });
  const again = await put(folder, { ...candidate, ...goal, act: "submit", covers: [], at: at("2026-10-12") });
  const signed = await put(folder, { ...coach, ...goal, at: at("2026-10-13") });
  await put(folder, {
    ...reviewer,
    ...goal,
    act: "review",
    decision: "YES",
    feedback: `${marker} is clear now.`,
    covers: [again.id, signed.id],
    at: at("2026-10-16"),
  });
  await put(folder, { ...candidate, ...cycle, act: "submit", covers: [], at: at("2026-11-20") });
  await put(folder, {
    ...by("director-one", "director"),
    document: "year-1/collaborative/2026-09",
    section: ".",
    act: "feedback",
    feedback: `${marker} goes well.`,
    at: at("2026-11-20"),
  });
  return folder;
}

let made: Promise<string> | undefined;

/** A fresh copy. */
export async function reviewedProgram(): Promise<string> {
  made ??= make();
  const folder = plaindir();
  cpSync(await made, folder, { recursive: true });
  return folder;
}
