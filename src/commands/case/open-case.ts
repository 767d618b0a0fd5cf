import { ask, type Question } from "../../ask.ts";
import type { CaseAct } from "../../core/acts/rows.ts";
import type { Day } from "../../core/basics/dates.ts";
import type { Mapping } from "../../core/basics/values.ts";
import type { Role } from "../../core/forms/form.ts";
import { UserError } from "../../core/problems/user-error.ts";
import { rolesOf } from "../../core/program/holders.ts";
import { policyOf, type ReviewPolicy, reviewPolicyOf } from "../../core/program/policy.ts";
import type { Candidate, Profile } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { type Refusal, transitionOf } from "../../core/records/acts.ts";
import { roleLabel } from "../../core/records/labels.ts";
import { roleProblem } from "../../core/records/role-problem.ts";
import type { Judged } from "../../core/records/signature.ts";
import { casePlace } from "../../core/records/statement.ts";
import type { CaseFile } from "../../core/review/case-file.ts";
import { momentAfter, refusedOnceRecorded } from "../../core/review/dry-run.ts";
import type { Standing } from "../../core/review/standing.ts";
import type { Program } from "../../data/load.ts";
import type { Io } from "../../io.ts";
import { type Saying, stated } from "../../signatures/make.ts";
import { clockOf, dayOf, oneStanding, openProgram } from "../program/open.ts";
import { refusal } from "../recording/refusal.ts";
import { beginSigning, type Session, type SignerOptions } from "../recording/session.ts";

/** As the command line gives them: what each act asks has its flag's name. */
export interface ActOptions extends SignerOptions {
  candidate: string;
  document?: string;
  record?: string;
  corrects?: string;
  /** Which appeal, when several are open. */
  appeal?: string;
  [flag: string]: unknown;
}

/** A candidate's case file, before whoever works here. */
export interface CaseContext {
  io: Io;
  options: ActOptions;
  program: Program;
  session: Session;
  standing: Standing;
  candidate: Candidate & { profile: Profile; records: Judged[] };
  file: CaseFile;
  review: ReviewPolicy;
  today: Day;
}

/** What the process has to know of an act that is about to be recorded. */
export interface CaseStep {
  act: CaseAct;
  of?: string;
  entry: Mapping;
  /** The role in which an earlier one was written that this one stands for. */
  earlierRole?: Role;
  /** What else helps whoever comes at the wrong time. */
  help?: string;
}

/** Opens the case file of a candidate for one act. Throws UserError, at once where this person never does that act. */
export async function openCase(options: ActOptions, act: CaseAct, io: Io): Promise<CaseContext> {
  const program = await openProgram(io, options);
  const today = dayOf(io, program, {});
  const read = await readCandidate(io, program, today, options.candidate);
  const session = await beginSigning(io, program, options, read.candidate.profile);
  const context = { io, options, program, session, today, review: reviewPolicyOf(program.settings), ...read };
  requireDoer(context, act);
  return context;
}

async function readCandidate(
  io: Io,
  program: Program,
  today: Day,
  id: string,
): Promise<Pick<CaseContext, "standing" | "candidate" | "file">> {
  const standing = await oneStanding(io, program, today, id);
  const { profile, records = [], ...candidate } = standing.candidate;
  if (!profile)
    throw new UserError(
      `The profile of ${id} cannot be read, so nobody can tell who is who here.`,
      `See why: ilp check ${id}`,
    );
  return { standing, candidate: { ...candidate, profile, records }, file: standing.caseFile };
}

/** The same, with what was recorded meanwhile: a second standing. */
export const withNewRecords = async (context: CaseContext): Promise<CaseContext> => ({
  ...context,
  ...(await readCandidate(context.io, context.program, context.today, context.candidate.id)),
});

const rolesHere = ({ session: { person }, candidate, program, today }: CaseContext): Role[] =>
  rolesOf(person.id, candidate.id, candidate.profile, program.people, today);

