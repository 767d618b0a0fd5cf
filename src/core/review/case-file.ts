import type {
  AnswerEntry,
  AppealCloseEntry,
  AppealOpenEntry,
  AppealStepEntry,
  ConcernEntry,
  ExtendEntry,
  PlanCloseEntry,
  PlanOpenEntry,
  PlanUpdateEntry,
} from "../../generated/entries.ts";
import type { CaseState, Doer, Guard, ProcessState } from "../acts/row.ts";
import { type CaseAct, rowOf } from "../acts/rows.ts";
import type { Day } from "../basics/dates.ts";
import type { Mapping } from "../basics/values.ts";
import type { Policy, ReviewPolicy } from "../program/policy.ts";
import { move, type Refusal } from "../records/acts.ts";
import { entryOf } from "../records/entry.ts";
import type { Readable } from "../records/order.ts";
import { isCaseAct } from "../records/statement.ts";
import { isOf, type Told } from "./amended.ts";
import {
  type Appeal,
  type AppealRules,
  type AppealStep,
  appealBar,
  appealedIn,
  beginsAt,
  reachedIn,
  withStep,
} from "./appeals.ts";
import { type Declined, declinesIn } from "./declines.ts";
import { barred, decisionOf, doneBy, hadCounted, type OutOfTurn, roundsOf } from "./rounds.ts";

export { isOf, type Told } from "./amended.ts";
export { type Appeal, appealedIn, appealOn, goesOnBy, reachedIn } from "./appeals.ts";
export type { Declined } from "./declines.ts";

export interface Concern extends Told<ConcernEntry> {
  answer: Told<AnswerEntry> | null;
}

export interface AssistancePlan {
  opened: Told<PlanOpenEntry>;
  updates: Told<PlanUpdateEntry>[];
  closed: Told<PlanCloseEntry> | null;
}

export interface CaseFile {
  concerns: Concern[];
  declined: Declined[];
  plans: AssistancePlan[];
  extensions: Told<ExtendEntry>[];
  appeals: Appeal[];
  /** Every file that counts, as it reads now. */
  told: (Told<Mapping> & { act: CaseAct })[];
  outOfTurn: OutOfTurn[];
}

/** A candidate's case file, told from records in turn; what the table of the process does not allow is set aside. */
export function caseFileOf(
  ordered: Readable[],
  policy: Policy,
  { "appeal-steps": steps }: ReviewPolicy,
  days = 0,
): CaseFile {
  const file: CaseFile = {
    concerns: [],
    declined: declinesIn(ordered, policy),
    plans: [],
    extensions: [],
    appeals: [],
    told: [],
    outOfTurn: [],
  };
  const around: Around = { file, ordered, appeals: { steps, days }, policy, written: [] };
  for (const record of ordered) {
    const refused = takeUp(record, around);
    if (refused) file.outOfTurn.push({ record, refused });
  }
  return file;
}

interface Around {
  file: CaseFile;
  ordered: Readable[];
  appeals: AppealRules;
  policy: Policy;
  written: Written[];
}

/** A file that counts, so that its writer can correct it. */
interface Written {
  record: Readable;
  /** Its own, and those of its later wordings. */
  ids: string[];
  reword: (entry: Mapping, id: string) => void;
}

function takeUp(record: Readable, around: Around): Refusal | null {
  const { act, of, entry, signer, candidate, role } = record.statement;
  if (act === "revoke") {
    const isOfCase = around.ordered.some(({ id, statement }) => id === of && isCaseAct(statement.act));
    return isOfCase && hadCounted(record, around.policy) ? barred("case-stays") : null;
  }
  if (!isCaseAct(act) || !hadCounted(record, around.policy)) return null;
  // In their own case file, whoever is of the Induction Team as well is the candidate alone.
  if (signer === candidate && role !== "candidate") return barred("own-work");
  if (act === "extend" && entry && isNoLater(entry)) return barred("later-day");
  return entry?.corrects === undefined ? (takers[act] ?? alone)(record, around) : correct(record, around);
}

/** Days that are not known yet are no reason to refuse. */
const isNoLater = ({ from, to }: Mapping): boolean => typeof from === "string" && typeof to === "string" && to <= from;

