import { headerCell } from "./compose-tables.ts";
import { type LayoutBlock, signersOf } from "./layout.ts";
import { type Cell, cellsOf, grid, line, type Piece, type PrintedRow, widthsOf } from "./pieces.ts";
import type { recordKeys } from "./signature-records.ts";
import type { signatureKeys } from "./signers.ts";
import { colours } from "./starter-style.ts";

/** The sentence that is signed, and a line for everyone who signs. */
export function signatureBlock(
  { section, sign, statement }: LayoutBlock & { is: "signatures" },
  width: number,
): Piece[] {
  const widths = widthsOf(width, 0.22, 0.25, 0.4);
  const header = cellsOf(widths, ["Role", "Name", "Signature", "Date"], "Prompt").map(
    (cell): Cell => ({ ...cell, border: "none" }),
  );
  const rows = signersOf(sign).map(([role, need]): PrintedRow => {
    const slot = (what: (typeof signatureKeys)[number]) => `{{signature.${section}.${role}.${what}}}`;
    const lines = [
      line(`{{role.${role}}}${need === "optional" ? " (optional)" : ""}`, { style: "CellText", bold: true }),
      line(slot("name"), { style: "CellText" }),
      line(slot("mark"), { style: "Mark" }),
      line(slot("date"), { style: "CellText" }),
    ];
    const cells = lines.map(
      (each, index): Cell => ({ lines: [{ ...each, keepNext: true }], width: widths[index] ?? 0, border: "below" }),
    );
    return { cells, height: 560 };
  });
  return [
    line(`{{statement.${statement}}}`, { style: "Statement" }),
    grid(widths, [{ cells: header }, ...rows], "Signatures", false),
  ];
}

const slot = (key: (typeof recordKeys)[number]) => `{{${key}}}`;

/** A line that is printed only when the record says something there. */
const when = (key: (typeof recordKeys)[number], words: string, style: string) =>
  [`{{#if ${key}}}`, words, "{{/if}}"].map((each) => line(each, { style }));

/** Every signature, decline, submission, decision and withdrawal on a last page; nothing at all without one. */
export function recordPage({ together }: LayoutBlock & { is: "records" }, width: number): Piece[] {
  const [left = 0, right = 0] = widthsOf(width, 0.28);
  const who = [
    line("{{#rows signature-records}}", { style: "CellText" }),
    line(slot("act"), { style: "CellText", bold: true }),
    line(slot("state"), { style: "CellText" }),
    line(`${slot("name")}, ${slot("role")}`, { style: "CellText" }),
    line(`${slot("date")}, ${slot("time")}`, { style: "CellText" }),
  ];
  const what = [
    line(`${slot("section-title")}${together ? ` · ${slot("year")}` : ""}`, { style: "CellText", bold: true }),
    line(`“${slot("sentence")}”`, { style: "CellText" }),
    ...when("reason", `Reason: ${slot("reason")}`, "CellText"),
    ...when("feedback", `Feedback: ${slot("feedback")}`, "CellText"),
    ...when("note", `Note on progress: ${slot("note")}`, "CellText"),
    ...when("resubmit-by", `Resubmission due ${slot("resubmit-by")}`, "CellText"),
    line(`Proof: ${slot("proof")} · record ${slot("id")}`, { style: "CellText" }),
    ...when("fingerprint", `Key ${slot("fingerprint")}`, "Digest"),
    line(slot("digest"), { style: "Digest" }),
    line("{{/rows}}", { style: "Digest" }),
  ];
  const header = ["Who and when", "What, and how it was verified"].map((words, index) =>
    headerCell(words, [left, right][index] ?? 0),
  );
  const rows: PrintedRow[] = [
    { cells: header, header: true },
    {
      cells: [
        { lines: who, width: left, shade: colours.shade },
        { lines: what, width: right },
      ],
    },
  ];
  return [
    line("{{#if signature-records}}"),
    line("Signature record", { heading: 1, newPage: true }),
    line(explanation, { style: "Lead" }),
    grid([left, right], rows, "Signature record"),
    line("{{/if}}"),
  ];
}

const explanation =
  "This is the electronic signature record of ilp for this form. The digest (sha256) binds each entry to the text it " +
  "was given for: when that text changes, the entry no longer matches. “Verified by key” means that it was made with " +
  "the signer’s own registered key; “witnessed”, that someone else with a registered key confirmed it; “name only”, " +
  "that anyone with access to the files could have typed the name. More about it: docs/signatures.md of ilp.";
