import type { Day } from "../core/dates.ts";
import { weightOf, words } from "../core/messages.ts";
import type { Assessed, CandidateStatus } from "../core/status.ts";
import type { Io } from "../io.ts";
import { findingText } from "./findings.ts";
import { footer } from "./footer.ts";
import { jsonText } from "./json.ts";
import { paint, safe } from "./paint.ts";

export interface CheckReport {
  program: string;
  asOf: Day;
  ok: boolean;
  candidates: CandidateStatus[];
  /** What could not be looked at, as a sentence. */
  notLookedAt: string;
}

const heads = [
  { title: "Wrong", of: (each: Assessed) => weightOf(each.code) === "wrong" },
  { title: "Overdue", of: (each: Assessed) => weightOf(each.code) === "missing" && each.severity === "error" },
  { title: "Still to do", of: (each: Assessed) => weightOf(each.code) === "missing" && each.severity !== "error" },
  { title: "Advice", of: (each: Assessed) => weightOf(each.code) === "advice" },
  { title: "Notes", of: (each: Assessed) => weightOf(each.code) === "note" },
] as const;

/** What `ilp check` prints for people. */
export function checkText({ asOf, candidates, notLookedAt }: CheckReport, io: Io): string {
  const colour = paint(io);
  if (candidates.length === 0) return 'No candidates yet. To set one up: ilp new "Full Name"\n';
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
  return `${blocks.join("\n\n")}\n\n${footer(asOf, notLookedAt)}`;
}

function byDocument(findings: Assessed[], status: CandidateStatus, io: Io): string[] {
  const colour = paint(io);
  const groups = new Map<string, Assessed[]>();
  for (const each of findings) {
    const key = `${each.document ?? each.path}|${each.due ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const document = status.documents.find(({ name }) => name === first?.document);
    const open = first && ["wrong", "missing"].includes(weightOf(first.code));
    const title = colour.bold(safe(document?.title ?? first?.document ?? ""));
    const facts = [title, open && first.due ? `due ${first.due}` : "", open ? (first.turn ?? "") : ""];
    const heading = facts.filter(Boolean).join(" · ");
    const next = open ? (first.next ?? document?.next ?? "") : "";
    // A command that does not fit goes on a line of its own: broken, it could not be copied.
    const fits = heading.length + next.length + 5 <= io.columns;
    return [
      `  ${heading}${next && fits ? ` · ${next}` : ""}`,
      ...(next && !fits ? [`  ${next}`] : []),
      ...group.map((each) => findingText(each, io)),
    ];
  });
}

/** What `ilp check --format json` prints: the shape others may rely on. */
export function checkJson({ program, asOf, ok, candidates, notLookedAt }: CheckReport): string {
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
    findings: candidates.flatMap(({ findings, documents }) => findings.map((each) => findingJson(each, documents))),
  };
  return jsonText(report);
}

function findingJson(finding: Assessed, documents: CandidateStatus["documents"]) {
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
    due,
    milestone,
    turn,
    source,
    because,
  } = finding;
  const next = documents.find(({ name }) => name === document)?.next ?? undefined;
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
    due,
    milestone,
    turn,
    next,
    source,
    because,
  };
}
