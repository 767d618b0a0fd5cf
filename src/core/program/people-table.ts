import type { Profile } from "./program.ts";
import type { Person } from "./registry.ts";

/** The columns a table of people can have; only `name` must be there. */
export const importColumns = [
  "name",
  "email",
  "roles",
  "coach",
  "supervisor",
  "start",
  "site",
  "position",
  "kind",
  "id",
] as const;
export type ImportColumn = (typeof importColumns)[number];

export const candidateKinds = ["induction", "transitional"] as const;
export type CandidateKind = (typeof candidateKinds)[number];

/** Other words that tables have for these columns, and that can mean nothing else. */
export const columnSynonyms: Record<string, ImportColumn> = {
  "Full name": "name",
  Role: "roles",
  Mentor: "coach",
  "Start date": "start",
};

/** Words that may mean a column: only suggested. */
export const columnHints: Record<string, ImportColumn> = { principal: "supervisor", school: "site", title: "position" };

/** A row as it stands in the table, and the line it begins on. */
export type ImportRow = { line: number } & Partial<Record<ImportColumn, string>>;

/** What the program has already. A candidate whose profile cannot be read is there, and null. */
export interface Known {
  people: Person[];
  candidates: Map<string, Profile | null>;
}

/** Words of this program for its roles, and the id that each name suggests. */
export interface ImportWords {
  roleOf: (word: string) => string | null;
  roles: readonly string[];
  labelOf: (role: "coach" | "supervisor") => string;
  idOf: (name: string) => string;
}

/** One sentence about a line of the table. */
export interface Said {
  line: number;
  text: string;
}

export interface ImportPlan {
  /** With any of these, nothing is done. */
  problems: Said[];
  people: { line: number; id: string; name: string; emails: string[]; roles: string[] }[];
  candidates: {
    line: number;
    id: string;
    name: string;
    start: string;
    site: string | null;
    position: string | null;
    kind: CandidateKind;
    coach: string | null;
    supervisor: string | null;
  }[];
  /** For candidates who are there already, and have nobody in that role. */
  assignments: { line: number; candidate: string; role: "coach" | "supervisor"; person: string; from: string }[];
  /** What the table says otherwise than the program: said, never changed. */
  differences: Said[];
  /** Rows that say what the program has already. */
  same: number;
}

/** A row, with the person it is about. */
export interface Entry {
  row: ImportRow;
  id: string;
  name: string;
  emails: string[];
  roles: string[];
  known: Person | null;
  /** Something in it cannot be so: nothing follows from it. */
  broken: boolean;
}

/** How two people's words are compared: capital letters and spaces do not matter. */
export const folded = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
