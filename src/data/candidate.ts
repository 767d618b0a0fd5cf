import { lstatSync } from "node:fs";
import { join, relative } from "node:path";
import { canBeMeant, isDay } from "../core/basics/dates.ts";
import { personIdProblem } from "../core/basics/names.ts";
import { didYouMean } from "../core/basics/nearest.ts";
import { matches, milestonesOf } from "../core/forms/form.ts";
import type { Finding } from "../core/problems/finding.ts";
import { UserError } from "../core/problems/user-error.ts";
import type { Candidate, Document, Profile } from "../core/program/program.ts";
import { cutAnswers } from "./cut-answers.ts";
import type { Program } from "./load.ts";
import { readFolder, readMapping } from "./read.ts";
import { schemaFindings } from "./validate.ts";

/** Ids of all candidates: the folders below candidates/. Throws UserError when that is no folder. */
export function candidateIds(root: string): string[] {
  const entry = lstatSync(join(root, "candidates"), { throwIfNoEntry: false });
  if (entry && !entry.isDirectory())
    throw new UserError(
      `candidates is ${entry.isSymbolicLink() ? "a link to another place" : "a file"}; it should be a folder with one folder for each candidate.`,
      "Rename or remove it.",
    );
  const { folders, links } = readFolder(join(root, "candidates"));
  return [...folders, ...links].filter((name) => !name.startsWith(".")).sort();
}

/** Why nothing at all of a candidate can be read, or null. */
export function folderProblem(root: string, id: string): Finding | null {
  const path = `candidates/${id}`;
  if (lstatSync(join(root, path)).isSymbolicLink())
    return { code: "folder-is-link", data: { name: path }, path, pointer: "" };
  const reason = personIdProblem(id);
  return reason ? { code: "folder-name", data: { name: id, reason }, path, pointer: "" } : null;
}

/** Reads one candidate's files. What cannot be read becomes a finding; nothing is thrown for bad content. */
export async function loadCandidate(program: Program, id: string): Promise<Candidate> {
  const folder = `candidates/${id}`;
  const none: Candidate = { id, profile: null, documents: [], problems: [], present: new Set(), evidenceFiles: null };
  const problem = folderProblem(program.root, id);
  if (problem) return { ...none, problems: [problem] };
  const { files, links } = yamlFiles(program.root, folder);
  const read = await Promise.all(files.map((file) => readDocument(program, id, file)));
  const linked = links.map(
    (path): Finding => ({
      code: "folder-is-link",
      data: { name: path },
      path,
      pointer: "",
      document: relative(folder, path).replace(/\.yaml$/, ""),
    }),
  );
  const documents = read.flatMap((each) => each.document ?? []);
  const document = documents.find(({ form }) => form.id === "profile");
  const wrong = document ? profileProblems(document, id) : [];
  const problems = [...read.flatMap((each) => each.findings), ...linked, ...wrong];
  const path = `${folder}/profile.yaml`;
  if (!files.includes(path) && !links.includes(path)) problems.push(noProfile(path));
  return {
    id,
    profile: document && wrong.length === 0 ? (document.value as unknown as Profile) : null,
    documents,
    problems,
    present: new Set([...files, ...links].map((file) => relative(folder, file).replace(/\.yaml$/, ""))),
    evidenceFiles: new Set(allFiles(join(program.root, folder, "evidence"))),
  };
}

const noProfile = (path: string): Finding => ({
  code: "file-unreadable",
  data: { reason: "it is not there", remedy: `Bring it back from Git (git restore ${path}), or remove the folder.` },
  path,
  pointer: "",
  document: "profile",
});

/** What the profile's schema cannot see, and nothing can be reckoned without. */
function profileProblems({ value, file: path, name }: Document, id: string): Finding[] {
  const profile = value as unknown as Profile;
  const base = { path, document: name, form: "profile" };
  const days = [
    { label: "Program start", day: profile["program-start"], pointer: "/program-start" },
    ...profile.years.map(({ year, starts }, index) => ({
      label: `Start of year ${year}`,
      day: starts,
      pointer: `/years/${index}/starts`,
    })),
  ];
  const twice = profile.years.flatMap(({ year }, index) =>
    profile.years.findIndex((each) => each.year === year) < index ? [`/years/${index}/year`] : [],
  );
  return [
    ...(profile.id === id
      ? []
      : [
          {
            ...base,
            code: "wrong-folder" as const,
            pointer: "/id",
            data: { label: "Candidate id", found: profile.id, folder: `candidates/${id}` },
          },
        ]),
    ...days.flatMap(({ label, day, pointer }) =>
      dayFindings(day, label).map((each) => ({ ...each, ...base, pointer })),
    ),
    ...twice.map((pointer) => ({ ...base, code: "given-twice" as const, pointer, data: { label: "Year" } })),
  ];
}

