import type { Day } from "../core/basics/dates.ts";
import { isBlank, isMapping, items, type Mapping, type Value, valuesAt } from "../core/basics/values.ts";
import { stepOf } from "../core/forms/answers.ts";
import { applies } from "../core/forms/condition.ts";
import type { Field, Form, Role } from "../core/forms/form.ts";
import type { Document, Rulebook } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import type { YearView } from "../core/review/year.ts";
import { profileFacts } from "../core/review/year.ts";
import { type Cited, citedScopes } from "./cited.ts";
import { documentFacts, programFacts, yearFacts } from "./facts.ts";
import { earlierMarks, type Marks } from "./marks.ts";
import { fact, type Printed, type PrintedAnswer, plainText, type Scope } from "./scope.ts";
import { itemName, mappings, type References, type ReferredList, showAnswer } from "./shown.ts";
import { type RecordReader, recordScopes } from "./signature-records.ts";
import { type SignatureReader, signatureFacts } from "./signers.ts";

/** All that one Word file says. */
export interface ModelSource {
  rulebook: Rulebook;
  form: Form;
  /** One document, or the same form's documents of several years. */
  parts: { view: YearView; document: Document }[];
  /** The day it is printed as of: what is still to come then is in no total. */
  asOf: Day;
  /** Below evidence/; null when the file is not there. */
  readEvidence?: (path: string) => Uint8Array | null;
  signatureOf?: SignatureReader;
  recordsOf?: RecordReader;
}

export interface Model {
  root: Scope;
  answers: PrintedAnswer[];
}

/** Builds the values a template is filled with. Pure, but for the readers it is given. */
export function buildModel(source: ModelSource): Model {
  const { form, parts, rulebook } = source;
  const answers: PrintedAnswer[] = [];
  const cited = new Map<string, Cited>();
  const outermost: Scope = { path: "", entries: programFacts(rulebook, form, parts), outer: null };
  const years = parts.map((part) => yearScope(part, source, outermost, answers, cited));
  outermost.entries.set("cited", { is: "list", items: citedScopes([...cited.values()], source.readEvidence) });
  const roleName = (role: string) => {
    const entry = outermost.entries.get(`role/${role}`);
    return entry?.is === "fact" ? plainText(entry.spans) : role;
  };
  const records = recordScopes(parts, source.recordsOf, roleName);
  outermost.entries.set("signature-records", { is: "list", items: records });
  if (!form.together && years[0]) return { root: years[0], answers };
  outermost.entries.set("years", { is: "list", items: years });
  return { root: outermost, answers };
}

/** Totals beside a signature are of its day at the latest: nobody signed for what came after. */
function totalsDay(
  { document: { name, form } }: ModelSource["parts"][number],
  { asOf, signatureOf }: ModelSource,
): Day {
  const days = Object.entries(form.sections).flatMap(([section, { sign }]) =>
    (Object.keys(sign) as Role[]).flatMap((role) => signatureOf?.(name, section, role)?.date ?? []),
  );
  return [asOf, ...days].sort()[0] ?? asOf;
}

function yearScope(
  part: ModelSource["parts"][number],
  source: ModelSource,
  outer: Scope,
  answers: PrintedAnswer[],
  cited: Map<string, Cited>,
): Scope {
  const { view, document } = part;
  const { form, rulebook } = source;
  const references = referencesFor(view, rulebook, cited);
  const entries = new Map([
    ...yearFacts(view, rulebook.people),
    ...documentFacts(part, source.form, totalsDay(part, source)),
  ]);
  const scope: Scope = { path: "", entries, outer };
  const walk: Walk = {
    document,
    prefix: form.together && view.year !== null ? `${document.name.split("/")[0]}/` : "",
    around: { settings: view.settings, profile: profileFacts(view), document: document.whole ?? document.value },
    references,
    marks: earlierMarks(form, document, view),
    answers,
    signers: (section, address) => signatureFacts(part, rulebook.people, section, address, source.signatureOf),
  };
  addFields(scope, form.fields, document.value, wholeForm, walk);
  for (const [key, entry] of walk.signers(".", ".")) entries.set(key, entry);
  entries.set("beside/legend", fact(walk.marks.legend));
  return scope;
}

export interface Walk {
  document: Document;
  prefix: string;
  around: { settings: YearView["settings"]; profile: Mapping; document: Mapping };
  references: References;
  marks: Marks;
  answers: PrintedAnswer[];
  signers: (section: string, address: string) => [string, Printed][];
  /** What a value leaves out is not asked, and items have a line of all their short answers. */
  computed?: true;
}

