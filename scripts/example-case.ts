/** The case files of the examples. */
import { sha256 } from "../src/core/basics/canonical.ts";
import type { Mapping } from "../src/core/basics/values.ts";
import { caseFolder, statementId } from "../src/core/records/statement.ts";
import type { NewFile } from "../src/data/write.ts";
import { caseStories } from "./example-case-stories.ts";
import type { Example } from "./example-days.ts";
import { caseStatement, fileOf } from "./example-statements.ts";

import type { Told } from "./example-told.ts";

/** Every file of a candidate's case, with what is attached. `told`: what it may speak of. */
export function caseFiles(example: Example, told: Told[]): NewFile[] {
  const { id } = example.candidate;
  const known = new Map(told.flatMap(({ key, statement }) => (key ? [[key, statementId(statement)] as const] : [])));
  return caseStories
    .filter(({ candidate }) => candidate === id)
    .flatMap(({ key, of, file, entry, ...deed }): NewFile[] => {
      const files: Mapping = file ? { files: [{ path: file.name, sha256: sha256(file.text) }] } : {};
      const from = of && known.get(of);
      if (of && !from) throw new Error(`${deed.act}: nothing is called ${of}`);
      const statement = caseStatement(example, {
        ...deed,
        entry: { ...entry, ...files },
        ...(from ? { of: from } : {}),
      });
      if (key) known.set(key, statementId(statement));
      const attached = file ? [{ path: `${caseFolder(id)}/${file.name}`, content: file.text }] : [];
      return [fileOf(statement), ...attached];
    });
}
