import { isMapping, type Mapping } from "../core/basics/values.ts";
import type { Settings } from "../core/program/program.ts";
import type { Person } from "../core/program/registry.ts";
import { editorSchemas } from "../forms/editor-schemas.ts";
import { type Schemas, withAddedFields } from "../forms/table.ts";
import { builtInSchemas } from "../generated/schemas.ts";
import { dashed, inlineText, pairText } from "./edit-text.ts";
import { readText } from "./read.ts";
import type { NewFile } from "./write.ts";

const peopleHead = `# yaml-language-server: $schema=.ilp/schemas/people.schema.json
# $schema: .ilp/schemas/people.schema.json
#
# Everyone in the program. \`ilp people add\` adds someone; nobody is ever removed.

schema: people@1

`;

/** A fresh people.yaml with these people. */
export const registryText = (people: Person[]): string =>
  peopleHead +
  (people.length === 0 ? "people: []\n" : `people:\n${people.map((each) => `${entryText(each)}\n`).join("")}`);

/** A person as an item; each key or year of training has a line of its own. */
function entryText(person: Person): string {
  const lines = Object.entries(person as unknown as Mapping).flatMap(([key, value]) =>
    Array.isArray(value) && value.some(isMapping)
      ? [`${key}:`, ...value.map((each) => `  - ${inlineText(each)}`)]
      : [pairText(key, value)],
  );
  return dashed(lines, "  ").join("\n");
}

const attributes = `# The same text on every system; Word files and pictures are left alone.
* text=auto eol=lf
*.docx binary
*.png binary
*.jpg binary
*.pdf binary
# Attached to the case file: every byte counts.
candidates/*/case/* -text
candidates/*/case/*.yaml text=auto eol=lf
`;

const ignore = `# Made by ilp export, at any time again.
/export/
# Left by a write that was killed
.ilp-*.tmp
# Word's own lock files
~$*
.DS_Store
`;

const editor = `${JSON.stringify({ "yaml.validate": true, "files.eol": "\n", "editor.wordWrap": "on", "[yaml]": { "editor.tabSize": 2, "editor.insertSpaces": true } }, null, 2)}\n`;

/** The schemas of this version, in the program's words, where editors find them. */
export function schemaFiles(schemas: Schemas, settings: Settings): NewFile[] {
  const shown = editorSchemas(withAddedFields(schemas, settings).schemas, settings);
  return Object.entries(shown).map(([file, schema]) => ({
    path: `.ilp/schemas/${file}`,
    content: `${JSON.stringify(schema, null, 2)}\n`,
  }));
}

/** Those that are not there yet, or not as this version and program.yaml have them. */
export const staleSchemaFiles = (root: string, schemas: Schemas, settings: Settings): NewFile[] =>
  schemaFiles(schemas, settings).filter(({ path, content }) => {
    const there = readText(root, path);
    return "problem" in there || there.text !== content;
  });

/** What lies beside program.yaml from the first day. */
export const programSupportFiles = (settings: Settings, schemas: Schemas = builtInSchemas): NewFile[] => [
  { path: "people.yaml", content: registryText([]) },
  { path: ".gitattributes", content: attributes },
  { path: ".gitignore", content: ignore },
  { path: ".vscode/settings.json", content: editor },
  ...schemaFiles(schemas, settings),
];
