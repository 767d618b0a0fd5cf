import { describe, expect, it } from "vitest";
import { ilp, snapshot } from "../cli.ts";
import { changed, soundProgram, textOf } from "./program.ts";

const sound = soundProgram();

interface Found {
  code: string;
  path: string;
  line: number;
  column: number;
  message: string;
  help?: string;
}
const folder = "candidates/candidate-one";
const log = (lines: string) => `schema: pd-log@1\nentries:\n  - id: a\n${lines}`;
const wrongCodes =
  /^(file-|folder-|yaml-|unknown-|key-missing|wrong-|out-of-range|given-twice|impossible-date|duplicate-id|hours-too-exact|pd-dates)/;

/** Wrong content of one file: its one finding, `line:column code`, and words of message and help. */
const wrong: [name: string, path: string, content: string, finding: string, says: string][] = [
  ["text for a number", "year-1/pd-log", log('    hours: "two"\n'), "4:5 wrong-type", "it should be a number"],
  ["a list for a number", "year-1/pd-log", log("    hours: [1]\n"), "4:5 wrong-type", "a list"],
  ["negative hours", "year-1/pd-log", log("    hours: -1\n"), "4:5 out-of-range", "-1 is less than 0"],
  [
    "endless hours",
    "year-1/pd-log",
    log("    hours: .inf\n"),
    "4:5 wrong-type",
    "not a number that can be counted with",
  ],
  ["hours that are no number", "year-1/pd-log", log("    hours: .nan\n"), "4:5 wrong-type", "not a number"],
  ["overflowing hours", "year-1/pd-log", log("    hours: 1e999\n"), "4:5 wrong-type", "not a number"],
  ["an impossible date", "year-1/pd-log", log('    date: "2027-02-30"\n'), "4:5 impossible-date", "no day 2027-02-30"],
  ["a date written otherwise", "year-1/pd-log", log("    date: 3/4/2027\n"), "4:5 wrong-form", "2027-03-04"],
  ["a number for a title", "year-1/pd-log", log("    title: 12\n"), "4:5 wrong-type", 'in quotes: "12"'],
  ["yes for a title", "year-1/pd-log", log("    title: true\n"), "4:5 wrong-type", 'in quotes: "true"'],
  ["a misspelt key", "year-1/pd-log", log("    huors: 2\n"), "4:5 unknown-key", 'Did you mean "hours"?'],
  ["a strange key", "year-1/pd-log", log("    zebra: 2\n"), "4:5 unknown-key", "Known here:"],
  ["a key with a slash", "year-1/pd-log", log("    a/b~c: 2\n"), "4:5 unknown-key", '"a/b~c"'],
  ["a number as a key", "year-1/pd-log", log("    7: 2\n"), "4:5 yaml-broken", "7"],
  ["__proto__ as a key", "year-1/pd-log", log("    __proto__: { hours: 9 }\n"), "4:5 yaml-broken", "__proto__"],
  ["constructor as a key", "year-1/pd-log", log("    constructor: 1\n"), "4:5 unknown-key", "constructor"],
  [
    "an entry that is text",
    "year-1/pd-log",
    "schema: pd-log@1\nentries:\n  - some text\n",
    "3:5 wrong-type",
    "this is text",
  ],
  ["entries that are text", "year-1/pd-log", "schema: pd-log@1\nentries: none\n", "2:1 wrong-type", "a list"],
  ["an id twice", "year-1/pd-log", log("  - id: a\n"), "4:5 duplicate-id", 'The id "a" is used twice'],
  ["another form", "year-1/pd-log", "schema: context@1\nnone: 1\nof: 2\nthis: 3\n", "1:1 wrong-choice", "pd-log@1"],
  ["no schema line", "year-1/pd-log", "entries: []\n", "1:1 key-missing", '"schema:"'],
];

