import { type Parts, readContainer } from "../../src/word/container.ts";
import { type Element, isProblem, parsePart } from "../../src/word/xml.ts";
import { lintBody } from "./lint-body.ts";
import { lintParts } from "./lint-parts.ts";

/**
 * Looks a finished Word file over for what makes Word refuse or repair it, and for what a reader of answers stumbles over:
 * sentences, one a fault; none is good. It knows faults that the Open XML SDK passes over.
 */
export function lintFile(bytes: Uint8Array): string[] {
  const parts = readContainer(bytes);
  if ("problem" in parts) return [`The file cannot be read: ${parts.problem}.`];
  const roots = new Map<string, Element>();
  const broken: string[] = [];
  for (const [name, content] of parts as Parts) {
    if (!/\.(xml|rels)$/.test(name)) continue;
    const root = parsePart(content);
    if (isProblem(root)) broken.push(`${name}: ${root.problem}.`);
    else roots.set(name, root);
  }
  return [...broken, ...lintParts(parts as Parts, roots), ...lintBody(parts as Parts, roots)];
}
