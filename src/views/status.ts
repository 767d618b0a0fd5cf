import type { Day } from "../core/basics/dates.ts";
import { hoursText } from "../core/basics/hours.ts";
import { type CandidateStatus, type DocumentStatus, isAnswered, type SectionStatus } from "../core/findings/status.ts";
import { blocks } from "../core/problems/messages.ts";
import type { People, Settings } from "../core/program/program.ts";
import { nameIn } from "../core/program/registry.ts";
import { shortAddress } from "../core/records/labels.ts";
import { slotWords } from "../core/records/slots.ts";
import type { Io } from "../io.ts";
import { footer } from "./footer.ts";
import { jsonText } from "./json.ts";
import { paint, safe } from "./paint.ts";
import { reviewLines, waitingLines } from "./status-reviews.ts";
import { table } from "./table.ts";
import { movedText } from "./turns.ts";

const states: Record<DocumentStatus["state"], string> = {
  "not-started": "not started",
  "in-progress": "in progress",
  ready: "ready",
  signed: "signed",
  submitted: "handed in",
  returned: "returned",
  accepted: "accepted",
  stale: "changed after signing",
  declined: "declined",
  unreadable: "cannot be read",
  missing: "file missing",
  "not-asked": "not asked for",
  optional: "optional",
};

const bar = (done: number, total: number) => {
  const filled = total === 0 ? 10 : Math.min(10, Math.floor((done / total) * 10));
  return `${"█".repeat(filled)}${"░".repeat(10 - filled)}`;
};

function pdText(status: CandidateStatus): string {
  const pd = status.years.find(({ year }) => year === status.year)?.hours.pd;
  if (!pd) return "-";
  return pd.exempt ? `${hoursText(pd.counted)}, no minimum` : `${hoursText(pd.counted)} of ${hoursText(pd.required)}`;
}

/** What is still to come, apart from what counts. */
const plannedText = (planned: number) => (planned > 0 ? `, ${hoursText(planned)} planned` : "");

/** One candidate: hours, due dates, document by document. */
export function candidateText(
  status: CandidateStatus,
  { people }: People,
  today: Day,
  notLookedAt: string,
  io: Io,
): string {
  const colour = paint(io);
  const lines = [
    `${colour.bold(safe(status.name))} (${safe(status.id)})${status.kind === "transitional" ? ", transitional administrator" : ""}`,
  ];
  for (const { year, programYear, hours, milestones } of status.years) {
    lines.push("", colour.bold(`Year ${year} (${programYear})`));
    if (hours.pd) {
      const { counted, required, exempt, planned } = hours.pd;
      lines.push(
        `  Professional development  ${exempt ? "" : `${bar(counted, required)} `}${exempt ? `${hoursText(counted)} hours, no minimum` : `${hoursText(counted)} of ${hoursText(required)} hours`}${plannedText(planned)}`,
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
        state === "late" ? colour.red("late") : state === "clear" ? "nothing open" : state,
      ]);
      lines.push(...table(rows, io.columns - 2).map((line) => `  ${line}`));
    }
    lines.push("", "  Documents");
    const documents = status.documents.filter(
      (each) => each.year === year || (each.year === null && year === status.years[0]?.year),
    );
    const rows = documents.map(({ name, state, cells, due, late, turn, sections }) => [
      `  ${name}`,
      ["ready", "signed", "accepted"].includes(state)
        ? cells.total > 0
          ? colour.green(states[state])
          : "nothing yet"
        : late
          ? colour.red(`${states[state]}, late`)
          : states[state],
      cells.total > 0 ? `${cells.answered} of ${cells.total}` : "",
      due ?? "",
      signedText(sections),
      turn ?? "",
    ]);
    lines.push(...table(rows, io.columns - 2).map((line) => `  ${line}`));
    lines.push(...oddSignatures(documents, people, io), ...reviewLines(documents, today, io));
  }
  const open = status.findings.filter((each) => blocks(each)).length;
  lines.push(
    "",
    open === 0 ? colour.green("Nothing missing.") : `${open} things to do. To see them: ilp check ${safe(status.id)}`,
  );
  return `${lines.join("\n")}\n\n${footer(today, notLookedAt)}`;
}

/** How many of the required signatures count. */
function signedText(sections: SectionStatus[]): string {
  const asked = sections.flatMap(({ signatures }) => signatures).filter(({ required }) => required);
  if (asked.length === 0) return "";
  const given = asked.filter(({ accepted }) => accepted).length;
  return given === 0 && asked.every(({ state }) => state === "missing") ? "" : `${given} of ${asked.length} signed`;
}

/** Signatures and declines that need a word: everything between not given and proved by a key. */
function oddSignatures(documents: DocumentStatus[], people: People["people"], io: Io): string[] {
  const rows = documents.flatMap(({ name, sections }) =>
    sections.flatMap(({ section, signatures }) =>
      signatures
        .filter(({ state, assurance }) => state !== "missing" && !(state === "valid" && assurance === "key"))
        .map((slot) => [
          `  ${slotWords(slot)}`,
          safe(shortAddress(name, section)),
          slot.role,
          safe(nameIn({ people }, slot.signer ?? "")),
          slot.day ?? "",
          safe((slot.changed ?? slot.reason).replace(/\s+/g, " ")),
        ]),
    ),
  );
  return rows.length === 0
    ? []
    : ["", "  Signatures to look at", ...table(rows, io.columns - 2, 5).map((line) => `  ${line}`)];
}

/** Everyone, one line each. */
export function cohortText(
  settings: Settings,
  statuses: CandidateStatus[],
  today: Day,
  notLookedAt: string,
  io: Io,
): string {
  const colour = paint(io);
  const lines = [`${colour.bold(safe(settings.name))}, ${safe(settings.district)}`, ""];
  if (statuses.length === 0) return `${lines.join("\n")}No candidates yet. To set one up: ilp new "Full Name"\n`;
  const rows = statuses.map((status) => {
    const asked = status.documents.filter(({ state }) => state !== "optional" && state !== "not-asked");
    const open = status.findings.filter((each) => blocks(each));
    const late = open.filter((each) => each.severity === "error").length;
    const upcoming = open.find((each) => each.due !== undefined);
    return [
      safe(status.name),
      safe(status.id),
      status.kind === "transitional" ? "transitional" : status.year ? `year ${status.year}` : "",
      `${asked.filter(({ state }) => isAnswered(state) && state !== "returned").length} of ${asked.length}`,
      pdText(status),
      open.length === 0
        ? colour.green("nothing missing")
        : `${open.length}${late > 0 ? colour.red(`, ${late} late`) : ""}`,
      upcoming?.due ?? "",
    ];
  });
  lines.push(
    ...table([["Candidate", "Id", "Year", "Ready", "PD hours", "To do", "Due first"], ...rows], io.columns, 0),
    ...waitingLines(statuses, io),
  );
  return `${lines.join("\n")}\n\n${footer(today, `For one of them: ilp status ID\n${notLookedAt}`)}`;
}

export const statusJson = (report: { program: string; asOf: Day; candidates: CandidateStatus[] }): string =>
  jsonText({
    ...report,
    candidates: report.candidates.map(({ findings, ...rest }) => ({
      ...rest,
      open: findings.filter((each) => blocks(each)).length,
    })),
  });
