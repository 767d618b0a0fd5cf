import { type CaseAct, rowOf } from "../../core/acts/rows.ts";
import { entryLines } from "../../core/records/entry.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { withTexts } from "../recording/given-texts.ts";
import { refuseOlderCopy, tellAge } from "../recording/shared-copy.ts";
import { askEntry, isText, optionOf } from "./act-questions.ts";
import type { Aim } from "./aim.ts";
import { earlierFile, standsFor } from "./correction.ts";
import { fileCase } from "./file-act.ts";
import { type ActOptions, type CaseStep, openCase } from "./open-case.ts";
import { aimOf } from "./targets.ts";

/** Puts one act into the case file: what it goes on from, its questions, the sheet, and the record. Throws UserError. */
export async function fileAct(act: CaseAct, options: ActOptions, io: Io): Promise<ExitCode> {
  const row = rowOf(act);
  const opened = await openCase(options, act, io);
  const texts = opened.program.acts[act].filter(isText).map(optionOf);
  const context = { ...opened, options: await withTexts(options, texts, io) };
  const { candidate, program } = context;
  const earlier = earlierFile(context, act, options.corrects);
  const aim = await aimOf(context, act, earlier);
  const { entry: corrects, shown: corrected } = standsFor(earlier);
  const words = { candidate: candidate.id, ...aim.words };
  const help = aim.help ?? (row.instead && filled(row.instead, words));
  const step: CaseStep = {
    act,
    entry: { ...aim.entry, ...corrects },
    ...(aim.of ? { of: aim.of } : {}),
    ...(earlier ? { earlierRole: earlier.role } : {}),
    ...(help ? { help } : {}),
  };
  if (row.decides) {
    tellAge(program, io);
    await refuseOlderCopy(program, io);
  }
  const { role, entry, saved, fileWords } = await askEntry(context, step, earlier);
  const lines = entryLines({ act, entry }, { acts: program.acts, candidate, ...(fileWords ? { fileWords } : {}) });
  return fileCase(context, {
    ...step,
    role,
    entry,
    saved,
    title: row.words.sheet,
    shown: [
      ...(row.of ? [[row.of, aim.what] as [string, string | undefined]] : []),
      ...lines.map(({ label, text }): [string, string] => [label, text]),
      ...corrected,
    ],
    next: [...(row.next ?? []), ...(row.nextOf?.lines[String(entry[row.nextOf.answer])] ?? [])].flatMap((line) =>
      line === "{steps}" ? (aim.steps ?? []) : filled(line, words),
    ),
  });
}

const filled = (line: string, words: NonNullable<Aim["words"]>): string =>
  line.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