describe("wrong content of a candidate's file: one finding, its place to the character", () => {
  it.each(wrong)("%s", async (_, name, content, finding, says) => {
    const path = `${folder}/${name}.yaml`;
    const root = changed(sound, { [path]: content });
    const before = snapshot(root);
    const { code, out } = await ilp(root, "check", "--json");
    const found = (JSON.parse(out).findings as Found[]).filter((each) => wrongCodes.test(each.code));
    expect(found.map((each) => `${each.path} ${each.line}:${each.column} ${each.code}`)).toEqual([
      `${path} ${finding}`,
    ]);
    expect(`${found[0]?.message} ${found[0]?.help}`).toContain(says);
    expect(code).toBe(1);
    const text = await ilp(root, "check", "candidate-one", name);
    expect([text.code, text.err]).toEqual([1, ""]);
    expect(text.out).toContain(`${path}:${finding.split(" ")[0]}`);
    expect(snapshot(root)).toEqual(before);
  });

  const profile: [name: string, from: string | RegExp, to: string, finding: RegExp][] = [
    ["an unknown person", "person: coach-one", "person: coach-noe", /unknown-person.*Did you mean "coach-one"/],
    ["a start that is no day", /program-start: .*/, 'program-start: "2026-13-45"', /^impossible-date/],
    ["a year start that is no day", /starts: .*/, 'starts: "2026-02-30"', /^impossible-date/],
    ["a start in the year 0", /program-start: .*/, 'program-start: "0000-01-01"', /^out-of-range/],
    ["a start in the year 9999", /starts: .*/, 'starts: "9999-12-31"', /^out-of-range/],
    ["another id than the folder", /^id: .*/m, "id: someone-else", /^wrong-folder/],
    ["an id that leaves the folder", /^id: .*/m, 'id: "../x"', /^wrong-form/],
    ["a year 0", /year: 1$/m, "year: 0", /^out-of-range/],
    ["half a year", /year: 1$/m, "year: 1.5", /^wrong-type/],
    ["no kind", /^kind: .*/m, "kind: inductoin", /^wrong-choice.*Did you mean "induction"/],
  ];
  it.each(profile)("profile: %s", async (_, from, to, finding) => {
    const path = `${folder}/profile.yaml`;
    const text = textOf(sound, path);
    const root = changed(sound, { [path]: text.replace('person: "coach-one"', "person: coach-one").replace(from, to) });
    expect(textOf({ a: text.replace('person: "coach-one"', "person: coach-one").replace(from, to) }, "a")).not.toBe(
      text,
    );
    const { code, out } = await ilp(root, "check", "--json");
    const found = (JSON.parse(out).findings as Found[]).filter((each) => wrongCodes.test(each.code));
    expect(found.map((each) => `${each.code} ${each.message} ${each.help}`)).toEqual([expect.stringMatching(finding)]);
    expect(found[0]?.line).toBeGreaterThan(1);
    expect(code).toBe(1);
    for (const command of [["status"], ["status", "candidate-one"], ["next"]])
      expect((await ilp(root, ...command)).code).toBe(0);
  });

  it("the same year twice", async () => {
    const path = `${folder}/profile.yaml`;
    const again = `${textOf(sound, path).trimEnd()}\n  - year: 1\n    starts: "2026-08-10"\n`;
    const { out } = await ilp(changed(sound, { [path]: again }), "check", "--json");
    expect(JSON.parse(out).findings.map((each: Found) => each.code)).toContain("given-twice");
  });
});

