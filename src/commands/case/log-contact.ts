import { didYouMean } from "../../core/basics/nearest.ts";
import type { ContactEntry } from "../../core/review/case-entry.ts";
import type { Io } from "../../io.ts";
import type { ExitCode } from "../../main.ts";
import { nameQuestion, pastQuestion, personName, textQuestion, tidied } from "../recording/questions.ts";
import { filesFrom } from "./contact-files.ts";
import { correctionOf } from "./correction.ts";
import { fileCase } from "./file-act.ts";
import { askFor, type CaseOptions, openCase } from "./open-case.ts";
import { aboutFrom } from "./place.ts";

export interface ContactOptions extends CaseOptions {
  with?: string;
  channel?: string;
  on?: string;
  summary?: string;
  step?: string;
  position?: string;
  file?: string[];
  about?: string;
  corrects?: string;
}

const channels: Record<ContactEntry["channel"], string> = {
  email: "E-mail",
  phone: "Telephone",
  meeting: "Meeting",
  letter: "Letter",
  other: "Something else",
};

/** Keeps a record of a contact with somebody of the program (seed 003), with the files that came or went with it. */
export async function logContact(options: ContactOptions, io: Io): Promise<ExitCode> {
  const context = await openCase(options, "contact", io);
  const { today, program, file, review } = context;
  const { before, step, entry: corrects, shown } = correctionOf(context, options, "contact", file.contacts);
  const about = aboutFrom(context, options.about, before?.about);
  const kept = filesFrom(context, options.file ?? [], before?.files ?? []);
  const keys = Object.keys(channels);
  const steps = review["appeal-steps"];
  const numbers = steps.map((_, index) => String(index + 1));
  const { role, answers } = await askFor(context, step, [
    nameQuestion({
      name: "with",
      flag: "--with NAME",
      message: "With whom?",
      given: options.with,
      fallback: before?.with,
    }),
    {
      name: "channel",
      flag: `--channel CHANNEL (${keys.join(", ")})`,
      message: "How?",
      given: options.channel,
      fallback: before?.channel,
      choices: Object.entries(channels).map(([value, name]) => ({ value, name })),
      problem: (key) =>
        keys.includes(key) ? null : `"${key}" is none. ${didYouMean(key, keys)}There are: ${keys.join(", ")}`,
    },
    pastQuestion(today, {
      name: "on",
      flag: "--on DATE",
      message: "When (YYYY-MM-DD)?",
      given: options.on,
      fallback: before?.on ?? (io.interactive && !options.yes ? today : undefined),
    }),
    textQuestion({
      name: "summary",
      flag: "--summary TEXT",
      message: "What was said?",
      given: options.summary,
      fallback: before?.summary,
    }),
    nameQuestion({
      name: "position",
      flag: "--position TITLE",
      message: "Their position:",
      given: options.position,
      fallback: before?.position,
      optional: true,
    }),
    ...(options.step !== undefined || before?.step !== undefined || file.appeals.length > 0
      ? [
          {
            name: "step",
            flag: "--step NUMBER",
            message: "Which step of the appeal does it belong to?",
            given: options.step,
            fallback: before?.step === undefined ? undefined : String(before.step),
            optional: true,
            choices: [
              { value: "", name: "None" },
              ...steps.map(({ title }, index) => ({ value: String(index + 1), name: `${index + 1}  ${title}` })),
            ],
            problem: (number: string) =>
              number === "" || numbers.includes(number)
                ? null
                : `an appeal has the steps 1 to ${steps.length} in this program`,
          },
        ]
      : []),
  ]);
  const number = answers.step ? Number(answers.step) : undefined;
  const name = personName(program, answers.with ?? "");
  const { summary = "" } = tidied({ summary: answers.summary });
  const entry: ContactEntry = {
    ...(number ? { step: number } : {}),
    with: name,
    ...tidied({ position: answers.position }),
    channel: answers.channel as ContactEntry["channel"],
    on: answers.on ?? "",
    summary,
    ...(kept.files.length > 0 ? { files: kept.files } : {}),
    ...about.entry,
    ...corrects,
  };
  return fileCase(context, {
    ...step,
    role,
    sentence: "contact",
    title: "A contact",
    entry: { ...entry },
    shown: [
      ["With", [name, entry.position].filter(Boolean).join(", ")],
      ["How and when", `${channels[entry.channel]}, ${entry.on}`],
      ["Step of the appeal", number ? `${number}, ${steps[number - 1]?.title ?? ""}` : undefined],
      ["What was said", summary],
      ...kept.shown,
      ...about.shown,
      ...shown,
    ],
    saved: kept.saved,
  });
}
