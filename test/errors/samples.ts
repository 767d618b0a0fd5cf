/** The samples of test/errors: one folder a code, with what was done (sample.yaml) and what ilp says to it (out). */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Code, codes } from "../../src/core/problems/messages.ts";

export const errorsFolder = import.meta.dirname;

/** A program to begin with: `plan` is complete, with nobody who signs; in `review` one log waits for coach and reviewer. */
export type Base = "plan" | "review";

/** A passage of a file becomes another one; it stands there once. */
export interface Edit {
  edit: string;
  old: string;
  new: string;
}
export type Change =
  | Edit
  | { write: string; text: string; times?: number }
  | { write: string; latin1: string }
  | { remove: string }
  | { rename: string; to: string }
  | { copy: string; to: string }
  | { link: string; to: string };
/** A command of ilp, by one of the people at their own computer, on a day; or one of Git's. */
export type Step = Change | { run: string; by: string; on: string } | { git: string };

export interface Sample {
  /** The folder's name: the code, and what is special after a plus. */
  name: string;
  code: Code;
  /** What the mistake is, in a sentence. */
  about: string;
  base: Base;
  done: Step[];
  command: string;
  /** Exactly what is printed; RECORD stands for the short name of a record, which is another each time. */
  out: string;
}

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

export const samples: Sample[] = readdirSync(errorsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "bases")
  .map(({ name }) => {
    const written = parse(textOf(join(errorsFolder, name, "sample.yaml"))) as Partial<Sample>;
    const [code = ""] = name.split("+");
    return {
      base: "plan" as const,
      command: "ilp check candidate-one",
      about: "",
      ...written,
      done: written.done ?? [],
      name,
      code: code as Code,
      out: textOf(join(errorsFolder, name, "out")),
    };
  });

/** Every code, in the order of messages.ts, with its samples. */
export const samplesByCode: [code: Code, samples: Sample[]][] = codes.map((code) => [
  code,
  samples.filter((sample) => sample.code === code),
]);
