import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, extname, join } from "node:path";
import cpsel from "../../../schemas/cpsel.json" with { type: "json" };
import { ask } from "../../ask.ts";
import { idFrom, idProblem } from "../../core/basics/names.ts";
import { type Mapping, valuesAt } from "../../core/basics/values.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { loadCandidate } from "../../data/candidate.ts";
import { appendItem } from "../../data/edit.ts";
import { readText } from "../../data/read.ts";
import type { NewFile } from "../../data/write.ts";
import { requireGit } from "../../git/repository.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { safe } from "../../views/paint.ts";
import { stepsText } from "../../views/steps.ts";
import { dayProblem } from "../program/new.ts";
import { chosenCandidate, dayOf, openProgram, type Where } from "../program/open.ts";
import { save } from "../program/save.ts";
import { attachment, freeName } from "../recording/attachment.ts";

export interface LogEvidenceOptions extends Where {
  source: string;
  candidate?: string;
  title?: string;
  kind?: string;
  date?: string;
  element?: string[];
  id?: string;
  yes?: boolean;
}

const kinds = ["document", "photo", "data", "video", "link", "other"];
const kindOf = (source: string) =>
  /^https?:/.test(source)
    ? "link"
    : [".png", ".jpg", ".jpeg"].includes(extname(source).toLowerCase())
      ? "photo"
      : [".csv", ".xlsx"].includes(extname(source).toLowerCase())
        ? "data"
        : "document";

const words = {
  stem: "evidence",
  missing: "Give the path of a file, or an address that begins with https://",
  tooLarge: "Put it where your district keeps large files, and log its address instead.",
};

const list = (answer = "") =>
  answer
    .split(",")
    .map((each) => each.trim().toUpperCase())
    .filter(Boolean);

function elementsProblem(answer: string): string | null {
  const unknown = list(answer).filter((each) => !Object.hasOwn(cpsel.elements, each));
  return unknown.length > 0
    ? `"${unknown.join(", ")}" is not an element of the CPSEL (${Object.keys(cpsel.elements).join(", ")})`
    : null;
}

export async function logEvidence(options: LogEvidenceOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  await requireGit(program.root, true);
  const candidate = await chosenCandidate(program, options.candidate);
  const { source } = options;
  const url = /^https?:\/\/\S+$/.test(source) ? source : null;
  if (url === null && /^[a-z]+:\/\//i.test(source))
    throw new UserError(`"${source}" is not an address ilp can print.`, "Use one that begins with https://");
  const file = url === null ? await attachment(io, source, words) : null;
  const index = `candidates/${candidate}/evidence.yaml`;
  const document = (await loadCandidate(program, candidate)).documents.find(({ form }) => form.id === "evidence");
  if (!document)
    throw new UserError(
      `${index} cannot be read, or is not there.`,
      `See why: ilp check ${candidate}. To write a fresh one: ilp new --missing --id ${candidate}`,
    );
  const taken = valuesAt(document.value, "items/*/id").map(({ value }) => value);
  const { title = "" } = await ask(io, options.yes === true, [
    {
      name: "title",
      flag: "--title TEXT",
      message: "What is it?",
      given: options.title,
      fallback: file ? basename(source) : undefined,
    },
  ]);
  const answers = await ask(io, options.yes === true, [
    {
      name: "id",
      flag: "--id ID",
      message: "Short name the forms refer to:",
      given: options.id,
      fallback: free((await idFrom(title)) || "evidence", taken),
      problem: (id) => idProblem(id) ?? (taken.includes(id) ? `evidence.yaml has "${id}" already` : null),
    },
    {
      name: "kind",
      flag: "--kind KIND",
      message: "Kind:",
      given: options.kind,
      fallback: kindOf(source),
      choices: kinds.map((kind) => ({ value: kind, name: kind })),
      problem: (kind) => (kinds.includes(kind) ? null : `"${kind}" is not one of ${kinds.join(", ")}`),
    },
    {
      name: "elements",
      flag: "--element ELEMENT",
      message: "CPSEL elements it speaks to, such as 2B, 4A:",
      given: options.element?.join(","),
      fallback: "",
      optional: true,
      problem: elementsProblem,
    },
    {
      name: "date",
      flag: "--date DATE",
      message: "When was it made (YYYY-MM-DD)?",
      given: options.date,
      fallback: dayOf(io, program, options),
      problem: dayProblem,
    },
  ]);
  const elements = list(answers.elements);
  const folder = join(program.root, `candidates/${candidate}/evidence`);
  const path = file ? freeName(file.name, (name) => existsSync(join(folder, name))) : null;
  const item: Mapping = {
    id: answers.id ?? "",
    title: title.trim(),
    kind: answers.kind ?? "",
    ...(path ? { path } : { url }),
    date: answers.date ?? "",
    elements,
    ...(file ? { sha256: createHash("sha256").update(file.bytes).digest("hex") } : {}),
  };
  const lines = Object.entries(item).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const kept: NewFile[] =
    file && path ? [{ path: `candidates/${candidate}/evidence/${path}`, content: file.bytes }] : [];
  const files = () => {
    const text = readText(program.root, index);
    if ("problem" in text) throw new UserError(`${index} cannot be read.`, undefined, [text.problem]);
    return [{ path: index, content: appendItem(text.text, "items", item, lines, index) }, ...kept];
  };
  await save(program.root, files, `Log evidence for ${candidate}: ${item.title}`);
  io.out(
    stepsText(io, `"${safe(String(item.title))}" is in the evidence index of ${candidate}, as ${item.id}.`, [
      `Refer to it where it belongs: evidence: [${item.id}]`,
      `See which element has evidence: ilp evidence ${candidate}`,
    ]),
  );
  return 0;
}

function free(id: string, taken: unknown[]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? id : `${id}-${number}`;
    if (!taken.includes(name)) return name;
  }
}
