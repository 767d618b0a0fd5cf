import type { Role } from "../forms/form.ts";
import { isInUse, nameIn, ownerOf, type Person } from "../program/registry.ts";
import { bars } from "./acts.ts";
import { isEnough } from "./paper.ts";
import { type Persons, paperProblem, reasonOf, roleProblem } from "./role-problem.ts";
import {
  type Assurance,
  type Judged,
  type RecordState,
  type Remark,
  type SignatureRecord,
  strength,
} from "./signature.ts";
import { isCaseAct, programId, type Statement, shortId } from "./statement.ts";
import { remarkWords } from "./words.ts";

/** All that decides what a record is worth, beside the record. */
export interface Judging extends Persons {
  program: string;
  /** The real time, never --as-of. */
  now: Date;
  /** Today's digest of a section; null when it is gone or cannot be read. */
  digestNow: (document: string, section: string) => string | null;
  /** Today's digest of a section's questions. */
  wordingNow: (document: string, section: string) => string | null;
}

interface Verdict {
  state: RecordState;
  assurance: Assurance;
  reason: string;
  remarks: Remark[];
  withdrawn?: NonNullable<Judged["withdrawn"]>;
}

/** Who may confirm a signature: people of the program, not those of the candidate. */
export const witnesses: Role[] = ["reviewer", "coordinator", "director", "manager", "registrar"];

/** A record about others (a review, a witness, a withdrawal) that holds, and how well it is proved. */
type Word = SignatureRecord & { statement: Statement; assurance: Assurance; remarks: Remark[] };

/** What each record is worth now (signatures.md 7.5 and 7.6). Pure: the same records, people and texts give the same answer. */
export function judge(records: SignatureRecord[], around: Judging): Judged[] {
  const first = new Map(records.map((record) => [record.path, verdictOn(record, around, records)]));
  // Whatever somebody says about other records counts for no more than it is proved.
  const all = records.flatMap((record): Word[] => {
    const { statement } = record;
    const { state, assurance, remarks } = first.get(record.path) as Verdict;
    // A review of a text that was changed since tells still what was there then.
    const holds = state === "valid" || (state === "stale" && statement?.act === "review");
    return statement && statement.act !== "sign" && holds ? [{ ...record, statement, assurance, remarks }] : [];
  });
  const said = all.filter((word) => withdrawalsOf(word, word.assurance, all, around).length === 0);
  return records.map((record) => {
    let verdict = first.get(record.path) as Verdict;
    if (verdict.assurance === "rejected-key" && isCovered(record, said, records, around))
      verdict = { ...verdict, assurance: "key", reason: verdict.state === "valid" ? "" : verdict.reason };
    verdict = witnessed(record, verdict, said);
    verdict = withdrawn(record, verdict, said, around);
    verdict = missingCover(record, verdict, records);
    const { statement } = record;
    const accepted =
      verdict.state === "valid" && statement !== null && isEnough(around.policy, statement, verdict.assurance);
    const named = (id: string) => nameIn(around.people, id);
    const seen = statement?.paper
      ? { onPaper: { signer: named(statement.paper.signer), seenBy: named(statement.signer) } }
      : {};
    return { ...record, ...verdict, day: statement ? around.dayOf(statement.at) : null, accepted, ...seen };
  });
}

