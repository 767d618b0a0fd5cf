import type { Mapping } from "../../core/basics/values.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { count, listed, type Profile } from "../../core/program/program.ts";
import type { Program } from "../../data/load.ts";
import type { NewFile } from "../../data/write.ts";
import { scaffold } from "../../forms/scaffold.ts";
import { cpselsFor, freshCandidate, yearFiles } from "./year-files.ts";

/** A candidate who is to be set up; coach and supervisor by their ids. */
export interface NewCandidate {
  id: string;
  name: string;
  kind: string;
  site: string | null;
  position: string | null;
  start: string;
  coach: string | null;
  supervisor: string | null;
  year: number;
  transferredIn: boolean;
  /** What another program covered, and its name. */
  covered?: { program: string | null; cpsels: number[] } | undefined;
  cpsels?: number[] | undefined;
}

/** The profile and every form of the first year, unanswered. Throws UserError. */
export function candidateFiles(program: Program, candidate: NewCandidate): NewFile[] {
  const { id, start, year, covered } = candidate;
  // Where the program fixes the standards of a year, this candidate's own are written down.
  const left = uncoveredAfter(covered?.cpsels ?? []).slice(0, count(program.settings, "goals.per_year"));
  const isFixed = listed(program.settings, "cpsels.by_year").length > 0;
  const cpsels = candidate.cpsels ?? (covered && covered.cpsels.length > 0 && isFixed ? left : undefined);
  const profile = {
    id,
    name: candidate.name,
    kind: candidate.kind,
    site: candidate.site,
    position: candidate.position,
    "program-start": start,
    "transferred-in": candidate.transferredIn,
    ...(covered ? { "covered-elsewhere": covered } : {}),
    assignments: (["coach", "supervisor"] as const).flatMap((role) =>
      candidate[role] ? [{ role, person: candidate[role], from: start, to: null }] : [],
    ),
    years: [{ year, starts: start, ...(cpsels ? { cpsels } : {}) }],
  };
  const fresh = freshCandidate(id, profile as unknown as Profile);
  return [
    profileFile(program, id, profile as unknown as Mapping),
    ...yearFiles(program, fresh, year, cpselsFor(program, fresh, year, cpsels)),
  ];
}

const uncoveredAfter = (covered: number[]) => [1, 2, 3, 4, 5, 6].filter((cpsel) => !covered.includes(cpsel));

function profileFile(program: Program, id: string, profile: Mapping): NewFile {
  const form = program.forms.find((each) => each.id === "profile");
  if (!form)
    throw new UserError(
      "program.yaml does not list the form profile, and every candidate needs one.",
      "Add a line under forms: - profile",
    );
  const content = scaffold(
    form,
    { settings: program.settings, profile, cpsels: [], known: profile },
    "../../.ilp/schemas/profile.schema.json",
  );
  return { path: `candidates/${id}/profile.yaml`, content };
}
