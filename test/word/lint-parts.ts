import type { Parts } from "../../src/word/container.ts";
import { relationshipsOf } from "../../src/word/package.ts";
import { type Element, elementsOf, walk } from "../../src/word/xml.ts";

/** Content types, relationships and what refers to them. */
export function lintParts(parts: Parts, roots: Map<string, Element>): string[] {
  return [...contentTypes(parts, roots), ...[...roots.keys()].flatMap((name) => relationships(name, parts, roots))];
}

function contentTypes(parts: Parts, roots: Map<string, Element>): string[] {
  const types = roots.get("[Content_Types].xml");
  if (!types) return ["There is no [Content_Types].xml."];
  const rows = elementsOf(types).map(({ attributes }) => attributes);
  const extensions = new Set(rows.map(({ Extension }) => Extension?.toLowerCase()));
  const overrides = rows.flatMap(({ PartName }) => (PartName ? [PartName.slice(1)] : []));
  const untyped = [...parts.keys()].filter(
    (name) =>
      name !== "[Content_Types].xml" &&
      !overrides.includes(name) &&
      !extensions.has(name.split(".").at(-1)?.toLowerCase()),
  );
  const missing = overrides.filter((name) => !parts.has(name));
  return [
    ...untyped.map((name) => `${name} has no content type.`),
    ...missing.map((name) => `The part ${name} has a content type and is not there.`),
    ...overrides
      .filter((name, index) => overrides.indexOf(name) < index)
      .map((name) => `${name} has two content types.`),
  ];
}

function relationships(name: string, parts: Parts, roots: Map<string, Element>): string[] {
  if (name.endsWith(".rels") || name === "[Content_Types].xml") return [];
  const known = relationshipsOf(parts, name);
  const ids = known.map(({ id }) => id);
  const used = [...walk(roots.get(name) as Element)].flatMap(({ attributes }) =>
    Object.entries(attributes).flatMap(([key, value]) => (/^r:(id|embed|link|pict)$/.test(key) ? [value] : [])),
  );
  return [
    ...used
      .filter((id) => !ids.includes(id))
      .map((id) => `${name}: something refers to the relationship ${id}, which is not there.`),
    ...ids
      .filter((id, index) => ids.indexOf(id) < index)
      .map((id) => `${name}: the relationship ${id} is there twice.`),
    ...known
      .filter(({ target, external }) => !external && !parts.has(target))
      .map(({ target }) => `${name}: the part ${target} is not there.`),
  ];
}
