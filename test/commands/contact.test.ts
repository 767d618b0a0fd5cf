import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { git, plaindir } from "../cli.ts";
import { look } from "../signatures/scenarios/records.ts";
import { at, caseProgram, caseRecords, done, expectPlainWords, refused } from "./case-parts.ts";

afterEach(expectPlainWords);

const one = "candidate-one";
const asked = ["--channel", "phone", "--on", "2026-11-20", "--summary", "Asked for a meeting."];
const contact = ["log", "contact", one, "--with", "Manager One", ...asked];
/** As mail programs write it: CRLF, and bytes that are no UTF-8. */
const mail = Buffer.concat([
  Buffer.from("From: a@example.org\r\nSubject: Meeting\r\n\r\n"),
  Buffer.from([0xff, 0x00, 0x0d, 0x0a]),
]);
const sha256 = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

describe("ilp log contact", () => {
  it("keeps what was said with its files, byte for byte, in one step", async () => {
    const folder = caseProgram();
    const mine = plaindir({ "Re: Meeting.eml": mail, "notes.yaml": "not: a record\n" });
    const files = ["--file", join(mine, "Re: Meeting.eml"), join(mine, "notes.yaml")];
    const before = git(folder, "rev-parse", "HEAD").trim();
    const out = await done("candidate-one", folder, ...contact, "--position", "Program Manager", ...files);
    for (const shown of [
      "With: Manager One Position: Program Manager",
      "How: Telephone On: 2026-11-20",
      "What was said: Asked for a meeting.",
      "kept as candidates/candidate-one/case/re-meeting.eml",
      "the candidate and the coach included",
    ])
      expect(out.replace(/\s+/g, " ")).toContain(shown);
    const [record] = caseRecords(folder);
    expect(record).toMatchObject({
      act: "contact",
      role: "candidate",
      entry: {
        with: "Manager One",
        position: "Program Manager",
        channel: "phone",
        on: "2026-11-20",
        summary: "Asked for a meeting.",
        files: [
          { path: "re-meeting.eml", sha256: sha256(mail) },
          { path: "notes.yaml.txt", sha256: sha256(Buffer.from("not: a record\n")) },
        ],
      },
    });
    const kept = "candidates/candidate-one/case/re-meeting.eml";
    expect(readFileSync(join(folder, kept))).toEqual(mail);
    expect(sha256(Buffer.from(git(folder, "show", `HEAD:${kept}`), "utf8")) === sha256(mail)).toBe(false);
    expect(git(folder, "rev-parse", `HEAD:${kept}`)).toBe(git(folder, "hash-object", "--no-filters", kept));
    expect(git(folder, "rev-list", "--count", `${before}..HEAD`).trim()).toBe("1");
    expect(git(folder, "status", "--porcelain")).toBe("");
    expect((await look(folder, one)).rows).toMatchObject([{ act: "contact", state: "valid", assurance: "key" }]);
  });
});

describe("is refused in a sentence, with nothing written", () => {
  it("what is missing, all at once; days, channels and steps that are none", async () => {
    const folder = caseProgram();
    const all = /--with NAME, --channel CHANNEL \(email, phone, meeting, letter, other\), --on DATE, --summary TEXT/;
    await refused("coach-one", folder, ["log", "contact", one, "--yes"], all);
    const on = (day: string) => [...contact, "--on", day, "--yes"];
    await refused("coach-one", folder, on("2026-11-22"), /still to come/);
    await refused("coach-one", folder, on("2026-13-01"), /no day 2026-13-01/);
    for (const step of ["0", "4", "one", "1.0", "-1"])
      await refused("coach-one", folder, [...contact, `--step=${step}`, "--yes"], /There are: 1, 2, 3/);
    await refused("coach-one", folder, [...contact, "--with", "a\u0007b", "--yes"], /--with NAME: it holds/);
    await refused("coach-one", folder, [...contact, "--summary", "x".repeat(20_001), "--yes"], /longer than 20000/);
    expect((await at("coach-one")(folder, ...contact, "--channel", "pigeon")).code).toBe(2);
  });

  it("files that cannot be kept", async () => {
    const folder = caseProgram();
    const mine = plaindir({ "a.txt": "a", "large.pdf": "" });
    truncateSync(join(mine, "large.pdf"), 20 * 1024 * 1024 + 1);
    symlinkSync(join(mine, "a.txt"), join(mine, "link.txt"));
    mkdirSync(join(mine, "folder"));
    const says: [string[], RegExp][] = [
      [["nowhere.eml"], /There is no file/],
      [["folder"], /is not a file/],
      [["link.txt"], /is not a file/],
      [["large.pdf"], /larger than 20 MB/],
      [["a.txt", "./a.txt"], /given twice/],
      [Array.from({ length: 21 }, (_, index) => `${index}.txt`), /no more than 20/],
    ];
    for (const [names, words] of says)
      await refused(
        "coach-one",
        folder,
        [...contact, "--yes", "--file", ...names.map((name) => `${mine}/${name}`)],
        words,
      );
  });
});
