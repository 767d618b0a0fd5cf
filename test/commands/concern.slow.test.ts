/** More of what concerns and answers do; the quick half is concern.test.ts. */
import { afterEach, expect, it } from "vitest";
import { look } from "../signatures/scenarios/records.ts";
import {
  caseNames,
  casePeople,
  caseProgram,
  caseRecords,
  done,
  expectPlainWords,
  newest,
  refused,
} from "./case-parts.ts";

afterEach(expectPlainWords);

const one = "candidate-one";
const concern = ["concern", one, "--reason", "nonresponsive", "--note", "Three messages since September."];
const withConcern = async () => {
  const folder = caseProgram();
  await done("coach-one", folder, ...concern, "--about", "inquiry-ilp#inquiry-1");
  return folder;
};

it("a note of 20000 characters, of whichever kind, is kept as it is", async () => {
  const folder = caseProgram();
  const note = `${"💧".repeat(10_000)}\n${"é".repeat(9_999)}`;
  await done("coach-one", folder, "concern", one, "--reason", "other", "--note", note);
  expect(caseRecords(folder)[0]?.entry?.note).toBe(note);
  expect((await look(folder, one)).rows).toMatchObject([{ state: "valid" }]);
});

it("a person's own earlier one is corrected; the earlier one stays", async () => {
  const folder = await withConcern();
  const first = newest(folder);
  await refused("coach-one", folder, ["concern", one, "--corrects", "000000", "--yes"], /no signature record/);
  await done("coach-one", folder, "concern", one, "--corrects", first, "--note", "Four messages.");
  expect(caseRecords(folder).map(({ entry }) => [entry?.reason, entry?.note, entry?.about])).toEqual([
    ["nonresponsive", "Three messages since September.", "year-1/inquiry-ilp#inquiries/inquiry-1"],
    ["nonresponsive", "Four messages.", "year-1/inquiry-ilp#inquiries/inquiry-1"],
  ]);
  // Named by its first wording, it is the last one that is corrected; and it is one concern to answer.
  await done("coach-one", folder, "concern", one, "--corrects", first, "--note", "Five messages.");
  const answer = ["concern", "answer", one, first, "--text", "We meet."];
  expect(await done("reviewer-one", folder, ...answer)).toContain("No answer to messages. Five messages.");
  expect(caseNames(folder)).toHaveLength(4);
  await refused("reviewer-one", folder, [...answer.slice(0, 3), ...answer.slice(4), "--yes"], /is answered once/);
});

it("nobody corrects somebody else's, or a file of another kind", async () => {
  const folder = await withConcern();
  const told = newest(folder);
  await done("reviewer-one", folder, "concern", "answer", one, "--text", "We meet.");
  const answered = newest(folder);
  const words = ["concern", one, "--reason", "nonresponsive", "--yes", "--corrects"];
  await refused("coach-one", folder, [...words, answered], /of another kind \(answer\)/, /ilp history/);
  const others = caseProgram({
    "candidates/candidate-one/profile.yaml": profileWith("coach-two"),
  });
  await done("coach-two", others, ...concern);
  const theirs = newest(others);
  await refused("coach-one", others, [...words, theirs], /The coach tells|by Coach Two/);
  await refused("coach-one", folder, [...words, told.slice(0, 5)], /no signature record/);
});

it("several open ones are listed; a decline is answered as well", async () => {
  const folder = await withConcern();
  const declined = ["decline", one, "inquiry-ilp#initial-goal", "--reason", "Cell 3 needs a measure."];
  await done("coach-one", folder, ...declined);
  const words = ["concern", "answer", one];
  const err = await refused(
    "reviewer-one",
    folder,
    [...words, "--text", "Yes.", "--yes"],
    /2 are open/,
    /a concern of Coach One[\s\S]*did not sign Inquiry ILP, Part 1: Initial Inquiry Goal: Cell 3 needs a measure/,
  );
  const id = /([0-9a-f]{12}) {2}2026-11-21, Coach One did not sign/.exec(err)?.[1] ?? "";
  await done("manager-one", folder, ...words, id, "--text", "The measure is agreed.");
  expect(caseRecords(folder).at(-1)).toMatchObject({ act: "answer", role: "manager" });
  await done("reviewer-one", folder, ...words, "--text", "We meet.");
  await refused("reviewer-one", folder, [...words, newest(folder), "--text", "x", "--yes"], /is no concern/);
});

it("is the Induction Team's; who is of it and a candidate does not answer about themselves", async () => {
  const folder = await withConcern();
  const words = ["concern", "answer", one, "--text", "Fine.", "--yes"];
  for (const person of ["candidate-one", "coach-one", "superintendent-one"] as const)
    await refused(person, folder, words, /The Induction Team answers a concern\. \(the program's rule\)/);
  await refused("director-one", folder, words, /--as ROLE \(coordinator or director\)/);
  await done("director-one", folder, ...words, "--as", "director");
  const both = caseProgram({
    "people.yaml": casePeople({ "candidate-one": (line) => line.replace("[candidate]", "[candidate, manager]") }),
  });
  await done("coach-one", both, ...concern);
  await refused("candidate-one", both, words, /Nobody decides on their own work\. \(the program's rule\)/);
});

const profileWith = (coach: string) =>
  `schema: profile@1\nid: "candidate-one"\nname: "Candidate One"\nkind: "induction"\nsite: "School"\nposition: "Principal"\nprogram-start: "2026-08-10"\ntransferred-in: false\nassignments:\n  - { role: coach, person: ${coach}, from: "2026-08-10", to: null }\nyears:\n  - year: 1\n    starts: "2026-08-10"\n`;