function verdictOn(record: SignatureRecord, around: Judging, records: SignatureRecord[]): Verdict {
  const { statement } = record;
  const verdict = (state: RecordState, reason: string, assurance: Assurance = "none"): Verdict => ({
    state,
    assurance,
    reason,
    remarks: [],
  });
  if (!statement || record.problem) return verdict("invalid", record.problem ?? "it cannot be read");
  const { now, policy, people } = around;
  const ahead = new Date(statement.at).getTime() - now.getTime();
  const skew = policy["clock-skew-minutes"] * 60_000;
  if (ahead > skew) return verdict("invalid", `it says it was made at ${statement.at}, which is still to come`);
  if (record.seal && "problem" in record.seal)
    return verdict("invalid", `its key proof is broken: ${record.seal.problem}`);
  if (record.added?.names === false)
    return verdict("invalid", "Git's history names another record where this one was added");
  const remarks = remarksOn(record, statement, skew);
  if (isBackdated(remarks) && policy.backdated === "reject")
    return { ...verdict("invalid", remarks.map(remarkWords).join("; ")), remarks };
  const person = people.people.find(({ id }) => id === statement.signer);
  if (!person) return verdict("wrong-person", `nobody in people.yaml has the id ${statement.signer}`);
  if (statement.role !== "candidate" && !around.profile && around.candidate !== programId)
    return verdict("valid", "profile.yaml cannot be read, so nobody can tell who held that role");
  const onPaper = paperProblem(statement, around);
  if (onPaper) return verdict("wrong-person", onPaper);
  const notAllowed = isOwnWithdrawal(statement, records) ? null : roleProblem(statement, person, around);
  if (notAllowed) return verdict("wrong-person", notAllowed);
  if (isVerdict(statement) && statement.signer === around.candidate)
    return verdict("wrong-person", reasonOf(bars["own-work"]));
  const proof = proofOf(record, statement, person, around);
  if ("state" in proof) return verdict(proof.state, proof.reason);
  if (record.recorded === false)
    return {
      ...verdict("uncommitted", `recording it was interrupted; ${again(statement)} again`, proof.assurance),
      remarks,
    };
  const current = around.digestNow(statement.document, statement.section);
  if (isAboutText(statement) && current !== statement.digest) {
    const reason =
      current === null ? "the part that was signed is gone, or cannot be read" : "the text changed afterwards";
    return { ...verdict("stale", reason, proof.assurance), remarks };
  }
  const asked = around.wordingNow(statement.document, statement.section);
  if (statement.wording && asked && asked !== statement.wording) remarks.push({ code: "reworded" });
  return { ...verdict("valid", proof.reason, proof.assurance), remarks };
}

const again = ({ act }: Statement) => (act === "sign" ? "sign" : act === "submit" ? "hand it in" : "say it");

/** Whoever signed may withdraw that at any time, in the role of then. */
const isOwnWithdrawal = ({ act, of, signer, role }: Statement, records: SignatureRecord[]): boolean =>
  act === "revoke" &&
  records.some(({ id, statement }) => id === of && statement?.signer === signer && statement.role === role);

const isVerdict = ({ act }: Statement) => act === "review" || act === "feedback";

/** Witnessing, withdrawing and the case file are not about a text that changes. */
export const isAboutText = ({ act }: Statement) => act !== "witness" && act !== "revoke" && !isCaseAct(act);

type Proof = { assurance: Assurance; reason: string } | { state: "wrong-person"; reason: string };

/** How it is proved that this person made the record. */
function proofOf(record: SignatureRecord, statement: Statement, person: Person, around: Judging): Proof {
  const { seal, added } = record;
  if (seal && "fingerprint" in seal) {
    const day = around.dayOf(statement.at);
    const owner = ownerOf(around.people, seal.fingerprint, person.id, day);
    if (!owner) return { assurance: "unknown-key", reason: `its key ${seal.fingerprint} is nobody's in people.yaml` };
    if (owner.person.id !== person.id)
      return {
        state: "wrong-person",
        reason: `it says ${nameIn(around.people, person.id)}, and was made with the key of ${nameIn(around.people, owner.person.id)}`,
      };
    if (isInUse(owner.key, day)) return { assurance: "key", reason: "" };
    const { key } = owner;
    const why =
      key.revoked?.reason === "compromised"
        ? `its key is marked as compromised since ${key.revoked.since}`
        : `its key did not count on ${day}`;
    return { assurance: "rejected-key", reason: why };
  }
  if (!added || added.names === null)
    return { assurance: "none", reason: "it has no key, and Git's history no longer tells who recorded it" };
  const emails = (person.emails ?? []).map((each) => each.toLowerCase());
  if (emails.length === 0)
    return {
      assurance: "none",
      reason: `people.yaml has no email of ${nameIn(around.people, person.id)} to compare with`,
    };
  return emails.includes(added.email.toLowerCase())
    ? { assurance: "name", reason: "" }
    : {
        state: "wrong-person",
        reason: `it says ${nameIn(around.people, person.id)}, and was recorded by ${added.email}, which people.yaml does not have for them`,
      };
}

function remarksOn({ added }: SignatureRecord, { at }: Statement, skew: number): Remark[] {
  if (!added) return [];
  const said = new Date(at).getTime();
  const { parentAt, at: addedAt } = added;
  if (parentAt && new Date(parentAt).getTime() - said > skew) return [{ code: "backdated", data: { at, parentAt } }];
  return Math.abs(new Date(addedAt).getTime() - said) > skew ? [{ code: "recorded-then", data: { at, addedAt } }] : [];
}

