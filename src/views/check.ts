import type { Day } from "../core/basics/dates.ts";
import { type Overview, totalsOf } from "../core/findings/overview.ts";
import type { Assessed, CandidateStatus } from "../core/findings/status.ts";
import type { FoundTurn } from "../core/findings/turns.ts";
import type { Finding } from "../core/problems/finding.ts";
import { blocks, severityOf, weightOf, words } from "../core/problems/messages.ts";
import type { Settings } from "../core/program/program.ts";
import { roleLabel } from "../core/records/labels.ts";
import { casePlace } from "../core/records/statement.ts";
import type { Io } from "../io.ts";
import { columnsOf } from "./columns.ts";
import { findingText, type Standpoint } from "./findings.ts";
import { footer } from "./footer.ts";
import { jsonText } from "./json.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";
import { toDoWords } from "./to-do.ts";
import { eitherOf, movedText } from "./turns.ts";

export interface CheckReport {
  program: string;
  asOf: Day;
  ok: boolean;
  candidates: Overview[];
  /** What stands in a file of the program itself, and concerns everybody. */
  ofProgram: Finding[];
  /** What could not be looked at, as a sentence. */
  notLookedAt: string;
}

/** How much is shown, and to whom. */
export interface CheckShown {
  all: boolean;
  /** Whether advice counts. */
  strict: boolean;
  labels: Settings["labels"];
  standpoint: Standpoint;
}

/** More of one candidate would hide the others. */
const most = 20;

/** Requests keep nobody from being complete, and come after what does. */
const heads = [
  { title: "Wrong", of: (each: Assessed) => weightOf(each.code) === "wrong" },
  { title: "Late", of: (each: Assessed) => weightOf(each.code) === "missing" && each.severity === "error" },
  { title: "Still to do", of: (each: Assessed) => weightOf(each.code) === "missing" && each.severity !== "error" },
  { title: "Also waiting", of: (each: Assessed) => weightOf(each.code) === "request" },
  { title: "Advice", of: (each: Assessed) => weightOf(each.code) === "advice" },
  { title: "Notes", of: (each: Assessed) => weightOf(each.code) === "note" },
] as const;

/** What `ilp check` prints for people. */
export function checkText(
  { asOf, candidates, ofProgram, notLookedAt }: CheckReport,
  shown: CheckShown,
  io: Io,
): string {
  const colour = paint(io);
  const program = programBlock(ofProgram, shown, io);
  if (candidates.length === 0 && ofProgram.length === 0)
    return 'No candidates yet. To set one up: ilp new "Full Name"\n';
  const told = candidates.map((each) => {
    const { status } = each;
    const begun = new Set<FoundTurn>();
    const title = `${colour.bold(safe(status.name))} (${safe(status.id)})${status.year ? `, year ${status.year}` : ""}`;
    const inOrder = heads.flatMap(({ of }) => status.findings.filter(of));
    const listed = new Set(shown.all ? inOrder : inOrder.slice(0, most));
    const lines = [title];
    for (const { title: head, of } of heads) {
      const all = status.findings.filter(of);
      const findings = all.filter((finding) => listed.has(finding));
      if (findings.length === 0) continue;
      // What is to do is counted below, a thing a heading.
      const many = findings.some((finding) => blocks(finding)) ? "" : ` (${all.length})`;
      const paintHead =
        head === "Wrong" || head === "Late" ? colour.red : head === "Still to do" ? colour.yellow : colour.dim;
      lines.push(
        "",
        paintHead(`${head}${many}`),
        ...(many ? byDocument(findings, status, shown, io) : byThing(findings, each, begun, shown, io)),
      );
    }
    lines.push(...restLines(inOrder.slice(listed.size), status, shown, io));
    lines.push("", closingLine(each, shown, io));
    return lines.join("\n");
  });
  const total =
    candidates.length > 1
      ? [wrap(`${candidates.length} candidates: ${toDoWords(totalsOf(candidates))}`, widthOf(io))]
      : [];
  return `${[...program, ...told, ...total].join("\n\n")}\n\n${footer(asOf, notLookedAt, io)}`;
}