/** A later wording of the same person's: no step of the process, and the same at any time. */
function correct(record: Readable, { written }: Around): Refusal | null {
  const { act, signer, role, of, entry = {} } = record.statement;
  const withId = (id: unknown) => written.find(({ ids }) => ids.includes(String(id)));
  const earlier = withId(entry.corrects);
  const then = earlier?.record.statement;
  const isSame = (id: string | undefined) => id === of || (id !== undefined && withId(id) === withId(of));
  if (!earlier || then?.act !== act || then.signer !== signer || then.role !== role || !isSame(then.of))
    return barred("own-file");
  earlier.ids.push(record.id);
  earlier.reword(entry, record.id);
  return null;
}

type Taker = (record: Readable, around: Around) => Refusal | null;

const never = () => false;

/** Takes a step of the table from a state; `then` changes the file and says what was written. */
function step<Entry>(
  record: Readable,
  { file, written }: Around,
  state: ProcessState,
  then: (told: Told<Entry>, written: Written) => void,
  { by = [], guard = never, bar }: { by?: Doer[]; guard?: (guard: Guard) => boolean; bar?: () => Refusal | null } = {},
): Refusal | null {
  const { act, role, entry } = record.statement;
  const moved = move(act as CaseAct, state, [role, ...by], guard);
  const refused = "refused" in moved ? moved.refused : bar?.();
  if (refused) return refused;
  const told = { act, ...doneBy(record), entry: entry as Entry, corrected: [] as string[] };
  const own: Written = {
    record,
    ids: [record.id],
    reword: (later, id) => {
      told.corrected.push(told.record);
      Object.assign(told, { entry: later, record: id });
    },
  };
  written.push(own);
  file.told.push(told as unknown as CaseFile["told"][number]);
  then(told, own);
  return null;
}

const appealWith = ({ appeals }: CaseFile, id: string | undefined) => appeals.find(({ opened }) => isOf(opened, id));
const planWith = ({ plans }: CaseFile, id: string | undefined) => plans.find(({ opened }) => isOf(opened, id));
const stateOf = (one: { closed: unknown } | undefined): CaseState => (!one ? "none" : one.closed ? "closed" : "open");

/** An act that changes nothing but its own file: it stands by itself, or goes on from a plan or an appeal. */
const alone: Taker = (record, around) => {
  const { act, of } = record.statement;
  const { target } = rowOf(act as CaseAct);
  const goesOnFrom =
    target === "plan" ? planWith(around.file, of) : target === "open-appeal" ? appealWith(around.file, of) : undefined;
  return step(record, around, goesOnFrom ? stateOf(goesOnFrom) : "none", () => {});
};

/** Acts that change what others say, or go on from it; every other act stands by itself. */
const takers: Partial<Record<CaseAct, Taker>> = {
  concern: (record, around) =>
    step<ConcernEntry>(record, around, "none", (told) =>
      around.file.concerns.push(Object.assign(told, { answer: null })),
    ),
  answer: (record, around) => {
    const { of } = record.statement;
    const { concerns, declined } = around.file;
    const about = concerns.find((each) => isOf(each, of)) ?? declined.find((each) => each.record === of);
    return step<AnswerEntry>(record, around, !about ? "none" : about.answer ? "answered" : "open", (told) => {
      if (about) about.answer = told;
    });
  },
  "plan-open": (record, around) => {
    const { plans } = around.file;
    const last = plans.find(({ closed }) => closed === null) ?? plans.at(-1);
    return step<PlanOpenEntry>(record, around, stateOf(last), (opened) =>
      plans.push({ opened, updates: [], closed: null }),
    );
  },
  "plan-update": (record, around) => {
    const plan = planWith(around.file, record.statement.of);
    return step<PlanUpdateEntry>(record, around, stateOf(plan), (told) => plan?.updates.push(told));
  },
  "plan-close": (record, around) => {
    const plan = planWith(around.file, record.statement.of);
    return step<PlanCloseEntry>(record, around, stateOf(plan), (closed) => plan && Object.assign(plan, { closed }));
  },
  extend: (record, around) => {
    const { extensions } = around.file;
    const { about, from } = entryOf("extend", record.statement);
    // Two agreed at once, on two computers, are one too many: the first one counts.
    if (extensions.some(({ entry }) => entry.about === about && entry.from === from)) return barred("extended-already");
    return step<ExtendEntry>(record, around, "draft", (told) => extensions.push(told));
  },
  "appeal-open": (record, around) => {
    const { appeals } = around.file;
    const { of = "" } = record.statement;
    const before = appeals.filter((each) => each.of === of).at(-1);
    const begins = beginsAt(before, record, around.appeals);
    if (typeof begins !== "number") return begins;
    const decider = around.ordered.find(({ id }) => id === of)?.statement.signer ?? null;
    return step<AppealOpenEntry>(
      record,
      around,
      stateOf(before),
      (opened, file) => appeals.push({ opened, of, decider, steps: [appealStep(record, begins, file)], closed: null }),
      { guard: (guard) => guard === "standing" && isStanding(record, around) },
    );
  },
  "appeal-step": (record, around) => {
    const { steps } = around.appeals;
    const appeal = appealWith(around.file, record.statement.of);
    const { step: number } = entryOf("appeal-step", record.statement);
    const isNext = appeal !== undefined && number === reachedIn(appeal) + 1 && number <= steps.length;
    return goOn<AppealStepEntry>(
      record,
      around,
      appeal,
      (_, written) => appeal?.steps.push(appealStep(record, number, written)),
      (guard) => guard === "further" && isNext,
    );
  },
  "appeal-close": (record, around) => {
    const appeal = appealWith(around.file, record.statement.of);
    return goOn<AppealCloseEntry>(record, around, appeal, (closed) => appeal && Object.assign(appeal, { closed }));
  },
};

