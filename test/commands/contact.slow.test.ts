/** More of contacts; the quick half is contact.test.ts. */
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { plaindir } from "../cli.ts";
import { caseNames, caseProgram, caseRecords, decided, done, expectPlainWords, newest, refused } from "./case-parts.ts";

afterEach(expectPlainWords);

const one = "candidate-one";
const asked = ["--channel", "phone", "--on", "2026-11-20", "--summary", "Asked for a meeting."];
const contact = ["log", "contact", one, "--with", "Manager One", ...asked];

it("a second file of the same name gets a name of its own; nothing is written over", async () => {
  const folder = caseProgram();
  const mine = plaindir({ "a.pdf": "first\r\n" });
  await done("coach-one", folder, ...contact, "--file", join(mine, "a.pdf"));
  writeFileSync(join(mine, "a.pdf"), "second");
  writeFileSync(join(folder, "candidates/candidate-one/case/a-2.pdf"), "lies here");
  await done("coach-one", folder, ...contact, "--file", join(mine, "a.pdf"));
  const names = caseNames(folder).filter((name) => name.endsWith(".pdf"));
  expect(names.map((name) => readFileSync(join(folder, "candidates/candidate-one/case", name), "utf8"))).toEqual([
    "lies here",
    "second",
    "first\r\n",
  ]);
  expect(names).toEqual(["a-2.pdf", "a-3.pdf", "a.pdf"]);
});

it("whoever takes part keeps their own; somebody else does not", async () => {
  const folder = caseProgram();
  for (const person of ["supervisor-one", "superintendent-one"] as const) await done(person, folder, ...contact);
  expect(caseRecords(folder).map(({ role }) => role)).toEqual(["supervisor", "assistant-superintendent"]);
  const rule = /Whoever takes part in the program keeps records of contact\. \(the program's rule\)/;
  await refused("coach-two", folder, [...contact, "--yes"], rule, /Coach Two has no role for this candidate/);
});

it("a correction keeps what was not said anew, and the files", async () => {
  const folder = caseProgram();
  const mine = plaindir({ "mail.eml": "Subject: Meeting\r\n" });
  await done("candidate-one", folder, ...contact, "--file", join(mine, "mail.eml"));
  const first = newest(folder);
  const correct = ["log", "contact", one, "--summary", "Asked for two meetings.", "--corrects", first];
  const out = await done("candidate-one", folder, ...correct);
  expect(out).toMatch(
    /File: mail\.eml, kept before[\s\S]*Stands for: record [0-9a-f]{12} of 2026-11-21, which is kept/,
  );
  const [before, after] = caseRecords(folder);
  expect(after?.entry).toEqual({
    ...before?.entry,
    summary: "Asked for two meetings.",
    corrects: expect.stringMatching(`^sha256:${first}`),
  });
  await refused(
    "coach-one",
    folder,
    [...contact, "--corrects", first, "--yes"],
    /is by Candidate One, and nobody else/,
  );
});

it("a case folder that is a link to another place", async () => {
  const folder = caseProgram();
  const elsewhere = plaindir();
  symlinkSync(elsewhere, join(folder, "candidates/candidate-one/case"));
  const mine = plaindir({ "a.txt": "a" });
  await refused("coach-one", folder, [...contact, "--file", join(mine, "a.txt"), "--yes"], /link/);
});

it("contacts of an appeal name its step", async () => {
  const folder = caseProgram();
  await decided(folder, "NO");
  await done("candidate-one", folder, "appeal", "open", one, "inquiry-ilp", "--text", "Cell 3 has one.");
  const out = await done("candidate-one", folder, ...contact, "--step", "1");
  expect(out).toContain("Step of the appeal: 1, TOSA of the Induction Team");
  expect(caseRecords(folder).at(-1)?.entry).toMatchObject({ step: 1 });
});
