/**
 * What every command that only looks says of the example program, word for word: a file in told/ begins with the command,
 * and goes on with what is printed, and with the text of what is written.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readContainer } from "../../src/word/container.ts";
import { git, ilp, plaindir } from "../cli.ts";
import { wordsOf } from "../docs/pages.ts";
import { saveAll } from "../signatures/scenarios/program.ts";

const told = join(import.meta.dirname, "told");
const refresh = "To take over what ilp says now: npm run samples; then read what changed.";

let [folder, commit] = ["", ""];
beforeAll(() => {
  folder = plaindir();
  cpSync(join(import.meta.dirname, "../../examples/combined"), folder, { recursive: true });
  git(folder, "init", "--quiet", "--template=", "--initial-branch=main");
  saveAll(folder);
  commit = git(folder, "rev-parse", "HEAD").trim();
});

test.each(readdirSync(told))("%s", async (name) => {
  const file = join(told, name);
  const [command = ""] = readFileSync(file, "utf8").split("\n");
  const { out, err } = await ilp(folder, ...wordsOf(command).slice(2));
  const text = `${command}\n\n${tidy(`${out}${err}${written()}`)}`;
  if (process.env.ILP_REFRESH) writeFileSync(file, text);
  expect(text, refresh).toBe(readFileSync(file, "utf8"));
});

/** With RECORD and COMMIT for names that are others when an example is made anew. */
const tidy = (text: string) =>
  text
    .replace(/\bsha256:[0-9a-f]{64}\b/g, "sha256:DIGEST")
    .replace(/\b[0-9a-f]{12}\b/g, "RECORD")
    .replace(new RegExp(`\\b${commit.slice(0, 7)}[0-9a-f]*`, "g"), "COMMIT")
    .replace(/\n*$/, "\n");

/** Texts below export/, which is empty afterwards. */
function written(): string {
  const made = join(folder, "export");
  if (!existsSync(made)) return "";
  const paths = readdirSync(made, { recursive: true, encoding: "utf8" }).sort();
  const texts = paths.flatMap((path) => {
    const isWord = path.endsWith(".docx");
    if (!isWord && !path.endsWith("index.md")) return [];
    const bytes = readFileSync(join(made, path));
    return [`\n== ${path}\n\n${isWord ? wordText(bytes) : bytes.toString("utf8")}`];
  });
  rmSync(made, { recursive: true });
  return texts.join("");
}

/** The paragraphs of a Word file, one a line. */
function wordText(bytes: Uint8Array): string {
  const parts = readContainer(bytes);
  if ("problem" in parts) throw new Error(parts.problem);
  const document = Buffer.from(parts.get("word/document.xml") ?? []).toString("utf8");
  const paragraphs = document.split("</w:p>").map((each) => each.replace(/<[^>]*>/g, "").trim());
  return `${paragraphs.filter(Boolean).join("\n")}\n`;
}
