/** Coaches and supervisors as a profile has them: their roles, their days, and what follows from them. */
import { describe, expect, it } from "vitest";
import { assess } from "../../src/core/findings/assess.ts";
import { isCertified } from "../../src/core/findings/facts.ts";
import { peopleFindings } from "../../src/core/findings/people.ts";
import { words } from "../../src/core/problems/messages.ts";
import type { People, Profile, Rulebook } from "../../src/core/program/program.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { candidateOf, findingsOf, profileOf, rulebookOf, settingsOf, statusOf } from "../build.ts";

type Assigned = [role: string, person: string, from: string | null, to: string | null];
const supervisor: Assigned = ["supervisor", "supervisor-one", "2023-08-14", null];
const status = (assigned: Assigned[], more: object = {}, documents = {}) =>
  statusOf({
    documents,
    today: "2024-01-31",
    profile: {
      assignments: assigned.map(([role, person, from, to]) => ({ role, person, from, to })),
      ...more,
    } as Partial<Profile>,
  });
const says = (code: Parameters<typeof findingsOf>[1], ...given: Parameters<typeof status>) =>
  findingsOf(status(...given), code).map((each) => `${each.pointer} ${words(each).message}`);
const coach = (from: string | null, to: string | null, person = "coach-one"): Assigned => ["coach", person, from, to];

describe("a coaching gap", () => {
  const gap = (days: string, at = 0) => [`/assignments/${at}/to Nobody is assigned as coach from ${days}.`];
  it.each<[string, Assigned[], object, string[]]>([
    ["the next day", [coach("2023-08-14", "2024-01-15"), coach("2024-01-16", null)], {}, []],
    ["one day later", [coach("2023-08-14", "2024-01-15"), coach("2024-01-17", null)], {}, gap("2024-01-16")],
    ["six weeks", [coach("2023-08-14", "2024-01-15"), coach("2024-02-29", null)], {}, gap("2024-01-16 to 2024-02-28")],
    [
      "in another order",
      [coach("2024-02-29", null), coach("2023-08-14", "2024-01-15")],
      {},
      gap("2024-01-16 to 2024-02-28", 1),
    ],
    ["before the match", [coach("2023-10-01", null)], {}, []],
    ["no first day", [coach(null, null)], {}, []],
    [
      "two gaps, two causes",
      [coach("2023-08-14", "2023-10-31"), coach("2023-11-02", "2023-12-31"), coach("2024-01-02", null)],
      {},
      [...gap("2023-11-01"), ...gap("2024-01-01", 1)],
    ],
    [
      "a leave of those days",
      [coach("2023-08-14", "2024-01-15"), coach("2024-02-29", null)],
      { leave: [{ from: "2024-01-16", to: "2024-02-28" }] },
      [],
    ],
    [
      "a leave one day short",
      [coach("2023-08-14", "2024-01-15"), coach("2024-02-29", null)],
      { leave: [{ from: "2024-01-16", to: "2024-02-27" }] },
      gap("2024-02-28"),
    ],
    [
      "a leave in the middle: one cause",
      [coach("2023-08-14", "2024-01-15"), coach("2024-02-29", null)],
      { leave: [{ from: "2024-02-01", to: "2024-02-10" }] },
      gap("2024-01-16 to 2024-01-31 and 2024-02-11 to 2024-02-28"),
    ],
    [
      "the summer between two years",
      [coach("2023-08-14", "2024-06-30"), coach("2024-08-12", null)],
      {
        years: [
          { year: 1, starts: "2023-08-14" },
          { year: 2, starts: "2024-08-12" },
        ],
      },
      [],
    ],
    [
      "over the summer, the days of both years",
      [coach("2023-08-14", "2024-06-28"), coach("2024-08-14", null)],
      {
        years: [
          { year: 1, starts: "2023-08-14" },
          { year: 2, starts: "2024-08-12" },
        ],
      },
      gap("2024-06-29 to 2024-06-30 and 2024-08-12 to 2024-08-13"),
    ],
  ])("%s", (_, assigned, more, found) => {
    expect(says("coach-gap", [...assigned, supervisor], more)).toEqual(found);
  });

  it.each<[string, object, string[]]>([
    ["2024-06-29", {}, ["/assignments No coach is assigned after 2024-06-29."]],
    ["2024-06-30", {}, []],
    ["2024-01-31", { leave: [{ from: "2024-02-01", to: null }] }, []],
    [
      "2024-06-30",
      {
        years: [
          { year: 1, starts: "2023-08-14" },
          { year: 2, starts: "2024-08-12" },
        ],
      },
      ["/assignments No coach is assigned after 2024-08-11."],
    ],
  ])("the last coach until %s, %j", (to, more, found) => {
    expect(says("coach-ended", [coach("2023-08-14", to), supervisor], more)).toEqual(found);
    expect(says("coach-gap", [coach("2023-08-14", to), supervisor], more)).toEqual([]);
  });
});