describe("program.yaml and people.yaml that cannot be: exit code 2, all at once, with their places", () => {
  const cases: [name: string, path: string, from: string | RegExp, to: string, says: RegExp][] = [
    ["an unknown time zone", "program.yaml", "America/Los_Angeles", "Mars/Olympus", /program\.yaml:\d+:1\n.*Time zone/],
    ["a year that begins on 02-30", "program.yaml", '"07-01"', '"02-30"', /program\.yaml:\d+:1\n.*no day 02-30/],
    ["a year that begins on 02-29", "program.yaml", '"07-01"', '"02-29"', /no day 02-29/],
    [
      "a milestone on 02-31",
      "program.yaml",
      '"11-30"',
      '"02-31"',
      /program\.yaml:\d+:5\n.*november: there is no day 02-31/,
    ],
    [
      "days beyond counting",
      "program.yaml",
      "due: 30 days after start",
      "due: 9999999999 days after start",
      /more than ten years/,
    ],
    [
      "days of a requirement beyond counting",
      "program.yaml",
      "{ value: 30, assumed",
      "{ value: 1e99, assumed",
      /1e\+99 is more than 3650/,
    ],
    ["a milestone twice", "program.yaml", "id: triad", "id: context", /"context" is used twice/],
    ["no profile form", "program.yaml", "  - profile\n", "", /program\.yaml:\d+:1\n.*profile \(under forms\)/],
    [
      "an unknown form",
      "program.yaml",
      "  - pd-log\n",
      "  - pd-lgo\n",
      /program\.yaml:\d+:5\n.*\n.*Did you mean "pd-log"/,
    ],
    [
      "a misspelt requirement",
      "program.yaml",
      "pd.hours:",
      "pd.huors:",
      /program\.yaml:\d+:3\n.*"pd\.huors".*\n.*"pd\.hours"/,
    ],
    ["a requirement that is gone", "program.yaml", /^ {2}entries\.min.*\n/m, "", /entries\.min \(under requirements\)/],
    [
      "hours in words",
      "program.yaml",
      "value: 20,",
      "value: twenty,",
      /program\.yaml:\d+:\d+\n.*this is text; it should be a/,
    ],
    ["a stray key", "program.yaml", "district:", "distrct:", /"distrct".*\n.*Did you mean "district"/],
    [
      "added fields for no form",
      "program.yaml",
      /$/,
      "fields: { pd-lg: { .: { x: { type: string } } } }\n",
      /"pd-lg".*\n.*"pd-log"/,
    ],
    [
      "added fields for no group",
      "program.yaml",
      /$/,
      "fields: { pd-log: { nowhere: { x: { type: string } } } }\n",
      /"nowhere"/,
    ],
    [
      "an added field that is no field",
      "program.yaml",
      /$/,
      "fields: { pd-log: { .: { x: { type: strng } } } }\n",
      /program\.yaml:\d+:\d+\n.*form cannot be used/,
    ],
    ["an id twice", "people.yaml", /id: "?supervisor-one"?/, "id: coach-one", /people\.yaml:\d+:5\n.*used twice/],
    [
      "an unknown role",
      "people.yaml",
      "roles: [coach]",
      "roles: [coch]",
      /people\.yaml:\d+:13\n[\s\S]*Did you mean "coach"/,
    ],
    [
      "__proto__",
      "people.yaml",
      "people:\n",
      "__proto__: { polluted: true }\npeople:\n",
      /people\.yaml:\d+:1\n.*__proto__/,
    ],
    [
      "terminal commands in a key",
      "people.yaml",
      "people:\n",
      '"\\e[31m\\u202Ered": 1\npeople:\n',
      /"\[31mred" is not a field/,
    ],
  ];
  it.each(cases)("%s", async (_, path, from, to, says) => {
    const text = textOf(sound, path).replace(from, to);
    expect(text).not.toBe(textOf(sound, path));
    const root = changed(sound, { [path]: text });
    const before = snapshot(root);
    for (const args of [["check"], ["next"], ["people", "add", "A", "--role", "coach", "--yes"]]) {
      const { code, out, err } = await ilp(root, ...args);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(says);
      expect(err.match(/^ {2}\S/gm)).toHaveLength(1);
    }
    expect(snapshot(root)).toEqual(before);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("says what is wrong in both files at once", async () => {
    const root = changed(sound, { "program.yaml": "a: [\n", "people.yaml": "b\n" });
    const { code, err } = await ilp(root, "check");
    expect(code).toBe(2);
    expect(err).toContain("program.yaml and people.yaml cannot be used as they are.");
    expect(err.match(/^ {2}p\w+\.yaml:1:\d/gm)).toHaveLength(2);
  });
});

describe("a program's own forms", () => {
  const schema = (changes: object) =>
    JSON.stringify({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "Own",
      form: { id: "own", version: 1, path: "year-{year}/own", source: "ours" },
      type: "object",
      properties: { schema: { const: "own@1" } },
      ...changes,
    });
  const cases: [name: string, content: string, says: RegExp][] = [
    ["not JSON", '{\n  "a": 1,\n}\n', /forms\/own\.schema\.json:3:1\n.*not valid JSON/],
    ["cut off", '{ "a": {', /forms\/own\.schema\.json:1:\d+\n.*not valid JSON/],
    ["a list", "[]", /not a JSON object/],
    ["no form", "{}", /has no "form"/],
    [
      "another id",
      schema({ form: { id: "x", version: 1, path: "x", source: "s" } }),
      /should be called x\.schema\.json/,
    ],
    ["no path", schema({ form: { id: "own", version: 1, source: "s" } }), /"path:" is missing/],
    ["an unknown word", schema({ zebra: 1, properties: { a: { type: "string", needd: true } } }), /own\.schema\.json/],
    ["an unknown type", schema({ properties: { a: { type: "strng" } } }), /own\.schema\.json/],
    ["a reference to nothing", schema({ properties: { a: { $ref: "ghost.schema.json#/x" } } }), /own\.schema\.json/],
    [
      "a rule nobody knows",
      schema({ form: { id: "own", version: 1, path: "own", source: "s", rules: ["constructor"] } }),
      /own\.schema\.json/,
    ],
    ["itself inside itself", schema({ properties: { a: { $ref: "#" } } }), /own\.schema\.json/],
  ];
  it.each(cases)("%s", async (_, content, says) => {
    const program = textOf(sound, "program.yaml").replace("  - profile\n", "  - profile\n  - own\n");
    const root = changed(sound, { "program.yaml": program, "forms/own.schema.json": content });
    const { code, out, err } = await ilp(root, "check");
    expect(err).toMatch(says);
    expect([code, out]).toEqual([2, ""]);
  });

  it("one that is sound is used", async () => {
    const program = textOf(sound, "program.yaml").replace("  - profile\n", "  - profile\n  - own\n");
    const root = changed(sound, { "program.yaml": program, "forms/own.schema.json": `\uFEFF${schema({})}` });
    expect((await ilp(root, "check", "--all")).out).toContain("year-1/own");
  });
});
