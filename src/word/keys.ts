import { didYouMean } from "../core/basics/nearest.ts";
import { type Field, type Form, walkFields } from "../core/forms/form.ts";
import type { Settings } from "../core/program/program.ts";
import { roles } from "../core/program/roles.ts";
import { computedNames } from "../core/reports/computed.ts";
import { listsByElement } from "./facts.ts";
import { yearsOf } from "./journey.ts";
import type { BlockNode, SlotNode } from "./nodes.ts";
import { walkNodes } from "./nodes.ts";
import { problemAt, type WordProblem } from "./problem.ts";
import { recordKeys } from "./signature-records.ts";
import { sectionKey, signatureKeys } from "./signers.ts";
import type { Template } from "./template.ts";

/** All names a template of a form may use. */
export interface Keys {
  /** Fields by path without list marks: goals/action-steps/by. */
  fields: Map<string, Field>;
  /** Lists that are not answers: years, milestones, cited, matrix, signature-records, with the names inside. */
  lists: Map<string, string[]>;
  facts: Set<string>;
}

const starless = (path: string) => path.replaceAll("/*", "");

/** The names of a form in a program; `ilp template keys` lists them. */
export function keysOf(form: Form, settings: Settings): Keys {
  const fields = new Map([...walkFields(form.fields)].map((field) => [starless(field.path), field]));
  const years = Array.from({ length: yearsOf(settings) }, (_, index) => `year-${index + 1}`);
  const facts = [
    ..."program/name program/district form/title form/description candidate/name candidate/site candidate/position candidate/employee-number".split(
      " ",
    ),
    ..."coach/name supervisor/name year/name year/number document/note document/due document/name beside/legend item/number item/name item/heading".split(
      " ",
    ),
    ...roles.map((role) => `role/${role}`),
    ...Object.keys(settings.statements ?? {}).map((key) => `statement/${key}`),
    ...[
      ...new Set([
        ...Object.keys(settings.guidance ?? {}),
        ...[...walkFields(form.fields)].flatMap(({ part }) => part ?? []),
      ]),
    ].flatMap((part) => [`guidance/${part}/goal`, `guidance/${part}/rubric`]),
    ...Object.values(form.sections).map(({ statement }) => `statement/${statement}`),
    ...Object.entries(form.sections).flatMap(([section, { sign }]) =>
      Object.keys(sign).flatMap((role) =>
        signatureKeys.map((what) => `signature/${sectionKey(section)}/${role}/${what}`),
      ),
    ),
    ...computedNames.map((name) => `computed/${name.replaceAll(".", "/")}`),
    ...(form.computed ? ["document/about", "document/as-of", "item/line"] : []),
  ];
  const lists: [string, string[]][] = [
    ["cited", ["title", "about", "note", "place", "picture"]],
    ["milestones", ["title", ...years, "note"]],
    ["signature-records", [...recordKeys]],
    ...(form.together ? [["years", []] as [string, string[]]] : []),
    ...([...fields.values()].some(listsByElement) ? [["matrix", ["element", "where"]] as [string, string[]]] : []),
  ];
  return { fields, lists: new Map(lists), facts: new Set(facts) };
}

/** The field a name means inside these lists, from the inside out. */
export function fieldFor(keys: Keys, path: string, key: string): Field | undefined {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    const field = keys.fields.get(at === "" ? key : `${at}/${key}`);
    if (field || at === "") return field;
  }
}

/** The full path of a list named inside other lists. */
const listPath = (keys: Keys, outer: string[]) =>
  outer.reduce(
    (path, key) =>
      keys.fields.has(path === "" ? key : `${path}/${key}`) ? (path === "" ? key : `${path}/${key}`) : path,
    "",
  );

/** Compares a template with a form: every name it uses must be one the form has. All mistakes come at once. */
export function checkTemplate(template: Template, keys: Keys): WordProblem[] {
  return template.filled.flatMap(({ nodes }) =>
    [...walkNodes(nodes)].flatMap(({ node, lists }) => checkNode(node, lists, keys)),
  );
}

function checkNode(node: SlotNode | BlockNode, lists: string[], keys: Keys): WordProblem[] {
  const wrong = (sentence: string) => [problemAt("wrong-use", node.place, sentence)];
  const inFactList = lists.flatMap((list) => keys.lists.get(list) ?? []);
  const innermost = keys.lists.get(lists.at(-1) ?? "") ?? [];
  // Inside such a list its own names come first, as they do when the form is filled.
  const field = innermost.includes(node.key) ? undefined : fieldFor(keys, listPath(keys, lists), node.key);
  const isFact = keys.facts.has(node.key) || inFactList.includes(node.key);
  const isList = keys.lists.has(node.key);
  if (!field && !isFact && !isList) {
    const near = nearest(node.key, lists, keys);
    return [problemAt("unknown-key", node.place, `there is no "${node.key}" in this form. ${near}`.trim())];
  }
  if (node.is === "block") {
    if (node.block !== "if" && !isList && field?.kind !== "list")
      return wrong(`"${node.key}" is no list, so it cannot be repeated.`);
    return [];
  }
  if (["label", "prompt"].includes(node.mode)) return field ? [] : wrong(`"${node.key}" has no ${node.mode}.`);
  if (node.mode === "count")
    return isList || field?.kind === "list" ? [] : wrong(`"${node.key}" is no list, so it cannot be counted.`);
  if (isFact && !field)
    return node.mode === "text" || node.mode === "rich" || node.mode === "short" || node.mode === "picture"
      ? []
      : wrong(`"${node.key}" is not something to choose.`);
  if (!field || isList)
    return wrong(`"${node.key}" is a list; repeat it with {{#each ${node.key}}} or {{#rows ${node.key}}}.`);
  return checkChoice(node, field, keys);
}

function checkChoice(node: SlotNode, field: Field, keys: Keys): WordProblem[] {
  const wrong = (sentence: string) => [problemAt("wrong-use", node.place, sentence)];
  if (field.kind === "group") {
    const inner = [...keys.fields.keys()].find((path) => path.startsWith(`${starless(field.path)}/`));
    return wrong(`"${node.key}" is a heading without an answer of its own; use one below it, such as ${inner}.`);
  }
  if (field.kind === "list")
    return wrong(`"${node.key}" is a list; repeat it with {{#each ${node.key}}} or {{#rows ${node.key}}}.`);
  const choosing = ["check", "boxes", "checklist", "choice", "marks"].includes(node.mode);
  const values = field.kind === "yes-no" ? ["yes", "no"] : (field.choices ?? []).map(({ value }) => String(value));
  if (choosing && values.length === 0) return wrong(`"${node.key}" has no choices, so it has no boxes.`);
  const needsValue = node.mode === "check" && field.kind !== "yes-no" && node.value === undefined;
  if (needsValue)
    return wrong(
      `{{check ${node.key}}} has to say which choice: ${values.map((value) => `${node.key}=${value}`).join(", ")}.`,
    );
  if (node.value !== undefined && !values.includes(node.value))
    return wrong(`"${node.key}" has no choice "${node.value}". ${didYouMean(node.value, values)}`.trim());
  return [];
}

function nearest(key: string, lists: string[], keys: Keys): string {
  const path = listPath(keys, lists);
  const here = [...keys.fields.keys()]
    .filter((each) => path === "" || each.startsWith(`${path}/`))
    .map((each) => (path === "" ? each : each.slice(path.length + 1)));
  const known = [
    ...here,
    ...keys.fields.keys(),
    ...keys.facts,
    ...keys.lists.keys(),
    ...lists.flatMap((list) => keys.lists.get(list) ?? []),
  ];
  return didYouMean(key, known);
}
