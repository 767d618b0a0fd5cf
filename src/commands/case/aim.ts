import type { Mapping } from "../../core/basics/values.ts";

/** What a new file goes on from, and what is known of it before anything is asked. */
export interface Aim {
  /** The id of the record it names. */
  of?: string;
  /** That record, for people. */
  what?: string;
  /** Answers that are known. */
  entry?: Mapping;
  /** For whoever comes at the wrong time. */
  help?: string;
  /** For the lines that say what to do next. */
  words?: Record<string, string>;
  /** The steps of an appeal, a line each. */
  steps?: string[];
}
