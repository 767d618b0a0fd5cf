import type { CaseState } from "../acts/row.ts";
import type { Day } from "../basics/dates.ts";
import { nameIn } from "../program/registry.ts";
import { dossierEvents } from "./dossier-events.ts";
import { alarmsOf, notesOf } from "./dossier-history.ts";
import { appealSteps, standingLines } from "./dossier-standing.ts";
import type { DossierEvent, DossierLine, DossierSource, DossierStep } from "./dossier-told.ts";
import { reviewedParts } from "./transcript-parts.ts";

/** The case file of one candidate, for an appeal: everything that was recorded, in order of time. It hides nothing. */
export interface Dossier {
  candidate: { id: string; name: string };
  program: { id: string; name: string; district: string };
  asOf: Day;
  /** What was changed or taken away behind the program's back; empty: history tells of nothing. */
  alarms: string[];
  /** There is a history, so that it could tell. */
  hasHistory: boolean;
  /** What could not be looked at, and what else to know of the proof. */
  notes: string[];
  /** Where it all stands: reviewed parts, concerns, plan, appeals. */
  standing: DossierLine[];
  plan: CaseState;
  /** The steps of program.yaml for each appeal; once where there is none. */
  steps: DossierStep[];
  events: DossierEvent[];
}

/** Tells the case from records alone: the same records give the same case file. */
export function dossierOf(source: DossierSource): Dossier {
  const { standing, asOf, history } = source;
  const { candidate, rulebook, caseFile } = standing;
  const { settings } = rulebook;
  const reviewed = reviewedParts(standing);
  const told = { ...source, ...standing, reviewed, parts: reviewed.map(({ part }) => part) };
  const plan = caseFile.plans.at(-1);
  return {
    candidate: { id: candidate.id, name: nameIn(rulebook.people, candidate.id, candidate.profile?.name) },
    program: { id: settings.id, name: settings.name, district: settings.district ?? "" },
    asOf,
    alarms: alarmsOf(history, settings["time-zone"]),
    hasHistory: history.history !== null,
    notes: notesOf(history),
    standing: standingLines(told),
    plan: !plan ? "none" : plan.closed ? "closed" : "open",
    steps: appealSteps(told),
    events: dossierEvents(told),
  };
}
