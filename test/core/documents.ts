/** Documents of every form, and of none, and every way to write them. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { type CreateNodeOptions, Document, parseDocument, type ToStringOptions, visit } from "yaml";
import { isMapping, type Mapping, type Value } from "../../src/core/basics/values.ts";
import type { Field } from "../../src/core/forms/form.ts";
import { rulebookOf, settingsOf } from "../build.ts";

export const forms = ["combined", "hart"].flatMap((preset) => rulebookOf(settingsOf(preset)).forms);

/** Words that YAML, or a hurried reader of it, could take for something else. */
const words = fc.constantFrom(
  ..."goal ärger José Ångström 数学 😀 yes no null ~ true 1 1.50 0x1F 1e3 010 2026-01-15 12:30 - ? : # & * ! | > ' \" \\ % @ [] {} a: b#".split(
    " ",
  ),
  "a: b",
  "x #y",
  " ",
  "\t",
  "\n",
  "\n\n",
  "---",
  "...",
  "<<",
);
const prose = fc
  .array(words, { maxLength: 6 })
  .chain((all) => fc.constantFrom("", " ").map((between) => all.join(between)));
const number = fc.oneof(
  fc.integer(),
  fc.integer({ min: -99, max: 99 }).map((each) => each / 4),
  fc.constantFrom(0, 1e-7, 2 ** 53 - 1),
);
export const leaf: fc.Arbitrary<Value> = fc.oneof(prose, number, fc.boolean(), fc.constant(null));
const ids = fc.uniqueArray(fc.constantFrom("i1", "i2", "i3", "goal-4", "A.b", "2026-09"), { maxLength: 3 });

const withIds = (item: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  ids.chain((all) =>
    fc
      .tuple(...all.map(() => item))
      .map((items) => items.map((each, at): Value => (isMapping(each) ? { ...each, id: all[at] ?? "" } : each))),
  );

/** An answer to a question of a form; blank ones as well. */
function answer(field: Field): fc.Arbitrary<Value> {
  const filled: Record<string, () => fc.Arbitrary<Value>> = {
    group: () => answersTo(field.fields),
    list: () => withIds(answersTo(field.fields)),
    number: () => number,
    "yes-no": () => fc.boolean(),
    ids: () => fc.array(prose, { maxLength: 3 }),
    choices: () => fc.array(prose, { maxLength: 3 }),
    date: () => fc.constantFrom("2026-01-15", "2024-02-29"),
  };
  return fc.oneof(
    { weight: 5, arbitrary: (filled[field.kind] ?? (() => prose))() },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}
const answersTo = (fields: Field[]): fc.Arbitrary<Mapping> =>
  fc.record(Object.fromEntries(fields.map((field) => [field.key, answer(field)])), {
    requiredKeys: [],
  }) as fc.Arbitrary<Mapping>;

const name = fc.constantFrom(
  "a",
  "b_1",
  "C.d",
  "x-y",
  "constructor",
  "toString",
  "10",
  "yes",
  "null",
  "é ü",
  "with space",
  "",
);
export const { any } = fc.letrec<{ any: Value }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie("any"), { maxLength: 3 }),
    withIds(fc.dictionary(name, tie("any"), { maxKeys: 3, noNullPrototype: true })),
    fc.dictionary(name, tie("any"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
export const generic = fc.dictionary(name, any, { maxKeys: 5, noNullPrototype: true });
export const ofForms = fc
  .constantFrom(...forms)
  .chain((form) => answersTo(form.fields).map((value): Mapping => ({ schema: `${form.id}@1`, ...value })));

export const documents: fc.Arbitrary<Mapping> = fc
  .oneof(
    { weight: 3, arbitrary: ofForms },
    { weight: 2, arbitrary: generic.map((value) => ({ schema: "own@1", ...value })) },
  )
  // As a file gives it back: no -0, nothing shared.
  .map((value) => JSON.parse(JSON.stringify(value)) as Mapping);

type Style = CreateNodeOptions & ToStringOptions;
const style: fc.Arbitrary<Style> = fc.record({
  indent: fc.constantFrom(1, 2, 4),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom("any", "any", "block", "flow"),
  defaultKeyType: fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE"),
  defaultStringType: fc.constantFrom("PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE", "BLOCK_LITERAL", "BLOCK_FOLDED"),
  doubleQuotedAsJSON: fc.boolean(),
  flowCollectionPadding: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20, 80),
  nullStr: fc.constantFrom("null", "~"),
  simpleKeys: fc.boolean(),
});
/** As ilp itself writes: what the quick reader takes. */
const own: Style = {
  defaultStringType: "QUOTE_DOUBLE",
  defaultKeyType: "PLAIN",
  doubleQuotedAsJSON: true,
  lineWidth: 0,
};
const manners = fc.record({
  style,
  seed: fc.nat(),
  comments: fc.boolean(),
  mark: fc.boolean(),
  decomposed: fc.boolean(),
  crlf: fc.boolean(),
  markers: fc.boolean(),
});
const usual = { comments: false, mark: false, decomposed: false, crlf: false, markers: false };
export const manner = fc.oneof(
  { weight: 4, arbitrary: manners },
  { weight: 1, arbitrary: fc.nat().map((seed) => ({ style: own, seed, ...usual })) },
);
type Manner = typeof manners extends fc.Arbitrary<infer Each> ? Each : never;

/** The same mapping with its keys in another order. */
export function reordered(value: Value, seed: number): Value {
  if (Array.isArray(value)) return value.map((each) => reordered(each, seed));
  if (!isMapping(value)) return value;
  const by = (key: string) =>
    [...`${key}${seed}`].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, seed % 9973);
  const keys = Object.keys(value).sort((one, other) => by(one) - by(other));
  return Object.fromEntries(keys.map((key) => [key, reordered(value[key] ?? null, seed)]));
}

export function written(value: Mapping, { style, seed, comments, mark, decomposed, crlf, markers }: Manner): string {
  const document = new Document(reordered(value, seed), { aliasDuplicateObjects: false });
  if (comments && style.collectionStyle !== "flow") {
    document.commentBefore = " Notes nobody signs: ‮ {x";
    visit(document, {
      Pair: (_, { key }) => {
        Object.assign(key as object, { commentBefore: " about this\n- and that: 'x", spaceBefore: true });
      },
      Scalar: (key, node) => {
        if (key === "value" && typeof node.value !== "string") node.comment = " beside it";
      },
    });
  }
  const flow = style.collectionStyle === "any" && seed % 3 === 0 && !comments;
  visit(document, {
    Collection: (_, node) => {
      if (flow && node.items.length < 3) node.flow = true;
    },
  });
  const text = document.toString(style);
  // The library cannot write everything in every style (a lone space in a block, say): that is not ours to test.
  const again = parseDocument(text);
  fc.pre(again.errors.length === 0 && isDeepStrictEqual(again.toJS(), value));
  const marked = markers ? `---\n${text}...\n` : text;
  const lines = crlf ? marked.replaceAll("\n", "\r\n") : marked;
  return `${mark ? "\ufeff" : ""}${decomposed ? lines.normalize("NFD") : lines}`;
}
