import type { Day } from "../core/basics/dates.ts";
import { hoursText } from "../core/basics/hours.ts";
import type { Overview } from "../core/findings/overview.ts";
import type { CandidateStatus, DocumentStatus, SectionStatus } from "../core/findings/status.ts";
import { unsignedWords } from "../core/findings/unsigned.ts";
import { words } from "../core/problems/messages.ts";
import type { Rulebook } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import { roleLabel, shortAddress } from "../core/records/labels.ts";
import { slotWords } from "../core/records/slots.ts";
import { casePlace } from "../core/records/statement.ts";
import type { Io } from "../io.ts";
import { footer } from "./footer.ts";
import { jsonText } from "./json.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { reviewLines } from "./status-reviews.ts";
import { fitsIn, table } from "./table.ts";
import { toDoWords } from "./to-do.ts";
import { movedText } from "./turns.ts";

const states: Record<DocumentStatus["state"], string> = {
  "not-started": "not started",
  "in-progress": "in progress",
  ready: "ready",
  signed: "signed",
  submitted: "submitted",
  returned: "returned",
  accepted: "accepted",
  stale: "changed after signing",
  declined: "declined",
  unreadable: "cannot be read",
  missing: "file missing",
  "not-asked": "not asked for",
  optional: "optional",
};

const milestoneWords = { none: "nothing asked yet", clear: "nothing open", open: "open", late: "late" };

const bar = (done: number, total: number) => {
  const filled = total === 0 ? 10 : Math.min(10, Math.floor((done / total) * 10));
  return `${"█".repeat(filled)}${"░".repeat(10 - filled)}`;
};

/** What a program calls its people and things. */
type Words = Pick<Rulebook, "people" | "settings">;

/** What is still to come, apart from what counts. */
const plannedText = (planned: number) => (planned > 0 ? `, ${hoursText(planned)} planned` : "");

/** One candidate: what was told of them, hours, due dates, document by document. */
export function candidateText(
  { status, open, late }: Overview,
  rulebook: Words,
  today: Day,
  notLookedAt: string,
  io: Io,
): string {
  const colour = paint(io);
  const lines = [
    `${colour.bold(safe(status.name))} (${safe(status.id)})${status.kind === "transitional" ? ", transitional administrator" : ""}`,
    ...caseLines(status, io),
  ];
  for (const { year, programYear, hours, milestones, notMet } of status.years) {
    lines.push("", colour.bold(`Year ${year} (${programYear})`));
    if (notMet) lines.push(`  ${colour.red(`Not complete: ${notMet}`)}`);
    if (hours.pd) {
      const { counted, required, exempt, planned, unreadable } = hours.pd;
      lines.push(
        unreadable
          ? "  Professional development  the log cannot be read, so its hours are not known"
          : `  Professional development  ${exempt ? "" : `${bar(counted, required)} `}${exempt ? `${hoursText(counted)} hours, no minimum` : `${hoursText(counted)} of ${hoursText(required)} hours`}${plannedText(planned)}`,
      );
    }
    if (hours.coaching) {
      const { counted, required, planned } = hours.coaching;
      lines.push(
        `  Coaching                  ${required > 0 ? `${bar(counted, required)} ${hoursText(counted)} of ${hoursText(required)} hours (an aim, not a rule)` : `${hoursText(counted)} hours`}${plannedText(planned)}`,
      );
    }
    const dated = milestones.filter(({ due }) => due !== null);
    if (dated.length > 0) {
      lines.push("", "  Due dates");
      const rows = dated.map(({ title, due, moved, assumed, state }) => [
        `  ${title}`,
        `${due}${movedText(moved)}${assumed ? " (assumed, confirm)" : ""}`,
        milestoneWords[state] === "late" ? colour.red("late") : milestoneWords[state],
      ]);
      lines.push(...table(rows, io.columns - 2, 0).map((line) => `  ${line}`));
    }
    lines.push("", "  Documents");
    const documents = status.documents.filter(
      (each) => each.year === year || (each.year === null && year === status.years[0]?.year),
    );
    const rows = documents.map(({ name, state, cells, due, late, turn, sections }) => [
      `  ${name}`,
      ["ready", "signed", "accepted"].includes(state)
        ? colour.green((state === "ready" && unsignedWords(sections)) || states[state])
        : late
          ? colour.red(`${states[state]}, late`)
          : states[state],
      cells.total > 0 ? `${cells.answered} of ${cells.total}` : "",
      due ?? "",
      signedText(sections),
      turn ? safe(roleLabel(turn, rulebook.settings.labels)) : "",
    ]);
    lines.push(...table(givingWay(rows, io.columns - 2), io.columns - 2, 0).map((line) => `  ${line}`));
    lines.push(...oddSignatures(documents, rulebook, io), ...reviewLines(documents, today, io));
  }
  lines.push(
    "",
    status.complete
      ? colour.green("Nothing missing.")
      : `${toDoWords({ open, late })} To see ${open === 1 ? "it" : "them"}: ilp check ${safe(status.id)}`,
  );
  return `${lines.join("\n")}\n\n${footer(today, notLookedAt, io)}`;
}

