import { existsSync, lstatSync } from "node:fs";
import { dirname, join, relative, resolve as resolvePath } from "node:path";
import type { ValidateFunction } from "ajv";
import { type Candidate, matches, type Rulebook } from "../core/assess.ts";
import type { Finding } from "../core/finding.ts";
import type { Form } from "../core/form.ts";
import { didYouMean } from "../core/nearest.ts";
import { type Document, listed, type People, type Profile, type Settings } from "../core/program.ts";
import { UserError } from "../core/user-error.ts";
import type { Mapping } from "../core/values.ts";
import { readForms, type Schemas, withAddedFields } from "../forms/table.ts";
import builtIn from "../generated/schemas.json" with { type: "json" };
import * as validators from "../generated/validators.js";
import { validatorName } from "../forms/ajv-options.ts";
import { programForms } from "./program-forms.ts";
import { readFolder, readMapping } from "./read.ts";
import { schemaFindings } from "./validate.ts";

/** A program folder as read: its rules, its people, and where it lies. Candidates are read one by one. */
export interface Program extends Rulebook {
  root: string;
  schemas: Schemas;
  validatorOf: (form: string) => ValidateFunction;
}

/** The folder with program.yaml, here or above. Throws UserError when there is none. */
export function findProgram(cwd: string, named?: string): string {
  const start = resolvePath(cwd, named ?? ".");
  if (named !== undefined) {
    if (existsSync(join(start, "program.yaml"))) return start;
    throw new UserError(`${named} is not a program folder: it has no program.yaml.`, "To start a program: ilp init DIR");
  }
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "program.yaml"))) return folder;
    if (folder === dirname(folder))
      throw new UserError("This is not a program folder: there is no program.yaml here or above.", "Go to your program's folder, or start one: ilp init DIR");
  }
}

const compiled = validators as unknown as Record<string, ValidateFunction>;
const compiledFor = (form: string) => compiled[validatorName(`${form}.schema.json`)];

/** Reads program.yaml, people.yaml and the forms. Throws UserError, with findings, when they cannot be used. */
export async function loadProgram(root: string): Promise<Program> {
  const schemas = builtIn as unknown as Schemas;
  const settings = must<Settings>(root, "program", schemas);
  const people = must<People>(root, "people", schemas);
  const own = programForms(root);
  const merged = withAddedFields({ ...schemas, ...own.schemas }, settings);
  const { forms, missing } = readForms(merged.schemas, settings);
  const problems = [...own.problems, ...formProblems(settings, forms, missing, merged.schemas)];
  if (problems.length > 0) throw new UserError("program.yaml cannot be used as it is.", undefined, problems);
  const special = [...Object.keys(own.schemas).map((file) => file.replace(".schema.json", "")), ...merged.changed];
  const atRunTime = special.length > 0 ? (await import("./compile.ts")).compiler(merged.schemas) : null;
  const validatorOf = (form: string) => {
    const validate = special.includes(form) ? atRunTime?.(form) : compiledFor(form);
    if (!validate) throw new Error(`no validator for ${form}`);
    return validate;
  };
  if (atRunTime) for (const form of special) tryCompile(form, validatorOf);
  return { root, settings, people, forms, schemas: merged.schemas, validatorOf };
}

function tryCompile(form: string, validatorOf: (form: string) => ValidateFunction) {
  try {
    validatorOf(form);
  } catch (error) {
    const problem: Finding = { code: "form-broken", data: { reason: (error as Error).message }, path: `forms/${form}.schema.json`, pointer: "" };
    throw new UserError(`The form ${form} cannot be used as it is.`, undefined, [problem]);
  }
}

function must<T>(root: string, form: "program" | "people", schemas: Schemas): T {
  const path = `${form}.yaml`;
  const read = readMapping(root, path);
  const findings = "problem" in read ? [read.problem] : check(read.value, form, schemas, path);
  if (findings.length > 0 || "problem" in read) throw new UserError(`${path} cannot be used as it is.`, undefined, findings);
  return read.value as unknown as T;
}

function check(value: Mapping, form: string, schemas: Schemas, path: string): Finding[] {
  const validate = compiledFor(form);
  const schema = schemas[`${form}.schema.json`];
  return validate && schema ? schemaFindings(value, validate, schema, schemas).map((each) => ({ ...each, path })) : [];
}

/** What the forms in use need from program.yaml and do not find there. */
function formProblems(settings: Settings, forms: Form[], missing: string[], schemas: Schemas): Finding[] {
  const known = Object.keys(schemas).map((file) => file.replace(".schema.json", ""));
  const path = "program.yaml";
  const unknown = missing.map((id): Finding => {
    const hint = didYouMean(id, known) || "A form of your own lies in forms/<id>.schema.json.";
    return { code: "unknown-reference", data: { label: "Forms in use", id, where: "the forms ilp knows", hint }, path, pointer: `/forms/${settings.forms.indexOf(id)}` };
  });
  const needed = forms.flatMap((form) => needsOf(form, settings).map((need) => ({ ...need, form: form.id })));
  const has = { requirements: Object.keys(settings.requirements), milestones: settings.milestones.map((each) => each.id), choices: Object.keys(settings.choices ?? {}) };
  const absent = needed.filter(({ kind, key }) => !has[kind].includes(key));
  const once = new Map(absent.map((each) => [`${each.kind} ${each.key}`, each]));
  return [
    ...unknown,
    ...[...once.values()].map(({ kind, key, form }): Finding => {
      const hint = didYouMean(key, has[kind]);
      return { code: "program-incomplete", data: { key: `${key} (under ${kind})`, form, hint }, path, pointer: `/${kind}` };
    }),
  ];
}

