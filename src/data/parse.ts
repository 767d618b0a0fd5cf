import { withoutMark } from "./decode.ts";
import { readPlain } from "./plain-yaml.ts";
import type { Read } from "./yaml.ts";

/** Parses one YAML document: plainly written ones quickly, everything else by the full parser, loaded only then. */
export async function parseText(source: string): Promise<Read> {
  const quick = readPlain(withoutMark(source));
  if (quick !== undefined) return { value: quick };
  return (await import("./yaml.ts")).readYaml(source);
}
