import { momentIn } from "../../core/basics/moment.ts";
import type { Role } from "../../core/forms/form.ts";
import type { Candidate, Rulebook } from "../../core/program/program.ts";
import { nameIn } from "../../core/program/registry.ts";
import { sectionTitle } from "../../core/records/labels.ts";
import { proofWords } from "../../core/records/signature.ts";
import { slotProof, slotsOf } from "../../core/records/slots.ts";
import { type PaperSignature, shortId } from "../../core/records/statement.ts";
import { declaredSection, standingWords, titleOfAct } from "../../core/records/words.ts";
import type { SignatureRecordEntry } from "../../word/signature-records.ts";
import type { PrintedSignature } from "../../word/signers.ts";

/** What a printed form says of signatures: on its lines those that hold for the printed text, on the last page every record. */
export function printedSignatures({ documents, records = [] }: Candidate, { people, settings }: Rulebook) {
  const formOf = (name: string) => documents.find((each) => each.name === name)?.form;
  return {
    signatureOf(document: string, section: string, role: Role): PrintedSignature | null {
      const form = formOf(document);
      if (!form) return null;
      const place = { section, declared: declaredSection(form, section), pointer: "" };
      const slot = slotsOf(form, document, place, records).find((each) => each.role === role);
      if (!slot?.signer || !slot.day || !slot.record || !["valid", "unverified"].includes(slot.state)) return null;
      return {
        name: nameIn(people, slot.signer),
        date: slot.day,
        proof: slotProof(slot),
        paper: slot.seenBy !== undefined,
        id: shortId(slot.record),
      };
    },
    recordsOf: (document: string): SignatureRecordEntry[] =>
      records.flatMap(({ statement, ...judged }): SignatureRecordEntry[] => {
        const form = formOf(document);
        if (!form || statement?.document !== document) return [];
        const { section, signer, role, at, intent, reason, digest, decision, feedback } = statement;
        const title =
          section === "."
            ? "whole document"
            : sectionTitle(form, { section, declared: declaredSection(form, section) });
        const { seal } = judged;
        return [
          {
            act: titleOfAct(statement) + (statement.paper ? paperWords(statement.paper, people) : ""),
            section,
            sectionTitle: title,
            name: nameIn(people, signer),
            role,
            date: judged.day ?? "",
            time: momentIn(settings["time-zone"], at).slice(11),
            sentence: intent,
            ...(reason ? { reason } : {}),
            ...(feedback ? { [decision === "YES" ? "note" : "feedback"]: feedback } : {}),
            ...(statement.resubmit_by ? { resubmitBy: statement.resubmit_by } : {}),
            state: standingWords({ ...judged, statement }),
            proof: proofWords[judged.assurance],
            digest,
            id: shortId(judged.id),
            ...(seal && "fingerprint" in seal ? { fingerprint: seal.fingerprint } : {}),
          },
        ];
      }),
  };
}

const paperWords = ({ signer, role, on, scan }: PaperSignature, people: Rulebook["people"]): string =>
  `: ${nameIn(people, signer)} as ${role}, ${on}; scan ${scan.path}`;