/** A day that does not exist, or so far away that it must be a slip. */
function dayFindings(day: string, label: string): Pick<Finding, "code" | "data">[] {
  if (!isDay(day)) return [{ code: "impossible-date", data: { label, found: day } }];
  if (canBeMeant(day)) return [];
  return [{ code: "out-of-range", data: { label, found: day, problem: "in a year that cannot be meant", hint: "" } }];
}

/** Folders that hold records or attachments, not forms. */
const notForms = ["signatures", "case", "evidence"];

function yamlFiles(root: string, folder: string): { files: string[]; links: string[] } {
  const { files, folders, links } = readFolder(join(root, folder));
  const isForm = (name: string) => name.endsWith(".yaml");
  const inner = folders
    .filter((name) => !isForm(name) && !name.startsWith("."))
    .filter((name) => !(notForms.includes(name) && folder.split("/").length === 2))
    .map((name) => yamlFiles(root, `${folder}/${name}`));
  return {
    // A folder in a form's place is read like one, and said to be a folder.
    files: [
      ...[...files, ...folders].filter(isForm).map((name) => `${folder}/${name}`),
      ...inner.flatMap((each) => each.files),
    ],
    links: [...links.map((name) => `${folder}/${name}`), ...inner.flatMap((each) => each.links)],
  };
}

function allFiles(folder: string): string[] {
  const { files, folders } = readFolder(folder);
  return [...files, ...folders.flatMap((name) => allFiles(join(folder, name)).map((file) => `${name}/${file}`))];
}

async function readDocument(
  program: Program,
  candidate: string,
  file: string,
): Promise<{ document?: Document; findings: Finding[] }> {
  const name = relative(`candidates/${candidate}`, file)
    .replaceAll("\\", "/")
    .replace(/\.yaml$/, "");
  const form = program.forms.find((each) => matches(each, name));
  const base = { path: file, document: name };
  if (!form) {
    const known = program.forms.map((each) => each.path.replace("{year}", "1"));
    const hint = didYouMean(name, known) || "Move it elsewhere, or leave it: ilp passes it over.";
    return { findings: [{ ...base, code: "file-unexpected", data: { hint }, pointer: "" }] };
  }
  const read = await readMapping(program.root, file);
  if ("problem" in read) {
    const remedy =
      form.id === "profile" ? `git restore ${file}` : `remove it, and run: ilp new --missing --id ${candidate}`;
    const data = { remedy: `To begin again: ${remedy}`, ...read.problem.data };
    return { findings: [{ ...read.problem, ...base, form: form.id, milestones: milestonesOf(form), data }] };
  }
  const schema = program.schemas[`${form.id}.schema.json`] ?? {};
  const findings = [
    ...schemaFindings(read.value, program.validatorOf(form.id), schema, program.schemas),
    ...(form.each?.as === "month" ? monthFindings(read.value[form.each.key], form.each.key) : []),
  ];
  if (findings.length > 0)
    return {
      findings: findings.map((each) => ({
        ...each,
        ...base,
        form: form.id,
        milestones: milestonesOf(form),
        turn: form.writer,
      })),
    };
  const year = /^year-(\d+)\//.exec(name)?.[1];
  const cut = cutAnswers(read.text).map((each) => ({ ...each, ...base, form: form.id, turn: form.writer }));
  return { document: { form, file, name, year: year ? Number(year) : null, value: read.value }, findings: cut };
}

const monthFindings = (month: unknown, key: string): Pick<Finding, "code" | "data" | "pointer">[] =>
  typeof month === "string" && /^\d{4}-\d\d$/.test(month)
    ? dayFindings(`${month}-01`, key).map(({ code, data }) => ({
        code,
        data: { ...data, found: month },
        pointer: `/${key}`,
      }))
    : [];