function requireDoer(context: CaseContext, act: CaseAct) {
  const { by, who, source } = transitionOf(act);
  const steps = context.review["appeal-steps"].map(({ role }) => role as Role);
  const doers = by.flatMap((doer) => (doer === "step" ? steps : doer));
  const { as } = context.options;
  const mine = rolesHere(context);
  if (as && !mine.includes(as))
    throw new UserError(
      `${nameIn(context.program.people, context.session.person.id)} is not ${roleLabel(as, context.program.settings.labels)} here.`,
      whoIsWhat(context),
    );
  if (!(as ? [as] : mine).some((role) => doers.includes(role)))
    throw refusal({ rule: who, source }, whoIsWhat(context));
}

function whoIsWhat(context: CaseContext): string {
  const { session, candidate } = context;
  const mine = rolesHere(context);
  const labels = mine.map((role) => roleLabel(role, session.program.settings.labels));
  const is = labels.length > 0 ? `is ${labels.join(" and ")} here` : "has no role for this candidate";
  return `${nameIn(session.program.people, session.person.id)} ${is}. Who is what: ilp people list, and the profile of ${candidate.id}.`;
}

/**
 * Asks what is still to be known, and in which role, all at once. The role is one in which the process allows this act
 * now and people.yaml the role. Throws UserError.
 */
export async function askFor(
  context: CaseContext,
  step: CaseStep,
  questions: Question[],
): Promise<{ role: Role; answers: Record<string, string> }> {
  const able = ableRoles(context, step);
  const [only] = able.length === 1 ? able : [];
  const labels = context.program.settings.labels;
  const { as = only, ...answers } = await ask(context.io, context.options.yes === true, [
    {
      name: "as",
      flag: `--as ROLE (${able.join(" or ")})`,
      message: "In which role?",
      given: only,
      choices: able.map((role) => ({ value: role, name: roleLabel(role, labels) })),
    },
    ...questions,
  ]);
  return { role: as as Role, answers };
}

function ableRoles(context: CaseContext, step: CaseStep): Role[] {
  const { program, session, candidate, options, io } = context;
  const { people, settings } = program;
  const mine = rolesHere(context).filter((role) => !options.as || role === options.as);
  if (step.earlierRole && !mine.includes(step.earlierRole))
    throw new UserError(
      `That was written as ${step.earlierRole}, and is corrected as ${step.earlierRole}.`,
      whoIsWhat(context),
    );
  const tried = mine
    .filter((role) => !step.earlierRole || role === step.earlierRole)
    .map((role) => ({ role, refused: refusalOf(context, step, role, io.now()) }));
  const allowed = tried.filter(({ refused }) => !refused);
  const { who } = transitionOf(step.act);
  // Whoever may do it hears why not now; the others that they may not.
  const refused = tried.find((each) => each.refused && each.refused.rule !== who)?.refused ?? tried[0]?.refused;
  if (allowed.length === 0 && refused)
    throw refusal(
      refused,
      refused.rule === who ? whoIsWhat(context) : (step.help ?? `See: ilp status ${candidate.id}`),
    );
  const { dayOf: dayAt } = clockOf(io, program);
  const around = {
    candidate: candidate.id,
    profile: candidate.profile,
    people,
    policy: policyOf(settings),
    dayOf: dayAt,
  };
  const problems = allowed.map(({ role }) => roleProblem({ role, at: io.now().toISOString() }, session.person, around));
  const able = allowed.filter((_, index) => problems[index] === null);
  if (able.length === 0) throw new UserError(`${problems[0]}.`, whoIsWhat(context));
  return able.map(({ role }) => role);
}

/** Why the process would set this act aside; null when it counts. Told by reading it as it will be read afterwards. */
export function refusalOf(context: CaseContext, { act, of, entry }: CaseStep, role: Role, now: Date): Refusal | null {
  const { standing, today } = context;
  const saying = sayingOf(context, { act, role, intent: "", entry, ...(of ? { of } : {}), digest: "" });
  return refusedOnceRecorded(standing, stated(saying, momentAfter(standing.ordered, now), ""), today);
}

type Said = Pick<Saying, "act" | "role" | "intent" | "digest" | "of"> & { entry: Mapping };

export const sayingOf = ({ program, candidate, session }: CaseContext, said: Said): Saying => ({
  ...casePlace,
  program: program.settings.id,
  candidate: candidate.id,
  signer: session.person.id,
  ...said,
});
