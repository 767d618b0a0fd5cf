import type { Message } from "./message.ts";

/** What there is to say about submissions, decisions and the case file (seeds 003 and 004). */
export const reviewMessages = {
  "submission-missing": {
    weight: "missing",
    says: "{section}: not handed in for review yet{signatures}.",
    plain: "not handed in for review",
    help: "To hand it in: {command}",
  },
  "submission-outdated": {
    weight: "missing",
    says: "{section}: changed after it was handed in on {date}; nobody can decide on it as it is.",
    plain: "changed after it was handed in on {date}",
    help: "To hand it in as it is now: {command}",
  },
  "submission-late": {
    weight: "note",
    says: "{section}: handed in on {date}, after {due}.",
  },
  "review-waiting": {
    weight: "missing",
    says: "{section}: handed in on {date}, and waits for a decision{signatures}.",
    plain: "handed in on {date}, and waits for a decision",
    help: "To decide: {command} --complete, or --incomplete with feedback and a day",
  },
  "review-unproved": {
    weight: "missing",
    says: "{section}: {name} decided {decision} on {date}; that is {proof}, and this program asks for more.",
    plain: "the decision of {date} is not proved as this program asks",
    help: "Decide again with a key (ilp keys setup): {command} --complete, or --incomplete with feedback and a day",
  },
  "review-returned": {
    weight: "missing",
    says: "{section}: NO (Incomplete) by {name} on {date}{appeal}: {feedback}",
    plain: "NO (Incomplete) on {date}, to be handed in again",
    help: "Revise the text, then hand it in again: {command}",
  },
  "review-outdated": {
    weight: "advice",
    says: "{section}: changed after YES (Complete) of {date}.",
    help: "If the change matters, hand it in again: {command}",
  },
  "review-again": {
    weight: "missing",
    says: "{section}: changed after YES (Complete) of {date}, and this program reviews changed texts again.",
    plain: "changed after YES (Complete) of {date}",
    help: "To hand it in again: {command}",
  },
  "signature-outstanding": {
    weight: "request",
    says: "{section}: accepted on {date}; no signature of {who} counts here yet.",
    help: "To sign: {command}{paper}",
  },
  "feedback-open": {
    weight: "request",
    says: "{section}: signed on {date}; no feedback yet.",
    help: "To give feedback: {command}",
  },
  "answered-no": {
    weight: "request",
    says: "{label}: no. {reason}{earlier}",
    help: "To give feedback on it: {command}",
  },
  "concern-open": {
    weight: "request",
    says: "{name} told of a concern on {date}: {reason}",
    help: "To answer: {command}",
  },
  "decline-open": {
    weight: "request",
    says: "{section}: {name} did not sign as {role} on {date}{earlier}: {reason}",
    help: "To answer: {command}",
  },
  "plan-suggested": {
    weight: "request",
    says: "{section}: {count} NO decisions{reversed}. A Special Assistance Plan may help; whether to open one is the Program Manager's choice.",
    help: "To open one: {command}",
  },
  "plan-running": {
    weight: "note",
    says: "A Special Assistance Plan is open since {date}.",
  },
  "appeal-running": {
    weight: "request",
    says: "{section}: an appeal is with step {step}, {title}, since {date}.",
    help: "To answer: {command}",
  },
  "appeal-granted": {
    weight: "missing",
    says: "{section}: the appeal was granted on {date}; a reviewer decides again{until}.",
    plain: "the appeal was granted on {date}, and waits for a new decision",
    help: "To decide: {command} --complete, or --incomplete with feedback and a day",
  },
  "appeal-upheld": {
    weight: "request",
    says: "{section}: the appeal was closed on {date}, and the NO stands. It can go on at its next step{until}.",
    help: "To go on: {command}",
  },
  "plan-told": {
    weight: "request",
    says: "A Special Assistance Plan, {date}: {words}",
    help: "Read it: {command}. It leaves this list once you did something next, such as a signature or a contact.",
  },
  "due-extended": {
    weight: "note",
    says: "{section}: due on {to} instead of {from}, as agreed with {agreed}.",
  },
  "record-out-of-turn": {
    weight: "note",
    says: "A record of {name} ({act}, {date}) is not counted: {rule} ({source})",
  },
} as const satisfies Record<string, Message>;
