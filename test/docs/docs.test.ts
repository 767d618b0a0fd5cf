import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { parse, parseDocument } from "yaml";
import { errorsFile, errorsPage } from "../../scripts/docs.ts";
import { reviewFile, reviewPage } from "../../scripts/process-page.ts";
import { program } from "../../src/cli.ts";
import { transitions } from "../../src/core/records/acts.ts";
import { annotationsValidator, compiler } from "../../src/data/compile.ts";
import { loadProgram } from "../../src/data/load.ts";
import { programText } from "../../src/data/presets.ts";
import { questionWords } from "../../src/forms/ajv-options.ts";
import { withAddedFields } from "../../src/forms/table.ts";
import type { Io } from "../../src/io.ts";
import { schemas, settingsOf } from "../build.ts";
import { plaindir } from "../cli.ts";
import { type Block, blocksOf, longPages, pages, pageText, root, shownPages } from "./pages.ts";
import { addTo, answerIn, doPage } from "./run.ts";

const silent = { out: () => {}, err: () => {} } as unknown as Io;
const tree = program(silent, () => {});

/** Every command with its subcommands, as it is typed: "people add". */
function commandNames(command: Command, above = ""): string[] {
  // What explains the others needs no row.
  const others = command.commands.filter((each) => each.name() !== "help");
  return others.flatMap((each) => {
    const name = `${above}${each.name()}`;
    const within = commandNames(each, `${name} `);
    // ilp concern does something by itself, and has ilp concern answer below it.
    return within.length === 0 || each.registeredArguments.length > 0 ? [name, ...within] : within;
  });
}

const names = commandNames(tree);
const everyCommand = (command: Command): Command[] => [command, ...command.commands.flatMap(everyCommand)];

