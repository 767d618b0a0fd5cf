import { type CaseAct, eachAct, rows } from "../acts/rows.ts";
import { canonicalText, sha256 } from "../basics/canonical.ts";
import type { Day } from "../basics/dates.ts";
import type { Mapping } from "../basics/values.ts";
import type { Role } from "../forms/form.ts";

const ownActs = ["sign", "submit", "review", "feedback", "decline", "witness", "revoke", "paper"] as const;
export type Act = (typeof ownActs)[number] | CaseAct;

/** Whether this version knows an act; a newer one may have more. */
export const isAct = (word: string): word is Act =>
  (ownActs as readonly string[]).includes(word) || isCaseAct(word as Act);

export const isCaseAct = (act: Act): act is CaseAct => rows.some((row) => row.act === act);

/** A signature on paper, as somebody else records it. */
export interface PaperSignature {
  signer: string;
  role: "coach" | "supervisor";
  /** The day on the paper. */
  on: Day;
  /** Its name in the folder of the case file. */
  scan: { path: string; sha256: string };
}

/** What somebody says, as it is signed: all fields of a record but the proof. */
export interface Statement {
  ilp: "statement/1";
  act: Act;
  program: string;
  candidate: string;
  document: string;
  section: string;
  schema: string;
  digest: string;
  /** Digest of the section's labels and prompts as they were shown. */
  wording?: string;
  role: Role;
  signer: string;
  /** The sentence agreed to. */
  intent: string;
  /** Why somebody does not sign. */
  reason?: string;
  /** The id of the record that is witnessed, withdrawn or answered, or that a case act goes on from. */
  of?: string;
  decision?: "YES" | "NO";
  feedback?: string;
  resubmit_by?: string;
  /** Ids of the records a submission or a review relied on. */
  covers?: string[];
  /** Of an act of the case file: what it says. `digest` is of this. */
  entry?: Mapping;
  /** Of a signature on paper: who signed it, and the scan; `signer` is whoever saw it. */
  paper?: PaperSignature;
  /** Moment in UTC, YYYY-MM-DDThh:mm:ssZ. */
  at: string;
  nonce: string;
}

/** The bytes a signature is over, as text. Throws CanonError. */
export const statementText = (statement: Statement): string => canonicalText(statement as unknown as Mapping);

export const statementId = (statement: Statement): string => sha256(statementText(statement));

/** A short name of a record for people: the first 12 letters of its id. */
export const shortId = (id: string): string => id.replace(/^sha256:/, "").slice(0, 12);

/** A record's file name, which its content must agree with: 20260115T182205Z-coach-1ee0cf0d2ee8.yaml */
export const recordName = (statement: Pick<Statement, "at" | "role">, id: string): string =>
  `${statement.at.replace(/[-:]/g, "")}-${statement.role}-${shortId(id)}.yaml`;

/** Candidate id under which records about people.yaml and program.yaml stand. */
export const programId = "program";

/** Where a candidate's records lie, from the program's folder. */
export const recordFolder = (candidate: string): string =>
  candidate === programId ? "signatures" : `candidates/${candidate}/signatures`;

/** Where a candidate's case file lies, from the program's folder. */
export const caseFolder = (candidate: string): string => `candidates/${candidate}/case`;

/** Every folder that holds records of a candidate. */
export const recordFolders = (candidate: string): string[] =>
  candidate === programId ? [recordFolder(candidate)] : [recordFolder(candidate), caseFolder(candidate)];

/** Where a record lies, from the program's folder. */
export const folderOf = ({ candidate, act }: Pick<Statement, "candidate" | "act">): string =>
  isCaseAct(act) ? caseFolder(candidate) : recordFolder(candidate);

/** The document, section and schema of every act of the case file. */
export const casePlace = { document: "case", section: ".", schema: "case@1" } as const;

/** How a section is addressed: robin-sample/year-1/pd-log#. */
export const addressOf = ({ candidate, document, section }: Pick<Statement, "candidate" | "document" | "section">) =>
  `${candidate}/${document}#${section}`;

const verbs: Record<Act, string> = {
  sign: "Sign",
  submit: "Submit",
  review: "Review",
  feedback: "Feedback on",
  decline: "Decline to sign",
  witness: "Witness a signature of",
  revoke: "Withdraw a signature of",
  paper: "Record a signature on paper on",
  ...eachAct(({ words }) => words.subject),
};

/** Act, role and place in one line; signing is not named. */
export const signLine = (statement: Pick<Statement, "act" | "role" | "candidate" | "document" | "section">): string =>
  `${statement.act === "sign" ? "" : `${statement.act} `}${statement.role} ${addressOf(statement)}`;

/** What Git's history says of a record: for people who read it there; the record itself decides. */
export function messageOf(statement: Statement): string {
  const { act, role, signer, intent, digest } = statement;
  const subject = `${verbs[act]} ${addressOf(statement)} as ${role}`;
  const trailers = [
    `ILP-Sign: ${signLine(statement)}`,
    `ILP-Digest: ${digest}`,
    `ILP-Signer: ${signer}`,
    `ILP-Record: ${statementId(statement)}`,
  ];
  return `${subject}\n\n${intent.replace(/\s+/g, " ").trim()}\n\n${trailers.join("\n")}\n`;
}

const trailerNames = ["ILP-Sign", "ILP-Digest", "ILP-Signer", "ILP-Record"];

/**
 * The trailers of a message, read strictly: last paragraph, every line "Key: value", exact case, each key once.
 * Null for anything else: Git's own reader takes mixed paragraphs, folded lines and any case, so text could pose as one.
 */
export function readTrailers(message: string): Record<string, string> | null {
  const last =
    message
      .replace(/\n+$/, "")
      .split(/\n{2,}/)
      .at(-1) ?? "";
  const found: Record<string, string> = {};
  for (const line of last.split("\n")) {
    if (/^\(cherry picked from commit [0-9a-f]{40,64}\)$/.test(line)) continue;
    const [, key = "", value = ""] = /^([A-Za-z][A-Za-z0-9-]*): (\S.*)$/.exec(line) ?? [];
    if (key === "") return null;
    if (!trailerNames.includes(key)) {
      if (/^ilp-/i.test(key)) return null;
      continue;
    }
    if (Object.hasOwn(found, key)) return null;
    found[key] = value;
  }
  const complete = trailerNames.every((name) => Object.hasOwn(found, name));
  return complete ? Object.fromEntries(trailerNames.map((name) => [name, found[name] ?? ""])) : null;
}
