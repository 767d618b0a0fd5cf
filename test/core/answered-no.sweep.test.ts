/**
 * Every question that can be answered with no, or with a lowest level, of every form and act: that answer, in a finished
 * example, is found, or docs/decisions.md says that it owes nothing.
 */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isMapping, items, type Mapping, type Value } from "../../src/core/basics/values.ts";
import { assess } from "../../src/core/findings/assess.ts";
import { walkFields } from "../../src/core/forms/form.ts";
import { standingOf } from "../../src/core/review/standing.ts";
import { isCandidateForm, resolve } from "../../src/forms/table.ts";
import { actSchemas } from "../../src/generated/acts.ts";
import { schemas } from "../build.ts";
import { asOf, program, signedCandidate } from "../examples/signed.ts";

/** A question, with its best and its worst answer. */
interface Asked {
  /** pd-summary/reviews/* /recommend, without the space. */
  address: string;
  form: string;
  path: string[];
  best: Value;
  worst: Value;
}

const mapping = (value: Value | undefined): Mapping => (isMapping(value) ? value : {});

/** In order from lowest to highest: levels of practice, and numbers with a word for each. Standards are numbers in no order. */
function scaleOf({ enum: all, choices, labels }: Mapping): [Value, Value] | null {
  const values = items(all).filter((each) => each !== null);
  const isScale = choices === "levels" || (labels !== undefined && values.every((each) => typeof each === "number"));
  const [worst] = values;
  const best = values.at(-1);
  return isScale && worst !== undefined && best !== undefined ? [worst, best] : null;
}

function asked(form: string, root: Mapping, schema: Mapping = root, path: string[] = []): Asked[] {
  return Object.entries(mapping(schema.properties)).flatMap(([key, raw]) => {
    const field = resolve(mapping(raw), root, schemas);
    const here = [...path, key];
    const is = { form, path: here, address: [form, ...here].join("/") };
    const types = Array.isArray(field.type) ? field.type : [field.type];
    const scale = scaleOf(field);
    if (types.includes("boolean")) return [{ ...is, best: true, worst: false }];
    if (scale) return [{ ...is, worst: scale[0], best: scale[1] }];
    const item = resolve(mapping(field.items), root, schemas);
    return isMapping(field.items) && isMapping(item.properties)
      ? asked(form, root, item, [...here, "*"])
      : asked(form, root, field, here);
  });
}

const forms = Object.entries(schemas).filter(([, schema]) => isMapping(schema.form) && isCandidateForm(schema));
const all = [
  ...forms.flatMap(([file, schema]) => asked(file.replace(".schema.json", ""), schema)),
  ...Object.entries(actSchemas).flatMap(([act, schema]) => asked(act, schema as Mapping)),
];

/** What docs/decisions.md lists: an address, with * for any word in it. */
const listed = [...readFileSync("docs/decisions.md", "utf8").matchAll(/^- `([a-z][^`]*\/[^`]*)`: \S.*$/gm)].map(
  ([, address = ""]) => address,
);
const isListed = (address: string, line: string) =>
  new RegExp(
    `^${line
      .split("*")
      .map((each) => each.replace(/[.\\]/g, "\\$&"))
      .join("[^/]+")}$`,
  ).test(address.replaceAll("*", "item"));

/** The document with another answer in the first item of every list; null where it has no such item. */
function answered(value: Value, [key = "", ...rest]: string[], answer: (now: Value) => Value): Value | null {
  if (key === "*") {
    const [first, ...others] = items(value);
    const inner = first === undefined ? null : answered(first, rest, answer);
    return inner === null ? null : [inner, ...others];
  }
  if (!isMapping(value)) return null;
  const inner = rest.length === 0 ? answer(value[key] ?? null) : answered(value[key] ?? {}, rest, answer);
  return inner === null ? null : { ...value, [key]: inner };
}

// The records stay what they were worth: as if each text had been signed with the answer it has. Feedback is still to come.
const finished = await signedCandidate(program, "robin-sample");
const candidate = {
  ...finished,
  records: finished.records?.filter(({ statement }) => statement?.act !== "feedback"),
};

/** What is found with the worst answer, and was not with the one that stands there, or with the best. */
function foundIn({ form, path, worst, best }: Asked): string[] | null {
  const before = findingsWith(form, path, (now) => (now === worst || now === null ? best : now));
  return findingsWith(form, path, () => worst)?.filter((finding) => !before?.includes(finding)) ?? null;
}

function findingsWith(form: string, path: string[], answer: (now: Value) => Value): string[] | null {
  const documents = candidate.documents.map((document) => {
    if (document.form.id !== form) return document;
    const value = answered(document.value, path, answer);
    return isMapping(value ?? undefined) ? { ...document, value: value as Mapping } : document;
  });
  if (documents.every((document, index) => document === candidate.documents[index])) return null;
  const status = assess(standingOf({ ...candidate, documents } as typeof candidate, program), asOf);
  return status.findings.map(({ code, path: file, pointer }) => [code, file, pointer].join(" "));
}

it("knows every question of its kind", () => {
  const kinds = program.forms.flatMap(({ id, fields }) =>
    [...walkFields(fields)].filter(({ kind }) => kind === "yes-no").map(({ path }) => `${id}/${path}`),
  );
  expect(all.map(({ address }) => address)).toEqual(expect.arrayContaining(kinds));
  expect(all.length).toBeGreaterThan(30);
});

it.each(
  all
    .filter(({ address }) => !listed.some((line) => isListed(address, line)))
    .map((each) => [each.address, each] as const),
)("%s: the worst answer is found", (_, each) => {
  const found = foundIn(each);
  expect(found, "the example has such an answer").not.toBeNull();
  expect(found).not.toEqual([]);
});

it.each(listed)("%s, which docs/decisions.md lists: it is asked, and nothing is found", (line) => {
  const mine = all.filter(({ address }) => isListed(address, line));
  expect(mine).not.toEqual([]);
  expect(mine.flatMap((each) => foundIn(each) ?? [`no example of ${each.address}`])).toEqual([]);
});
