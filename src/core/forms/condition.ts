import { isBlank, isMapping, type Mapping, type Value, valuesAt } from "../basics/values.ts";
import { listed, requirement, type Settings } from "../program/program.ts";
import type { Condition, Need } from "./form.ts";

/** What a condition may look at: the answers beside it, the whole document, and the candidate. */
export interface Surroundings {
  settings: Settings;
  /** kind, year, new-candidate. */
  profile: Mapping;
  document: Mapping;
  beside: Value;
  /** Of an act of the case file: appealed. */
  case?: Mapping;
}

function answerAt(path: string, { profile, document, beside, case: file }: Surroundings): Value | undefined {
  if (path.startsWith("case.")) return file?.[path.slice("case.".length)];
  if (path.startsWith("profile.")) return profile[path.slice("profile.".length)];
  if (path.startsWith("/")) return valuesAt(document, path.slice(1))[0]?.value;
  return isMapping(beside) ? beside[path] : undefined;
}

/** Whether a `needed`, `wanted` or `applies` annotation holds here. A field without one is not needed, and applies. */
export function holds(need: Need | undefined, around: Surroundings): boolean {
  if (need === true) return true;
  if (need === undefined) return false;
  return conditionHolds(need, around);
}

export const applies = (condition: Condition | undefined, around: Surroundings) =>
  condition === undefined || conditionHolds(condition, around);

function conditionHolds(condition: Condition, around: Surroundings): boolean {
  const { when, is, blank, setting } = condition;
  if (setting !== undefined && requirement(around.settings, setting) !== true) return false;
  if (when === undefined) return true;
  const answer = answerAt(when, around);
  if (blank !== undefined && isBlank(answer) !== blank) return false;
  if (is === undefined) return true;
  const wanted = typeof is === "string" ? listed(around.settings, is) : is;
  return wanted.includes(answer ?? null);
}
