import { registerSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isMapping, type Mapping } from "../../src/core/basics/values.ts";
import { rules } from "../../src/core/findings/rules/table.ts";
import { walkFields } from "../../src/core/forms/form.ts";
import { annotationWords, questionWords } from "../../src/forms/ajv-options.ts";
import { actSchemas } from "../../src/generated/acts.ts";
import { rulebookOf, schemas, settingsOf } from "../build.ts";
import { formOf, scaffoldsOf } from "./scaffolds.ts";

const address = (file: string) => `https://schemas.example.org/${file}`;
for (const [file, schema] of Object.entries(schemas)) registerSchema(schema as never, address(file));
const problems = async (file: string, value: unknown) => {
  const output = await validate(address(file), value as never, "BASIC");
  return output.valid ? [] : (output.errors ?? []).map((each) => `${each.instanceLocation} ${each.keyword}`);
};

/** The questions of an act, those in groups as well. */
const questionsIn = (properties: Mapping): Mapping[] =>
  Object.values(properties)
    .filter(isMapping)
    .flatMap((each) => (isMapping(each.properties) ? questionsIn(each.properties) : [each]));

const forms = Object.entries(schemas).filter(([, schema]) => schema.form !== undefined);

describe("every form", () => {
  it.each(forms)("%s fits the annotation vocabulary, by a second validator", async (_, schema) => {
    expect(await problems("annotations.schema.json", schema)).toEqual([]);
  });

  it.each(forms)("%s: a misspelt annotation is found", async (_, schema) => {
    const broken = structuredClone(schema) as { form: Record<string, unknown> };
    broken.form.wirter = "candidate";
    expect(await problems("annotations.schema.json", broken)).not.toEqual([]);
  });

  it("the vocabulary and what the compiler is told are the same words", () => {
    const field = (schemas["annotations.schema.json"] as { $defs: { field: { properties: object } } }).$defs.field
      .properties;
    const standard = ["title", "description", "properties", "items"];
    expect(["form", ...Object.keys(field).filter((word) => !standard.includes(word))].sort()).toEqual(
      [...annotationWords].sort(),
    );
  });

  it("so are the words of an act's questions, and every act fits them", async () => {
    const { asked } = (
      schemas["annotations.schema.json"] as unknown as { $defs: Record<string, { properties: object }> }
    ).$defs;
    expect(Object.keys(asked?.properties ?? {})).toEqual(questionWords);
    for (const { properties } of Object.values(actSchemas)) {
      expect(await problems("annotations.schema.json#/$defs/fields", properties)).toEqual([]);
      for (const question of questionsIn(properties as Mapping))
        expect(await problems("annotations.schema.json#/$defs/asked", question)).toEqual([]);
    }
    expect(await problems("annotations.schema.json#/$defs/asked", { past: "yes" })).not.toEqual([]);
  });

  it("every rule a form declares is there, and every rule is declared", () => {
    const declared = forms.flatMap(([, schema]) => (schema.form as { rules?: string[] }).rules ?? []);
    expect([...new Set(declared)].sort()).toEqual(Object.keys(rules).sort());
  });

  it("every sentence, milestone and guidance a form names is in the combined preset", () => {
    const settings = settingsOf("combined");
    for (const form of rulebookOf(settings).forms) {
      for (const { statement } of Object.values(form.sections)) expect(settings.statements).toHaveProperty(statement);
      for (const field of walkFields(form.fields)) if (field.part) expect(settings.guidance).toHaveProperty(field.part);
    }
  });
});

describe.each(["combined", "westside", "hart"])("scaffolds of %s", (preset) => {
  const scaffolds = [
    ...scaffoldsOf(preset),
    ...scaffoldsOf(preset, { kind: "transitional" }),
    ...scaffoldsOf(preset, {
      years: [
        { year: 1, starts: "2023-08-14" },
        { year: 2, starts: "2024-08-12" },
      ],
    }),
  ];
  it.each(scaffolds.map(({ path, content }) => [path, String(content)]))(
    "%s is valid by a second validator",
    async (_, content) => {
      expect(await problems(`${formOf(content)}.schema.json`, parse(content))).toEqual([]);
    },
  );
});

describe("the documents of the combined preset", () => {
  it("are those of a program on disk", () => {
    const names = scaffoldsOf("combined").map(({ path }) => path.replace("candidates/candidate-one/", ""));
    expect(names.sort()).toEqual([
      "evidence.yaml",
      "year-1/admin-ilp.yaml",
      ...[
        "2023-09",
        "2023-10",
        "2023-11",
        "2023-12",
        "2024-01",
        "2024-02",
        "2024-03",
        "2024-04",
        "2024-05",
        "final",
      ].map((name) => `year-1/collaborative/${name}.yaml`),
      "year-1/context.yaml",
      "year-1/goal-guide.yaml",
      "year-1/inquiry-ilp.yaml",
      "year-1/pd-log.yaml",
      "year-1/pd-summary.yaml",
      "year-1/self-assessment-final.yaml",
      "year-1/self-assessment-initial.yaml",
      ...[1, 2, 3].map((cpsel) => `year-1/year-end/cpsel-${cpsel}.yaml`),
    ]);
  });

  it("carry every prompt as a comment", () => {
    const scaffolds = scaffoldsOf("combined");
    for (const form of rulebookOf().forms.filter(({ path }) => path.includes("year"))) {
      const mine = scaffolds.filter(({ content }) => formOf(String(content)) === form.id);
      const comments = mine
        .map(({ content }) =>
          String(content)
            .split("\n")
            .filter((line) => line.trimStart().startsWith("#"))
            .map((line) => line.trim().replace(/^(#\s*)+/, ""))
            .join(" "),
        )
        .join(" ");
      for (const field of walkFields(form.fields))
        if (field.kind === "text" && field.prompt && !field.applies) expect(comments).toContain(field.prompt);
    }
  });
});
