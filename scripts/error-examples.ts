/** The examples of docs/errors.md: what each sample of test/errors did, and what ilp says of it. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { structuredPatch } from "diff";
import type { Code } from "../src/core/problems/messages.ts";
import { errorsFolder, type Sample, type Step, samplesByCode } from "../test/errors/samples.ts";
import { codesOf, findingsIn } from "../test/errors/spoken.ts";

const samplesOf = new Map(samplesByCode);

/** Everything about one code, as lines of the page. */
export const exampleOf = (code: Code): string[] => [
  "",
  `### \`${code}\``,
  ...(samplesOf.get(code) ?? []).flatMap((sample) => ["", sample.about, ...shownDone(sample), "", ...saidOf(sample)]),
];

function saidOf({ code, command, out }: Sample): string[] {
  const finding = findingsIn(out).find((each) => codesOf(each).includes(code)) ?? [];
  return ["```text", `$ ${command}`, ...finding.map((line) => line.slice(2)), "```"];
}

/** What was done, each thing in its turn: changes of files as differences, commands as they are typed. */
function shownDone({ base, done }: Sample): string[] {
  const files = new Map<string, string>();
  const read = (path: string) => {
    const file = join(errorsFolder, "bases", base, path);
    return files.get(path) ?? (statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, "utf8") : "");
  };
  const lines = done.flatMap((step) => shown(step, read, files));
  return lines.length === 0 ? [] : ["", "```diff", ...lines, "```"];
}

function shown(step: Step, read: (path: string) => string, files: Map<string, string>): string[] {
  if ("run" in step) return [`$ ${step.run}    # ${step.by}, ${step.on}`];
  if ("git" in step) return [`$ ${step.git}`];
  if ("remove" in step) return [`$ rm -r ${step.remove}`];
  if ("link" in step) return [`$ ln -s ${step.to} ${step.link}`];
  if ("rename" in step || "copy" in step) {
    const from = "rename" in step ? step.rename : step.copy;
    files.set(step.to, read(from));
    return [`$ ${"rename" in step ? "mv" : "cp"} ${from} ${step.to}`];
  }
  if ("edit" in step) {
    const before = read(step.edit);
    files.set(
      step.edit,
      before.replace(step.old, () => step.new),
    );
    return [step.edit, ...difference(before, read(step.edit))];
  }
  return [step.write, ...written(step)];
}

/** The lines that changed, and nothing around them. */
const difference = (before: string, after: string): string[] =>
  structuredPatch("", "", before, after, "", "", { context: 0 }).hunks.flatMap(({ lines }) => lines);

function written(step: Extract<Step, { write: string }>): string[] {
  if ("latin1" in step)
    return step.latin1
      .trimEnd()
      .split("\n")
      .map((line) => `+ ${line.replace(/[^ -~]/g, asCode)}`.trimEnd());
  if (step.times) return [`+ ${step.text} (and so on, ${step.times} times)`];
  const lines = step.text.trimEnd().split("\n");
  return lines.map((line) => `+ ${line}`.trimEnd());
}

/** A byte that is no letter, as programmers write it. */
const asCode = (letter: string) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, "0")}`;
