/** More of appeals; the quick half is appeal.test.ts. */
import { afterEach, expect, it } from "vitest";
import {
  casePeople,
  caseProgram,
  caseRecords,
  copyOf,
  decided,
  done,
  expectPlainWords,
  newest,
  refused,
} from "./case-parts.ts";

afterEach(expectPlainWords);

const one = "candidate-one";
const goal = "inquiry-ilp#initial-goal";
const open = ["appeal", "open", one, goal, "--text", "The measure is in cell 4."];
const step = ["appeal", "step", one, "--text", "No agreement."];
const close = ["appeal", "close", one, "--outcome", "upheld", "--text", "The measure is missing."];

const withNo = () =>
  copyOf("no", async () => {
    const folder = caseProgram();
    await decided(folder, "NO");
    return folder;
  });
const withAppeal = () =>
  copyOf("appeal", async () => {
    const folder = await withNo();
    await done("candidate-one", folder, ...open);
    return folder;
  });

it("is the candidate's to open, and theirs or of whoever the step is with to carry on", async () => {
  const folder = await withNo();
  for (const person of ["coach-one", "reviewer-one", "manager-one"] as const)
    await refused(person, folder, [...open, "--yes"], /The candidate appeals\. \(the program's rule\)/);
  await refused("candidate-one", folder, [...step, "--yes"], /gone one after another|takes an appeal/, /None is open/);
  const running = await withAppeal();
  await refused("candidate-one", running, [...open, "--yes"], /one appeal about it at a time/, /ilp appeal step/);
  for (const person of ["coach-one", "superintendent-one", "director-one"] as const) {
    await refused(person, running, [...step, "--yes"], /whoever the step is with, takes an appeal to its next step/);
    await refused(person, running, [...close, "--yes"], /whoever the step is with, closes an appeal/);
  }
  await refused("reviewer-one", running, [...close, "--yes"], /Whoever gave the NO takes part in the first step/);
  const asCandidate = await refused("candidate-one", running, [...close, "--yes"], /the candidate withdraws an appeal/);
  expect(asCandidate).toContain("ilp status candidate-one");
  expect(await done("manager-one", running, ...close)).toContain(
    "until 2026-12-01: ilp appeal open candidate-one year-1/inquiry-ilp#initial-goal",
  );
  await refused(
    "candidate-one",
    running,
    [...close, "--yes"],
    /Only an appeal that is open is closed\. \(the program's rule\)/,
  );
  const said = ["--appeal", newest(running), "--yes"];
  await refused("candidate-one", running, [...step, ...said], /opens no appeal that counts/);
  // The decision is still NO: the appeal goes on at its next step, and after the last one no more.
  for (const reached of ["2  Program Manager: Manager One (here now)", "Superintendent One (here now)"]) {
    expect(await done("candidate-one", running, ...open)).toContain(reached);
    await done("superintendent-one", running, ...close);
  }
  await refused("candidate-one", running, [...open, "--yes"], /goes on at its next step/, /step 3, the last one/);
});

it("its text is corrected by whoever wrote it, about the same decision", async () => {
  const folder = await withAppeal();
  const first = newest(folder);
  const correct = ["appeal", "open", one, "inquiry-ilp", "--text", "It is in cells 3 and 4.", "--corrects", first];
  await done("candidate-one", folder, ...correct);
  const [before, after] = caseRecords(folder);
  expect([after?.of, after?.entry?.about]).toEqual([before?.of, before?.entry?.about]);
  await refused("candidate-one", folder, [...open, "--yes"], /one appeal about it at a time/);
  const other = ["appeal", "open", one, "pd-log", "--text", "x", "--corrects", first, "--yes"];
  await refused("candidate-one", folder, other, /is not about Professional Development Log/);
  await done("candidate-one", folder, ...step, "--appeal", first);
});

it("several open ones are told apart by their record, and a step that nobody holds is said", async () => {
  const folder = caseProgram({
    "people.yaml": casePeople().replace(/.*superintendent-one.*\n/, ""),
  });
  await decided(folder, "NO");
  await decided(folder, "NO", { section: "inquiries/inquiry-1" });
  await refused(
    "candidate-one",
    folder,
    ["appeal", "open", one, "inquiry-ilp", "--text", "x", "--yes"],
    /Several parts/,
    /initial-goal, /,
  );
  expect(await done("candidate-one", folder, ...open)).toContain(
    "nobody in people.yaml is assistant-superintendent yet",
  );
  const first = newest(folder);
  await done("candidate-one", folder, "appeal", "open", one, "inquiry-ilp#inquiry-1", "--text", "And this.");
  await refused(
    "candidate-one",
    folder,
    [...step, "--yes"],
    /Several are open/,
    new RegExp(`${first} {2}Inquiry ILP, Part 1`),
  );
  await done("candidate-one", folder, ...step, "--appeal", first);
  await refused("candidate-one", folder, ["appeal", "close", one, "--yes"], /Several are open/);
  await refused(
    "candidate-one",
    folder,
    ["appeal", "close", one, "--appeal", first, "--yes"],
    /--outcome OUTCOME \(upheld, granted, withdrawn\), --text TEXT/,
  );
});
