import type { Field, Form } from "./form.ts";

/** Where a section begins in its form: no field for a whole document; `item` = one entry of that list; its cell, if any. */
export interface SectionField {
  field: Field | null;
  item: boolean;
  cell: number | null;
}

/** The question a section is about. A section that today's form does not have ends at the last heading it shares. */
export function fieldAt(form: Form, section: string): SectionField {
  let at: SectionField = { field: null, item: false, cell: null };
  for (const step of section === "." ? [] : section.split("/")) {
    if (at.field?.kind === "list" && !at.item) at = { ...at, item: true };
    else {
      const field = (at.field?.fields ?? form.fields).find(({ key }) => key === step);
      if (!field) return at;
      at = { field, item: false, cell: field.cell ?? at.cell };
    }
  }
  return at;
}