describe("the command line", () => {
  test.each(names)("the README's table has a row for ilp %s", (name) => {
    expect(pageText("README.md")).toMatch(new RegExp(`^\\| \`ilp ${name}[\` ]`, "m"));
  });

  test("every command the pages speak of is there", () => {
    // The act of that page is added by it.
    const spoken = pages
      .filter((page) => page !== "docs/adding-an-act.md")
      .flatMap((page) =>
        [...pageText(page).matchAll(/(?:`|\$ )ilp (?:help )?((?:[a-z]+(?:-[a-z]+)* ?)+)/g)].map(([, words = ""]) => ({
          page,
          words,
        })),
      );
    const unknown = spoken.filter(
      ({ words }) =>
        !names.some((name) => words === name || words.startsWith(name)) &&
        !tree.commands.some((each) => each.name() === words.trim()),
    );
    expect(unknown).toEqual([]);
  });

  test("every flag the pages speak of is there", () => {
    const flags = everyCommand(tree).flatMap(({ options }) => options.map(({ long }) => long));
    // The act of that page is added by it.
    const spoken = pages
      .filter((page) => page !== "docs/adding-an-act.md")
      .flatMap((page) =>
        [...pageText(page).matchAll(/(?:`|\$ |^)(?:ilp [^`\n]*)?(--[a-z][a-z-]+)/gm)].map(([, flag]) => `${flag}`),
      );
    expect([...new Set(spoken)].filter((flag) => !flags.includes(flag))).toEqual([]);
    expect(spoken.length).toBeGreaterThan(20);
  });

  test("every flag that help shows is spoken of", () => {
    const flags = everyCommand(tree).flatMap(({ options }) =>
      options.flatMap((each) => (each.hidden ? [] : [each.long])),
    );
    const text = pages.map(pageText).join("\n");
    expect([...new Set(flags)].filter((flag) => !new RegExp(`${flag}(?![\\w-])`).test(text))).toEqual([]);
  });

  test("the two commands of the README stand alone on their lines", () => {
    const lines = pageText("README.md").split("\n");
    for (const command of ["npm ci && npm run demo", "npm ci && npm test"])
      expect(lines[lines.indexOf(command) - 1]).toBe("```");
  });
});

describe("examples", () => {
  // docs/adding-a-form.md is done in test/forms/adding-a-form.test.ts, long pages in docs.slow.test.ts.
  test.concurrent.each(shownPages.filter((page) => !longPages.includes(page)))(
    "what %s shows happens",
    async (page) => {
      await doPage(page);
    },
  );

  const all = pages.flatMap(blocksOf);
  const place = ({ page, line }: Block) => `${page}:${line}`;

  test.each(all.filter(({ lang }) => lang === "yaml").map((block) => [place(block), block] as const))(
    "%s is YAML",
    (_, { text }) => {
      expect(parseDocument(text).errors).toEqual([]);
    },
  );

  const valid = all.filter(({ flags }) => flags.has("valid"));
  test.each(valid.map((block) => [place(block), block] as const))("%s is valid", async (_, block) => {
    const form = block.flags.get("valid") ?? "";
    if (form === "program") await programHolds(block);
    else fits(form, parse(block.text));
  });

  const validate = annotationsValidator(schemas);
  test.each(all.filter(({ lang }) => lang === "json").map((block) => [place(block), block] as const))(
    "%s is JSON, in the words of forms",
    (_, { text, flags }) => {
      const value = JSON.parse(text);
      const head = { id: "sample", version: 1, path: "sample", source: "sample" };
      const schema = flags.has("form")
        ? { form: { ...head, ...value }, properties: {} }
        : flags.has("field")
          ? { form: head, properties: value }
          : flags.has("asked")
            ? { form: head, properties: { sample: value } }
            : flags.has("act") || flags.has("act2")
              ? { ...value, form: head }
              : value;
      validate({ $schema: "https://json-schema.org/draft/2020-12/schema", title: "Sample", type: "object", ...schema });
      expect(validate.errors ?? []).toEqual([]);
    },
  );
});

/** A document, or some of its lines, against its form; the examples of one page add a field to it. */
function fits(form: string, value: object) {
  const added = blocksOf("docs/adding-a-form.md").find(({ flags }) => flags.get("add-to") === "program.yaml");
  const settings = { ...settingsOf(), ...parse(added?.text ?? "") };
  const validate = compiler(withAddedFields(schemas, settings).schemas)(form);
  validate({ schema: `${form}@1`, ...value });
  expect(validate.errors ?? []).toEqual([]);
}

/** Some lines of program.yaml, put into one that a preset begins with. */
async function programHolds({ text, page }: Block) {
  const folder = plaindir({ "people.yaml": "schema: people@1\npeople: []\n" });
  const document = parseDocument(programText("combined", { id: "sample", district: "Sample District" }));
  for (const [key, value] of Object.entries(parse(text) as Record<string, unknown>)) {
    if (key === "milestones" && Array.isArray(value)) {
      const rest = (document.toJS().milestones as { id: string }[]).filter(
        ({ id }) => !value.some((each) => each.id === id),
      );
      document.set(key, [...rest, ...value]);
    } else if (typeof value === "object" && !Array.isArray(value))
      for (const [inner, each] of Object.entries(value ?? {})) document.setIn([key, inner], each);
    else document.set(key, value);
  }
  for (const block of blocksOf(page)) {
    const file = block.flags.get("file");
    if (!file?.startsWith("forms/")) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), block.text);
  }
  writeFileSync(join(folder, "program.yaml"), document.toString());
  await loadProgram(folder);
}

describe("the words of a form", () => {
  const page = pageText("docs/adding-a-form.md");
  const [, formWords = "", fieldWords = ""] = page.split(/^### Words about .*$/m);
  const defsOf = (name: string) => JSON.parse(readFileSync(join(root, "schemas", `${name}.schema.json`), "utf8")).$defs;
  const $defs = defsOf("annotations");
  /** The entry of a word: from its heading to the next. */
  const entryOf = (section: string, word: string) =>
    section.split(/^#### /m).find((entry) => entry.startsWith(`\`${word}\``)) ?? "";
  const standard = ["title", "description", "properties", "items"];
  const inner = (schema: { properties?: object }) => Object.keys(schema.properties ?? {});

  test.each(Object.keys($defs.form.properties))("%s, about a form, has an entry with an example", (word) => {
    expect(entryOf(formWords, word)).toContain("```json form");
  });
  test.each(Object.keys($defs.field.properties).filter((word) => !standard.includes(word)))(
    "%s, about a question, has an entry with an example",
    (word) => {
      expect(entryOf(fieldWords, word)).toContain("```json field");
    },
  );
  test.each(questionWords)("%s, about a question of an act, has an entry with an example", (word) => {
    expect(entryOf(pageText("docs/adding-an-act.md"), word)).toContain("```json asked");
  });
  test.each([
    ["each", formWords, inner($defs.form.properties.each)],
    ["sections", formWords, inner($defs.form.properties.sections.additionalProperties)],
    ["list", fieldWords, inner($defs.field.properties.list)],
    ["needed", fieldWords, inner($defs.condition)],
    ["print", fieldWords, $defs.field.properties.print.enum],
    ["scope", formWords, $defs.form.properties.scope.enum],
    ["writer", formWords, defsOf("common").role.enum],
  ])("%s explains the words inside it", (word, section, words: string[]) => {
    for (const each of words) expect(entryOf(section, word)).toContain(`\`${each}\``);
  });
  test("no entry is about a word that is not there", () => {
    const documented = (section: string) => [...section.matchAll(/^#### `([\w-]+)`/gm)].map(([, word]) => word);
    expect(documented(formWords)).toEqual(expect.arrayContaining(Object.keys($defs.form.properties)));
    expect(documented(formWords).filter((word) => !(word! in $defs.form.properties))).toEqual([]);
    expect(documented(fieldWords).filter((word) => !(word! in $defs.field.properties))).toEqual([]);
  });
});

describe("pages", () => {
  test("every link leads to a file, and to a heading in it", () => {
    const broken = pages.flatMap((page) =>
      [
        ...pageText(page)
          .replace(/```[\s\S]*?```/g, "")
          .matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g),
      ].flatMap(([whole, path = "", heading]) => {
        const target = path === "" ? join(root, page) : resolve(root, dirname(page), path);
        if (!existsSync(target)) return [`${page}: ${whole}`];
        return heading && !anchorsOf(readFileSync(target, "utf8")).includes(heading) ? [`${page}: ${whole}`] : [];
      }),
    );
    expect(broken).toEqual([]);
  });

  test("docs/decisions.md names every package we depend on", () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const names = Object.keys(devDependencies).map((name) => (name.startsWith("@biomejs/") ? "biome" : name));
    expect(names.filter((name) => !pageText("docs/decisions.md").includes(`\`${name}\``))).toEqual([]);
  });

  test("docs/errors.md is fresh (npx tsx scripts/docs.ts)", () => {
    expect(readFileSync(errorsFile, "utf8")).toBe(errorsPage());
  });

  test("docs/review.md has the process as it is (npx tsx scripts/docs.ts)", () => {
    expect(readFileSync(reviewFile, "utf8")).toBe(reviewPage());
    const drawn = pageText("docs/review.md");
    expect(transitions.filter(({ step }) => !drawn.includes(`| ${step} |`))).toEqual([]);
  });

  test.each(["core", "commands"])(
    "src/%s holds wings alone, each on the layout page and with a rule of its own",
    (place) => {
      const rules = readFileSync(join(root, ".dependency-cruiser.cjs"), "utf8");
      for (const entry of readdirSync(join(root, "src", place), { withFileTypes: true })) {
        expect([entry.name, entry.isDirectory()]).toEqual([entry.name, true]);
        expect(pageText("docs/layout.md")).toContain(`| \`src/${place}/${entry.name}/\` |`);
        expect(rules).toContain(`wing("${place}", "${entry.name}", `);
      }
    },
  );

  test("the dictionary has no word twice", () => {
    const words = [...pageText("docs/dictionary.md").matchAll(/^\| ([^|]+) \|/gm)]
      .flatMap(([, cell = ""]) => cell.split(",").map((word) => word.trim()))
      .filter((word) => word !== "Word" && word !== "---");
    expect(words.filter((word, index) => words.indexOf(word) < index)).toEqual([]);
  });

  test("files of the source that the pages name are there", () => {
    const gone = pages.flatMap((page) =>
      [...pageText(page).matchAll(/`((?:src|schemas|scripts|templates|bin|test|examples)\/[\w./-]*)`/g)]
        .map(([, path = ""]) => path)
        .filter(
          (path) =>
            !path.startsWith("templates/") || path.startsWith("templates/word") || path.startsWith("templates/presets"),
        )
        .filter((path) => path !== "src/generated/" && !path.includes("<") && !existsSync(join(root, path)))
        .map((path) => `${page}: ${path}`),
    );
    expect(gone).toEqual([]);
  });
});

/** The names of a page's headings in links, as they are made on the web. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );

test("a list that is there already is replaced, anything else goes to the end", () => {
  const folder = plaindir({ "a.yaml": "forms:\n  - one\n\nlast: 1\n" });
  addTo(join(folder, "a.yaml"), "forms:\n  - one\n  - two\n");
  addTo(join(folder, "a.yaml"), "more: 2\n");
  expect(readFileSync(join(folder, "a.yaml"), "utf8")).toBe("forms:\n  - one\n  - two\n\nlast: 1\n\nmore: 2\n");
});

test("an answer goes below the lines that are there already, once", () => {
  const folder = plaindir({ "a.yaml": "# One?\none: |\n\n# Two?\ntwo: |\n" });
  const file = join(folder, "a.yaml");
  expect(answerIn(file, "# Two?\ntwo: |\n  Yes.\n")).toBe(true);
  expect(answerIn(file, "# Three?\nthree: |\n")).toBe(false);
  expect(readFileSync(file, "utf8")).toBe("# One?\none: |\n\n# Two?\ntwo: |\n  Yes.\n");
});
