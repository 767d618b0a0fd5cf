import type { Finding } from "../problems/finding.ts";
import { blocks, type Code, weightOf } from "../problems/messages.ts";
import { isAbout, type Required } from "./completion-items.ts";
import type { CompletionRecord } from "./completion-record.ts";

/** What keeps a year from being complete; a record that nobody can read may be of any year. */
export const openInYear = (year: number, findings: Finding[]): Finding[] =>
  findings.filter((each) => blocks(each) && (each.document?.startsWith(`year-${year}/`) ?? true));

/**
 * Plain words that hold no answer and no feedback: this record leaves the program. What is not listed is only counted.
 */
const plain: Partial<Record<Code, (data: Finding["data"]) => string>> = {
  "document-missing": () => "the file is missing",
  "document-not-started": () => "not started",
  "documents-too-few": ({ title, count, min }) => `${title}: ${count} of ${min}`,
  "cpsels-uncovered": ({ count, total, years }) => `the plans of ${years} years cover ${count} of ${total} CPSELs`,
  "pd-hours-short": ({ counted, required, remaining }) => `${counted} of ${required} hours; ${remaining} to go`,
  "final-standard-missing": ({ cpsel }) => `no level for CPSEL ${cpsel}`,
  "signature-missing": ({ role }) => `not signed by the ${role}`,
  "signature-stale": ({ role }) => `changed after the ${role} signed`,
  "signature-declined": ({ role, date }) => `the ${role} did not sign it on ${date}`,
  "signature-unverified": ({ role }) => `the signature of the ${role} is not proved as this program asks`,
  "signature-not-recorded": ({ role }) => `the signature of the ${role} is not recorded`,
  "signature-withdrawn": ({ role }) => `the ${role} withdrew the signature`,
  "signature-wrong": ({ role }) => `a signature of the ${role} does not count`,
  "submission-missing": () => "not handed in for review",
  "submission-outdated": ({ date }) => `changed after it was handed in on ${date}`,
  "review-waiting": ({ date }) => `handed in on ${date}, and waits for a decision`,
  "review-unproved": ({ date }) => `the decision of ${date} is not proved as this program asks`,
  "review-returned": ({ date }) => `NO (Incomplete) on ${date}, to be handed in again`,
  "review-again": ({ date }) => `changed after the YES of ${date}`,
  "record-unreadable": () => "a record cannot be read",
};

const isUnreadable = ({ code }: Finding) => /^(file|yaml|folder)-/.test(code);

/** What is open, part by part, in the order of what is required. */
export function openWords(findings: Finding[], required: Required[]): CompletionRecord["open"] {
  const told = findings.map((finding) => ({ finding, at: homeOf(finding, required) }));
  return [...required, undefined]
    .map((at) => ({ at, mine: told.filter((each) => each.at === at).map(({ finding }) => finding) }))
    .filter(({ mine }) => mine.length > 0)
    .map(({ at, mine }) => ({
      title: at?.item.title ?? "Records",
      what: whatOf(mine).join("; "),
      due: mine.flatMap(({ due }) => due ?? []).sort()[0] ?? null,
    }));
}

/** The part something is about, else its document. */
function homeOf(finding: Finding, required: Required[]): Required | undefined {
  const mine = required.filter(({ item }) => item.document === finding.document);
  return (
    mine.find(({ item: { section }, pointer }) => section !== "." && isAbout(finding, { section, pointer })) ??
    mine.find(({ item }) => item.section === ".")
  );
}

function whatOf(findings: Finding[]): string[] {
  const said = new Set(findings.flatMap((each) => plain[each.code]?.(each.data) ?? []));
  const others = findings.filter(({ code }) => !plain[code]);
  if (others.some(isUnreadable)) return ["the file cannot be read", ...said];
  const left = others.filter(({ code }) => weightOf(code) === "missing");
  const missing = left.reduce((sum, { code, data }) => sum + (code === "part-not-started" ? Number(data.count) : 1), 0);
  const wrong = others.length - left.length;
  return [
    ...(missing > 0 ? [`${missing} ${missing === 1 ? "answer is" : "answers are"} missing`] : []),
    ...(wrong > 0 ? [`${wrong} ${wrong === 1 ? "thing is" : "things are"} wrong in the file`] : []),
    ...said,
  ];
}
