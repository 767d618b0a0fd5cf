import { afterEach, expect, it } from "vitest";
import { ilp } from "../cli.ts";
import { caseProgram, caseRecords, done, expectPlainWords, newest, refused } from "./case-parts.ts";

afterEach(expectPlainWords);

const one = "candidate-one";
const told = ["--notified-candidate", "2026-11-20", "--notified-coach", "2026-11-21"];
const why = ["--reason", "Two decisions NO", "--action", "Weekly visits", "A model plan"];
const open = ["plan", "open", one, ...why, ...told];

it("a plan is opened, written on and closed by the manager, each with who was told and who reads it", async () => {
  const folder = caseProgram();
  const out = await done("manager-one", folder, ...open, "--about", "inquiry-ilp#inquiry-1");
  for (const shown of [
    "Action 1: Weekly visits",
    "Action 2: A model plan",
    "Candidate told: 2026-11-20",
    "Coach told: 2026-11-21",
    "About: Inquiry ILP, Inquiry 1",
    "the candidate and the coach included",
  ])
    expect(out).toContain(shown);
  await done("manager-one", folder, "plan", "update", one, "--text", "Two visits took place.");
  const second = ["plan", "update", one, "--text", "Three visits took place."];
  await done("manager-one", folder, ...second, "--corrects", newest(folder));
  expect((await ilp(folder, "check", one, "--all")).out).toContain(
    "A Special Assistance Plan is open since 2026-11-21.",
  );
  await done("manager-one", folder, "plan", "close", one, "--outcome", "Both were accepted.");
  const [opened, first, corrected, closed] = caseRecords(folder);
  expect(opened).toMatchObject({
    act: "plan-open",
    role: "manager",
    entry: {
      reason: "Two decisions NO",
      actions: ["Weekly visits", "A model plan"],
      notified: { candidate: "2026-11-20", coach: "2026-11-21" },
      about: "year-1/inquiry-ilp#inquiries/inquiry-1",
    },
  });
  expect(first?.entry).toEqual({ text: "Two visits took place." });
  expect(corrected?.entry).toMatchObject({
    text: "Three visits took place.",
    corrects: expect.stringMatching(/^sha256:/),
  });
  expect(closed).toMatchObject({ act: "plan-close", entry: { outcome: "Both were accepted." } });
  expect(new Set([first?.of, corrected?.of, closed?.of]).size).toBe(1);
  expect((await ilp(folder, "check", one, "--all")).out).not.toContain("Plan is open");
});

it("is the manager's alone, whoever is told of it", async () => {
  const folder = caseProgram();
  const rule = /The Program Manager opens, updates and closes a Special Assistance Plan\. \(the program's rule\)/;
  for (const person of ["candidate-one", "coach-one", "reviewer-one", "director-one"] as const)
    await refused(person, folder, [...open, "--yes"], rule);
  await refused("coach-one", folder, ["plan", "close", one, "--outcome", "Over.", "--yes"], rule);
});

it("both must have been told, on days that were", async () => {
  const folder = caseProgram();
  const all = /--reason TEXT, --action TEXT, --notified-candidate DATE, --notified-coach DATE/;
  await refused("manager-one", folder, ["plan", "open", one, "--yes"], all);
  const dated = (candidate: string, coach = "2026-11-20") => [
    ...["plan", "open", one, ...why, "--yes"],
    ...["--notified-candidate", candidate, "--notified-coach", coach],
  ];
  const plan = ["plan", "open", one, ...why, "--yes"];
  await refused("manager-one", folder, [...plan, "--notified-candidate", "2026-11-20"], /: --notified-coach DATE\./);
  await refused("manager-one", folder, dated("2026-02-30"), /no day 2026-02-30/);
  await refused(
    "manager-one",
    folder,
    dated("2026-11-20", "2026-11-22"),
    /--notified-coach DATE: 2026-11-22 is still to come/,
  );
  await refused("manager-one", folder, dated("yesterday"), /not a date as ilp reads it/);
  await refused("manager-one", folder, dated("0001-01-01"), /cannot be meant/);
  const many = Array.from({ length: 51 }, (_, index) => `Action ${index}`);
  await refused(
    "manager-one",
    folder,
    ["plan", "open", one, "--reason", "x", "--action", ...many, ...told, "--yes"],
    /no more than 50/,
  );
  await refused("manager-one", folder, [...open, "--reason", "a\u202eb", "--yes"], /--reason TEXT: it holds/);
});
