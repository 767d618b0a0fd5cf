import cpsel from "../../../schemas/cpsel.json" with { type: "json" };
import { items, type Mapping, text } from "../basics/values.ts";

/** One line of the question "which element, where is the evidence". */
export interface MatrixRow {
  /** 1A, or the number of a standard for items that name only the whole standard. */
  id: string;
  /** "1A Student-Centered Vision", or "CPSEL 1, whole standard". */
  label: string;
  cpsel: number;
  /** Titles of the items, or their ids where they have none, in the order of the index. */
  items: string[];
}

/** The 19 elements with the evidence that lists them; then, per standard, the items that name only the standard. */
export function evidenceMatrix(evidence: Mapping[]): MatrixRow[] {
  const name = (item: Mapping) => text(item.title) || String(item.id);
  const elementsOf = (item: Mapping) => items(item.elements).map(String);
  return Object.keys(cpsel.standards).flatMap((standard) => {
    const elements = Object.entries(cpsel.elements).filter(([id]) => id.startsWith(standard));
    const whole = evidence.filter(
      (item) =>
        items(item.cpsels).map(String).includes(standard) && !elementsOf(item).some((id) => id.startsWith(standard)),
    );
    const rows = elements.map(([id, title]) => ({
      id,
      label: `${id} ${title}`,
      cpsel: Number(standard),
      items: evidence.filter((item) => elementsOf(item).includes(id)).map(name),
    }));
    const rest = {
      id: standard,
      label: `CPSEL ${standard}, whole standard`,
      cpsel: Number(standard),
      items: whole.map(name),
    };
    return whole.length > 0 ? [...rows, rest] : rows;
  });
}