type Need = { kind: "requirements" | "milestones" | "choices"; key: string };

function needsOf(form: Form, settings: Settings): Need[] {
  const needs: Need[] = [];
  const values = listed(settings, form.each?.of ?? "");
  const perValue = typeof form.due === "string" ? [] : Object.entries(form.due ?? {}).filter(([value]) => values.includes(value));
  const milestones = typeof form.due === "string" ? [form.due] : perValue.map(([, milestone]) => milestone);
  for (const key of milestones) needs.push({ kind: "milestones", key });
  if (form.each && !form.each.of.includes("/")) needs.push({ kind: "requirements", key: form.each.of });
  if (form.each?.count) needs.push({ kind: "requirements", key: form.each.count });
  const visit = (fields: Form["fields"]) => {
    for (const field of fields) {
      if (field.list?.min) needs.push({ kind: "requirements", key: field.list.min });
      if (field.list?.max) needs.push({ kind: "requirements", key: field.list.max });
      if (field.due && !field.due.startsWith("./")) needs.push({ kind: "milestones", key: field.due });
      visit(field.fields);
    }
  };
  visit(form.fields);
  return needs;
}

/** Ids of all candidates: the folders below candidates/. */
export const candidateIds = (root: string): string[] => {
  const { folders, links } = readFolder(join(root, "candidates"));
  return [...folders, ...links].sort();
};

/** Reads one candidate's files. What cannot be read becomes a finding; nothing is thrown for bad content. */
export function loadCandidate(program: Program, id: string): Candidate {
  const folder = `candidates/${id}`;
  const none: Candidate = { id, profile: null, documents: [], problems: [], present: new Set(), evidenceFiles: null };
  if (lstatSync(join(program.root, folder)).isSymbolicLink())
    return { ...none, problems: [{ code: "folder-is-link", data: { name: folder }, path: folder, pointer: "" }] };
  const { files, links } = yamlFiles(program.root, folder);
  const read = files.map((file) => readDocument(program, id, file));
  const linked = links.map((path): Finding => ({ code: "folder-is-link", data: { name: path }, path, pointer: "", document: relative(folder, path).replace(/\.yaml$/, "") }));
  const documents = read.flatMap((each) => each.document ?? []);
  const profile = documents.find((document) => document.form.id === "profile");
  const problems = [...read.flatMap((each) => each.findings), ...linked];
  if (!files.includes(`${folder}/profile.yaml`) && linked.length === 0)
    problems.push({ code: "document-missing", data: { title: "Candidate profile", candidate: id }, path: `${folder}/profile.yaml`, pointer: "", document: "profile" });
  return {
    id,
    profile: profile ? (profile.value as unknown as Profile) : null,
    documents,
    problems,
    present: new Set([...files, ...links].map((file) => relative(folder, file).replace(/\.yaml$/, ""))),
    evidenceFiles: new Set(allFiles(join(program.root, folder, "evidence"))),
  };
}

/** Folders that hold records or attachments, not forms. */
const notForms = ["signatures", "case", "evidence"];

function yamlFiles(root: string, folder: string): { files: string[]; links: string[] } {
  const { files, folders, links } = readFolder(join(root, folder));
  const inner = folders
    .filter((name) => !name.startsWith(".") && !(notForms.includes(name) && folder.split("/").length === 2))
    .map((name) => yamlFiles(root, `${folder}/${name}`));
  return {
    files: [...files.filter((name) => name.endsWith(".yaml")).map((name) => `${folder}/${name}`), ...inner.flatMap((each) => each.files)],
    links: [...links.map((name) => `${folder}/${name}`), ...inner.flatMap((each) => each.links)],
  };
}

function allFiles(folder: string): string[] {
  const { files, folders } = readFolder(folder);
  return [...files, ...folders.flatMap((name) => allFiles(join(folder, name)).map((file) => `${name}/${file}`))];
}

function readDocument(program: Program, candidate: string, file: string): { document?: Document; findings: Finding[] } {
  const name = relative(`candidates/${candidate}`, file).replaceAll("\\", "/").replace(/\.yaml$/, "");
  const form = program.forms.find((each) => matches(each, name));
  const base = { path: file, document: name };
  if (!form) {
    const hint = didYouMean(name, program.forms.map((each) => each.path.replace("{year}", "1"))) || "Move it elsewhere, or leave it: ilp passes it over.";
    return { findings: [{ ...base, code: "file-unexpected", data: { hint }, pointer: "" }] };
  }
  const read = readMapping(program.root, file);
  if ("problem" in read) {
    const { data } = read.problem;
    return { findings: [{ ...read.problem, ...base, form: form.id, data: { candidate, ...data } }] };
  }
  const schema = program.schemas[`${form.id}.schema.json`] ?? {};
  const findings = schemaFindings(read.value, program.validatorOf(form.id), schema, program.schemas);
  if (findings.length > 0) return { findings: findings.map((each) => ({ ...each, ...base, form: form.id, turn: form.writer })) };
  const year = /^year-(\d+)\//.exec(name)?.[1];
  return { document: { form, file, name, year: year ? Number(year) : null, value: read.value }, findings: [] };
}
