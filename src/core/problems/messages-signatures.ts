import type { Message } from "./message.ts";

/** What there is to say about signatures, and records that cannot be read. */
export const signatureMessages = {
  "signature-missing": {
    weight: "missing",
    says: "{section}: {who} has not signed yet{earlier}.",
    plain: "not signed by the {role}",
    help: "To sign: {command}{paper}",
  },
  "signature-planned": {
    weight: "missing",
    says: "{section}: {list} still to come: {count}, the last on {until}. The signature of {who} waits for that day.",
    plain: "not signed by the {role}",
    help: "Sign on {until} or later, or take out what is only planned.",
  },
  "signature-stale": {
    weight: "missing",
    says: "{section}: changed after {name} signed as {role} on {date}{changed}.",
    plain: "changed after the {role} signed",
    help: "See what changed: ilp history {candidate} {document} --diff. To sign again: {command}",
  },
  "signature-declined": {
    weight: "missing",
    says: "{section}: {name} did not sign as {role} on {date}: {reason}",
    plain: "the {role} did not sign it on {date}",
    help: "Talk it over and revise the text; then the signature can be asked for again.",
  },
  "signature-unverified": {
    weight: "missing",
    says: "{section}: the signature of {name} on {date} is {proof}, and this program asks for more.",
    plain: "the signature of the {role} is not proved as this program asks",
    help: "{remedy}",
  },
  "signature-not-recorded": {
    weight: "missing",
    says: "{section}: the signature of {name} was written and not recorded.",
    plain: "the signature of the {role} is not recorded",
    help: "Sign again: {command}",
  },
  "signature-withdrawn": {
    weight: "missing",
    says: "{section}: {name} withdrew the signature of {date}.",
    plain: "the {role} withdrew the signature",
    help: "To sign: {command}",
  },
  "signature-wrong": {
    weight: "wrong",
    says: "{section}: a signature does not count: {reason}.",
    plain: "a signature of the {role} does not count",
    help: "See the record: ilp verify {candidate}. To sign: {command}",
  },
  "signature-late": {
    weight: "note",
    says: "{section}: {name} signed on {date}, after {due}.",
  },
  "record-unreadable": {
    weight: "wrong",
    says: "This signature record does not count: {reason}.",
    plain: "a record cannot be read",
    help: "Records are never edited. Bring the file back as it was recorded or sent. See since when it is so: ilp verify {candidate}",
  },
} as const satisfies Record<string, Message>;
