import { isDay } from "../core/basics/dates.ts";
import { didYouMean } from "../core/basics/nearest.ts";
import { isMapping, type Mapping } from "../core/basics/values.ts";
import type { Form } from "../core/forms/form.ts";
import type { Finding } from "../core/problems/finding.ts";
import { listed, type People, type Settings } from "../core/program/program.ts";
import { computedForms, type Schemas } from "../forms/table.ts";
import { supervisorProblems } from "./supervisor-problems.ts";

type Problem = Omit<Finding, "path">;

/** Values of program.yaml that fit its schema and cannot be so: days that do not exist, ids twice, misspelt keys. */
export function settingsProblems(settings: Settings, schemas: Schemas): Problem[] {
  const problems: Problem[] = [];
  const zone = settings["time-zone"];
  if (!isZone(zone))
    problems.push({
      code: "wrong-form",
      pointer: "/time-zone",
      data: { label: "Time zone", found: JSON.stringify(zone), hint: 'Write it like this: "America/Los_Angeles".' },
    });
  // A year without February 29, since a program year must begin in every year.
  if (!isDay(`2023-${settings["year-starts"]}`))
    problems.push({
      code: "impossible-date",
      pointer: "/year-starts",
      data: { label: "Program year starts", found: settings["year-starts"] },
    });
  for (const [index, { id, due }] of settings.milestones.entries()) {
    const pointer = `/milestones/${index}/due`;
    const label = `Due date of ${id}`;
    if (/^\d\d-\d\d$/.test(due) && !isDay(`2024-${due}`))
      problems.push({ code: "impossible-date", pointer, data: { label, found: due } });
    if (Number.parseInt(due, 10) > 3650 && due.endsWith("after start"))
      problems.push({
        code: "out-of-range",
        pointer,
        data: { label, found: due, problem: "more than ten years", hint: "" },
      });
  }
  problems.push(...twice(settings.milestones, "/milestones"));
  if (!settings.forms.includes("profile"))
    problems.push({
      code: "program-incomplete",
      pointer: "/forms",
      data: { key: "profile (under forms)", form: "profile", hint: "Every candidate has one. Add the line: - profile" },
    });
  return [
    ...problems,
    ...misspelt(settings, schemas),
    ...strayFields(settings, schemas),
    ...supervisorProblems(settings, schemas),
  ];
}

export const peopleProblems = ({ people }: People): Problem[] => twice(people, "/people");

function twice(list: { id: string }[], pointer: string): Problem[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, index) => {
    if (seen.has(id)) return [{ code: "duplicate-id", pointer: `${pointer}/${index}/id`, data: { id } }];
    seen.add(id);
    return [];
  });
}

/** Zones of the United States, known without loading Intl, which takes as long as all the rest. */
const knownZones = /^(America\/(Los_Angeles|Denver|Phoenix|Chicago|New_York|Anchorage)|Pacific\/Honolulu)$/;

