/** Puts the acts of the case file into schemas/record.schema.json: one row and one schema an act, and nothing by hand. */
import { type CaseAct, caseActs, rowOf, rows } from "../src/core/acts/rows.ts";
import type { Mapping, Value } from "../src/core/basics/values.ts";

type Acts = Record<CaseAct, Mapping>;
interface Branch {
  if: { properties: { act?: { enum?: string[]; const?: string } } };
  then: Mapping;
}

const own = ["sign", "submit", "review", "feedback", "decline", "witness", "revoke", "paper"];
const about = ["witness", "revoke"];

/** What each act says, as it stands in a record: without words for people, and with the earlier wording it stands for. */
export const entrySchemas = (acts: Acts, deciding: (schema: Mapping) => Value): Acts =>
  Object.fromEntries(
    (Object.keys(acts) as CaseAct[]).map((act) => {
      const { $schema: _, ...schema } = deciding(acts[act]) as Mapping & { properties: Mapping };
      return [act, { ...schema, properties: { ...schema.properties, corrects: { $ref: "#/$defs/digest" } } }];
    }),
  ) as unknown as Acts;

/** The record's schema with these acts in the place of those it had. */
export function assembleRecord(record: Mapping, entries: Acts): Mapping {
  const isOfAct = ({ if: { properties } }: Branch) =>
    properties.act?.const !== undefined && !own.includes(properties.act.const);
  refuseMismatch(entries);
  const branches = (record.allOf as unknown as Branch[]).filter((each) => !isOfAct(each)).map(withNames);
  const ofActs = caseActs.map((act) => ({
    if: { properties: { act: { const: act } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { properties: { entry: { $ref: `#/$defs/${act}` } } },
  }));
  const properties = record.properties as Mapping & { act: Mapping };
  const { digest } = record.$defs as Mapping;
  const inPlace = JSON.stringify(entries).replaceAll('"record.schema.json#', '"#');
  return {
    ...record,
    properties: { ...properties, act: { ...properties.act, enum: [...own, ...caseActs] } },
    allOf: [...branches, ...ofActs] as unknown as Value,
    $defs: { digest: digest ?? null, ...(JSON.parse(inPlace) as Mapping) },
  };
}

/** Rows and schemas go together; files and what an act is about are found by their key. Throws. */
function refuseMismatch(entries: Acts) {
  const lone = [
    ...caseActs.filter((act) => !entries[act]).map((act) => `schemas/acts/${act}.schema.json is missing`),
    ...Object.keys(entries)
      .filter((act) => !caseActs.includes(act as CaseAct))
      .map((act) => `src/core/acts/rows.ts has no row for ${act}`),
  ];
  if (lone.length > 0) throw new Error(lone.join("; "));
}

/** The program's schema, with a sentence for each act that a program can word. */
export function withSentences(program: Mapping): Mapping {
  const copy = structuredClone(program) as unknown as {
    properties: { signatures: { default: { sentences: Mapping }; properties: { sentences: { properties: Mapping } } } };
  };
  const { signatures } = copy.properties;
  for (const { sentence } of rows) {
    signatures.properties.sentences.properties[sentence.key] ??= { type: "string", minLength: 1 };
    signatures.default.sentences[sentence.key] ??= sentence.words;
  }
  return copy as unknown as Mapping;
}

/** Which acts go on from a record, and which say something in an entry. */
function withNames(branch: Branch): Branch {
  const required = JSON.stringify(branch.then.required ?? null);
  const names =
    required === '["of"]'
      ? [...about, ...caseActs.filter((act) => rowOf(act).of)]
      : required === '["entry"]'
        ? [...caseActs]
        : null;
  if (!names && required.includes('"of"'))
    throw new Error("record.schema.json: of which acts `of` is required is not clear");
  return names ? { ...branch, if: { properties: { act: { enum: names } } } } : branch;
}
