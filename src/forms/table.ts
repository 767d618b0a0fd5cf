import type { ActFields } from "../core/acts/fields.ts";
import { eachAct } from "../core/acts/rows.ts";
import { isMapping, type Mapping, type Value } from "../core/basics/values.ts";
import type { Field, Form, Kind } from "../core/forms/form.ts";
import { listed, type Settings } from "../core/program/program.ts";
import { actSchemas } from "../generated/acts.ts";
import { annotationWords, questionWords } from "./ajv-options.ts";
import { choicesOf, type NamedChoices, namedChoices } from "./choices.ts";

/** Schemas by file name: what the package brings, and a program's own beside them. */
export type Schemas = Record<string, Mapping>;

const mapping = (value: Value | undefined): Mapping => (isMapping(value) ? value : {});
const string = (value: Value | undefined): string => (typeof value === "string" ? value : "");

/** A schema with its `$ref` followed; what stands beside the reference wins. */
export function resolve(schema: Mapping, root: Mapping, schemas: Schemas): Mapping {
  if (typeof schema.$ref !== "string") return schema;
  const [file = "", pointer = ""] = schema.$ref.split("#");
  const home = file === "" ? root : (schemas[file] ?? {});
  const target = pointer
    .split("/")
    .slice(1)
    .reduce<Mapping>((at, key) => mapping(at[key]), home);
  const { $ref, ...own } = schema;
  const found = resolve(target, home, schemas);
  return { ...found, shape: string(found.shape) || pointer.split("/").at(-1) || "", ...own };
}

/** The words of a prompt: {coach} is what the program calls a coach, {Coach} the same at the start of a sentence. */
export function promptWording(settings: Settings) {
  const labels: Record<string, string> = {
    ...settings.labels,
    "first-choice": listed(settings, "pd.first_choice").join(", ") || "Providers",
  };
  const inSentence = (word: string) =>
    /^[A-Z][a-z]+( |$)/.test(word) && !/ [A-Z]/.test(word) ? word[0]?.toLowerCase() + word.slice(1) : word;
  return (sentence: string) =>
    !sentence.includes("{")
      ? sentence
      : sentence.replace(/\{([A-Za-z-]+)\}/g, (whole, name: string) => {
          const label = labels[name] ?? labels[name.toLowerCase()];
          return label === undefined ? whole : name === name.toLowerCase() ? inSentence(label) : label;
        });
}

const kinds: Record<string, Kind> = {
  prose: "text",
  date: "date",
  "given-date": "date",
  time: "time",
  "yes-no": "yes-no",
  evidence: "ids",
};

function kindOf(schema: Mapping): Kind {
  const named = kinds[string(schema.shape)];
  if (named) return named;
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (types.includes("object")) return "group";
  if (types.includes("array")) {
    const inner = mapping(schema.items);
    if (isMapping(inner.properties)) return "list";
    return schema.choices || schema.labels ? "choices" : "ids";
  }
  if (Array.isArray(schema.enum)) return "choice";
  if (types.includes("boolean")) return "yes-no";
  if (types.includes("number") || types.includes("integer")) return "number";
  return schema.contentMediaType === "text/markdown" ? "text" : "line";
}

/** Annotations that go over as they are; the others are read into something else. */
const carried = [...annotationWords, ...questionWords].filter((word) => !["form", "choices", "labels"].includes(word));

function fieldsOf(schema: Mapping, path: string, context: Context): Field[] {
  return Object.entries(mapping(schema.properties)).flatMap(([key, raw]) => {
    const property = resolve(mapping(raw), context.schema, context.schemas);
    if (key === "schema" && path === "") return [];
    const here = path === "" ? key : `${path}/${key}`;
    const kind = kindOf(property);
    const inner = kind === "list" ? resolve(mapping(property.items), context.schema, context.schemas) : property;
    const own = context.settings.wording?.[context.form]?.[here.replaceAll("/*", "")];
    const choices =
      kind === "group" || kind === "list" ? undefined : choicesOf(property, context.named, context.wording);
    const field: Field = {
      key,
      path: here,
      kind,
      label: context.wording(own?.label ?? (string(property.title) || key)),
      prompt: context.wording(own?.prompt ?? string(property.description)),
      fields:
        kind === "group"
          ? fieldsOf(inner, here, context)
          : kind === "list"
            ? fieldsOf(inner, `${here}/*`, context)
            : [],
      ...(choices ? { choices, open: property.choices === "pd.providers" } : {}),
    };
    if (string(property.choices).includes(".")) field.listedIn = string(property.choices);
    if (Array.isArray(schema.required) && schema.required.includes(key)) field.mandatory = true;
    const longest = property.maxLength ?? mapping(property.items).maxLength;
    if (typeof longest === "number") field.longest = longest;
    if (typeof property.maxItems === "number") field.most = property.maxItems;
    for (const word of carried) if (property[word] !== undefined) Object.assign(field, { [word]: property[word] });
    if (field.list && own?.item) field.list = { ...field.list, item: context.wording(own.item) };
    return [field];
  });
}

interface Context {
  form: string;
  schema: Mapping;
  schemas: Schemas;
  settings: Settings;
  wording: (text: string) => string;
  named: NamedChoices;
}

