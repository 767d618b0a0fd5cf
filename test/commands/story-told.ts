/** The story of one part, from a draft to a YES, with what was printed at its steps. */
import { expect } from "vitest";
import { gitState, snapshot } from "../cli.ts";
import { squeezed } from "./decided-program.ts";
import { type Clones, dayIn, draft, freshCopy, part, runIn, threeClones, verified, type Who } from "./story-parts.ts";

export const today = dayIn(0);
export const again = dayIn(14);
export const reason = "Cell 3 names no measure.";
export const concern = "Two visits fell out.";
export const feedback = "Cell 3 needs a measure.";
export const note = "The measure is clear.";
const no = ["review", ...part, "--incomplete"];

export interface Told {
  clones: Clones;
  /** The reviewer's clone when the candidate had handed in again, and nobody had decided. */
  waiting: string;
  /** Act and state of each record when the text was changed after the NO. */
  changed: string[];
  /** What was printed: by the name of the command or of what came of it. */
  said: Partial<Record<string, string>>;
}

export async function tellStory(): Promise<Told> {
  const clones = threeClones();
  const said: Told["said"] = {};
  const does = async (who: Who, ...words: string[]) => {
    const { code, out, err } = await runIn(clones[who], who, ...words);
    expect([words, code, err]).toEqual([words, 0, ""]);
    return out;
  };
  const send = async (...people: Who[]) => {
    for (const who of people) said[`send of ${who}`] = await does(who, "send");
  };
  const writes = async (measure: string) => {
    draft(clones.candidate, measure);
    await does("candidate", "send", "--save");
    await send("coach");
  };

  await writes("More students explain.");
  said.decline = await does("coach", "decline", ...part, "--reason", reason, "--yes");
  await does("coach", "concern", part[0], "--reason", "other", "--note", concern, "--yes");
  await send("coach", "candidate");
  said.submit = await does("candidate", "submit", ...part, "--yes");
  await send("candidate", "reviewer");
  await expectNoRefused(clones.reviewer);
  said.no = await does("reviewer", ...no, "--feedback", feedback, "--resubmit-by", again);
  await send("reviewer", "candidate");
  said.arrived = said["send of candidate"];

  await writes("Twice as many students explain.");
  for (const words of [
    ["check", part[0]],
    ["status", part[0]],
    ["next", "--all"],
  ] as const)
    said[words[0]] = (await runIn(clones.coach, "coach", ...words)).out;
  const changed = (await verified(clones.coach)).rows.map(({ act, state }) => `${act} ${state}`);
  said.sign = await does("coach", "sign", ...part, "--yes");
  await send("coach", "candidate");
  said.submit2 = await does("candidate", "submit", ...part, "--yes");
  await send("candidate", "reviewer");
  const waiting = freshCopy(clones.reviewer);
  said.yes = await does("reviewer", "review", ...part, "--complete", "--note", note);
  await send("reviewer", "candidate", "coach");
  return { clones, waiting, changed, said };
}

/** A NO that lacks something is refused, and nothing is written. */
async function expectNoRefused(folder: string) {
  const rule = "ilp: A NO comes with specific feedback and a day to hand it in again. (the program's rule)\n";
  const before = [snapshot(folder), gitState(folder)];
  for (const [flags, help] of [
    [[], "Add --feedback TEXT and --resubmit-by DATE.\n"],
    [["--feedback", feedback], "Add --resubmit-by DATE.\n"],
    [["--resubmit-by", again], "Add --feedback TEXT.\n"],
  ] as const)
    expect(await runIn(folder, "reviewer", ...no, ...flags)).toEqual({ code: 2, out: "", err: rule + help });
  expect([snapshot(folder), gitState(folder)]).toEqual(before);
}

/** All of these stand in what was printed, wherever its lines end. */
export function expectSaid(text = "", ...words: string[]) {
  for (const each of words) expect(squeezed(text)).toContain(each);
}
