/** docs/adding-a-form.md, done block by block in a temporary program: a district changes its forms without code. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Document, Packer, Paragraph } from "docx";
import { beforeAll, describe, expect, test } from "vitest";
import { loadProgram } from "../../src/data/load.ts";
import { readContainer } from "../../src/word/container.ts";
import { starterTemplate } from "../../src/word/starter.ts";
import { ilp } from "../cli.ts";
import { blocksOf } from "../docs/pages.ts";
import { doPage, type Place } from "../docs/run.ts";

const page = "docs/adding-a-form.md";
const summary = "candidates/candidate-one/year-1/collaborative/2026-09.yaml";
const interview = "candidates/candidate-one/year-1/exit-interview.yaml";

let place: Place;
const path = (name: string) => join(place.cwd, name);
const read = (name: string) => readFileSync(path(name), "utf8");
const answer = (name: string, question: string, text: string) =>
  writeFileSync(path(name), read(name).replace(`${question}: |\n`, `${question}: |\n  ${text}\n`));

/** What a Word file says, its paragraphs one after the other. */
function wordText(name: string): string {
  const parts = readContainer(readFileSync(path(name)));
  if (!(parts instanceof Map)) throw new Error(`${name} is no Word file`);
  const xml = Buffer.from(parts.get("word/document.xml") ?? []).toString("utf8");
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)]
    .map(([paragraph]) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, text]) => text).join(""))
    .join("\n");
}

function putTemplate(bytes: Uint8Array) {
  mkdirSync(path("templates"), { recursive: true });
  writeFileSync(path("templates/exit-interview.docx"), bytes);
}

const exported = async (...words: string[]) => {
  const { code, out, err } = await ilp(place.cwd, "export", "candidate-one", ...words);
  expect(err).toBe("");
  expect(code).toBe(0);
  return wordText(out.trim());
};

beforeAll(async () => {
  place = await doPage(page);
});

describe("a field added in program.yaml", () => {
  test("stands in a new file with its prompt, and not in forms it was not added to", () => {
    expect(read("candidates/candidate-one/year-1/collaborative/2026-10.yaml")).toContain(
      "# Was the month manageable? What would make the next one easier?\nworkload: |",
    );
    expect(read("candidates/candidate-one/year-1/pd-log.yaml")).toContain("What did it cost the site, in dollars?");
    expect(read("candidates/candidate-one/year-1/context.yaml")).not.toContain("workload");
  });

  test("is checked, and printed with its answer", async () => {
    const before = await ilp(place.cwd, "check", "candidate-one", "collaborative/2026-09", "--as-of", "2026-10-01");
    expect(before).toMatchObject({ code: 1, out: expect.stringContaining("Workload: no answer yet.") });
    answer(summary, "workload", "Full, and manageable.");
    const after = await ilp(place.cwd, "check", "candidate-one", "collaborative/2026-09", "--as-of", "2026-10-01");
    expect(after.out).not.toContain("Workload");
    expect(after).toMatchObject({ code: 1, out: expect.stringContaining("the candidate has not signed yet") });
    const text = await exported("collaborative/2026-09");
    expect(text).toContain("Workload");
    expect(text).toContain("Full, and manageable.");
  });

  test("is held to its schema", async () => {
    const entry = '\n  - id: "activity-1"\n    title: "A course"\n    cost: "ten"\n';
    const name = "candidates/candidate-one/year-1/pd-log.yaml";
    const before = read(name);
    writeFileSync(path(name), before.replace("entries: []\n", `entries:${entry}`));
    const { code, out } = await ilp(place.cwd, "check", "candidate-one", "pd-log");
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining("Cost: this is text") });
    writeFileSync(path(name), before);
  });
});

describe("a form of the program's own", () => {
  test("has a file with every prompt", () => {
    const text = read(interview);
    for (const prompt of ["The day we talked.", "What helped you most this year?", "What should the program do"])
      expect(text).toContain(prompt);
    expect(text).toContain("schema: exit-interview@1");
  });

  test("is checked", async () => {
    answer(interview, "helped", "The visits, and talking about them **the same day**.");
    const { code, out } = await ilp(place.cwd, "check", "candidate-one", "exit-interview", "--as-of", "2027-05-01");
    expect(code).toBe(1);
    expect(out).toContain("Date: no answer yet.");
    expect(out).toContain("What to change: no answer yet.");
    expect(out).not.toContain("What helped: no answer yet.");
  });

  test("is printed without a Word form of its own, and with the one made from it", async () => {
    const without = await exported("exit-interview");
    const { forms, settings } = await loadProgram(place.cwd);
    const form = forms.find(({ id }) => id === "exit-interview");
    if (!form) throw new Error("the form is not in use");
    putTemplate(await starterTemplate(form, settings));
    const withIt = await exported("exit-interview");
    expect(withIt).toBe(without);
    expect(withIt).toContain("What helped you most this year?");
    expect(withIt).toContain("The visits, and talking about them the same day.");
  });

  test("is printed with the Word form the page shows", async () => {
    const lines =
      blocksOf(page)
        .find(({ flags }) => flags.has("template"))
        ?.text.trimEnd()
        .split("\n") ?? [];
    putTemplate(
      await Packer.toBuffer(new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] })),
    );
    writeFileSync(
      path(interview),
      read(interview).replace(
        "next-steps: []",
        'next-steps:\n  - id: "step-1"\n    what: "A second year of visits"\n    by: "2027-09-01"',
      ),
    );
    const text = await exported("exit-interview");
    expect(text).toContain("Our exit interview with Candidate One, 2026-27");
    expect(text).toContain("The visits, and talking about them the same day.");
    expect(text).toContain("A second year of visits (by 09/01/2027)");
    expect(text).not.toContain("{{");
    expect(existsSync(dirname(path("templates/exit-interview.docx")))).toBe(true);
  });
});
