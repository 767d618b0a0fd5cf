import { rowOf } from "../acts/rows.ts";
import { policyOf } from "../program/policy.ts";
import { nameIn } from "../program/registry.ts";
import { entryLines, type filesOf } from "../records/entry.ts";
import { roleLabel, sectionTitle } from "../records/labels.ts";
import type { Attachment } from "../records/signature.ts";
import { type Act, isCaseAct, shortId } from "../records/statement.ts";
import { actTitles, declaredSection } from "../records/words.ts";
import { type Readable, signaturesThen } from "../review/attempts.ts";
import { type DossierLine, type Listing, personWords } from "./dossier-told.ts";

type Saying = (record: Readable, listing: Listing) => DossierLine[];

const line = (label: string, text: string | undefined): DossierLine[] => (text ? [{ label, text }] : []);
const ours = (label: string, text: string | undefined): DossierLine[] =>
  line(label, text).map((each) => ({ ...each, ours: true }));

/** What a record says, line by line, in the words of whoever made it. */
export const saysOf: Saying = (record, listing) => [
  ...(sayings[record.statement.act] ?? filed)(record, listing),
  ...line("Sentence", `“${record.statement.intent}”`),
];

const answered: Saying = ({ statement }, listing) => ours("About", recordWords(statement.of, listing));

/** What an act of the case file goes on from, and what it says; what it is about stands above. */
const filed: Saying = (record, listing) => {
  const { act, of } = record.statement;
  const named = isCaseAct(act) ? rowOf(act).of : undefined;
  const { candidate, rulebook } = listing;
  const fileWords = (file: Attached) => attachmentWords(record.id, file, listing);
  const telling = { acts: rulebook.acts, candidate, fileWords, without: ["document"] };
  return [
    ...(named ? ours(named, recordWords(of, listing)) : []),
    ...entryLines(record.statement, telling).flatMap(({ label, text, day }) => (day ? ours : line)(label, text)),
  ];
};

const sayings: Partial<Record<Act, Saying>> = {
  sign: () => [],
  decline: ({ statement }) => line("Reason", statement.reason),
  paper: ({ id, statement: { paper } }, listing) =>
    paper
      ? [
          ...ours("Signed on paper", `${personWords(listing, paper.signer, paper.role)}, ${paper.on}`),
          ...ours("Scan", attachmentWords(id, paper.scan, listing)),
        ]
      : [],
  submit: (record, listing) => [...attemptLines(record, listing), ...signatureLines(record, listing)],
  review: (record, listing) => [
    ...decidedOn(record, listing),
    ...line(record.statement.decision === "NO" ? "Feedback" : "Note on progress", record.statement.feedback),
    ...ours("Resubmission due", record.statement.resubmit_by),
    ...signatureLines(record, listing),
  ],
  feedback: ({ statement }) => line("Feedback", statement.feedback),
  witness: answered,
  revoke: answered,
};

/** A heading inside a sentence; a plan keeps its name. */
const inSentence = (title: string): string =>
  title.startsWith("Special") ? title : title.charAt(0).toLowerCase() + title.slice(1);

/** Another record, as this one speaks of it. */
function recordWords(id: string | undefined, { numbered, rulebook }: Listing): string {
  if (id === undefined) return "";
  const found = numbered.get(id);
  if (!found) return `record ${shortId(id)}, which is not here`;
  const { number, record } = found;
  const { act, signer, role } = record.statement;
  const what = inSentence(actTitles[act]);
  return `entry ${number}: ${what} by ${personWords({ rulebook }, signer, role)}, ${record.day ?? ""}`;
}

/** Which attempt a submission is, and whether it came in time. */
function attemptLines({ id }: Readable, { parts, numbered }: Listing): DossierLine[] {
  const attempts = parts.flatMap((part) => part.attempts);
  const own = attempts.find(({ submission }) => submission.record === id);
  if (own) {
    const due = own.due === null ? "nothing was due" : `${own.due}; handed in ${own.onTime ? "on time" : "after it"}`;
    return [...ours("Attempt", String(own.number)), ...ours("Due", due)];
  }
  const later = attempts.find(({ replaced }) => replaced.some(({ record }) => record === id))?.submission;
  const number = later ? numbered.get(later.record)?.number : undefined;
  return ours("Replaced", number === undefined ? undefined : `by entry ${number}, before anybody decided`);
}

const decidedOn: Saying = ({ statement }, listing) => {
  const submission = statement.covers?.find((id) => listing.numbered.get(id)?.record.statement.act === "submit");
  return ours("Decides on", submission ? recordWords(submission, listing) : "nothing that was handed in");
};

/** Every line that is signed there: by whom, with which reason not, or not at all. */
function signatureLines({ statement }: Readable, { candidate, numbered, rulebook }: Listing): DossierLine[] {
  const { act, document: name, section, covers = [] } = statement;
  const document = candidate.documents.find((each) => each.name === name);
  if (!document) return line("Covers", covers.map(shortId).join(", "));
  const { form } = document;
  const here = [...numbered.values()].map(({ record }) => record).filter((each) => each.statement.document === name);
  const place = { section, declared: declaredSection(form, section), pointer: "" };
  const then = signaturesThen(form, place, here, covers, policyOf(rulebook.settings));
  const unsigned = act === "submit" ? "not signed when submitted" : "not signed when decided";
  return then.flatMap(({ section: of, role, required, state, by, day, reason, record }) => {
    const entry = record === null ? "" : `, entry ${numbered.get(record)?.number}`;
    const who = `${by ? nameIn(rulebook.people, by) : ""}`;
    const words = {
      signed: `${who}, ${day}${entry}`,
      declined: `${who} did not sign, ${day}${entry}`,
      missing: required ? unsigned : `${unsigned} (optional)`,
    }[state];
    const part = of === "." || of === place.declared ? "" : ` (${sectionTitle(form, { section: of, declared: of })})`;
    const label = `${roleLabel(role, rulebook.settings.labels)}${part}`;
    return [...ours(`Signature then, ${label}`, words), ...line(`Reason of the ${label}`, reason)];
  });
}

type Attached = ReturnType<typeof filesOf>[number];

const attached: Record<Attachment["state"], string> = {
  good: "as it was recorded",
  "line-ends": "as it was recorded but for its line ends",
  changed: "CHANGED since it was recorded",
  missing: "MISSING",
  unread: "not in this copy",
};

function attachmentWords(record: string, { path: name, sha256 }: Attached, listing: Listing): string {
  const { attachments, copies, kept } = listing;
  const found = attachments.find((each) => each.record === record && each.path.endsWith(`/${name}`));
  const state = found?.state ?? "missing";
  const before = state === "good" ? undefined : kept.get(sha256);
  const as = before ? `; as it was recorded: ${before}` : "";
  return `${(found && copies.get(found.path)) ?? name}: ${attached[state]}${as}`;
}
