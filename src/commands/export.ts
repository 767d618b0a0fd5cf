import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Form } from "../core/form.ts";
import type { Candidate } from "../core/program.ts";
import { UserError } from "../core/user-error.ts";
import { viewsOf, yearOn } from "../core/view.ts";
import { candidateIds, loadCandidate } from "../data/candidate.ts";
import type { Program } from "../data/load.ts";
import { packageFolder } from "../data/package-folder.ts";
import { writeFiles } from "../data/write.ts";
import { openRepository } from "../git/open.ts";
import type { Io } from "../io.ts";
import type { ExitCode } from "../main.ts";
import { withRecords } from "../signatures/stand.ts";
import { safe } from "../views/paint.ts";
import { type ExportProblem, exportCandidate } from "../word/export.ts";
import { unpackTemplate } from "../word/packed-template.ts";
import type { Template } from "../word/template.ts";
import { chosenCandidate, clockOf, dayOf, documentsNamed, notLookedAt, openProgram, type Where } from "./open.ts";

import { printedSignatures } from "./printed-signatures.ts";

type Templates = Map<string, Template | Uint8Array>;

export interface ExportOptions extends Where {
  candidate?: string;
  documents: string[];
  all?: boolean;
  out?: string;
  template?: string;
  allowMissing?: boolean;
  keepUnknown?: boolean;
  pdf?: boolean;
}

/** Prints forms as Word files, all of them or none. 1 when a document could not be read and is left out. */
export async function exportForms(options: ExportOptions, io: Io): Promise<ExitCode> {
  const program = await openProgram(io, options);
  const { candidate, documents } = options;
  if (options.all && candidate !== undefined)
    throw new UserError("--all prints every candidate; a name prints one.", "Leave out one of the two.");
  const ids = options.all ? candidateIds(program.root) : [chosenCandidate(program, candidate)];
  if (options.template && (options.all || documents.length !== 1))
    throw new UserError(
      "--template fills one form for one document.",
      "Name both: ilp export candidate-one pd-log --template form.docx",
    );
  const today = dayOf(io, program, {});
  const out = options.out === undefined ? join(program.root, "export") : resolve(io.cwd, options.out);
  const templates = await templatesOf(program, options, io);
  let opened: ReturnType<typeof openRepository> | undefined;
  const open = () => {
    opened ??= openRepository(program.root);
    return opened;
  };
  const files: { path: string; content: Uint8Array }[] = [];
  const left: string[] = [];
  for (const [index, id] of ids.entries()) {
    if (io.interactive && ids.length > 5) io.err(`\r${index + 1} of ${ids.length}: ${id}\u001b[K`);
    const [read] = await withRecords(program, [await loadCandidate(program, id)], clockOf(io, program), today, open);
    if (!read) continue;
    left.push(...unreadable(read));
    files.push(
      ...printCandidate(program, read, templates, options, today).map(({ name, bytes }) => ({
        path: join(id, name),
        content: bytes,
      })),
    );
  }
  if (io.interactive && ids.length > 5) io.err("\r\u001b[K");
  if (files.length > 0) writeFiles(out, files);
  const pdf = options.pdf ? (await import("../word/pdf.ts")).makePdfs(files.map(({ path }) => join(out, path))) : null;
  if (pdf?.problem) throw new UserError(pdf.problem, "The Word files were written.");
  const shown = relative(io.cwd, out) || ".";
  if (options.all)
    for (const id of ids) {
      const many = files.filter(({ path }) => path.startsWith(join(id, "/"))).length;
      if (many > 0) io.out(`${safe(join(shown, id))}: ${many} Word files\n`);
    }
  else for (const { path } of files) io.out(`${safe(join(shown, path))}\n`);
  if (files.length > 1) io.out(`${files.length} Word files${options.pdf ? ", each with a PDF beside it" : ""}.\n`);
  if (io.interactive)
    io.err(
      "To change an answer, write in the YAML file and print again: what is typed into these files is not read back.\n",
    );
  if (notLookedAt(program)) io.err(`${notLookedAt(program)}\n`);
  for (const path of left) io.err(`Left out, because it cannot be read: ${safe(path)}\n`);
  if (left.length > 0) io.err(`See why: ilp check${ids.length === 1 ? ` ${ids[0]}` : ""}\n`);
  return left.length > 0 ? 1 : 0;
}