/** Takes an appeal on, or closes it, with whoever may. */
function goOn<Entry>(
  record: Readable,
  around: Around,
  appeal: Appeal | undefined,
  then: (told: Told<Entry>, written: Written) => void,
  guard = never as (guard: Guard) => boolean,
): Refusal | null {
  const by = withStep(appeal, record.statement.role, around.appeals);
  return step<Entry>(record, around, stateOf(appeal), then, { by, guard, bar: () => appealBar(appeal, record) });
}

/** A step as its file says, in its latest wording. */
function appealStep(record: Readable, number: number, file: Written): AppealStep {
  const textOf = (entry: Mapping | undefined) => String(entry?.text ?? "");
  const step = { ...doneBy(record), number, text: textOf(record.statement.entry) };
  const { reword } = file;
  file.reword = (entry, id) => {
    reword(entry, id);
    step.text = textOf(entry);
  };
  return step;
}

/** Whether what an appeal is about was, when it was opened, a NO and the last decision on its part. */
function isStanding(appeal: Readable, { ordered, policy, file }: Around): boolean {
  const before = ordered.slice(0, ordered.indexOf(appeal));
  const no = before.find(({ id }) => id === appeal.statement.of)?.statement;
  if (!no) return false;
  const { candidate, entry } = appeal.statement;
  const [document, section = "."] = String(entry?.about ?? `${no.document}#${no.section}`).split("#");
  if (document !== no.document || section !== no.section) return false;
  const { rounds } = roundsOf(no, before, { candidate, policy, appealed: appealedIn(file) });
  const last = rounds.flatMap((round) => decisionOf(round) ?? []).at(-1);
  return last !== undefined && last.record === appeal.statement.of && last.decision === "NO";
}

/** A due day with the extensions of this part, or of the whole document, that were agreed about that very day. */
export function extendedDay(extensions: Told<ExtendEntry>[], document: string, section: string, day: Day): Day {
  const mine = extensions.filter(({ entry }) => {
    const [name = "", part = "."] = entry.about.split("#");
    return name === document && (part === "." || part === section || section.startsWith(`${part}/`));
  });
  // An extended day can be extended once more.
  for (let due = day, left = mine.length; ; left--) {
    const next = mine.filter(({ entry }) => entry.from === due).at(-1)?.entry.to;
    if (next === undefined || next === due || left <= 0) return due;
    due = next;
  }
}

/** What a concern says, in one sentence or two: the program's words for its reason, and the note. */
export const concernWords = ({ reason, note }: ConcernEntry, { concerns }: Pick<ReviewPolicy, "concerns">): string =>
  [Object.hasOwn(concerns, reason) ? concerns[reason] : reason, note].filter(Boolean).join(". ");
