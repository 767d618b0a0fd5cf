import { type Day, lastOfMonth } from "../core/basics/dates.ts";
import type { Form, Role } from "../core/forms/form.ts";
import type { Document, People } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import type { YearView } from "../core/review/year.ts";
import { fact, type Printed } from "./scope.ts";
import { dateText, mappings } from "./shown.ts";

/** A signature as it may be printed; the caller knows whether it holds. */
export interface PrintedSignature {
  name: string;
  /** A day. */
  date: string;
  /** How sure it is, in words: "verified by key", "witnessed", "unverified (name only)". */
  proof: string;
  /** It was signed on paper, which `proof` says. */
  paper?: boolean;
  /** The first 12 hexadecimal digits of the record's own digest. */
  id: string;
}
/** `section` is as in an address: "." or a path of keys and item ids. */
export type SignatureReader = (document: string, section: string, role: Role) => PrintedSignature | null;

/** A section as a template key: "document" for the whole, "inquiries" for inquiries/*. */
export const sectionKey = (section: string) => (section === "." ? "document" : section.replace(/\/\*/g, ""));

type Part = { view: YearView; document: Document };

/** What the line of one signer may print, as signature/<section>/<role>/name and so on. */
export const signatureKeys = ["name", "mark", "date", "proof", "id"] as const;

/** Names and signatures for the lines of one section. Without a signature all but the name stay empty, to be signed by hand. */
export function signatureFacts(
  { view, document }: Part,
  people: People,
  section: string,
  address: string,
  signatureOf?: SignatureReader,
): [string, Printed][] {
  const declared = (document.form as Form).sections[section];
  if (!declared) return [];
  return (Object.keys(declared.sign) as Role[]).flatMap((role): [string, Printed][] => {
    const signed = signatureOf?.(document.name, address, role) ?? null;
    const said: Record<(typeof signatureKeys)[number], string> = {
      name: signed?.name ?? personFor(role, view, people, signedDay(document, address)),
      mark: signed ? `${markOf(signed)}\nRecord ${signed.id}` : "",
      date: signed ? dateText(signed.date) : "",
      proof: signed?.proof ?? "",
      id: signed?.id ?? "",
    };
    return signatureKeys.map((what) => [`signature/${sectionKey(section)}/${role}/${what}`, fact(said[what])]);
  });
}

const markOf = ({ paper, proof }: PrintedSignature) =>
  paper ? proof.replace(/^./, (letter) => letter.toUpperCase()) : `Signed electronically · ${proof}`;

/** The day a document, or the item of it that a section address names, speaks of; null for the whole year. */
export function signedDay(document: Document, address = "."): Day | null {
  const { month } = document.value;
  if (document.form.each?.as === "month" && typeof month === "string") return lastOfMonth(month);
  const [list = "", id] = address.split("/");
  const item = mappings(document.value[list]).find((each) => each.id === id);
  const day = item ? item.ends : document.value.date;
  return typeof day === "string" && day !== "" ? day : null;
}

/** Who has a role for this candidate on a day, or in a year: the latest assignment, or the only person with that role. */
export function personFor(role: Role, view: YearView, people: People, day: Day | null = null): string {
  if (role === "candidate") return nameIn(people, view.candidate, view.profile.name);
  const assigned = (view.profile.assignments ?? [])
    .filter(
      (each) =>
        each.role === role &&
        each.person &&
        (!each.from || each.from <= (day ?? view.programYear.ends)) &&
        (!each.to || each.to >= (day ?? view.programYear.starts)),
    )
    .sort((one, other) => (one.from ?? "").localeCompare(other.from ?? ""))
    .at(-1);
  if (assigned?.person) return nameIn(people, assigned.person);
  if (role === "coach" || role === "supervisor") return "";
  const holders = people.people.filter((person) => (person.roles as string[]).includes(role));
  return holders.length === 1 && holders[0] ? nameIn(people, holders[0].id) : "";
}