/** Files with a problem that keeps them from being read. */
const unreadable = ({ problems }: Candidate) => [
  ...new Set(
    problems.filter(({ code }) => code !== "file-unexpected" && code !== "document-missing").map(({ path }) => path),
  ),
];

function printCandidate(
  program: Program,
  candidate: Candidate,
  templates: Templates,
  options: ExportOptions,
  today: string,
) {
  const { profile } = candidate;
  if (!profile) {
    if (options.all) return [];
    throw new UserError(
      `The profile of ${candidate.id} cannot be read, and every form prints from it.`,
      `See why: ilp check ${candidate.id}`,
      candidate.problems,
    );
  }
  const year = yearOn(viewsOf(candidate, profile, program), today);
  const names = candidate.documents.map(({ name }) => name);
  const select =
    options.documents.length > 0 ? options.documents.flatMap((word) => documentsNamed(names, word, year)) : undefined;
  const { files, problems } = exportCandidate({
    rulebook: program,
    views: viewsOf(candidate, profile, program),
    readTemplate: (form) => templates.get(form) ?? null,
    ...printedSignatures(candidate, program),
    readEvidence: (path) => readOrNull(join(program.root, "candidates", candidate.id, "evidence", path)),
    ...(select ? { select } : {}),
    ...(options.allowMissing ? { allowMissing: true } : {}),
    ...(options.keepUnknown ? { keepUnknown: true } : {}),
  });
  if (problems.length === 0) return files;
  const lines = onceEach(problems);
  throw new UserError(
    `${lines.length === 1 ? "A form" : "Forms"} of ${candidate.id} could not be printed.\n  ${lines.join("\n  ")}`,
    "Nothing was written.",
  );
}

/** One line for each thing wrong, with the first place it stands in. */
function onceEach(problems: ExportProblem[]): string[] {
  const said = new Map<string, string>();
  for (const { form, file, message, place } of problems) {
    const what = place ? message.slice(message.indexOf(": ")) : message;
    const key = `${form ?? file}${what}`;
    if (!said.has(key)) said.set(key, `${form ? `${form}.docx` : file}: ${message}`);
  }
  return [...said.values()];
}

/** The Word form for each form in use: the one named, the program's own, ours; else one made for it now. */
async function templatesOf(program: Program, options: ExportOptions, io: Io): Promise<Templates> {
  const found: Templates = new Map();
  const named = options.template ? readNamed(io, options.template) : null;
  for (const form of program.forms.filter(({ word }) => word)) {
    const own = named ?? readOrNull(join(program.root, "templates", `${form.id}.docx`));
    const changed = program.changedForms.includes(form.id);
    const template = own ?? (changed ? await made(form, program) : ourTemplate(form.id));
    if (template) found.set(form.id, template);
  }
  return found;
}

/** The package's own Word form: as the build compiled it, else the .docx itself. */
function ourTemplate(form: string): Template | Uint8Array | null {
  const packed = readOrNull(join(packageFolder(), "dist", "word", `${form}.json`));
  const template = packed ? unpackTemplate(Buffer.from(packed).toString("utf8")) : null;
  return template ?? readOrNull(join(packageFolder(), "templates", "word", `${form}.docx`));
}

/** A form the program made or changed, and has no Word form for. */
async function made(form: Form, program: Program): Promise<Uint8Array> {
  const { starterTemplate } = await import("../word/starter.ts");
  return starterTemplate(form, program.settings);
}

function readNamed(io: Io, file: string): Uint8Array {
  const path = resolve(io.cwd, file);
  if (!existsSync(path)) throw new UserError(`There is no file ${file}.`, "Give the path of a Word file (.docx).");
  return readFileSync(path);
}

function readOrNull(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
