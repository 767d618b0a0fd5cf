/**
 * wrong: the file says something that cannot be so. missing: still to do. Both make a candidate incomplete.
 * request: waits for somebody, and keeps nobody from being complete. advice: worth a look, counts with --strict.
 * note: only said.
 */
export type Weight = "wrong" | "missing" | "request" | "advice" | "note";

export interface Message {
  weight: Weight;
  /** With {name} for the finding's data. */
  says: string;
  help?: string;
  /** Where it is told beside the part it is about, in a record that leaves the program: it holds no answer, no feedback, no name. */
  plain?: string;
}
