/** What happened in the examples otherwise than from one day to the next: a NO, a decline, an appeal. All of it is made up. */
import type { Day } from "../src/core/basics/dates.ts";
import type { Mapping } from "../src/core/basics/values.ts";
import type { PartDeed } from "./example-statements.ts";

/** One thing done with a part; `key` names it for what is said about it later. "." where the whole part is meant. */
type Event = Pick<PartDeed, "act" | "role" | "day" | "reason" | "decision" | "feedback" | "resubmitBy"> & {
  key?: string;
  section?: string;
  /** Done with the text as it was before. */
  before?: true;
};

/** How a part went on, in order of time. `before`: its document as it was at first. */
export interface Story {
  candidate: string;
  document: string;
  section: string;
  before?: (value: Mapping) => Mapping;
  events: Event[];
}

const triadOf = (day: [candidate: Day, coach: Day, supervisor: Day], before?: true): Event[] =>
  (["candidate", "coach", "supervisor"] as const).map((role, index) => ({
    act: "sign",
    role,
    day: day[index] as Day,
    section: "triad",
    ...(before ? { before } : {}),
  }));

const planned = (value: Mapping): Mapping => ({
  ...value,
  goals: (value.goals as Mapping[]).map((goal) => ({
    ...goal,
    "mid-year": { date: null, progress: null, change: null },
  })),
});

export const stories: Story[] = [
  {
    candidate: "robin-sample",
    document: "year-1/inquiry-ilp",
    section: "inquiries/inquiry-1",
    // At first the reflection ended after its first thought.
    before: (value) => ({
      ...value,
      inquiries: (value.inquiries as Mapping[]).map((each) =>
        each.id === "inquiry-1" ? { ...each, reflection: String(each.reflection).split("\n\n")[0] ?? "" } : each,
      ),
    }),
    events: [
      { act: "sign", role: "coach", day: "2023-12-06", before: true },
      { act: "submit", role: "candidate", day: "2023-12-07", before: true },
      {
        act: "review",
        role: "reviewer",
        day: "2023-12-14",
        before: true,
        decision: "NO",
        feedback:
          "Your four entries belong together, and each claim follows from what you counted. The reflection (cell 7) says what worked. Please add what you learned about the two rooms where nothing moved, and what you will carry on and give up.",
        resubmitBy: "2024-01-19",
      },
      { act: "sign", role: "coach", day: "2024-01-09" },
      { act: "submit", role: "candidate", day: "2024-01-11" },
      {
        act: "review",
        role: "reviewer",
        day: "2024-01-17",
        decision: "YES",
        feedback:
          "The second paragraph of cell 7 is the strongest of the cycle: it says what you would rather not have seen.",
      },
    ],
  },
  {
    // The coach said nothing; nobody waited for that.
    candidate: "teo-muster",
    document: "year-1/inquiry-ilp",
    section: "inquiries/inquiry-2",
    events: [
      { act: "submit", role: "candidate", day: "2024-04-11" },
      { act: "review", role: "reviewer", day: "2024-04-17", decision: "YES" },
    ],
  },
  {
    // Handed in again, and not yet decided on.
    candidate: "jamie-specimen",
    document: "year-2/context",
    section: ".",
    before: (value) => {
      const triad = value.triad as Mapping;
      return { ...value, triad: { ...triad, "next-steps": (triad["next-steps"] as Mapping[]).slice(0, 1) } };
    },
    events: [
      { act: "sign", role: "candidate", day: "2024-09-07", section: "experience" },
      { act: "sign", role: "candidate", day: "2024-09-07", section: "work-context" },
      { act: "sign", role: "coach", day: "2024-09-08", section: "experience" },
      { act: "sign", role: "coach", day: "2024-09-08", section: "work-context" },
      ...triadOf(["2024-10-07", "2024-10-08", "2024-10-09"], true),
      { act: "submit", role: "candidate", day: "2024-10-10", before: true },
      {
        act: "review",
        role: "reviewer",
        day: "2024-10-16",
        before: true,
        decision: "NO",
        feedback:
          "The summary of your meeting names what you do next. Please add what your supervisor and your coach do, and by when.",
        resubmitBy: "2024-11-15",
      },
      ...triadOf(["2025-01-24", "2025-01-27", "2025-01-28"]),
      { act: "submit", role: "candidate", day: "2025-01-29" },
    ],
  },
  {
    // Accepted in fall; the mid-year check was written into it since, and signed.
    candidate: "noor-example",
    document: "year-1/admin-ilp",
    section: ".",
    before: planned,
    events: [
      { act: "sign", role: "candidate", day: "2024-11-06", before: true },
      { act: "sign", role: "coach", day: "2024-11-07", before: true },
      { act: "submit", role: "candidate", day: "2024-11-08", before: true },
      { act: "review", role: "reviewer", day: "2024-11-14", before: true, decision: "YES" },
      { act: "sign", role: "candidate", day: "2025-01-29" },
      { act: "sign", role: "coach", day: "2025-01-30" },
      { act: "sign", role: "director", day: "2025-01-31" },
    ],
  },
  {
    candidate: "noor-example",
    document: "year-1/inquiry-ilp",
    section: "initial-goal",
    events: [
      {
        key: "decline",
        act: "decline",
        role: "coach",
        day: "2024-12-04",
        reason: "Cell 3 does not say yet which result would show growth. We talk about it on Friday.",
      },
      { act: "submit", role: "candidate", day: "2024-12-12" },
      {
        key: "no",
        act: "review",
        role: "reviewer",
        day: "2024-12-18",
        decision: "NO",
        feedback:
          "Cell 4 is empty: which result of students will show it, where do you stand now, and where will you be in May? Cell 3 asks two questions at once; keep the one that cell 4 can answer.",
        resubmitBy: "2025-02-14",
      },
    ],
  },
];
