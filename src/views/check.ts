import type { Day } from "../core/basics/dates.ts";
import type { Assessed, CandidateStatus } from "../core/findings/status.ts";
import type { Finding } from "../core/problems/finding.ts";
import { severityOf, weightOf, words } from "../core/problems/messages.ts";
import { casePlace } from "../core/records/statement.ts";
import type { Io } from "../io.ts";
import { findingText } from "./findings.ts";
import { footer } from "./footer.ts";
import { jsonText } from "./json.ts";
import { paint, safe } from "./paint.ts";
import { eitherOf, movedText } from "./turns.ts";

export interface CheckReport {
  program: string;
  asOf: Day;
  ok: boolean;
  candidates: CandidateStatus[];
  /** What stands in a file of the program itself, and concerns everybody. */
  ofProgram: Finding[];
  /** What could not be looked at, as a sentence. */
  notLookedAt: string;
}

/** Requests keep nobody from being complete, and come after what does. */
const heads = [
  { title: "Wrong", of: (each: Assessed) => weightOf(each.code) === "wrong" },
  { title: "Overdue", of: (each: Assessed) => weightOf(each.code) === "missing" && each.severity === "error" },
  { title: "Still to do", of: (each: Assessed) => weightOf(each.code) === "missing" && each.severity !== "error" },
  { title: "Also waiting", of: (each: Assessed) => weightOf(each.code) === "request" },
  { title: "Advice", of: (each: Assessed) => weightOf(each.code) === "advice" },
  { title: "Notes", of: (each: Assessed) => weightOf(each.code) === "note" },
] as const;

/** What `ilp check` prints for people. */
export function checkText({ asOf, candidates, ofProgram, notLookedAt }: CheckReport, io: Io): string {
  const colour = paint(io);
  const program = programBlock(ofProgram, io);
  if (candidates.length === 0 && ofProgram.length === 0)
    return 'No candidates yet. To set one up: ilp new "Full Name"\n';
  const blocks = candidates.map((status) => {
    const title = `${colour.bold(safe(status.name))} (${safe(status.id)})${status.year ? `, year ${status.year}` : ""}`;
    const lines = [title];
    for (const { title: head, of } of heads) {
      const findings = status.findings.filter(of);
      if (findings.length === 0) continue;
      const paintHead =
        head === "Wrong" || head === "Overdue" ? colour.red : head === "Still to do" ? colour.yellow : colour.dim;
      lines.push("", paintHead(`${head} (${findings.length})`), ...byDocument(findings, status, io));
    }
    const open = status.findings.filter((each) => ["wrong", "missing"].includes(weightOf(each.code))).length;
    lines.push("", open === 0 ? colour.green("Nothing missing.") : `${open} ${open === 1 ? "thing" : "things"} to do.`);
    return lines.join("\n");
  });
  return `${[...program, ...blocks].join("\n\n")}\n\n${footer(asOf, notLookedAt)}`;
}

/** Said once, before the candidates: whoever keeps people.yaml mends it for all of them. */
function programBlock(findings: Finding[], io: Io): string[] {
  if (findings.length === 0) return [];
  const colour = paint(io);
  const groups = [heads[0], heads[4]].flatMap(({ title }, index) => {
    const mine = findings.filter(({ code }) => weightOf(code) === (index === 0 ? "wrong" : "advice"));
    const head = `${title} (${mine.length})`;
    return mine.length === 0
      ? []
      : ["", (index === 0 ? colour.red : colour.dim)(head), ...mine.map((each) => findingText(each, io))];
  });
  return [[colour.bold("The people of the program (people.yaml)"), ...groups].join("\n")];
}

/** One heading for each document, day and person whose turn it is; one for each thing in the case file. */
function byDocument(findings: Assessed[], status: CandidateStatus, io: Io): string[] {
  const colour = paint(io);
  const groups = new Map<string, [Assessed, ...Assessed[]]>();
  for (const each of findings) {
    const { path, document, due, turn, next } = each;
    const whose = isOpen(each) ? [due, turn, document === casePlace.document ? next : ""] : [];
    const key = [document ?? path, ...whose].join("|");
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const document = status.documents.find(({ name }) => name === first.document);
    const title = safe(
      document?.title ?? (first.document === casePlace.document ? "Case file" : (first.document ?? "")),
    );
    const facts = isOpen(first) ? factsOf(group) : [];
    const next = isOpen(first) ? (first.next ?? document?.next ?? "") : "";
    const lines = packed([title, ...facts, next], io.columns - 2);
    return [
      ...lines.map((line) => `  ${line.replace(title, () => colour.bold(title))}`),
      ...group.map((each) => findingText(each, io)),
    ];
  });
}

/** Side by side as far as they fit. A command that does not fit goes on a line of its own: broken, it could not be copied. */
function packed(pieces: string[], width: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces.filter(Boolean)) {
    const longer = `${lines.at(-1)} · ${piece}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}

/** Due when, whose turn, since when. */
function factsOf(group: [Assessed, ...Assessed[]]): string[] {
  const [{ due, moved, turn, orTurn = [] }] = group;
  const since = group.flatMap((each) => each.since ?? []).sort()[0];
  return [
    due ? `due ${due}${movedText(moved)}` : "",
    eitherOf([...(turn ? [turn] : []), ...orTurn]),
    since ? `since ${since}` : "",
  ].filter(Boolean);
}

/** Whether somebody has something to do. */
const isOpen = ({ code }: Assessed) => !["advice", "note"].includes(weightOf(code));

/** What `ilp check --format json` prints: the shape others may rely on. */
export function checkJson({ program, asOf, ok, candidates, ofProgram, notLookedAt }: CheckReport): string {
  const report = {
    program,
    asOf,
    ok,
    notLookedAt,
    candidates: candidates.map(({ id, name, kind, year, complete, years, documents }) => ({
      id,
      name,
      kind,
      year,
      complete,
      hours: years.find((each) => each.year === year)?.hours ?? { pd: null, coaching: null },
      years,
      documents,
    })),
    findings: [
      ...ofProgram.map((each) => findingJson({ ...each, severity: severityOf(each, asOf) }, [])),
      ...candidates.flatMap(({ findings, documents }) => findings.map((each) => findingJson(each, documents))),
    ],
  };
  return jsonText(report);
}

function findingJson(finding: Finding & Partial<Assessed>, documents: CandidateStatus["documents"]) {
  const {
    code,
    severity,
    path,
    pointer,
    line,
    column,
    endLine,
    endColumn,
    candidate,
    document,
    section,
    due,
    moved,
    milestone,
    turn,
    orTurn,
    since,
    first,
    source,
    because,
    also,
  } = finding;
  const next = finding.next ?? documents.find(({ name }) => name === document)?.next ?? undefined;
  return {
    code,
    severity,
    ...words(finding),
    path,
    pointer,
    line,
    column,
    endLine,
    endColumn,
    candidate,
    document,
    section,
    due,
    moved,
    milestone,
    turn,
    orTurn,
    since,
    first,
    next,
    source,
    because,
    also,
  };
}
