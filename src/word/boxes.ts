import type { Value } from "../core/basics/values.ts";
import type { Field } from "../core/forms/form.ts";
import type { PrintedAnswer } from "./scope.ts";

export interface Box {
  /** As it stands in the tag: anchor=value. */
  value: string;
  label: string;
  ticked: boolean;
}

/** The boxes of a question that is answered by choosing: yes and no, or its choices; and what was answered beside them. */
export function boxesOf({ field, value }: Pick<PrintedAnswer, "field" | "value">): Box[] {
  if (field.kind === "yes-no")
    return [
      { value: "yes", label: "Yes", ticked: value === true },
      { value: "no", label: "No", ticked: value === false },
    ];
  const chosen: Value[] = Array.isArray(value) ? value : value === null || value === "" ? [] : [value];
  const offered = (field.choices ?? []).map((choice) => ({
    value: String(choice.value),
    label: choice.label,
    ticked: chosen.includes(choice.value),
  }));
  const beside = chosen.filter((each) => !field.choices?.some((choice) => choice.value === each));
  return [...offered, ...beside.map((each) => ({ value: String(each), label: String(each), ticked: true }))];
}

export const choiceLabel = (field: Field, value: string) =>
  boxesOf({ field, value: null }).find((box) => box.value === value)?.label ?? value;
