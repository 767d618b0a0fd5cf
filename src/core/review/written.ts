import { isBlank } from "../basics/values.ts";
import { answers } from "../forms/answers.ts";
import { isInside } from "../problems/finding.ts";
import type { Document } from "../program/program.ts";
import type { SectionPlace } from "../records/slots.ts";
import { profileFacts, type YearView } from "./year.ts";

/**
 * Whether anybody has written anything in a part: what is empty is neither signed nor handed in. What the file began with
 * is nothing yet; neither is a day, or a reference to something elsewhere, where more than that is asked.
 */
export function isWritten(
  { form, value }: Document,
  { pointer }: Pick<SectionPlace, "pointer">,
  view: YearView,
): boolean {
  const around = { settings: view.settings, profile: profileFacts(view) };
  const here = [...answers(form.fields, value, around)].filter(
    ({ field, pointer: at }) =>
      isInside(at, pointer) && !["group", "list"].includes(field.kind) && !field.prefill && field.key !== "id",
  );
  const telling = here.filter(({ field: { kind, ref } }) => kind !== "date" && kind !== "time" && ref === undefined);
  return (telling.length > 0 ? telling : here).some(({ value: answer }) => !isBlank(answer));
}
