import { isMapping, items, type Value } from "../core/basics/values.ts";

/** The steps of a JSON pointer. */
export const pointerSteps = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/** What a value holds some steps further in. */
export const valueAt = (value: Value | undefined, steps: string[]): Value | undefined =>
  steps.reduce<Value | undefined>((at, step) => (isMapping(at) ? at[step] : items(at)[Number(step)]), value);

/** A value with another one at these steps. */
export function replaced(value: Value | undefined, [step, ...rest]: string[], by: Value): Value {
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((each, index) => (index === Number(step) ? replaced(each, rest, by) : each));
  return { ...(isMapping(value) ? value : {}), [step]: replaced(isMapping(value) ? value[step] : undefined, rest, by) };
}

/** Where something is, for people: people, coach-one, keys. */
export const placeName = (value: Value, steps: string[]) =>
  steps
    .map((step, index) => {
      const at = valueAt(value, steps.slice(0, index + 1));
      if (!/^\d+$/.test(step)) return step;
      return isMapping(at) && typeof at.id === "string" ? at.id : `entry ${Number(step) + 1}`;
    })
    .join(", ") || "the first level";
