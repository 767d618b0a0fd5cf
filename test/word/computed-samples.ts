import type { CompletionItem, CompletionRecord } from "../../src/core/reports/completion-record.ts";
import type {
  ProgramTranscript,
  StatusWord,
  Transcript,
  TranscriptAttempt,
  TranscriptDecision,
  TranscriptRow,
} from "../../src/core/reports/transcript.ts";
import { withoutProse } from "../../src/core/reports/transcript.ts";

const program = { id: "sample", name: "Sample Program", district: "Sample & Sons <District>" };

const decision = (
  status: Exclude<StatusWord, "">,
  day: string,
  feedback = "",
  resubmitBy: string | null = null,
): TranscriptDecision => ({
  status,
  day,
  reviewer: "Rosa <Modelo>",
  proof: "verified by key",
  feedback,
  resubmitBy,
  record: "0cf0d2ee81e1",
});

const attempt = (number: number, submitted: string, more: Partial<TranscriptAttempt> = {}): TranscriptAttempt => ({
  number,
  submitted,
  due: "2023-11-30",
  onTime: submitted <= "2023-11-30",
  timing: submitted <= "2023-11-30" ? "on time" : "late",
  proof: "unverified (name only)",
  record: "1ee0cf0d2ee8",
  replaced: [],
  coach: { state: "signed", day: "2023-11-27", words: "signed 2023-11-27" },
  decision: null,
  reversed: [],
  ...more,
});

const row = (title: string, attempts: TranscriptAttempt[], more: Partial<TranscriptRow> = {}): TranscriptRow => ({
  year: 1,
  programYear: "2023-24",
  document: "year-1/inquiry-ilp",
  section: "inquiries/inquiry-1",
  title,
  begun: attempts.length > 0,
  state: attempts.length === 0 ? "draft" : "submitted",
  changed: false,
  status: attempts.at(-1)?.decision?.status ?? "",
  standing: attempts.length === 0 ? "not started" : "",
  due: null,
  moved: null,
  late: false,
  attempts,
  notCounted: 0,
  ...more,
});

/** As a reviewer may write it: paragraphs, a list, marks, and braces that are no marks of ours. */
export const longFeedback = `The question in cell 4 is clear. What is missing is **the data**: {{candidate.name}} & "three" <sources>.

- cell 2 names no baseline
- cell 3 has no date

${"Please read the observation notes of October again and say for each entry what you saw and what you did next. ".repeat(12)}end-of-feedback`;

const twice = [
  attempt(1, "2023-11-28", {
    replaced: ["2023-11-20"],
    coach: { state: "declined", day: "2023-11-27", words: "did not sign 2023-11-27" },
    decision: decision("NO (Incomplete)", "2023-12-04", longFeedback, "2023-12-18"),
  }),
  attempt(2, "2023-12-15", {
    due: "2023-12-18",
    onTime: true,
    timing: "on time",
    decision: decision("YES (Complete)", "2023-12-20", "All three entries are there now. note-of-the-yes"),
    reversed: [decision("NO (Incomplete)", "2023-12-19", "reversed-words", "2024-01-10")],
  }),
];

/** A NO and a YES with long words, one that waits, one that was changed since, one late and one to come. */
export const transcript: Transcript = {
  program,
  asOf: "2024-02-15",
  coachLabel: "Coach",
  candidates: [
    {
      id: "candidate-one",
      name: "Candidate One",
      rows: [
        row("Inquiry ILP, Initial ILP: goal and plan of the first weeks", [
          attempt(1, "2023-10-12", { decision: decision("YES (Complete)", "2023-10-20") }),
        ]),
        row("Inquiry ILP, Inquiry 1", twice),
        row(
          "Individual Leadership Plan",
          [attempt(1, "2024-01-30", { due: null, onTime: null, timing: "nothing was due" })],
          {
            standing: "waits for a decision since 2024-01-30",
          },
        ),
        row("Context", [attempt(1, "2023-12-01", { decision: decision("YES (Complete)", "2023-12-05") })], {
          changed: true,
          notCounted: 1,
        }),
        row("Year-end Summary, CPSEL 2", [], { due: "2024-02-01", late: true, standing: "not submitted yet" }),
        row("Inquiry ILP, Inquiry 2", [], { year: 2, programYear: "2024-25", due: "2024-11-30" }),
      ],
    },
  ],
};

