import type { Mapping } from "../../core/basics/values.ts";
import { UserError } from "../../core/problems/user-error.ts";
import type { Candidate, Document } from "../../core/program/program.ts";
import { profileFacts, viewsOf } from "../../core/review/year.ts";
import { type AddedQuestions, withAddedQuestions } from "../../data/add-questions.ts";
import { candidateIds } from "../../data/candidate.ts";
import type { Program } from "../../data/load.ts";
import { readText } from "../../data/read.ts";
import { staleSchemaFiles } from "../../data/support-files.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { safe } from "../../views/paint.ts";
import { stepsText } from "../../views/steps.ts";
import { candidatesOf, dayOf, knownCandidate, type Where } from "./open.ts";
import { save } from "./save.ts";
import { cpselsFor, yearFiles } from "./year-files.ts";

export interface MissingOptions extends Where {
  id?: string;
  cpsels?: number[] | undefined;
}

/** A document that has questions now which program.yaml adds to its form. */
interface Asked extends AddedQuestions {
  path: string;
}

/**
 * Writes what is missing of one candidate, or of all: the forms that are not there, and in those that are, the questions
 * that program.yaml added since. Answers, comments and what is signed stay as they are.
 */
export async function addMissing(program: Program, options: MissingOptions, io: Io): Promise<ExitCode> {
  const ids = options.id === undefined ? candidateIds(program.root) : [await knownCandidate(program, options.id)];
  if (ids.length === 0) throw new UserError("There is no candidate yet.", 'To set one up: ilp new "Full Name"');
  const loaded = await candidatesOf(
    io,
    program,
    dayOf(io, program, options),
    options.id === undefined ? undefined : ids[0],
  );
  const candidates = loaded.map(({ profile, ...candidate }) => {
    if (profile) return { ...candidate, profile };
    throw new UserError(
      `The profile of ${candidate.id} cannot be read, so what is missing cannot be told.`,
      `See why: ilp check ${candidate.id}`,
      candidate.problems,
    );
  });
  const files = candidates.flatMap((candidate) =>
    candidate.profile.years.flatMap(({ year }) =>
      yearFiles(program, candidate, year, cpselsFor(program, candidate, year, options.cpsels)),
    ),
  );
  const once = [...new Map(files.map((file) => [file.path, file])).values()];
  const asked = candidates.flatMap((candidate) =>
    candidate.documents.flatMap((document) => addedTo(program, candidate, document) ?? []),
  );
  const changed = asked.filter((each) => each.asked.length + each.commented.length > 0);
  const whose = ids.length === 1 ? `candidates/${ids[0]}` : "candidates";
  if (once.length + asked.length === 0) {
    io.out(`Nothing is missing in ${whose}.\n`);
    return 0;
  }
  const [first] = candidates;
  const note =
    once.length + changed.length === 0
      ? undefined
      : await save(
          program.root,
          () => [
            ...once,
            ...changed.map(({ path, content }) => ({ path, content })),
            ...staleSchemaFiles(program.root, program.schemas, program.settings),
          ],
          `Add what is missing for ${ids.length === 1 ? first?.profile.name : `${ids.length} candidates`}`,
        );
  const only = ids.length === 1 ? ` ${ids[0]}` : "";
  io.out(
    stepsText(
      io,
      once.length > 0 ? `Added ${once.map(({ path }) => path).join(", ")}.` : "Every form is there.",
      [`See what is open: ilp check${only}`, `Print the forms: ilp export${only || " --all"}`],
      [...questionsText(asked), ...(note ? [note] : [])].join("\n\n"),
    ),
  );
  return 0;
}

/** The document with the program's questions; null when it has them all, or cannot be read. */
function addedTo(
  program: Program,
  candidate: Candidate & { profile: NonNullable<Candidate["profile"]> },
  document: Document,
): Asked | null {
  const { form, file, name, year } = document;
  if (!program.settings.fields?.[form.id]) return null;
  const source = readText(program.root, file);
  if ("problem" in source) return null;
  const views = viewsOf(candidate, program);
  const view = views.find((each) => each.year === year) ?? views[0];
  const facts: Mapping = { ...(candidate.profile as unknown as Mapping), ...(view ? profileFacts(view) : {}) };
  const records = (candidate.records ?? []).filter(
    ({ state, statement }) => state === "valid" && statement?.document === name,
  );
  const isSigned = (address: string) =>
    records.some(({ statement }) => {
      const section = statement?.section ?? ".";
      return section === "." || address === section || address.startsWith(`${section}/`);
    });
  const done = withAddedQuestions(
    source.text,
    form,
    { settings: program.settings, profile: facts, cpsels: [] },
    isSigned,
  );
  return done.asked.length + done.commented.length + done.byHand.length > 0 ? { ...done, path: file } : null;
}

function questionsText(all: Asked[]): string[] {
  const told = (title: string, kind: "asked" | "commented" | "byHand") => {
    const lines = all
      .filter((each) => each[kind].length > 0)
      .map((each) => `  ${each.path}: ${[...new Set(each[kind])].map(safe).join(", ")}`);
    return lines.length > 0 ? [`${title}\n${lines.join("\n")}`] : [];
  };
  return [
    ...told("Asked now:", "asked"),
    ...told(
      "Signed without the question, so it stands there as a comment; whoever answers it changes what was signed, and it is signed anew:",
      "commented",
    ),
    ...told("Laid out in a way that ilp cannot add to safely; add the question by hand:", "byHand"),
  ];
}
