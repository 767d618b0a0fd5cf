import { UserError } from "./core/problems/user-error.ts";
import type { Io } from "./io.ts";

/** One thing a command needs to know: a flag gives it, or a question on a terminal, or its default. */
export interface Question {
  name: string;
  /** As it is written on the command line: --district TEXT */
  flag: string;
  message: string;
  given: string | undefined;
  fallback?: string | undefined;
  choices?: { value: string; name: string; short?: string }[];
  optional?: boolean;
  /** Asked over several lines, so that nothing of what is pasted is cut. */
  text?: boolean;
  /** Why an answer will not do, or null. */
  problem?: (answer: string) => string | null;
}

/**
 * Answers to all questions. On a terminal it asks for what no flag gave; elsewhere, or with --yes, it takes
 * the defaults and names every flag that is missing at once. Throws UserError.
 */
export async function ask(io: Io, yes: boolean, questions: Question[]): Promise<Record<string, string>> {
  const wrong = questions.flatMap(({ given, problem, flag }) => {
    const reason = given === undefined ? null : (problem?.(given) ?? null);
    return reason ? [`${flag}: ${reason}.`] : [];
  });
  if (wrong.length > 0)
    throw new UserError(wrong.length === 1 ? (wrong[0] ?? "") : `These answers will not do:\n  ${wrong.join("\n  ")}`);
  const answers: Record<string, string> = {};
  const missing: string[] = [];
  for (const question of questions) {
    const { name, given, fallback, optional, flag } = question;
    if (given !== undefined) answers[name] = given;
    else if (io.interactive && !yes) answers[name] = await prompt(question);
    else if (fallback !== undefined && !unfit(question)) answers[name] = fallback;
    else if (!optional)
      missing.push(unfit(question) ? `${flag} ("${fallback}" will not do: ${unfit(question)})` : flag);
  }
  if (missing.length > 0)
    throw new UserError(
      `This needs ${missing.length === 1 ? "one more answer" : "more answers"}: ${missing.join(", ")}.`,
      "Give each as a flag, or run the command in a terminal and it will ask.",
    );
  return answers;
}

/** Why a default will not do, such as an id that is taken. */
const unfit = ({ fallback, problem }: Question) => (fallback ? (problem?.(fallback) ?? null) : null);

async function prompt({ message: asked, fallback, choices, optional, text, problem }: Question): Promise<string> {
  const { askOnTerminal } = await import("./prompts.ts");
  const message = optional && !choices ? `${asked.replace(/:$/, "")} (Enter to leave it open):` : asked;
  const validate = (answer: string) =>
    answer.trim() === "" ? optional || "Please answer." : (problem?.(answer.trim()) ?? true);
  const { answer } = choices
    ? await askOnTerminal([{ type: "select", name: "answer", message, choices, default: fallback }])
    : text
      ? await askOnTerminal([{ type: "text", name: "answer", message, default: fallback, optional, validate }])
      : await askOnTerminal([{ type: "input", name: "answer", message, default: fallback, validate }]);
  return String(answer).trim();
}

/** Ctrl-C at a question. */
export const isInterrupt = (error: unknown) => error instanceof Error && error.name === "ExitPromptError";

/** A clear yes: --yes, or the answer on a terminal. Throws UserError where nobody can be asked. */
export async function confirm(message: string, { yes }: { yes?: boolean }, io: Io): Promise<boolean> {
  if (yes) return true;
  if (!io.interactive)
    throw new UserError(
      "Nothing is signed without a clear yes.",
      "Add --yes once you have read it, or run the command in a terminal and it will ask.",
    );
  const { askOnTerminal } = await import("./prompts.ts");
  const { answer } = await askOnTerminal([{ type: "confirm", name: "answer", message, default: false }]);
  return answer === true;
}