describe("two at once", () => {
  it.each<[string, Assigned[], string[]]>([
    [
      "both for good",
      [coach("2023-08-14", null), coach("2024-01-08", null, "coach-two")],
      ["/assignments/1/from Coach One and Coach Two are both entered as coach from 2024-01-08 on."],
    ],
    ["a day apart", [coach("2023-08-14", "2024-01-07"), coach("2024-01-08", null, "coach-two")], []],
    [
      "one day",
      [coach("2023-08-14", "2024-01-08"), coach("2024-01-08", null, "coach-two")],
      ["/assignments/1/from Coach One and Coach Two are both entered as coach from 2024-01-08 to 2024-01-08."],
    ],
    [
      "the same person",
      [coach("2023-08-14", null), coach("2024-01-08", null)],
      ["/assignments/1/from Coach One is entered twice as coach from 2024-01-08 on."],
    ],
    [
      "supervisors without days",
      [coach("2023-08-14", null), supervisor, ["supervisor", "both-roles", null, null]],
      ["/assignments/1/from Both Roles and Supervisor One are both entered as supervisor from 2023-08-14 on."],
    ],
  ])("%s", (_, assigned, found) => {
    expect(says("two-at-once", [...assigned, ...(assigned.length > 2 ? [] : [supervisor])])).toEqual(found);
  });
});

describe("roles", () => {
  it("whoever is assigned has the role in people.yaml; it is said once", () => {
    const wrong: Assigned[] = [
      coach("2023-08-14", "2023-12-31", "supervisor-one"),
      coach("2024-01-01", null, "supervisor-one"),
    ];
    expect(says("supporter-without-role", [...wrong, supervisor])).toEqual([
      "/assignments/0/person Supervisor One is assigned as coach, and does not have the role coach in people.yaml.",
    ]);
    expect(says("supporter-without-role", [coach("2023-08-14", null), supervisor])).toEqual([]);
    // Nobody people.yaml knows: that is said, and nothing else of them.
    expect(says("supporter-without-role", [coach("2023-08-14", null, "nobody"), supervisor])).toEqual([]);
  });

  it.each<[string, Assigned[], number]>([
    [
      "coach and supervisor at the same time",
      [coach("2023-08-14", null, "both-roles"), ["supervisor", "both-roles", "2023-08-14", null]],
      1,
    ],
    [
      "one after the other",
      [coach("2023-08-14", "2024-01-31", "both-roles"), ["supervisor", "both-roles", "2024-02-01", null]],
      0,
    ],
    [
      "on one day",
      [coach("2023-08-14", "2024-02-01", "both-roles"), ["supervisor", "both-roles", "2024-02-01", null]],
      1,
    ],
  ])("%s: advice %#", (_, assigned, many) => {
    expect(says("coach-is-supervisor", assigned)).toHaveLength(many);
  });
});

describe("sessions before the coach", () => {
  const summary = (...dates: string[]) => ({
    "year-1/collaborative/2023-09": {
      month: "2023-09",
      sessions: dates.map((date, index) => ({ id: `session-${index + 1}`, date, minutes: 60 })),
    },
  });
  it.each<[string[], string | null]>([
    [["2023-09-10"], "A session is"],
    [["2023-09-11"], null],
    [["2023-09-12", "2023-09-10", "2023-09-09"], "2 sessions are"],
  ])("%j with a coach from 2023-09-11: %s", (dates, many) => {
    const found = says("sessions-before-coach", [coach("2023-09-11", null), supervisor], {}, summary(...dates));
    const earliest = [...dates].sort()[0];
    expect(found).toEqual(
      many
        ? [
            `/assignments/0/from ${many} logged before 2023-09-11, the first day of a coach; the earliest is on ${earliest}.`,
          ]
        : [],
    );
  });
});

