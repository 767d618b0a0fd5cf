import type { Message } from "./message.ts";

/** What rules find: what a schema cannot say of one answer, or of several documents together. */
export const ruleMessages = {
  "goals-same-cpsel": {
    weight: "wrong",
    says: "Two goals are on CPSEL {cpsel}; each needs a standard of its own.",
    help: "Choose another standard for one of them.",
  },
  "goal-element-elsewhere": {
    weight: "wrong",
    says: "Element {element} does not belong to CPSEL {cpsel}.",
    help: "Choose elements of the goal's own standard.",
  },
  "goal-cpsel-fixed": {
    weight: "wrong",
    says: "In year {year} {whose} goals are on CPSEL {expected}; this one is on CPSEL {cpsel}.",
    help: "Choose one of them.",
  },
  "cpsel-repeated": {
    weight: "wrong",
    says: "CPSEL {cpsel} was a goal in year {year} already; the years together must cover {total} standards.",
    help: "Choose one of: {free}.",
  },
  "cpsel-covered-elsewhere": {
    weight: "wrong",
    says: "CPSEL {cpsel} was covered in {program} already; the years together must cover {total} standards.",
    help: "Choose one of: {free}.",
  },
  "cpsels-uncovered": {
    weight: "missing",
    says: "The plans of all {years} years cover {count} of {total} CPSELs; missing: {missing}.",
    plain: "the plans of {years} years cover {count} of {total} CPSELs",
  },
  "pd-hours-short": {
    weight: "missing",
    says: "Professional development: {counted} of {required} hours; {remaining} to go{apart}.",
    plain: "{counted} of {required} hours; {remaining} to go",
    help: "Add the activity to the log, with its date and hours.",
  },
  "pd-entry-late": {
    weight: "note",
    says: "{label}: on {date}, after {due}. It is listed, and its {hours} hours are not counted.",
  },
  "pd-entry-planned": {
    weight: "note",
    says: "{label}: {when} {date}, which is still to come. It is planned, and its {hours} hours are not counted yet.",
  },
  "pd-entry-before-start": {
    weight: "advice",
    says: "{label}: on {date}, before the program started on {start}. Its {hours} hours are counted.",
    help: "Check the date, and whether your program takes hours from before the start.",
  },
  "pd-entry-outside": {
    weight: "advice",
    says: "{label}: {date} is not in the program year {year}. Its {hours} hours are not counted.",
    help: "Check the date, or move the activity to its own year.",
  },
  "hours-too-exact": {
    weight: "wrong",
    says: "{label}: {hours} has more than two decimals.",
    help: "Round it, such as 1.75.",
  },
  "pd-long-day": {
    weight: "advice",
    says: "{hours} hours on {date} are more than {limit} in one day.",
    help: "Check the hours and the date.",
  },
  "pd-long-days": {
    weight: "advice",
    says: "{label}: {hours} hours from {date} to {end} are more than {limit} a day.",
    help: "Check the hours and the dates.",
  },
  "pd-entry-twice": {
    weight: "advice",
    says: '"{title}" on {date} stands in the log twice.',
    help: "Remove one, if they are the same.",
  },
  "pd-not-reviewed": { weight: "advice", says: '"{title}" has no review in pd-summary.yaml.' },
  "pd-reviewed-twice": { weight: "advice", says: 'The activity "{entry}" has two reviews.' },
  "goal-without-inquiry": { weight: "advice", says: "No inquiry carries out the goal {goal} (CPSEL {cpsel})." },
  "dates-backwards": { weight: "wrong", says: "{label}: it ends on {ends}, before it starts on {starts}." },
  "entry-outside-cycle": { weight: "advice", says: "{label}: {date} is outside the inquiry, {starts} to {ends}." },
  "evidence-not-cited": {
    weight: "missing",
    says: '{label}: no entry of this year cites "{id}".',
    help: "Cite it in the entry it belongs to, or refer to another piece.",
  },
  "evidence-too-few": {
    weight: "missing",
    says: "{label}: {count} of {min} different pieces from this year's entries.",
  },
  "reason-beside-sessions": {
    weight: "advice",
    says: "Sessions are logged, and a reason for having none is given as well; the reason is not printed.",
    help: "Keep one of the two.",
  },
  "session-outside-month": {
    weight: "wrong",
    says: "{label}: {date} is not in {month}.",
    help: "Move it to the summary of its own month.",
  },
  "session-planned": {
    weight: "note",
    says: "{label}: on {date}, which is still to come. It is planned, and its time is not counted yet.",
  },
  "session-too-long": {
    weight: "wrong",
    says: "{label}: {hours} hours are more than a session can last ({limit}).",
    help: "Check the minutes, or the start and the end. Several sessions are logged one by one.",
  },
  "sessions-overlap": {
    weight: "wrong",
    says: "{label}, {start} to {end}, and {other}, {from} to {to}, are at the same time on {date}.",
    help: "Correct the times, or remove one of the two.",
  },
  "session-twice": {
    weight: "advice",
    says: "{label}: on {date} another session of the same time is logged; both are counted.",
    help: "Remove one, if they are the same.",
  },
  "target-below-start": {
    weight: "advice",
    says: "Goal {number}: the target, {target}, is below the level now, {start}.",
  },
  "cycle-outside": {
    weight: "advice",
    says: "{label}: {starts} to {ends} is not in the program year {year}.",
    help: "Check the dates.",
  },
  "session-times": {
    weight: "wrong",
    says: "{label}: {start} to {end} is not a stretch of time.",
    help: "Write both as hours and minutes, the earlier first.",
  },
  "session-minutes-differ": {
    weight: "advice",
    says: "{label}: {start} to {end} is not {minutes} minutes; the minutes are counted.",
    help: "Keep one of the two.",
  },
  "coaching-hours-low": {
    weight: "advice",
    says: "Coaching: {counted} logged; {required} is the aim for the year.",
  },
  "final-standard-missing": {
    weight: "missing",
    says: "The Final has no level for CPSEL {cpsel}, which is in the plan.",
    plain: "no level for CPSEL {cpsel}",
    help: "Add it under assessment.",
  },
  "final-standard-extra": {
    weight: "advice",
    says: "The Final has a level for CPSEL {cpsel}, which is not in the plan.",
  },
  "final-standard-twice": {
    weight: "wrong",
    says: "CPSEL {cpsel} stands in the Final twice; each standard has one level.",
    help: "Remove one of them, or correct its standard.",
  },
  "summary-goal-elsewhere": {
    weight: "wrong",
    says: "This summary is about CPSEL {cpsel}, and its goal, {goal}, is on CPSEL {planned} in the plan.",
    help: "Name the goal of CPSEL {cpsel}, {fitting}, or correct the plan.",
  },
  "final-not-met": {
    weight: "missing",
    says: "Not met: {standards}. Met would be {passing}. The Induction Team decides what follows.",
    plain: "not met: {cpsels}",
    help: "The paperwork may be finished; the year is not. What may follow: a plan, which the Program Manager opens (ilp plan open {candidate}), or more time (ilp extend {candidate} {document}).",
  },
  "final-not-met-yet": {
    weight: "advice",
    says: "Not met so far: {standards}. Met would be {passing}. The Final is not signed yet.",
    help: "This is the {coach}'s view, not something to fill in.",
  },
  "level-below-start": {
    weight: "advice",
    says: "{label}: {level} is below the level at the start of the year, {start}.",
  },
  "levels-differ": { weight: "advice", says: "CPSEL {cpsel}: the summary says {level}, the Final says {final}." },
  "start-level-differs": {
    weight: "advice",
    says: "CPSEL {cpsel}: the summary starts from {level}, the plan from {planned}.",
  },
  "evidence-file-missing": {
    weight: "wrong",
    says: "{label}: the file {file} is not in evidence/.",
    help: "Put it there, or correct the name.",
  },
  "evidence-path-outside": {
    weight: "wrong",
    says: "{label}: {file} leaves the evidence folder.",
    help: "Write the path below evidence/.",
  },
  "coach-matched-late": {
    weight: "advice",
    says: "A {label} was matched {days} days after the start; {limit} is the aim.",
  },
  "covered-unknown": {
    weight: "missing",
    says: "Transferred in: which standards the other program covered is not said, so what is left is not known.",
    help: "Say it in profile.yaml, under covered-elsewhere: the name of the program, and cpsels, such as [1, 3, 6].",
  },
  "dated-outside": {
    weight: "advice",
    says: "{label}: {date} is outside the candidate's years, {from} to {to}.",
    help: "Check the date.",
  },
  "mid-year-before-plan": {
    weight: "advice",
    says: "The mid-year check of {date} is before the plan, {plan}.",
    help: "Check both dates.",
  },
  "initial-after-final": {
    weight: "advice",
    says: "The initial self-assessment, {date}, is after the final one, {final}.",
    help: "Check both dates.",
  },
  "starts-next-year": {
    weight: "note",
    says: "Started on {start}: who starts on or after {from} begins with the next program year. Year {year} is {name}, and what is done before counts into it.",
  },
  "no-coach": {
    weight: "missing",
    says: "No {label} is assigned.",
    help: "Add one under assignments in profile.yaml.",
  },
  "coach-ended": {
    weight: "missing",
    says: "No {label} is assigned after {until}.",
    help: "Add the next one under assignments in profile.yaml.",
  },
  "coach-gap": {
    weight: "wrong",
    says: "Nobody is assigned as {label} from {days}.",
    help: "Correct the days under assignments in profile.yaml, or add who it was in between.",
  },
  "supporter-without-role": {
    weight: "wrong",
    says: "{name} is assigned as {label}, and does not have the role {role} in people.yaml.",
    help: "Add {role} under roles there, or correct the person.",
  },
  "two-at-once": {
    weight: "wrong",
    says: "{who} as {label}{days}.",
    help: "End the one on the day before the other begins.",
  },
  "coach-is-supervisor": {
    weight: "advice",
    says: "{name} is {coach} and {supervisor} at the same time; two people are meant.",
    help: "Assign somebody else as one of the two: ilp people assign {candidate}",
  },
  "sessions-before-coach": {
    weight: "advice",
    says: "{many} logged before {from}, the first day of a {label}; the earliest is on {date}.",
    help: "Correct the day that is wrong.",
  },
  "two-names": {
    weight: "wrong",
    says: '{id} is called "{other}" in people.yaml; "{name}" is printed.',
    help: "Write the same name in both files.",
  },
  "credential-ends": {
    weight: "advice",
    says: "The preliminary credential expires on {expires}, before the year ends on {ends}.",
    help: "Correct the day, or enter the new one once it is renewed.",
  },
  "credential-expired": {
    weight: "advice",
    says: "The preliminary credential expired on {expires}.",
    help: "Correct the day, or enter the new one once it is renewed.",
  },
  "enrolled-late": {
    weight: "advice",
    says: "The program began on {start}, {days} days after the credential was issued on {issued}; {limit} is the aim.",
    help: "Check both days.",
  },
  "email-twice": {
    weight: "wrong",
    says: "{one} and {other} have the same email {email}, and an email tells who signs.",
    help: "Give each of them an email of their own.",
  },
  "training-year": {
    weight: "advice",
    says: 'The training of {name}: "{year}" {reason}, so it is not counted.',
    help: "Write each past year as 2024-25.",
  },
  "own-supporter": {
    weight: "wrong",
    says: "The candidate is entered as their own {role}.",
    help: "Correct the person.",
  },
} as const satisfies Record<string, Message>;
