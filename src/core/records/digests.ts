import { CanonError, comparableText, sha256 } from "../basics/canonical.ts";
import type { Mapping } from "../basics/values.ts";
import { sectionDigest } from "../forms/digest.ts";
import { type Field, type Form, walkFields } from "../forms/form.ts";

/** A document as far as a digest needs it. */
export interface Signable {
  /** Below the candidate's folder, without .yaml. */
  name: string;
  value: Mapping;
  form: Form;
}

/** Digests of sections as they are now, each reckoned once. Null: gone, or not fit to be signed. */
export function digestsOf(program: string, candidate: string, documents: Signable[]) {
  return once((document, section) => {
    const found = documents.find(({ name }) => name === document);
    return found ? sectionDigest({ program, candidate, document, section }, found.value) : null;
  });
}

/** Digests of what a section asks: labels and prompts as this program words them. */
export function wordingsOf(documents: Signable[]) {
  return once((document, section) => {
    const form = documents.find(({ name }) => name === document)?.form;
    return form ? wordingOf(form, section) : null;
  });
}

export function wordingOf(form: Form, section: string): string {
  const [key] = section.split("/");
  const fields = section === "." ? form.fields : form.fields.filter((field) => field.key === key);
  return sha256(comparableText([...walkFields(fields)].map(({ path, label, prompt }: Field) => [path, label, prompt])));
}

function once(reckon: (document: string, section: string) => string | null) {
  const known = new Map<string, string | null>();
  return (document: string, section: string): string | null => {
    const key = `${document}#${section}`;
    if (!known.has(key))
      known.set(
        key,
        orNull(() => reckon(document, section)),
      );
    return known.get(key) ?? null;
  };
}

function orNull(reckon: () => string | null): string | null {
  try {
    return reckon();
  } catch (error) {
    if (error instanceof CanonError) return null;
    throw error;
  }
}