/** Ten candidates with six rows each. */
export const programTranscript: ProgramTranscript = withoutProse({
  ...transcript,
  candidates: Array.from({ length: 10 }, (_, index) => ({
    id: `candidate-${index + 1}`,
    name: `Candidate Number ${index + 1}`,
    rows: transcript.candidates[0]?.rows ?? [],
  })),
});

const item = (title: string, more: Partial<CompletionItem> = {}): CompletionItem => ({
  document: "year-1/context",
  section: ".",
  title,
  requiredBy: "2023-09-13",
  source: "the program's rule",
  done: true,
  standing: "accepted",
  signed: "2023-09-10",
  reviewed: true,
  submitted: "2023-09-12",
  submittedDue: "2023-09-13",
  accepted: "2023-09-20",
  acceptedBy: "Rosa <Modelo>",
  attempts: 1,
  ...more,
});

const unreviewed = {
  reviewed: false,
  standing: "complete and signed",
  submitted: null,
  accepted: null,
  acceptedBy: "",
};

export const completion: CompletionRecord = {
  complete: true,
  title: "Completion record, year 1 (2023-24)",
  about: "Computed on 2024-06-20 from the files and records of Sample Program; it is no credential.",
  notMet: "",
  computedOn: "2024-06-20",
  asOf: "2024-06-20",
  program,
  candidate: {
    id: "candidate-one",
    name: "Candidate One",
    kind: "induction",
    kindLabel: "Induction",
    site: "Site & School",
    position: "Assistant Principal",
  },
  year: 1,
  programYear: { name: "2023-24", starts: "2023-07-01", ends: "2024-06-30" },
  began: "2023-08-14",
  coachLabel: "Coach",
  coaches: [
    { name: "Inés Ejemplo", from: "2023-08-14", to: "2024-01-31" },
    { name: "Theo Muster", from: "2024-02-01", to: null },
  ],
  required: [
    item("Self-Assessment, Initial", unreviewed),
    item("Professional Experience, Current Work Context and Supervisor Triad Summary"),
    item("Individual Leadership Plan", { attempts: 2 }),
    item("Inquiry ILP, Inquiry 1"),
    ...["September", "October", "November"].map((month) => item(`Collaborative Summary, ${month} 2023`, unreviewed)),
    item("Professional Development Log", unreviewed),
  ],
  pd: { counted: 21.5, required: 20, met: true, exempt: false, words: "21.5 of 20 hours" },
  coaching: { counted: 41, words: "41 hours" },
  standards: [
    { cpsel: 1, title: "Development and Implementation of a Shared Vision", level: "Meets", met: true },
    { cpsel: 2, title: "Instructional Leadership", level: "Exemplifies", met: true },
    { cpsel: 3, title: "Management and Learning Environment", level: "", met: null },
  ],
  extensions: [
    { title: "Inquiry ILP, Inquiry 1", from: "2023-11-30", to: "2023-12-10", agreed: "Rosa Modelo, Candidate One" },
  ],
  open: [],
};

/** The same year with things still open. */
export const notComplete: CompletionRecord = {
  ...completion,
  complete: false,
  title: "Not complete: completion record, year 1 (2023-24)",
  pd: null,
  coaching: null,
  extensions: [],
  open: [
    { title: "Professional Development Log", what: "3.5 hours are missing", due: "2024-06-02" },
    { title: "Inquiry ILP, Inquiry 1", what: "NO (Incomplete) on 2023-12-18, to be handed in again", due: null },
  ],
};
