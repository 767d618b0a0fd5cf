import { cpselsFor, freshCandidate, yearFiles } from "../../src/commands/program/year-files.ts";
import type { Profile } from "../../src/core/program/program.ts";
import type { Program } from "../../src/data/load.ts";
import type { NewFile } from "../../src/data/write.ts";
import { profileOf, rulebookOf, schemas, settingsOf } from "../build.ts";

/** Every document `ilp new` writes for a candidate, by preset and kind. */
export function scaffoldsOf(preset: string, profile: Partial<Profile> = {}): NewFile[] {
  const program: Program = {
    ...rulebookOf(settingsOf(preset)),
    root: "",
    schemas,
    changedForms: [],
    validatorOf: () => {
      throw new Error("scaffolding validates nothing");
    },
  };
  const full = profileOf(profile);
  return full.years.flatMap(({ year }) =>
    yearFiles(program, freshCandidate(full.id, full), year, cpselsFor(program, freshCandidate(full.id, full), year)),
  );
}

/** The form a scaffold belongs to, from its own first words. */
export const formOf = (content: string): string => /^schema: ([\w-]+)@/m.exec(content)?.[1] ?? "";