function isZone(timeZone: string): boolean {
  if (knownZones.test(timeZone)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** A requirement nobody asks for is allowed (a form of the program's own may), unless it only looks like one that is absent. */
function misspelt(settings: Settings, schemas: Schemas): Problem[] {
  const properties = schemas["program.schema.json"]?.properties;
  const requirements = isMapping(properties) && isMapping(properties.requirements) ? properties.requirements : {};
  const known = Object.keys(isMapping(requirements.properties) ? requirements.properties : {});
  const given = Object.keys(settings.requirements);
  const absent = known.filter((key) => !given.includes(key));
  return given.flatMap((key) => {
    const hint = known.includes(key) ? "" : didYouMean(key, absent);
    return hint ? [{ code: "unknown-key" as const, pointer: `/requirements/${key}`, data: { key, hint } }] : [];
  });
}

const filledIn = "the forms that people fill in";

/** Added fields for a form, or a part of one, that does not exist would be passed over in silence. */
function strayFields(settings: Settings, schemas: Schemas): Problem[] {
  const known = Object.keys(schemas).map((file) => file.replace(".schema.json", ""));
  return Object.entries(settings.fields ?? {}).flatMap(([form, groups]): Problem[] => {
    const schema = schemas[`${form}.schema.json`];
    const isComputed = computedForms(schemas).includes(form);
    if (!schema || isComputed)
      return [
        {
          code: "unknown-reference",
          pointer: `/fields/${form}`,
          data: isComputed
            ? { label: "Added fields", id: form, where: filledIn, hint: "" }
            : { label: "Added fields", id: form, where: "the forms ilp knows", hint: didYouMean(form, known) },
        },
      ];
    return Object.keys(groups)
      .filter((path) => path !== "." && !isMapping(groupAt(schema, path).properties))
      .map((path) => ({
        code: "unknown-reference",
        pointer: `/fields/${form}/${path.replaceAll("/", "~1")}`,
        data: {
          label: "Added fields",
          id: path,
          where: `the form ${form}`,
          hint: 'For the top of the form write ".".',
        },
      }));
  });
}

const groupAt = (schema: Mapping, path: string): Mapping =>
  path.split("/").reduce<Mapping>((at, key) => {
    const next = isMapping(at.properties) && isMapping(at.properties[key]) ? at.properties[key] : {};
    return isMapping(next.items) ? next.items : next;
  }, schema);

/** What the forms in use need from program.yaml and do not find there. */
export function formProblems(settings: Settings, forms: Form[], missing: string[], schemas: Schemas): Problem[] {
  const computed = computedForms(schemas);
  const known = Object.keys(schemas)
    .map((file) => file.replace(".schema.json", ""))
    .filter((id) => !computed.includes(id));
  const unknown = missing.map((id): Problem => {
    const hint = computed.includes(id)
      ? "It is computed: every program has it, and nobody fills it in. Take the line out."
      : didYouMean(id, known) || "A form of your own lies in forms/<id>.schema.json.";
    return {
      code: "unknown-reference",
      data: { label: "Forms in use", id, where: computed.includes(id) ? filledIn : "the forms ilp knows", hint },
      pointer: `/forms/${settings.forms.indexOf(id)}`,
    };
  });
  const needed = forms.flatMap((form) => needsOf(form, settings).map((need) => ({ ...need, form: form.id })));
  const has = {
    requirements: Object.keys(settings.requirements),
    milestones: settings.milestones.map((each) => each.id),
    choices: Object.keys(settings.choices ?? {}),
  };
  const absent = needed.filter(({ kind, key }) => !has[kind].includes(key));
  const once = new Map(absent.map((each) => [`${each.kind} ${each.key}`, each]));
  return [
    ...unknown,
    ...[...once.values()].map(
      ({ kind, key, form }): Problem => ({
        code: "program-incomplete",
        data: { key: `${key} (under ${kind})`, form, hint: didYouMean(key, has[kind]) },
        pointer: `/${kind}`,
      }),
    ),
  ];
}

type Need = { kind: "requirements" | "milestones" | "choices"; key: string };

function needsOf(form: Form, settings: Settings): Need[] {
  const needs: Need[] = [];
  const values = listed(settings, form.each?.of ?? "");
  const perValue =
    typeof form.due === "string" ? [] : Object.entries(form.due ?? {}).filter(([value]) => values.includes(value));
  const milestones = typeof form.due === "string" ? [form.due] : perValue.map(([, milestone]) => milestone);
  for (const key of milestones) needs.push({ kind: "milestones", key });
  if (form.each && !form.each.of.includes("/")) needs.push({ kind: "requirements", key: form.each.of });
  if (form.each?.count) needs.push({ kind: "requirements", key: form.each.count });
  const visit = (fields: Form["fields"]) => {
    for (const field of fields) {
      if (field.list?.min) needs.push({ kind: "requirements", key: field.list.min });
      if (field.list?.max) needs.push({ kind: "requirements", key: field.list.max });
      if (typeof field.owes?.["a-yes"] === "string") needs.push({ kind: "requirements", key: field.owes["a-yes"] });
      if (field.due && !field.due.startsWith("./")) needs.push({ kind: "milestones", key: field.due });
      visit(field.fields);
    }
  };
  visit(form.fields);
  return needs;
}
