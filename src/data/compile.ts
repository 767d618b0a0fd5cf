import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { ajvOptions } from "../forms/ajv-options.ts";
import type { Schemas } from "../forms/table.ts";

/** Compiles a program's own forms when they are needed; the package's forms are compiled at build time. */
export function compiler(schemas: Schemas): (form: string) => ValidateFunction {
  const ajv = new Ajv2020(ajvOptions);
  for (const [file, schema] of Object.entries(schemas))
    if (file !== "annotations.schema.json") ajv.addSchema(schema, file, undefined, false);
  return (form) => {
    const validate = ajv.getSchema(`${form}.schema.json`);
    if (!validate) throw new Error(`there is no form ${form}`);
    return validate as ValidateFunction;
  };
}

/** Whether a form uses our annotations as they are meant. */
export function annotationsValidator(schemas: Schemas): ValidateFunction {
  const ajv = new Ajv2020(ajvOptions);
  const shared = "common.schema.json";
  ajv.addSchema(schemas[shared] ?? {}, shared);
  return ajv.compile(schemas["annotations.schema.json"] ?? {});
}
