import cpsel from "../../../schemas/cpsel.json" with { type: "json" };
import type { Program as Settings } from "../../generated/program.ts";
import type { Form, Role } from "../forms/form.ts";
import type { Candidate } from "../program/program.ts";
import type { SectionPlace } from "./slots.ts";

/** A section's name for people: the heading of the form, and which item. */
export function sectionTitle(form: Form, { section, declared }: Pick<SectionPlace, "section" | "declared">): string {
  const [key = ""] = declared.split("/");
  const label = form.fields.find((field) => field.key === key)?.label;
  if (section === "." || !label) return form.title;
  const item = form.fields.find((field) => field.key === key)?.list?.item;
  const id = section.split("/").at(-1) ?? "";
  // inquiry-2 is "Inquiry 2", spring is "Inquiry spring".
  return declared.endsWith("/*") ? `${item ?? label} ${id.replace(`${item?.toLowerCase()}-`, "")}` : label;
}

/** How a section is named on the command line. */
export const shortAddress = (document: string, section: string) =>
  section === "." ? document : `${document}#${section}`;

/** A role as the program calls it, inside a sentence. */
export const roleLabel = (role: Role, labels: Settings["labels"]): string =>
  ((labels as Partial<Record<Role, string>>)[role] ?? cpsel.roles[role]).toLowerCase();

export const signCommand = (candidate: string, document: string, section: string) =>
  `ilp sign ${candidate} ${shortAddress(document, section)}`;
export const submitCommand = (candidate: string, document: string, section: string) =>
  `ilp submit ${candidate} ${shortAddress(document, section)}`;
export const reviewCommand = (candidate: string, document: string, section: string) =>
  `ilp review ${candidate} ${shortAddress(document, section)}`;

/** What a part is called, wherever it is spoken of: Inquiry ILP, Inquiry 1. */
export function addressTitle({ documents }: Pick<Candidate, "documents">, name: string, section: string): string {
  const document = documents.find((each) => each.name === name);
  if (!document) return shortAddress(name, section);
  const declared = section in document.form.sections ? section : `${section.split("/")[0]}/*`;
  const part = sectionTitle(document.form, { section, declared });
  return part === document.form.title ? part : `${document.form.title}, ${part}`;
}

/** The same for document#section, as it stands in an entry. */
export function titleAbout(candidate: Pick<Candidate, "documents">, about: string): string {
  const [document = "", section = "."] = about.split("#");
  return addressTitle(candidate, document, section);
}
