/** Writes the drawing and the table of docs/review.md from src/core/records/acts.ts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { guards, type Matter } from "../src/core/acts/row.ts";
import { bars, type Step, type Transition, transitionOf, transitions } from "../src/core/records/acts.ts";

export const reviewFile = join(import.meta.dirname, "..", "docs", "review.md");

const begin = "<!-- Made by `npx tsx scripts/docs.ts` from src/core/records/acts.ts: from here -->";
const end = "<!-- to here -->";

const matters: Record<Matter, string> = {
  part: "A part that is reviewed",
  concern: "A concern, or somebody who does not sign",
  plan: "The Special Assistance Plan",
  appeal: "An appeal",
  record: "A record that stands alone",
};

const who = (doer: string) => (doer === "step" ? "whoever the step is with" : doer.replace("-", " "));

const arrows = ({ step, from, to, undoes }: Transition): string[] =>
  Object.entries(from).flatMap(([state, guard]) => {
    const condition = guards[guard as keyof typeof guards];
    const label = `${step}${condition ? ` (${condition})` : ""}`;
    return (undoes ? beforeOf(state, undoes) : [to ?? state]).map((into) => `${state} --> ${into} : ${label}`);
  });

/** What can be done from every state, and leaves it as it was, is told beside the drawing: arrows would hide the rest. */
const isAnyTime = ({ from, to, undoes, matter }: Transition) =>
  to === undefined && undoes === undefined && (matter === "record" || Object.keys(from).length > 1);

function anyTime(matter: Matter): string[] {
  const steps = transitions.filter((each) => each.matter === matter && isAnyTime(each)).map(({ step }) => step);
  return steps.length > 0 ? [`  note right of the_${matter} : at any time: ${steps.join(", ")}`] : [];
}

/** What takes something back leads to any state from which that led here. */
const beforeOf = (state: string, undoes: Step[]): string[] => [
  ...new Set(
    undoes.flatMap((step) => {
      const { from, to } = transitionOf(step);
      return to === state ? Object.keys(from) : [];
    }),
  ),
];

const isUsed = (matter: Matter) => transitions.some((each) => each.matter === matter);

const drawing = (): string[] => [
  "```mermaid",
  "stateDiagram-v2",
  ...(Object.keys(matters) as Matter[]).filter(isUsed).flatMap((matter) => [
    `  state "${matters[matter]}" as the_${matter} {`,
    ...transitions
      .filter((each) => each.matter === matter && !isAnyTime(each))
      .flatMap(arrows)
      .map((line) => `    ${named(line, matter)}`),
    "  }",
    ...anyTime(matter),
  ]),
  "```",
];

/** A state has one name in a drawing, and several matters have one that is open. */
const named = (arrow: string, matter: Matter): string =>
  arrow.replace(/^(\S+) --> (\S+)/, (_, from: string, to: string) => `${matter}_${from} --> ${matter}_${to}`);

const rows = (): string[] => [
  "| Step | Who | From | To | The rule | Source |",
  "|---|---|---|---|---|---|",
  ...transitions.map((each) => {
    const from = Object.entries(each.from).map(([state, guard]) => {
      const condition = guards[guard as keyof typeof guards];
      return condition ? `${state} (${condition})` : state;
    });
    const to = each.undoes ? "as before" : (each.to ?? "the same");
    return `| ${each.step} | ${each.by.map(who).join(", ")} | ${from.join("; ")} | ${to} | ${each.who} ${each.when} | ${each.source} |`;
  }),
  "",
  "Whatever the role and the state:",
  "",
  ...Object.values(bars).map(({ rule, source }) => `- ${rule} (${source})`),
];

/** The page with its drawing and its table as the process is now. Throws when the marks are not in it. */
export function reviewPage(): string {
  const text = readFileSync(reviewFile, "utf8");
  const [head, rest] = text.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) throw new Error("docs/review.md has lost the marks of what is made");
  return `${head}${[begin, "", ...drawing(), "", ...rows(), "", end].join("\n")}${tail}`;
}
