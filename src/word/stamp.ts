import { hexDigest } from "./anchors.ts";
import { type Parts, readContainer } from "./container.ts";
import { elementsOf, escapeAttribute, escapeText, isProblem, nodeText, parsePart } from "./xml.ts";

/** What `ilp` says about a file it wrote. All are sha256 in hex; `parts` is over everything but docProps. */
export interface Stamp {
  parts: string;
  data: string;
  template: string;
}

const names: Record<keyof Stamp, string> = { parts: "ilpParts", data: "ilpData", template: "ilpTemplate" };

/** Programs rewrite their own properties on every save; they are no part of what was written. */
const counts = (part: string) => !part.startsWith("docProps/");

/**
 * The digest of a file's content: sha256 over the sorted lines "name sha256-of-inflated-bytes".
 * It does not depend on how the file was packed, so it is the same on every machine.
 */
export function partsDigest(digests: Iterable<[string, string]>): string {
  const lines = [...digests].filter(([name]) => counts(name)).map(([name, digest]) => `${name} ${digest}\n`);
  return hexDigest(lines.sort().join(""));
}

/** docProps/custom.xml with the stamp; the template's own properties stay. `before` is the part without its end. */
export function writeStamp(stamp: Stamp, before: string, next: number): string {
  const rows = (Object.keys(names) as (keyof Stamp)[]).map(
    (key, index) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${next + index}" name="${escapeAttribute(names[key])}"><vt:lpwstr>${escapeText(stamp[key])}</vt:lpwstr></property>`,
  );
  return `${before}${rows.join("")}</Properties>`;
}

/** Reads a file's stamp and says whether the file is still as it was written; null when `ilp` did not write it. */
export function readStamp(bytes: Uint8Array): { stamp: Stamp; intact: boolean } | null {
  const parts = readContainer(bytes);
  if ("problem" in parts) return null;
  const stamp = stampIn(parts as Parts);
  if (!stamp) return null;
  const now = partsDigest([...(parts as Parts)].map(([name, content]) => [name, hexDigest(content)]));
  return { stamp, intact: now === stamp.parts };
}

function stampIn(parts: Parts): Stamp | null {
  const root = parsePart(parts.get("docProps/custom.xml") ?? "");
  if (isProblem(root)) return null;
  const values = new Map(elementsOf(root).map((property) => [property.attributes.name, nodeText(property)]));
  const read = (key: keyof Stamp) => values.get(names[key]) ?? "";
  return read("parts") ? { parts: read("parts"), data: read("data"), template: read("template") } : null;
}
