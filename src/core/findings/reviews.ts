import { type Finding, isInside } from "../problems/finding.ts";
import { blocks } from "../problems/messages.ts";
import { count, type Document, requirement, requirementSource } from "../program/program.ts";
import { nameIn } from "../program/registry.ts";
import { reviewCommand, roleLabel, sectionTitle, shortAddress, submitCommand } from "../records/labels.ts";
import { proofWords } from "../records/signature.ts";
import { sectionsOf, slotsOf } from "../records/slots.ts";
import { decisionWords, titleOfAct } from "../records/words.ts";
import { appealWords } from "../review/appeals.ts";
import { type Attempt, contains, type Part, personBar, refusalsIn, reversedWords } from "../review/attempts.ts";
import { dueOfPart } from "../review/due.ts";
import { partsOf, type Standing } from "../review/standing.ts";
import { isWritten } from "../review/written.ts";
import type { YearView } from "../review/year.ts";

/** What is to be handed in, decided on or handed in again, in parts where nothing is left to answer. */
export function askedReviews(document: Document, findings: Finding[], standing: Standing, view: YearView): Finding[] {
  const mine = findings.filter((each) => each.document === document.name && each.section === undefined && blocks(each));
  return partsOf(standing, document).flatMap((part) => {
    const { milestone } = dueOfPart(document, part, view);
    const open = mine.filter((each) => isInside(each.pointer, part.pointer));
    return [...askedOf({ ...part, milestone }, document, open, standing, view), ...toldOf(part, document, standing)];
  });
}

function askedOf(
  part: Part & Pick<Finding, "milestone">,
  document: Document,
  open: Finding[],
  standing: Standing,
  view: YearView,
): Finding[] {
  const { candidate, rulebook } = standing;
  const { settings, people } = rulebook;
  const { section, state, changed, milestone } = part;
  const last = part.attempts.at(-1);
  const base = {
    ...baseOf(part, document),
    ...(part.due ? { due: part.due } : {}),
    ...(milestone ? { milestone } : {}),
  };
  const submit = submitCommand(candidate.id, document.name, section);
  const review = reviewCommand(candidate.id, document.name, section);
  const common = { section: titleOfPart(part, document), candidate: candidate.id, command: submit };
  if (state === "draft") {
    // While answers are missing, those are asked for; handing in is allowed all the same.
    if (open.length > 0 || !isWritten(document, part, view)) return [];
    const signatures = standingWords(part, document, standing);
    return [{ ...base, code: "submission-missing", data: { ...common, signatures }, turn: "candidate", next: submit }];
  }
  const since = part.since ? { since: part.since } : {};
  // What is missing explains why the text is another now.
  const because = open.length > 0 ? { because: open.map(({ path, pointer }) => ({ path, pointer })) } : {};
  if (state === "submitted" && last) {
    const date = last.submission.day;
    if (changed)
      return [
        {
          ...{ ...base, ...because, turn: "candidate", next: submit },
          code: "submission-outdated",
          data: { ...common, date },
        },
      ];
    const { due: _, ...undated } = base;
    const unable = barredFrom(part, standing);
    const [unproved] = part.unproved;
    const command = review;
    if (unproved) {
      const { signer, decision } = unproved.statement;
      const proof = proofWords[unproved.assurance];
      const data = {
        ...common,
        command,
        name: nameIn(people, signer),
        decision: decision ? decisionWords(decision) : "",
        date: unproved.day ?? date,
        proof,
      };
      return [{ ...undated, ...since, code: "review-unproved", data, turn: "reviewer", unable, next: review }];
    }
    const signatures = missingWords(last, settings.labels);
    const data = { ...common, command, date, signatures };
    return [{ ...undated, ...since, code: "review-waiting", data, turn: "reviewer", unable, next: review }];
  }
  const decision = last?.decision;
  if (!decision) return [];
  if (state === "returned") {
    const { appeal } = part;
    if (appeal?.is === "granted") {
      const until = appeal.until;
      const data = { ...common, command: review, date: appeal.day, until: until ? `, by ${until}` : "" };
      const asked = { turn: "reviewer" as const, first: true as const, unable: barredFrom(part, standing) };
      const { due: _, milestone: __, ...undated } = base;
      const dated = { ...(until ? { due: until } : {}), since: appeal.day };
      return [{ ...undated, ...asked, ...dated, code: "appeal-granted", data, next: review }];
    }
    const data = {
      ...common,
      name: nameIn(people, decision.by),
      date: decision.day,
      feedback: decision.feedback,
      appeal: appeal ? `; ${appealWords(appeal)}` : "",
    };
    return [{ ...base, ...since, code: "review-returned", data, turn: "candidate", first: true, next: submit }];
  }
  if (!changed) return [];
  const code = requirement(settings, "review.again_after_change") === true ? "review-again" : "review-outdated";
  const { day: date } = decision;
  return [{ ...base, ...because, code, data: { ...common, date }, turn: "candidate", next: submit }];
}

