import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Form } from "../../core/forms/form.ts";
import type { Program } from "../../data/load.ts";
import { packageFolder } from "../../data/package-folder.ts";
import { unpackTemplate } from "../../word/packed-template.ts";
import type { Template } from "../../word/template.ts";

/** The Word form for a form: the program's own, ours; else, for one it made, changed or cut, one made for it now. */
export async function findTemplate(form: Form, program: Program): Promise<Template | Uint8Array | null> {
  const own = readOrNull(join(program.root, "templates", `${form.id}.docx`));
  if (own) return own;
  if (form.part === undefined && !program.changedForms.includes(form.id)) return ourTemplate(form.id);
  const { starterTemplate } = await import("../../word/starter.ts");
  return starterTemplate(form, program.settings);
}

/** The package's own Word form: as the build compiled it, else the .docx itself. */
function ourTemplate(form: string): Template | Uint8Array | null {
  const packed = readOrNull(join(packageFolder(), "dist", "word", `${form}.json`));
  const template = packed ? unpackTemplate(Buffer.from(packed).toString("utf8")) : null;
  return template ?? readOrNull(join(packageFolder(), "templates", "word", `${form}.docx`));
}

/** A file's bytes, or null when it cannot be read. */
export function readOrNull(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
