import { describe, expect, it } from "vitest";
import { isDoubtful, tallyOf } from "../../src/core/findings/tally.ts";
import type { Attachment, Judged } from "../../src/core/records/signature.ts";
import { noNotes, type ProcessNotes } from "../../src/core/review/process-notes.ts";
import { judged, recordOf } from "./records.ts";

const entry = { reason: "other", note: "Asked twice." };
const concern = recordOf(
  { act: "concern", document: "case", section: ".", schema: "case@1", entry },
  { key: "coach-one" },
);
const contactFile: Attachment = { record: concern.id, path: "candidates/c/case/a.eml", state: "good", here: "same" };

const looked = (records: Judged[], more: { attachments?: Attachment[]; notes?: ProcessNotes } = {}) => {
  const found = { slots: [], records, attachments: [], notes: noNotes(), ...more };
  const tally = tallyOf(found);
  return { tally, doubtful: isDoubtful(found, tally) };
};

describe("a look at records", () => {
  const sound = judged(concern);

  it("counts case files among what is told, never as a signature that is asked for", () => {
    const { tally, doubtful } = looked([sound]);
    expect(tally).toMatchObject({ good: [], open: [], broken: [], told: [{ id: concern.id }] });
    expect(doubtful).toBe(false);
  });

  it("finds what only --strict minds", () => {
    const refused = { rule: "The coach tells the Induction Team of a concern.", source: "the program's rule" };
    const record = sound as ProcessNotes["weak"][number];
    const changed = { document: "d", section: ".", after: "YES" as const, day: "2026-01-15", record: sound.id };
    for (const notes of [
      { ...noNotes(), outOfTurn: [{ record, refused }] },
      { ...noNotes(), changed: [changed] },
      { ...noNotes(), weak: [record] },
    ])
      expect(looked([sound], { notes }).doubtful).toBe(true);
    for (const state of ["unread", "line-ends"] as const)
      expect(looked([sound], { attachments: [{ ...contactFile, state }] }).doubtful).toBe(true);
    expect(looked([{ ...sound, assurance: "name" }]).doubtful).toBe(true);
    expect(looked([{ ...sound, state: "uncommitted" }])).toMatchObject({ doubtful: true, tally: { told: [] } });
  });

  it("finds files that are not what was attached", () => {
    const attachments = (["good", "changed", "missing", "unread"] as const).map((state) => ({ ...contactFile, state }));
    expect(looked([sound], { attachments }).tally.lost.map(({ state }) => state)).toEqual(["changed", "missing"]);
  });
});