/** Said once, before the candidates: whoever keeps people.yaml mends it for all of them. */
function programBlock(findings: Finding[], { standpoint }: CheckShown, io: Io): string[] {
  if (findings.length === 0) return [];
  const colour = paint(io);
  const groups = [heads[0], heads[4]].flatMap(({ title }, index) => {
    const mine = findings.filter(({ code }) => weightOf(code) === (index === 0 ? "wrong" : "advice"));
    const head = `${title} (${mine.length})`;
    return mine.length === 0
      ? []
      : ["", (index === 0 ? colour.red : colour.dim)(head), ...mine.map((each) => findingText(each, io, standpoint))];
  });
  return [[colour.bold("The people of the program (people.yaml)"), ...groups].join("\n")];
}

/** How many more there are, and how to see them. */
function restLines(rest: Assessed[], { id }: CandidateStatus, { standpoint }: CheckShown, io: Io): string[] {
  if (rest.length === 0) return [];
  const documents = new Set(rest.map(({ document, path }) => document ?? path)).size;
  const where = `${documents} ${documents === 1 ? "document" : "documents"}`;
  const text = `… and ${rest.length} more in ${where}. To see them: ilp check ${safe(id)} --all`;
  return ["", wrap(standpoint.commandsIn(text), widthOf(io))];
}

/** How many headings there are above; with --strict advice counts too, and is named, since it alone may be what is in the way. */
function closingLine({ status: { findings }, open, late }: Overview, { strict }: CheckShown, io: Io): string {
  const advice = strict ? findings.filter(({ code }) => weightOf(code) === "advice").length : 0;
  if (open === 0 && advice === 0) return paint(io).green("Nothing missing.");
  const told = open === 0 ? "Nothing missing." : toDoWords({ open, late });
  if (advice === 0) return told;
  const pieces = advice === 1 ? "1 piece of advice counts" : `${advice} pieces of advice count`;
  return `${told.slice(0, -1)}; ${pieces} with --strict.`;
}

/** One heading for each thing to do; one that began under an earlier head says so, so that headings can be counted. */
function byThing(findings: Assessed[], { things }: Overview, begun: Set<FoundTurn>, shown: CheckShown, io: Io) {
  const colour = paint(io);
  const { standpoint } = shown;
  return things.flatMap((thing) => {
    const [first, ...others] = findings.filter((each) => thing.findings.includes(each));
    if (!first) return [];
    const again = begun.has(thing) ? ["counted above"] : [];
    begun.add(thing);
    const title = safe(thing.title);
    const pieces = [title, ...factsOf([first, ...others], shown), ...again, safe(standpoint.commandsIn(thing.next))];
    return [
      ...packed(pieces, io.columns - 2).map((line) => `  ${line.replace(title, () => colour.bold(title))}`),
      ...[first, ...others].map((each) => findingText(each, io, standpoint)),
    ];
  });
}

/** One heading for each document; of what waits, for each day and person whose turn it is. */
function byDocument(findings: Assessed[], status: CandidateStatus, shown: CheckShown, io: Io): string[] {
  const colour = paint(io);
  const { standpoint } = shown;
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
    const facts = isOpen(first) ? factsOf(group, shown) : [];
    const next = isOpen(first) ? safe(standpoint.commandsIn(first.next ?? document?.next ?? "")) : "";
    const lines = packed([title, ...facts, next], io.columns - 2);
    return [
      ...lines.map((line) => `  ${line.replace(title, () => colour.bold(title))}`),
      ...group.map((each) => findingText(each, io, standpoint)),
    ];
  });
}

/** Side by side as far as they fit. A command that does not fit goes on a line of its own: broken, it could not be copied. */
function packed(pieces: string[], width: number): string[] {
  const lines: string[] = [];
  for (const piece of pieces.filter(Boolean)) {
    const longer = `${lines.at(-1)} · ${piece}`;
    if (lines.length > 0 && columnsOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}

/** Due when, whose turn, since when. */
function factsOf(group: [Assessed, ...Assessed[]], { labels }: CheckShown): string[] {
  const [{ turn, orTurn = [] }] = group;
  const dues = [...new Set(group.flatMap(({ due, moved }) => (due ? `${due}${movedText(moved)}` : [])))].sort();
  const since = group.flatMap((each) => each.since ?? []).sort()[0];
  return [
    dues.length > 0 ? `due ${dues.join(", ")}` : "",
    eitherOf([...(turn ? [turn] : []), ...orTurn].map((role) => safe(roleLabel(role, labels)))),
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
    candidates: candidates.map(({ status: { id, name, kind, year, complete, years, documents } }) => ({
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
      ...candidates.flatMap(({ status: { findings, documents } }) =>
        findings.map((each) => findingJson(each, documents)),
      ),
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
