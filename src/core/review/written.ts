import { isBlank } from "../basics/values.ts";
import { answers } from "../forms/answers.ts";
import { isInside } from "../problems/finding.ts";
import type { Document } from "../program/program.ts";
import type { SectionPlace } from "../records/slots.ts";
import { profileFacts, type YearView } from "./year.ts";

/** Whether anybody has written anything in a part: what is empty is neither signed nor handed in. */
export function isWritten(
  { form, value }: Document,
  { pointer }: Pick<SectionPlace, "pointer">,
  view: YearView,
): boolean {
  const around = { settings: view.settings, profile: profileFacts(view) };
  return [...answers(form.fields, value, around)].some(
    ({ field, value: answer, pointer: at }) =>
      isInside(at, pointer) &&
      !["group", "list"].includes(field.kind) &&
      !field.prefill &&
      field.key !== "id" &&
      !isBlank(answer),
  );
}
