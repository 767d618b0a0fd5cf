import type { Finding } from "../problems/finding.ts";
import { blocks, plainWords, weightOf } from "../problems/messages.ts";
import { isAbout, type Required } from "./completion-items.ts";
import type { CompletionRecord } from "./completion-record.ts";

/** What keeps a year from being complete; a record that nobody can read may be of any year. */
export const openInYear = (year: number, findings: Finding[]): Finding[] =>
  findings.filter((each) => blocks(each) && (each.document?.startsWith(`year-${year}/`) ?? true));

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
  const said = new Set(findings.flatMap((each) => plainWords(each) ?? []));
  const others = findings.filter((each) => plainWords(each) === null);
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