/** Where a group is: `name` is how the template calls it, `address` where it stands, `path` the form's path. */
interface GroupPlace {
  name: string;
  address: string;
  path: string;
}
export const wholeForm: GroupPlace = { name: "", address: "", path: "" };

/** Puts the answers of one group into a scope. */
export function addFields(
  scope: Scope,
  fields: Field[],
  value: Value,
  { name, address, path }: GroupPlace,
  walk: Walk,
): void {
  for (const field of fields) {
    if (!applies(field.applies, { ...walk.around, beside: value })) continue;
    if (walk.computed && isMapping(value) && value[field.key] === undefined) continue;
    const inner = isMapping(value) ? (value[field.key] ?? null) : null;
    const key = name === "" ? field.key : `${name}/${field.key}`;
    const at = address === "" ? field.key : `${address}/${field.key}`;
    const below = path === "" ? field.key : `${path}/${field.key}`;
    if (field.kind === "group") {
      scope.entries.set(key, { is: "group", field, blank: isBlank(inner) });
      addFields(scope, field.fields, inner, { name: key, address: at, path: below }, walk);
      for (const [sign, entry] of walk.signers(below, at)) scope.entries.set(sign, entry);
    } else if (field.kind === "list")
      scope.entries.set(key, {
        is: "list",
        items: itemScopes(scope, field, inner, { address: at, path: below }, walk),
      });
    else scope.entries.set(key, answerEntry(field, inner, at, walk));
  }
}

function itemScopes(
  outer: Scope,
  field: Field,
  value: Value,
  { address, path }: Omit<GroupPlace, "name">,
  walk: Walk,
): Scope[] {
  return items(value).map((item, index) => {
    const step = stepOf(items(value), index);
    const name = `${field.list?.item ?? field.label} ${index + 1}`;
    const told = itemName(field.fields, item, walk.references);
    const scope: Scope = { path, entries: new Map(), outer };
    scope.entries.set("item/number", fact(String(index + 1)));
    scope.entries.set("item/name", fact(name));
    scope.entries.set("item/heading", fact(told ? `${name}: ${told}` : name));
    addFields(scope, field.fields, item, { name: "", address: `${address}/${step}`, path }, walk);
    if (walk.computed) scope.entries.set("item/line", fact(lineOf(scope)));
    for (const [sign, entry] of walk.signers(`${path}/*`, `${address}/${step}`)) scope.entries.set(sign, entry);
    return scope;
  });
}

/** "Handed in: 11/28/2026 · Decision: YES (Complete)": the answers of an item that are no prose. */
const lineOf = ({ entries }: Scope): string =>
  [...entries.values()]
    .flatMap((entry) =>
      entry.is === "answer" && !entry.blank && entry.field.kind !== "text" && entry.field.print !== "never"
        ? [`${entry.field.label}: ${plainText(entry.short)}`]
        : [],
    )
    .join("  ·  ");

function answerEntry(field: Field, value: Value, address: string, walk: Walk): PrintedAnswer {
  const { document, prefix } = walk;
  const entry: PrintedAnswer = {
    is: "answer",
    field,
    address,
    anchor: `${prefix}${address}`,
    document: document.name,
    value,
    blank: isBlank(value),
    ...showAnswer(field, value, walk.references),
    marks: walk.marks.at(address),
  };
  if (field.print !== "never") walk.answers.push(entry);
  return entry;
}

function referencesFor(view: YearView, { people, forms }: Rulebook, cited: Map<string, Cited>): References {
  const lists = new Map<string, ReferredList | null>();
  const listOf = (ref: string): ReferredList | null => {
    const [id, ...path] = ref.split("/");
    const target = view.documents.find((each) => each.form.id === id);
    const field = forms.find((each) => each.id === id)?.fields.find((each) => each.key === path[0]);
    const found = target ? mappings(valuesAt(target.value, path.join("/"))[0]?.value) : null;
    return found ? { items: found, noun: field?.list?.item ?? "Item", fields: field?.fields ?? [] } : null;
  };
  return {
    listOf: (ref) => {
      if (!lists.has(ref)) lists.set(ref, listOf(ref));
      return lists.get(ref) ?? null;
    },
    personName: (id) => nameIn(people, id),
    cite: (item, fields) => cited.set(String(item.id), { item, fields }),
  };
}
