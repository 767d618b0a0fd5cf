import type { Role } from "../core/forms/form.ts";
import type { Settings } from "../core/program/program.ts";
import { roleLabel } from "../core/records/labels.ts";
import type { Io } from "../io.ts";
import { paint, safe } from "./paint.ts";
import { fitsIn, table } from "./table.ts";

/** One person of the program; `certified` of a coach alone. */
export interface ListedPerson {
  id: string;
  name: string;
  emails: string[];
  roles: string[];
  training: unknown[];
  certified?: boolean;
  /** Years of training that count, of a coach alone. */
  years?: number;
}

/** Who is in the program, with roles and coaches' training. */
export function peopleText(people: ListedPerson[], labels: Settings["labels"], io: Io): string {
  if (people.length === 0) return 'Nobody yet. To add someone: ilp people add "Full Name" --role coach\n';
  const rows = people.map((each) => [
    safe(each.name),
    each.id,
    each.roles.map((role) => safe(roleLabel(role as Role, labels))).join(", "),
    each.emails.join(", "),
    trainingText(each, io),
  ]);
  const full = [["Name", "Id", "Roles", "Email", `${safe(labels.coach)} training`], ...rows];
  // Training gives way before an email: whoever has to be written to is looked up here.
  const shown = fitsIn(full, io.columns) ? full : full.map((row) => row.slice(0, -1));
  return `${table(shown, io.columns, 3).join("\n")}\n`;
}

function trainingText({ certified, years = 0 }: ListedPerson, io: Io): string {
  if (certified === undefined) return "";
  if (certified) return paint(io).green("Certified");
  return years > 0 ? `in training (${years} ${years === 1 ? "year" : "years"} logged)` : "no training logged";
}