/** On a narrow screen signatures give way first, then the number of answers; whose turn it is comes last. */
const givingWay = (rows: string[][], room: number): string[][] =>
  [rows, without(rows, 4), without(without(rows, 4), 2)].find((each) => fitsIn(each, room)) ??
  without(without(without(rows, 4), 2), 3);

const without = (rows: string[][], column: number) => rows.map((row) => row.filter((_, index) => index !== column));

/** Concerns, plans and appeals that are open, and days that were put off. */
function caseLines({ findings }: CandidateStatus, io: Io): string[] {
  const mine = findings.filter(({ document }) => document === casePlace.document);
  if (mine.length === 0) return [];
  // What each of several people is told is one thing here; that a plan is open goes without saying beside its words.
  const isTold = mine.some(({ code }) => code === "plan-told");
  const told = mine.filter(({ code }) => !(isTold && code === "plan-running")).map((each) => words(each).message);
  return ["", "  Case file", ...[...new Set(told)].map((each) => `    ${wrap(safe(each), widthOf(io), "      ")}`)];
}

/** How many of the required signatures count. */
function signedText(sections: SectionStatus[]): string {
  const asked = sections.flatMap(({ signatures }) => signatures).filter(({ required }) => required);
  if (asked.length === 0) return "";
  const given = asked.filter(({ accepted }) => accepted).length;
  return given === 0 && asked.every(({ state }) => state === "missing") ? "" : `${given} of ${asked.length} signed`;
}

/** Signatures and declines that need a word: everything between not given and proved by a key. */
function oddSignatures(documents: DocumentStatus[], { people, settings: { labels } }: Words, io: Io): string[] {
  const rows = documents.flatMap(({ name, sections }) =>
    sections.flatMap(({ section, signatures }) =>
      signatures
        .filter(({ state, assurance }) => state !== "missing" && !(state === "valid" && assurance === "key"))
        .map((slot) => [
          `  ${slotWords(slot)}`,
          safe(shortAddress(name, section)),
          safe(roleLabel(slot.role, labels)),
          safe(nameIn(people, slot.signer ?? "")),
          slot.day ?? "",
          safe((slot.changed ?? slot.reason).replace(/\s+/g, " ")),
        ]),
    ),
  );
  if (rows.length === 0) return [];
  const room = io.columns - 2;
  const told = fitsIn(rows, room)
    ? table(rows, room).map((line) => `  ${line}`)
    : table(
        rows.map((row) => row.slice(0, -1)),
        room,
        1,
      ).flatMap((line, index) => {
        const reason = rows[index]?.at(-1);
        return [`  ${line}`, ...(reason ? [`      ${wrap(reason, widthOf(io), "      ")}`] : [])];
      });
  return ["", "  Signatures to look at", ...told];
}

export const statusJson = (report: { program: string; asOf: Day; candidates: Overview[] }): string =>
  jsonText({
    ...report,
    candidates: report.candidates.map(({ status: { findings: _, ...rest }, open, late, soon, due, ready }) => ({
      ...rest,
      ...{ open, late, soon, due, ready },
    })),
  });
