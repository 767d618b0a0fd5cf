import type { Day } from "../core/basics/dates.ts";
import type { CandidateStatus, DocumentStatus, PartStatus } from "../core/findings/status.ts";
import { reviewCommand, shortAddress } from "../core/records/labels.ts";
import { decisionWords } from "../core/records/words.ts";
import type { Io } from "../io.ts";
import { columnsOf } from "./columns.ts";
import { paint, safe } from "./paint.ts";
import { table } from "./table.ts";

/** Where each part stands that is handed in and decided on. */
export function reviewLines(documents: DocumentStatus[], today: Day, io: Io): string[] {
  const parts = documents.flatMap(({ name, reviews }) => reviews.map((part) => ({ name, part })));
  if (parts.length === 0) return [];
  const late = ` ${paint(io).red("late")}`;
  const rows = parts.map(({ name, part }): Row => {
    const { state, attempts, submitted, onTime, decided, due } = part;
    const isDue = state === "draft" || state === "returned";
    return {
      part: safe(shortAddress(name, part.section)),
      state: stateOf(part),
      attempt: attempts > 0 ? String(attempts) : "",
      handedIn: submitted ? `${submitted}${onTime === false ? late : ""}` : "",
      decided: (state === "submitted" ? null : decided) ?? "",
      due: isDue && due ? `${due}${due < today ? late : ""}` : "",
    };
  });
  const heads = {
    part: "Review",
    state: "",
    attempt: "Attempt",
    handedIn: "Submitted",
    decided: "Decided",
    due: "Due",
  };
  const cells = [heads, ...rows].map((row) => Object.values(row));
  const wide = table(cells, Number.POSITIVE_INFINITY);
  const room = io.columns - 2;
  return wide.every((line) => columnsOf(line) <= room - 2)
    ? ["", ...wide.map((line, index) => `  ${index === 0 ? "" : "  "}${line}`)]
    : ["", "  Review", ...rows.flatMap(twoLines)];
}

/** Columns of one part. */
interface Row {
  part: string;
  state: string;
  attempt: string;
  handedIn: string;
  decided: string;
  due: string;
}

/** What does not fit beside a part stands below it. */
function twoLines({ part, state, attempt, handedIn, decided, due }: Row): string[] {
  const facts = [
    attempt && `attempt ${attempt}`,
    handedIn && `submitted ${handedIn}`,
    decided && `decided ${decided}`,
    due && `due ${due}`,
  ].filter(Boolean);
  return [`    ${part}  ${state}`, ...(facts.length > 0 ? [`        ${facts.join(", ")}`] : [])];
}

const appealed = { heard: ", appealed", granted: ", to be decided again" };

const stateOf = ({ state, changed, decision, appeal }: PartStatus): string => {
  const words =
    state === "draft"
      ? "not submitted"
      : state === "submitted" || !decision
        ? changed
          ? "submitted"
          : "waits for a decision"
        : `${decisionWords(decision)}${appeal ? appealed[appeal] : ""}`;
  return changed ? `${words}, changed` : words;
};

/** What waits for a decision, whatever waits longest first: at most so many, and how many more. */
export function waitingLines(statuses: CandidateStatus[], most: number, io: Io): string[] {
  const waiting = statuses
    .flatMap(({ id, documents }) =>
      documents.flatMap(({ name, reviews }) =>
        reviews
          .filter(({ state, changed }) => state === "submitted" && !changed)
          .map(({ section, since }) => ({ since: since ?? "", next: reviewCommand(id, name, section) })),
      ),
    )
    .sort((one, other) => one.since.localeCompare(other.since));
  if (waiting.length === 0) return [];
  const rows = waiting.slice(0, most).map(({ since, next }) => [`  since ${since}`, safe(next)]);
  const more = waiting.length > most ? [`  … and ${waiting.length - most} more`] : [];
  return ["", "Submitted, and waiting for a decision", ...table(rows, io.columns), ...more];
}
