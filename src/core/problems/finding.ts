import type { Role } from "../forms/form.ts";
import type { Code } from "./messages.ts";

/** A spot in a file: the file from the program's folder, and a JSON pointer into it. */
export interface Place {
  path: string;
  pointer: string;
}

/** The same, once it is known which line that is. */
export type Spot = Place & Pick<Finding, "line" | "column">;

/** Something found: a value, never thrown. Its words come from messages.ts, its line is looked up only when it is shown. */
export interface Finding extends Place {
  code: Code;
  data: Record<string, string | number>;
  form?: string;
  /** The field's path in its form, with * for items: how rules speak of it. */
  field?: string;
  /** Answers (form/path) a rule derived this from. */
  follows?: string[];
  document?: string;
  section?: string;
  due?: string;
  /** The day of the calendar it was due on, where that came too soon after the candidate's start. */
  moved?: string;
  milestone?: string;
  /** Milestones that ask for parts of a document that is not there, or cannot be read. */
  milestones?: string[];
  turn?: Role;
  /** Others whose turn it is as well: any one of them is enough. */
  orTurn?: Role[];
  /** Ids of those who hold the role, and cannot do it here by the rules of the process. */
  unable?: string[];
  /** The day since which it waits. */
  since?: string;
  /** Comes before everything else of the same person. */
  first?: true;
  /** The command that moves it on, where it is another than to look at the document. */
  next?: string;
  source?: string;
  /** It names one of the items that the list at its place lacks. */
  names?: true;
  /** Missing answers this one follows from. */
  because?: Place[];
  /** Other spots it is about just as well: what does not fit together stands in two places. */
  also?: Spot[];
  /** Known already, for what a parser or validator reports. */
  line?: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
}

/** Whether something at one pointer concerns the part of the file at another: it lies in it, or around it. */
export const isInside = (at: string, part: string): boolean =>
  at === "" || part === "" || at === part || at.startsWith(`${part}/`) || part.startsWith(`${at}/`);
