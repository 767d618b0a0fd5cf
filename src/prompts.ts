import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import inquirer from "inquirer";

/** A text over several lines: what inquirer has no question for that takes a paste whole. */
export interface TextQuestion {
  type: "text";
  name: "answer";
  message: string;
  default?: string | undefined;
  /** Nothing at all is an answer too. */
  optional?: boolean | undefined;
  validate: (answer: string) => true | string;
}

/** Questions on a terminal, loaded only when one is asked. */
export async function askOnTerminal([question]: [{ type: string; [more: string]: unknown }]): Promise<{
  answer?: unknown;
}> {
  return question.type === "text"
    ? { answer: await askText(question as unknown as TextQuestion) }
    : inquirer.prompt([question] as unknown as Parameters<typeof inquirer.prompt>[0]);
}

async function askText(question: TextQuestion): Promise<string> {
  const { message, default: before, optional, validate } = question;
  const editor = process.env.VISUAL || process.env.EDITOR;
  const hints = [
    "Type or paste as many lines as you like.",
    "A line with only a dot (.) ends it.",
    ...(editor ? ["A first line with only the word edit opens your editor."] : []),
    ...(before ? ["Enter at once keeps what it says so far:", before] : []),
  ];
  for (;;) {
    process.stdout.write(`? ${message}\n${hints.map((line) => `  ${line.replaceAll("\n", "\n  ")}\n`).join("")}`);
    const typed = await linesFromTerminal((line) => line === "" && (optional === true || before !== undefined));
    const text = typed.trim() === "edit" && editor ? inEditor(editor, before ?? "") : typed;
    const answer = text.trim() === "" ? (before ?? "") : text;
    const problem = validate(answer);
    if (problem === true) return answer;
    process.stdout.write(`> ${problem}\n`);
  }
}

/** Lines up to one with only a dot, or Ctrl-D; `isDone` says whether the first one is all there is. Ctrl-C leaves. */
function linesFromTerminal(isDone: (first: string) => boolean): Promise<string> {
  return new Promise((done, leave) => {
    const lines: string[] = [];
    const reader = createInterface({ input: process.stdin, output: process.stdout, terminal: true, historySize: 0 });
    const left = () => leave(Object.assign(new Error("Left."), { name: "ExitPromptError" }));
    let isOver = false;
    const end = (how: () => void) => {
      if (isOver) return;
      isOver = true;
      reader.close();
      how();
    };
    reader.on("line", (line) => {
      if (isOver) return;
      if (line.trim() === ".") end(() => done(lines.join("\n")));
      else if (lines.length === 0 && (isDone(line) || line.trim() === "edit")) end(() => done(line));
      else lines.push(line);
    });
    reader.on("SIGINT", () => end(left));
    reader.on("close", () => end(lines.length > 0 ? () => done(lines.join("\n")) : left));
  });
}

/** What somebody writes in the editor of their own choice. */
function inEditor(editor: string, before: string): string {
  const folder = mkdtempSync(join(tmpdir(), "ilp-"));
  try {
    const file = join(folder, "text.md");
    writeFileSync(file, before);
    spawnSync(`${editor} "${file}"`, { shell: true, stdio: "inherit" });
    return readFileSync(file, "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
