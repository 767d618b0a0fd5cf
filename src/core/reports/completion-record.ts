import type { Day } from "../basics/dates.ts";

/** What a year asked for, and what of it was accepted (for a candidate who goes on elsewhere): computed, nothing is typed. */
export interface CompletionRecord {
  /** Nothing of the year is open. */
  complete: boolean;
  /** "Completion record, year 1 (2023-24)"; "Not complete: …" when it is not. */
  title: string;
  /** "0 of 3 standards met" where the coach saw one that is not; empty otherwise. */
  notMet: string;
  /** What it is, and what it is not: "Computed on DATE from the files and records of PROGRAM; it is no credential." */
  about: string;
  computedOn: Day;
  /** Records of later days are left out. */
  asOf: Day;
  program: { id: string; name: string; district: string };
  candidate: { id: string; name: string; kind: string; kindLabel: string; site: string; position: string };
  year: number;
  /** 2023-24, and its first and last day. */
  programYear: { name: string; starts: Day; ends: Day };
  /** The candidate's first day in that year. */
  began: Day;
  /** In the program's word for them: Coach, Mentor. */
  coachLabel: string;
  /** Of that year, with the days of the assignment. */
  coaches: { name: string; from: Day | null; to: Day | null }[];
  required: CompletionItem[];
  pd: CompletionPd | null;
  coaching: { counted: number; words: string } | null;
  /** The standards of the year's goals, with the level at its end. */
  standards: CompletionStandard[];
  extensions: { title: string; from: Day; to: Day; agreed: string }[];
  /** What is open, part by part; empty when complete. */
  open: { title: string; what: string; due: Day | null }[];
}

/** A document that was required, or a part of one that is decided on by itself. */
export interface CompletionItem {
  document: string;
  section: string;
  title: string;
  requiredBy: Day | null;
  /** Who asks for it: "seed 004". */
  source: string;
  done: boolean;
  /** "not started", "in progress", "not signed yet", "complete and signed", "submitted", "YES (Complete)" … */
  standing: string;
  /** The day its last required signature was given; null while one is missing, or where none is asked for. */
  signed: Day | null;
  reviewed: boolean;
  submitted: Day | null;
  /** When that was due: first, or again after a NO. */
  submittedDue: Day | null;
  accepted: Day | null;
  /** Who decided YES; empty otherwise. */
  acceptedBy: string;
  attempts: number;
}

export interface CompletionPd {
  counted: number;
  /** Null when no number is prescribed. */
  required: number | null;
  met: boolean;
  exempt: boolean;
  /** "21.5 of 20 hours"; why, where no number is prescribed. */
  words: string;
}

export interface CompletionStandard {
  cpsel: number;
  title: string;
  /** "Meets"; empty while the Final has none. */
  level: string;
  /** Met or exemplified; null while there is no level. */
  met: boolean | null;
}
