import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Form } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Candidate } from "../../core/program/program.ts";
import { type Standing, standingOf } from "../../core/review/standing.ts";
import { yearOn } from "../../core/review/year.ts";
import { candidateIds, loadCandidate } from "../../data/candidate.ts";
import type { Program } from "../../data/load.ts";
import { writeFiles } from "../../data/write.ts";
import { openRepository } from "../../git/open.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { withRecords } from "../../signatures/stand.ts";
import { safe } from "../../views/paint.ts";
import { type ExportProblem, exportCandidate } from "../../word/export.ts";
import type { Template } from "../../word/template.ts";
import {
  chosenCandidate,
  clockOf,
  dayOf,
  documentsNamed,
  notLookedAt,
  openProgram,
  type Where,
} from "../program/open.ts";
import { documentsShown, exportShown, type Shown, shownToSupervisor } from "./export-supervisor.ts";
import { findTemplate, readOrNull } from "./find-template.ts";
import { printedSignatures } from "./printed-signatures.ts";

type Templates = Map<string, Template | Uint8Array>;

export interface ExportOptions extends Where {
  candidate?: string;
  documents: string[];
  all?: boolean;
  out?: string;
  template?: string;
  /** Only what this reader may see. */
  for?: "supervisor";
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
  const ids = options.all ? candidateIds(program.root) : [await chosenCandidate(program, candidate)];
  if (options.template && (options.all || documents.length !== 1))
    throw new UserError(
      "--template fills one form for one document.",
      "Name both: ilp export candidate-one pd-log --template form.docx",
    );
  if (options.template && options.for)
    throw new UserError(
      "--template fills a whole form; --for prints what its reader may see of several.",
      "Your own Word form for a part lies in templates: templates/context-triad.docx",
    );
  const today = dayOf(io, program, {});
  const parts = options.for ? shownToSupervisor(program) : null;
  const out = options.out === undefined ? join(program.root, "export") : resolve(io.cwd, options.out);
  const templates = await templatesOf(program, parts?.map(({ form }) => form) ?? program.forms, options, io);
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
      ...printCandidate(standingOf(read, program), { program, templates, parts, options, today }).map(
        ({ name, bytes }) => ({
          path: join(id, options.for ?? "", name),
          content: bytes,
        }),
      ),
    );
  }
  if (io.interactive && ids.length > 5) io.err("\r\u001b[K");
  if (files.length > 0) writeFiles(out, files);
  else if (parts)
    throw new UserError(
      `There is no document yet of which a supervisor may read ${parts.map(({ entry }) => entry).join(" or ")}.`,
      `To write those that are missing: ilp new --missing --id ${ids[0] ?? "ID"}`,
    );
  const pdf = options.pdf
    ? (await import("../../word/pdf.ts")).makePdfs(files.map(({ path }) => join(out, path)))
    : null;
  if (pdf?.problem) throw new UserError(pdf.problem, "The Word files were written.");
  const shown = relative(io.cwd, out) || ".";
  if (options.all)
    for (const id of ids) {
      const many = files.filter(({ path }) => path.startsWith(join(id, "/"))).length;
      if (many > 0) io.out(`${safe(join(shown, id))}: ${many === 1 ? "1 Word file" : `${many} Word files`}\n`);
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

interface Printing {
  program: Program;
  templates: Templates;
  parts: Shown[] | null;
  options: ExportOptions;
  today: string;
}

function printCandidate(standing: Standing, { program, templates, parts, options, today }: Printing) {
  const { candidate, years: views } = standing;
  if (!candidate.profile) {
    if (options.all) return [];
    throw new UserError(
      `The profile of ${candidate.id} cannot be read, and every form prints from it.`,
      `See why: ilp check ${candidate.id}`,
      candidate.problems,
    );
  }
  const names = candidate.documents.map(({ name }) => name);
  const year = yearOn(views, today);
  const select =
    options.documents.length > 0 ? options.documents.flatMap((word) => documentsNamed(names, word, year)) : undefined;
  const source = {
    asOf: today,
    readTemplate: (form: string) => templates.get(form) ?? null,
    readEvidence: (path: string) => readOrNull(join(program.root, "candidates", candidate.id, "evidence", path)),
    ...(options.allowMissing ? { allowMissing: true } : {}),
    ...(options.keepUnknown ? { keepUnknown: true } : {}),
  };
  const { files, problems } = parts
    ? exportShown(parts, program, standing, source, documentsShown(parts, candidate, select))
    : exportCandidate({
        ...source,
        rulebook: program,
        views,
        ...printedSignatures(candidate, program),
        ...(select ? { select } : {}),
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

/** The Word form for each form in use: the one named, or the program's, ours or one made now. */
async function templatesOf(program: Program, forms: Form[], options: ExportOptions, io: Io): Promise<Templates> {
  const found: Templates = new Map();
  const named = options.template ? readNamed(io, options.template) : null;
  for (const form of forms.filter(({ word }) => word)) {
    const template = named ?? (await findTemplate(form, program));
    if (template) found.set(form.id, template);
  }
  return found;
}

function readNamed(io: Io, file: string): Uint8Array {
  const path = resolve(io.cwd, file);
  if (!existsSync(path)) throw new UserError(`There is no file ${file}.`, "Give the path of a Word file (.docx).");
  return readFileSync(path);
}
