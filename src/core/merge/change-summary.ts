import type { Day } from "../basics/dates.ts";
import { counted } from "../basics/number-words.ts";
import type { Change } from "./changes.ts";

/** What became of a signed text since. `lost`: why that cannot be told, as a clause. */
export type Since = { changes: Change[] } | { lost: string };

/** More than these are counted, not named. */
const named = 4;

/** What changed, in one clause: "cell 7, two sentences; cell 5 of entry 1, one word". Empty when nothing did. */
export function summaryOf(changes: Pick<Change, "name" | "much">[]): string {
  const groups = new Map<string, string[]>();
  for (const { name, much } of changes) groups.set(name, [...(groups.get(name) ?? []), much]);
  const all = [...groups].map(([name, amounts]) => `${name}, ${amounts.join(" and ")}`);
  const rest = all.length - named;
  return [...all.slice(0, named), ...(rest > 0 ? [`${counted(rest, "more answer")}`] : [])].join("; ");
}

/** Why a signature no longer holds: "changed after the coach signed on 2026-11-12: cell 7, two sentences". */
export function staleReason(signed: { act: string; role: string; day: Day | null }, changed: string): string {
  const what = actPast[signed.act] ?? "signed";
  const when = signed.day ? ` on ${signed.day}` : "";
  return `changed after the ${signed.role} ${what}${when}${changed ? `: ${changed}` : ""}`;
}

const actPast: Record<string, string> = {
  submit: "handed it in",
  review: "reviewed it",
  feedback: "wrote about it",
  decline: "did not sign it",
};