describe("the credential", () => {
  const given = (changes: object, more: object = {}) =>
    status([coach("2023-08-14", null), supervisor], { credential: changes, ...more });
  const years = [
    { year: 1, starts: "2023-08-14" },
    { year: 2, starts: "2024-08-12" },
  ];
  // The day asked is 2024-01-31.
  it.each<[string, object, string[]]>([
    ["2024-01-30", {}, ["credential-expired"]],
    ["2024-01-31", {}, ["credential-ends"]],
    ["2024-06-29", {}, ["credential-ends"]],
    ["2024-06-30", {}, []],
    ["2024-07-01", { years }, ["credential-ends"]],
    ["2025-06-30", { years }, []],
    ["2024-02-31", {}, []],
  ])("that expires on %s, with %j: %j", (expires, more, codes) => {
    const found = given({ expires }, more).findings.map(({ code }) => code);
    expect(found.filter((code) => code.startsWith("credential-"))).toEqual(codes);
  });

  it.each<[string, object, boolean]>([
    ["2022-08-15", {}, false],
    ["2022-08-14", {}, false],
    ["2022-08-13", {}, true],
    ["2023-09-01", {}, false],
    ["2022-08-13", { "transferred-in": true }, false],
  ])("issued on %s, program begun on 2023-08-14, %j: late %s", (issued, more, is) => {
    expect(findingsOf(given({ issued }, more), "enrolled-late")).toHaveLength(is ? 1 : 0);
  });
});

describe("one name", () => {
  it.each<[string, boolean]>([
    ["Candidate One", false],
    ["José Muñoz".normalize("NFD"), false],
    ["Candidate  One", true],
  ])("%j", (name, is) => {
    const known = name.startsWith("Jos") ? "José Muñoz" : "Candidate One";
    const rulebook = rulebookOf();
    const people = {
      ...rulebook.people,
      people: [...rulebook.people.people, { id: "candidate-one", name: known, roles: ["candidate"] }],
    };
    const told = assess(
      standingOf(candidateOf({}, profileOf({ name })), { ...rulebook, people } as Rulebook),
      "2024-01-31",
    );
    expect(findingsOf(told, "two-names")).toHaveLength(is ? 1 : 0);
  });
});

describe("people.yaml", () => {
  const told = (people: object[], today = "2026-11-28") =>
    peopleFindings({ schema: "people@1", people } as People, settingsOf(), today).map(
      ({ finding, of }) => `${finding.pointer} ${finding.code} ${of.join(" ")}`,
    );
  const person = (id: string, emails: string[]) => ({ id, name: id, roles: ["coach"], emails });
  it("one email on two people, once for each one too many", () => {
    expect(told([person("a", ["x@y.org"]), person("b", ["z@y.org"])])).toEqual([]);
    expect(told([person("a", ["x@y.org", "X@y.org"])])).toEqual([]);
    expect(told([person("a", ["x@y.org"]), person("b", ["z@y.org", " X@Y.org"]), person("c", ["x@y.org"])])).toEqual([
      "/people/1/emails/1 email-twice a b",
      "/people/2/emails/0 email-twice a c",
    ]);
  });

  it.each([
    ["2025-26", true],
    ["2026-27", true],
    ["2027-28", false],
    ["1999-00", true],
    ["2024-26", false],
    ["2021-2022", false],
    ["x", false],
  ])("a year of training, %s: can be meant %s", (year, is) => {
    const coach = { ...person("a", []), training: [{ program: "cnet", year }] };
    expect(told([coach])).toEqual(is ? [] : ["/people/0/training/0/year training-year a"]);
  });

  it.each<[string, string[], string[], boolean]>([
    ["two each", ["2021-22", "2022-23"], ["2021-22", "2022-23"], true],
    ["one year in two ways", ["2021-22", "2021-2022"], ["2021-22", "2022-23"], false],
    ["one year twice", ["2021-22", "2021-22"], ["2021-22", "2022-23"], false],
    ["no year", ["2021-22", "x"], ["2021-22", "2022-23"], false],
    ["a year to come", ["2021-22", "2031-32"], ["2021-22", "2022-23"], false],
    ["the year under way", ["2021-22", "2026-27"], ["2021-22", "2022-23"], false],
    ["the year before", ["2021-22", "2025-26"], ["2021-22", "2022-23"], true],
  ])("certified, with %s of CNET: %s", (_, cnet, local, is) => {
    const training = [
      ...cnet.map((year) => ({ program: "cnet", year })),
      ...local.map((year) => ({ program: "local", year })),
    ];
    expect(isCertified(training, settingsOf(), "2026-11-28")).toBe(is);
  });

  it("a year counts from the day after its last one", () => {
    const training = ["cnet", "local"].flatMap((program) => ["2021-22", "2022-23"].map((year) => ({ program, year })));
    expect(["2023-06-30", "2023-07-01"].map((today) => isCertified(training, settingsOf(), today))).toEqual([
      false,
      true,
    ]);
  });
});
