import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPeopleTable } from "../../src/data/people-csv.ts";
import { git, gitState, ilp, ilpBinary, plaindir, snapshot, write } from "../cli.ts";
import { flat } from "./people-parts.ts";

const read = (text: string | Uint8Array) =>
  readPeopleTable(join(plaindir({ "people.csv": text }), "people.csv"), { Mentor: "coach" });

describe("a table as a spreadsheet saves it", () => {
  it.each([
    ["commas", 'name,email\nAnn,"a@x.org"\n'],
    ["a mark, CR LF, semicolons", "\ufeffName;E-Mail\r\nAnn;a@x.org\r\n"],
    ["tabs", "NAME\temail\nAnn\ta@x.org"],
    ["Excel's own first line", "sep=|\r\nname|email\r\nAnn|a@x.org\r\n"],
    ["empty columns and rows", "name,,email,\n,,,\n Ann ,,a@x.org,\n\n"],
  ])("%s", (_, text) => expect(read(text).rows).toEqual([{ line: expect.any(Number), name: "Ann", email: "a@x.org" }]));

  it("understands the usual words for a column, and says which one another may mean", () => {
    expect(read("Full name,Role,Start date\nAnn,coach,2026-08-10\n").rows).toEqual([
      { line: 2, name: "Ann", roles: "coach", start: "2026-08-10" },
    ]);
    expect(read("name,Principal\nAnn,Bo\n").problems[0]?.text).toContain("Did you mean supervisor?");
  });

  it("keeps count of lines over cells of several lines", () => {
    const { rows } = read('name,mentor\r\n"Ann\r\nBee","a ""b"", c"\r\n\r\nDee,\r\n');
    expect(rows).toEqual([
      { line: 2, name: "Ann Bee", coach: 'a "b", c' },
      { line: 5, name: "Dee", coach: "" },
    ]);
  });

  it.each([
    ["name,phone\n", 'there is no column "phone".'],
    ["nme,email\n", 'Did you mean "name"?'],
    ["email\n", 'there is no column "name"'],
    ["name,Name\n", 'the column "name" is there twice'],
    ["name,email\nA,b@x.org,c\n", '"c" stands in a column without a name'],
    ["", 'there is no column "name"'],
  ])("%j: what its layout makes unclear is told", (text, says) =>
    expect(
      read(text)
        .problems.map((each) => each.text)
        .join(),
    ).toContain(says),
  );

  it.each([
    ['name\n"A\n', "people.csv:2: a quote at the beginning of a cell is never closed"],
    ['name\nA "B" C\n', "people.csv:2: a quote stands within a cell"],
    [new Uint8Array([0x6e, 0xe9]), "cannot be read"],
  ])("%j is refused", (text, says) => expect(() => read(text)).toThrow(says));
});

describe("ilp people import", () => {
  const table = `name,email,roles,coach,supervisor,start,site
Cand One,c1@x.org,candidate,Coach One,sup@x.org,"August 10, 2026",Elm
Cand Two,c2@x.org,candidate,coach-one,,8/24/2026,
Coach One,coach@x.org,coach,,,,
Super One,sup@x.org,"supervisor, reviewer",,,,
`;

  it("shows first, then sets all up in one record, and nothing the second time", async () => {
    const folder = plaindir({ "people.csv": table });
    const program = join(folder, "p");
    await ilp(folder, "init", "p", "--id", "p", "--district", "D", "--yes");
    const before = [snapshot(program), gitState(program)];
    const dry = await ilpBinary(program, ["people", "import", "../people.csv", "--dry-run"]);
    expect([dry.code, dry.err]).toEqual([0, ""]);
    expect(flat(dry.out)).toContain("people.csv:2 Cand One cand-one candidate from 2026-08-10, coach coach-one");
    expect([snapshot(program), gitState(program)]).toEqual(before);

    const command = /Do it: ilp (.*)$/m.exec(dry.out)?.[1]?.split(" ") ?? [];
    expect((await ilp(program, ...command)).code).toBe(0);
    expect(git(program, "log", "--format=%s", "-1").trim()).toBe("Import people: add 4 to the program, set up 2");
    expect(git(program, "status", "--porcelain")).toBe("");
    expect(git(program, "rev-list", "--count", "HEAD").trim()).toBe("2");
    expect(readFileSync(join(program, "candidates/cand-one/profile.yaml"), "utf8")).toContain('person: "super-one"');
    expect((await ilp(program, "check", "cand-two")).code).toBe(1);

    const done = [snapshot(program), gitState(program)];
    const again = await ilp(program, ...command);
    expect(flat(again.out)).toContain("Nothing to add. There already, as the table says: 4 rows.");
    expect([snapshot(program), gitState(program)]).toEqual(done);

    write(folder, {
      "people.csv": `${table.replace("Elm", "Oak")}Coach Two,,coach,,,,\nCand Three,,candidate,,,2026-09-01,\n`,
    });
    const more = await ilp(program, ...command);
    expect(flat(more.out)).toContain(
      "people.csv:2: the site of Cand One: candidates/cand-one/profile.yaml has Elm, the table Oak",
    );
    expect(git(program, "log", "--format=%s", "-1").trim()).toBe("Import people: add 2 to the program, set up 1");

    write(folder, { "people.csv": `${table}Coach Three,,coch,,,,\nCand Four,,candidate,Nobody,,x,\n` });
    const wrong = await ilp(program, ...command);
    expect([wrong.code, wrong.out]).toEqual([2, ""]);
    for (const place of ["people.csv:6: ", "people.csv:7: coach: ", "people.csv:7: start: "])
      expect(wrong.err).toContain(place);
  });

  it("when Git refuses, nothing of it is left", async () => {
    const folder = plaindir();
    await ilp(folder, "init", "--id", "p", "--district", "D", "--yes");
    write(folder, { "../people.csv": table });
    write(folder, { ".git/hooks/pre-commit": "#!/bin/sh\nexit 1\n" });
    chmodSync(join(folder, ".git/hooks/pre-commit"), 0o755);
    const before = [snapshot(folder), gitState(folder)];
    const ran = await ilp(folder, "people", "import", "../people.csv");
    expect([ran.code, ran.err]).toEqual([2, expect.stringContaining("Nothing was written.")]);
    expect([snapshot(folder), gitState(folder)]).toEqual(before);
  });
});
