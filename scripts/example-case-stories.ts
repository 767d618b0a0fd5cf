/** What stands in the case files of the examples. All of it is made up. */
import type { CaseDeed } from "./example-statements.ts";

/** A file of a candidate's case, in order of time. `of`: the key of what it goes on from. */
export interface CaseStory extends CaseDeed {
  candidate: string;
  key?: string;
  file?: { name: string; text: string };
}

const goal = "year-1/inquiry-ilp#initial-goal";

export const caseStories: CaseStory[] = [
  {
    candidate: "jamie-specimen",
    act: "extend",
    role: "coordinator",
    day: "2024-11-13",
    entry: {
      about: "year-2/context#.",
      from: "2024-11-15",
      to: "2025-01-31",
      agreed: ["Jamie Specimen", "Sam Placeholder"],
      reason: "The supervisor is on leave until January.",
    },
  },
  {
    candidate: "noor-example",
    key: "meetings",
    act: "concern",
    role: "coach",
    day: "2024-10-29",
    entry: { reason: "cancelled-meetings", note: "Two of our three meetings in October did not take place." },
  },
  {
    candidate: "noor-example",
    of: "meetings",
    act: "answer",
    role: "reviewer",
    day: "2024-11-04",
    entry: { text: "I spoke with both of you on November 1. From now on you meet on Tuesdays at half past three." },
  },
  {
    candidate: "noor-example",
    act: "extend",
    role: "reviewer",
    day: "2024-11-26",
    entry: {
      about: goal,
      from: "2024-11-30",
      to: "2024-12-13",
      agreed: ["Noor Example", "Marcus Muestra"],
      reason: "The survey of August is repeated in the first week of December.",
    },
  },
  {
    candidate: "noor-example",
    of: "decline",
    act: "answer",
    role: "reviewer",
    day: "2024-12-09",
    entry: {
      text: "Thank you for telling us at once. Noor hands it in without your signature; our feedback will say what is missing in cells 3 and 4.",
    },
  },
  {
    candidate: "noor-example",
    key: "appeal",
    of: "no",
    act: "appeal-open",
    role: "candidate",
    day: "2025-01-08",
    entry: {
      about: goal,
      text: "In November we had agreed that I fill cell 4 once the survey is counted. I ask for the milestone to count as met with cells 1 to 3.",
    },
  },
  {
    candidate: "noor-example",
    act: "contact",
    role: "candidate",
    day: "2025-01-10",
    entry: {
      step: 1,
      with: "Rae Reviewer",
      position: "TOSA of the Induction Team",
      channel: "email",
      on: "2025-01-09",
      summary:
        "I asked for the decision to be looked at again. Rae answered the next day: the milestone asks for all four cells.",
      about: goal,
    },
    file: {
      name: "2025-01-09-cells-1-to-4.txt",
      text: `From: Noor Example <noor.example@example.org>
To: Rae Reviewer <rae.reviewer@example.org>
Date: Thu, 9 Jan 2025 16:42
Subject: Cells 1 to 4

Dear Rae,

in November we talked about waiting for the survey before I write cell 4. Could the milestone count as met until then?

Noor

---

From: Rae Reviewer <rae.reviewer@example.org>
To: Noor Example <noor.example@example.org>
Date: Fri, 10 Jan 2025 08:15
Subject: Re: Cells 1 to 4

Dear Noor,

I looked again. The milestone asks for all four cells, and I cannot leave one out. You have until February 14, and the numbers
from December are a good start. If you see it otherwise, the next step is the Program Manager.

Rae
`,
    },
  },
  {
    candidate: "noor-example",
    of: "appeal",
    act: "appeal-step",
    role: "candidate",
    day: "2025-01-22",
    entry: {
      step: 2,
      text: "The answer of step 1 was that the milestone asks for all four cells. I turn to the Program Manager.",
    },
  },
  {
    candidate: "noor-example",
    act: "contact",
    role: "manager",
    day: "2025-01-24",
    entry: {
      step: 2,
      with: "Noor Example",
      position: "Candidate",
      channel: "meeting",
      on: "2025-01-23",
      summary:
        "We went through the feedback together. I asked for the agreement of November in writing; Noor will look for it.",
      about: goal,
    },
  },
  {
    candidate: "noor-example",
    act: "concern",
    role: "coach",
    day: "2025-01-30",
    entry: {
      reason: "follow-through",
      note: "We had set January 17 and January 28 as the days for a new draft of cell 4. There is none so far.",
      about: goal,
    },
  },
];