/** Reads a form from its schema and the program's own wording. Pure; the schema is trusted to fit annotations.schema.json. */
export function readForm(
  schema: Mapping,
  schemas: Schemas,
  settings: Settings,
  named: NamedChoices,
  wording: (text: string) => string,
): Form {
  const meta = mapping(schema.form);
  const id = string(meta.id);
  const own = settings.wording?.[id]?.["."];
  return {
    id,
    version: Number(meta.version ?? 1),
    title: wording(own?.label ?? string(schema.title)),
    description: wording(own?.prompt ?? string(schema.description)),
    path: string(meta.path),
    writer: (meta.writer ?? "candidate") as Form["writer"],
    ...(meta.due ? { due: meta.due as Form["due"] } : {}),
    source: string(meta.source),
    optional: meta.optional === true,
    ...(meta.each ? { each: meta.each as unknown as Form["each"] } : {}),
    sections: withSigners(
      (meta.sections ?? {}) as unknown as Form["sections"],
      settings.signatures?.signers?.[id] ?? {},
    ),
    review: reviewed((meta.review ?? []) as string[], settings.review?.parts?.[id] ?? {}),
    feedback: (meta.feedback ?? []) as string[],
    rules: (meta.rules ?? []) as string[],
    together: meta.together === "years",
    ...(meta.computed === true ? { computed: true } : {}),
    ...(meta.beside ? { beside: string(meta.beside) } : {}),
    word: meta.word !== false,
    fields: fieldsOf(schema, "", { form: id, schema, schemas, settings, wording, named }),
    schema,
  };
}

/** Who signs, where the program differs from the form. */
function withSigners(sections: Form["sections"], changes: Record<string, Record<string, string>>): Form["sections"] {
  const entries = Object.entries(sections).map(([section, declared]) => {
    const sign: Record<string, string> = { ...declared.sign, ...changes[section] };
    const kept = Object.entries(sign).filter(([, need]) => need !== "none");
    return [section, { ...declared, sign: Object.fromEntries(kept) }];
  });
  return Object.fromEntries(entries);
}

/** What is reviewed, where the program differs from the form. */
const reviewed = (declared: string[], changes: Record<string, boolean>): string[] => [
  ...declared.filter((part) => changes[part] !== false),
  ...Object.keys(changes).filter((part) => changes[part] && !declared.includes(part)),
];

/** A form that somebody fills in: not a file of the program, and not one that is computed. */
export const isCandidateForm = (schema: Mapping) =>
  isMapping(schema.form) && schema.form.scope !== "program" && !isComputed(schema);

/** What every act of the case file asks, in the program's words. */
export function readActs(schemas: Schemas, settings: Settings): ActFields {
  const named = namedChoices(settings);
  const wording = promptWording(settings);
  return eachAct(({ act }) => {
    const schema = actSchemas[act];
    return fieldsOf(schema, "", { form: act, schema, schemas, settings, wording, named });
  });
}

/** The forms a program uses, in its own order. `missing` names those it lists and nobody has. */
export function readForms(schemas: Schemas, settings: Settings): { forms: Form[]; missing: string[] } {
  const named = namedChoices(settings);
  const wording = promptWording(settings);
  const known = (id: string) => schemas[`${id}.schema.json`];
  const forms = settings.forms.flatMap((id) => {
    const schema = known(id);
    return schema && isCandidateForm(schema) ? [readForm(schema, schemas, settings, named, wording)] : [];
  });
  return { forms, missing: settings.forms.filter((id) => !forms.some((form) => form.id === id)) };
}

const isComputed = ({ form }: Mapping) => isMapping(form) && form.computed === true;

/** Forms that nobody fills in: what they say is computed. */
export const computedForms = (schemas: Schemas): string[] =>
  Object.entries(schemas).flatMap(([file, schema]) => (isComputed(schema) ? [file.replace(".schema.json", "")] : []));

/** A form that is computed; every program has them all. */
export function readComputedForm(schemas: Schemas, settings: Settings, id: string): Form {
  const schema = schemas[`${id}.schema.json`];
  if (!schema || !isComputed(schema)) throw new Error(`${id} is not a computed form`);
  return readForm(schema, schemas, settings, namedChoices(settings), promptWording(settings));
}

/** Puts a program's added fields into the schemas; gives back the names of those it changed. */
export function withAddedFields(schemas: Schemas, settings: Settings): { schemas: Schemas; changed: string[] } {
  const changed: string[] = [];
  const all: Schemas = { ...schemas };
  for (const [form, groups] of Object.entries(settings.fields ?? {})) {
    const file = `${form}.schema.json`;
    const schema = all[file];
    if (!schema) continue;
    const copy = structuredClone(schema);
    for (const [path, fields] of Object.entries(groups)) {
      const keys = path === "." ? [] : path.split("/");
      const home = keys.reduce<Mapping>((at, key) => {
        const next = mapping(mapping(at.properties)[key]);
        return isMapping(next.items) ? next.items : next;
      }, copy);
      if (isMapping(home.properties)) Object.assign(home.properties, fields);
    }
    all[file] = copy;
    changed.push(form);
  }
  return { schemas: all, changed };
}