/** Who cannot decide on a part, whatever their roles (seed 003). */
export function barredFrom({ document, section }: Pick<Part, "document" | "section">, standing: Standing): string[] {
  const { candidate, rulebook, ordered } = standing;
  const here = ordered.filter(
    ({ statement }) => statement.document === document && contains(section, statement.section),
  );
  return rulebook.people.people.map(({ id }) => id).filter((id) => personBar(id, here, candidate.id) !== null);
}

/** What is only said of a part: late, suggested, not counted. */
function toldOf(part: Part, document: Document, { candidate, rulebook, caseFile }: Standing): Finding[] {
  const { settings, people } = rulebook;
  const base = baseOf(part, document);
  const section = titleOfPart(part, document);
  const last = part.attempts.at(-1);
  const refusals = part.attempts.flatMap(({ decision }) => (decision?.decision === "NO" ? [decision.at] : []));
  const limit = count(settings, "review.plan_after");
  const isPlanned = caseFile.plans.some(({ opened, closed }) => !closed || opened.at > (refusals.at(-1) ?? ""));
  const late: Finding[] =
    last?.onTime === false && last.due
      ? [{ ...base, code: "submission-late", data: { section, date: last.submission.day, due: last.due } }]
      : [];
  const next = `ilp plan open ${candidate.id}`;
  const source = requirementSource(settings, "review.plan_after");
  const suggested: Finding[] =
    limit > 0 && refusals.length >= limit && part.state !== "accepted" && !isPlanned
      ? [
          {
            ...base,
            code: "plan-suggested",
            data: {
              section,
              count: refusals.length,
              reversed: reversedWords(refusalsIn(part.attempts).reversed),
              command: next,
            },
            ...{ turn: "manager", unable: [candidate.id], next },
            ...(part.since ? { since: part.since } : {}),
            ...(source ? { source } : {}),
          },
        ]
      : [];
  const ignored = part.outOfTurn.map(
    ({ record, refused }): Finding => ({
      ...base,
      code: "record-out-of-turn",
      data: {
        name: nameIn(people, record.statement.signer),
        act: titleOfAct(record.statement),
        date: record.day ?? "",
        ...refused,
      },
    }),
  );
  return [...late, ...suggested, ...ignored];
}

/** Feedback that nobody has written on what was signed (seed 004). */
export function askedFeedback(document: Document, { candidate, rulebook }: Standing): Finding[] {
  const { records } = candidate;
  if (!records) return [];
  const { form, value, name } = document;
  return sectionsOf(form, value)
    .filter(({ declared }) => form.feedback.includes(declared))
    .flatMap((place): Finding[] => {
      const signed = slotsOf(form, name, place, records).find((slot) => slot.role === form.writer && slot.accepted);
      const given = records.some(
        ({ statement, state }) =>
          statement?.act === "feedback" &&
          statement.document === name &&
          statement.section === place.section &&
          (state === "valid" || state === "stale"),
      );
      if (!signed?.day || given) return [];
      const command = `ilp feedback ${candidate.id} ${shortAddress(name, place.section)}`;
      const section = sectionTitle(form, place);
      return [
        {
          code: "feedback-open",
          data: { section, date: signed.day, command },
          ...baseOf({ ...place, document: name }, document),
          turn: "coordinator",
          orTurn: ["director"],
          unable: [candidate.id],
          since: signed.day,
          next: command,
          source: `the program's rule; ${rulebook.settings.name}`,
        },
      ];
    });
}

const titleOfPart = (part: Part, { form }: Document) => sectionTitle(form, part);

function baseOf({ section, pointer }: Pick<Part, "section" | "pointer" | "document">, document: Document) {
  return { path: document.file, pointer, document: document.name, section, form: document.form.id };
}

/** Who has not signed what was handed in, and why, after a comma. */
function missingWords({ signatures }: Attempt, labels: Parameters<typeof roleLabel>[1]): string {
  const missing = signatures.filter(
    ({ required, role, state }) => required && role !== "candidate" && state !== "signed",
  );
  return missing
    .map(
      ({ role, state }) =>
        `; the ${roleLabel(role, labels)} ${state === "declined" ? "did not sign it" : "has not signed it"}`,
    )
    .join("");
}

function standingWords(part: Part, document: Document, { candidate, rulebook }: Standing): string {
  const lines = sectionsOf(document.form, document.value)
    .filter(({ section }) => contains(part.section, section))
    .flatMap((place) => slotsOf(document.form, document.name, place, candidate.records ?? []))
    .filter(({ required, role, accepted }) => required && role !== "candidate" && !accepted);
  const names = [...new Set(lines.map(({ role }) => roleLabel(role, rulebook.settings.labels)))];
  return names.length === 0 ? "" : ` (the ${names.join(" and the ")} has not signed; that does not stand in the way)`;
}
