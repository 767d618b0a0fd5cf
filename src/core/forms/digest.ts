import { canonicalText, sha256 } from "../basics/canonical.ts";
import { isMapping, type Mapping, type Value } from "../basics/values.ts";

/** What a digest is bound to, beside the data: nobody can carry a signature elsewhere. */
export interface DigestContext {
  program: string;
  candidate: string;
  /** Below the candidate's folder, without .yaml. */
  document: string;
  /** "." or a path of keys and item ids. */
  section: string;
  /** The document's own `schema` line, such as pd-log@1. */
  schema: string;
}

const segment = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/;

/** "." or up to eight names; never an index, nothing that leads elsewhere. */
export const isSection = (section: string): boolean =>
  section === "." || (section.split("/").length <= 8 && section.split("/").every((each) => segment.test(each)));

/** The part of a document a section names: keys, and the ids of list items (exactly one match). Undefined: it is not there. */
export function sectionData(document: Value, section: string): Value | undefined {
  if (section === ".") return document;
  return section.split("/").reduce<Value | undefined>((node, step) => {
    if (Array.isArray(node)) {
      const named = node.filter((item) => isMapping(item) && item.id === step);
      return named.length === 1 ? named[0] : undefined;
    }
    return isMapping(node) && Object.hasOwn(node, step) ? node[step] : undefined;
  }, document);
}

/** The text a digest is taken of: data and what it is bound to. Throws CanonError. */
export const envelopeText = (context: DigestContext, data: Value): string =>
  canonicalText({ ...context, canon: "ilp-canon-1", data });

/** sha256:… of one section's data in its context (ilp-canon-1). Throws CanonError for data that cannot be signed safely. */
export const digestOf = (context: DigestContext, data: Value): string => sha256(envelopeText(context, data));

/** The digest of a section of a document; null when the section is gone. Throws CanonError. */
export function sectionDigest(context: Omit<DigestContext, "schema">, document: Mapping): string | null {
  const data = sectionData(document, context.section);
  // A list of one word would read like that word.
  const schema = typeof document.schema === "string" ? document.schema : "";
  return data === undefined ? null : digestOf({ ...context, schema }, data);
}