const isBackdated = (remarks: Remark[]): boolean => remarks.some(({ code }) => code === "backdated");

/** A signature by a compromised key still counts when a review from before, made with a key, relied on it. */
function isCovered(record: SignatureRecord, said: Word[], records: SignatureRecord[], around: Judging): boolean {
  const { seal, statement: covered } = record;
  if (!covered || !seal || "problem" in seal) return false;
  const owner = ownerOf(around.people, seal.fingerprint, covered.signer, around.dayOf(covered.at));
  if (owner?.key.revoked?.reason !== "compromised") return false;
  const { revoked, ...key } = owner.key;
  if (!isInUse(key, around.dayOf(covered.at))) return false;
  return said.some(
    ({ statement, assurance, remarks }) =>
      statement.act === "review" &&
      assurance === "key" &&
      !isBackdated(remarks) &&
      witnesses.includes(statement.role) &&
      statement.signer !== covered.signer &&
      around.dayOf(statement.at) < revoked.since &&
      statement.covers?.includes(record.id) &&
      missingOf(statement, records) === undefined,
  );
}

/** Only whoever signed, with a key if there was one and proved no worse, or a registrar with a key withdraws. */
function withdrawn(record: SignatureRecord, verdict: Verdict, said: Word[], around: Judging): Verdict {
  if (verdict.state === "invalid" || verdict.state === "wrong-person") return verdict;
  const good = withdrawalsOf(record, verdict.assurance, said, around);
  const [first] = good;
  if (!first) return verdict;
  const { signer, at } = first.statement;
  return {
    ...verdict,
    state: "revoked",
    reason: `${nameIn(around.people, signer)} withdrew it on ${around.dayOf(at)}`,
    withdrawn: { by: good.map(({ id }) => id), was: verdict.state },
  };
}

/**
 * The withdrawals of a record, the first one first. A withdrawal itself is for good: whoever thinks again signs again.
 * What stands in a case file stays there.
 */
function withdrawalsOf(record: SignatureRecord, own: Assurance, said: Word[], around: Judging): Word[] {
  if (!record.statement || record.statement.act === "revoke" || isCaseAct(record.statement.act)) return [];
  const good = said.filter(({ statement, assurance }) => {
    if (statement.act !== "revoke" || statement.of !== record.id) return false;
    if (assurance === "key" && (around.policy.registrars as string[]).includes(statement.signer)) return true;
    const needed = record.seal === null ? own : "key";
    return statement.signer === record.statement?.signer && strength[assurance] >= strength[needed];
  });
  return good.sort((one, other) => (`${one.statement.at} ${one.id}` < `${other.statement.at} ${other.id}` ? -1 : 1));
}

function witnessed(record: SignatureRecord, verdict: Verdict, said: Word[]): Verdict {
  if (verdict.state === "invalid" || verdict.state === "wrong-person") return verdict;
  if (verdict.assurance !== "name" && verdict.assurance !== "none") return verdict;
  const witness = said.find(
    ({ statement, assurance }) =>
      statement.act === "witness" &&
      statement.of === record.id &&
      statement.signer !== record.statement?.signer &&
      witnesses.includes(statement.role) &&
      assurance === "key",
  );
  if (!witness) return verdict;
  return { ...verdict, assurance: "witnessed", reason: verdict.state === "valid" ? "" : verdict.reason };
}

/** A review, or a submission, that relied on a record which is not there any more cannot stand. */
function missingCover({ statement }: SignatureRecord, verdict: Verdict, records: SignatureRecord[]): Verdict {
  if (!statement || (statement.act !== "review" && statement.act !== "submit") || verdict.state === "invalid")
    return verdict;
  const gone = missingOf(statement, records);
  if (gone === undefined) return verdict;
  const reason = `it relied on a record that is not there any more (${shortId(gone)})`;
  return { ...verdict, state: "invalid", reason };
}

/** The first record a review relied on that is not there, or only as a copy in another place. */
const missingOf = ({ covers }: Statement, records: SignatureRecord[]): string | undefined =>
  covers?.find((id) => !records.some((each) => each.id === id && each.problem === null));
