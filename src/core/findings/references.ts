import { personIdProblem } from "../basics/names.ts";
import { didYouMean } from "../basics/nearest.ts";
import { isBlank, text, type Value, valuesAt } from "../basics/values.ts";
import type { Answer } from "../forms/answers.ts";
import type { Finding } from "../problems/finding.ts";
import type { Document, People } from "../program/program.ts";
import { isAlike } from "../program/registry.ts";
import { finding, type YearView } from "../review/year.ts";

/** Ids used twice, references to things that are not there, and choices the program does not offer. */
export function references(
  document: Document,
  found: Iterable<Answer>,
  view: Pick<YearView, "documents">,
  people: People,
): Finding[] {
  const findings: Finding[] = [];
  for (const { field, value, pointer, trail } of found) {
    const label = [...trail, field.label].join(" › ");
    if (field.kind === "list") findings.push(...duplicateIds(document, value, pointer));
    if (isBlank(value)) continue;
    if (field.choices && !field.open && (field.kind === "line" || field.kind === "text"))
      findings.push(...unknownChoice(document, { field, value, pointer, label }));
    if (field.ref) findings.push(...unknownReferences(document, field.ref, value, pointer, label, view, people));
  }
  return findings;
}

function duplicateIds(document: Document, list: Value, pointer: string): Finding[] {
  const seen = new Set<string>();
  return valuesAt(list, "*/id").flatMap(({ value: id, pointer: at }) => {
    if (typeof id !== "string") return [];
    if (seen.has(id)) return [finding(document, `${pointer}${at}`, "duplicate-id", { id })];
    seen.add(id);
    return [];
  });
}

function unknownChoice(
  document: Document,
  { field, value, pointer, label }: Pick<Answer, "field" | "value" | "pointer"> & { label: string },
) {
  if (field.choices?.some((choice) => choice.value === value)) return [];
  const choices = (field.choices ?? []).map((choice) => choice.value).join(", ");
  return [
    finding(document, pointer, "wrong-choice", {
      label,
      found: text(value),
      choices,
      guess: didYouMean(
        text(value).toLowerCase().replaceAll(" ", "_"),
        (field.choices ?? []).map((choice) => String(choice.value)),
      ),
    }),
  ];
}

/** A name stands where an id belongs: whose it is. */
function namedHint(name: string, { people }: People): string {
  const [one, another] = people.filter((each) => isAlike(each.name, name));
  return one && !another ? `That is ${one.id}. ` : "";
}

function unknownReferences(
  document: Document,
  ref: string,
  value: Value,
  pointer: string,
  label: string,
  view: Pick<YearView, "documents">,
  people: People,
) {
  const wanted = Array.isArray(value)
    ? value.map((id, index) => ({ id, at: `${pointer}/${index}` }))
    : [{ id: value, at: pointer }];
  const [form, ...path] = ref.split("/");
  if (form === "people") {
    const ids = people.people.map((person) => person.id);
    return wanted
      .filter(({ id }) => !ids.includes(String(id)))
      .map(({ id, at }) =>
        finding(document, at, "unknown-person", {
          label,
          id: String(id),
          hint: namedHint(String(id), people) || didYouMean(String(id), ids),
          as: personIdProblem(String(id)) ? "" : ` --id ${id}`,
        }),
      );
  }
  const target = view.documents.find((each) => each.form.id === form);
  if (!target) return [];
  const ids = valuesAt(target.value, `${path.join("/")}/*/id`).map((each) => String(each.value));
  return wanted
    .filter(({ id }) => !isBlank(id) && !ids.includes(String(id)))
    .map(({ id, at }) => {
      const hint = didYouMean(String(id), ids) || (ids.length ? `There are: ${ids.join(", ")}.` : "It has none yet.");
      return finding(document, at, "unknown-reference", { label, id: String(id), where: `${target.name}.yaml`, hint });
    });
}
