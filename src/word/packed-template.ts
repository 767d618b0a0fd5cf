import type { Packed } from "./container.ts";
import type { Template } from "./template.ts";

/** Counts up when compiled templates change their shape: what an older version packed is compiled anew. */
const version = 1;

interface PackedTemplate extends Omit<Template, "fixed" | "prompted"> {
  version: number;
  prompted: string[];
  fixed: { packed: Omit<Packed, "data">; data: string; digest: string }[];
}

/**
 * A compiled template as text, to be kept beside its Word file or in a cache: reading it back takes a fraction of compiling.
 * It holds the digest of the Word file it was made from.
 */
export function packTemplate(template: Template): string {
  const fixed = [...template.fixed.values()].map(({ packed: { data, ...packed }, digest }) => ({
    packed,
    digest,
    data: Buffer.from(data).toString("base64"),
  }));
  return JSON.stringify({ ...template, version, fixed, prompted: [...template.prompted] } satisfies PackedTemplate);
}

/** Reads a packed template; null when another version made it. The text is trusted: only `packTemplate` writes it. */
export function unpackTemplate(text: string): Template | null {
  const { version: made, fixed, prompted, ...rest } = JSON.parse(text) as PackedTemplate;
  if (made !== version) return null;
  return {
    ...rest,
    prompted: new Set(prompted),
    fixed: new Map(
      fixed.map(({ packed, data, digest }) => [
        packed.name,
        { packed: { ...packed, data: Buffer.from(data, "base64") }, digest },
      ]),
    ),
  };
}
