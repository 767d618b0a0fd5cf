import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { exportCandidate } from "../../src/word/export.ts";
import type { SignatureRecordEntry } from "../../src/word/signature-records.ts";
import { allDocuments, rulebook, templateOf, viewsWith } from "./sample.ts";
import { sdkErrors } from "./sdk.ts";
import { fingerprint, recordWith, signaturesFrom } from "./signed.ts";

const folder = mkdtempSync(join(tmpdir(), "ilp-signed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Records of one year: signatures, a decline with a long reason, a withdrawal. */
const inquiries = (year: number): SignatureRecordEntry[] => [
  recordWith({ section: "initial-goal", sectionTitle: "Initial goal", date: `202${year}-11-28`, fingerprint }),
  recordWith({
    act: "Decline",
    section: "inquiries/item-1",
    sectionTitle: "Inquiry 1",
    date: `202${year}-12-02`,
    reason: "Please say what you observed, and which evidence shows it. ".repeat(25).trim(),
    proof: "unverified (name only)",
  }),
  ...Array.from({ length: 14 }, (_, index) =>
    recordWith({
      act: index === 3 ? "Withdrawn" : "Signature",
      section: "inquiries/item-1",
      sectionTitle: "Inquiry 1: CPSEL 4: Family and Community Engagement",
      date: `202${year}-12-${10 + index}`,
      state: index < 13 ? "no longer matches the text" : "valid",
      fingerprint,
    }),
  ),
];
const sections = ["experience", "work-context", "triad"];
const all: Record<string, SignatureRecordEntry[]> = {
  "year-1/inquiry-ilp": inquiries(3),
  "year-2/inquiry-ilp": inquiries(4),
  "year-1/context": sections.flatMap((section) =>
    ["candidate", "coach", "supervisor"].map((role) => recordWith({ section, role, sectionTitle: section })),
  ),
  "year-1/pd-log": [recordWith({ role: "candidate", name: "Candidate One", fingerprint })],
};
const recordsOf = (document: string) => all[document] ?? [];
const { files } = exportCandidate({
  rulebook,
  asOf: "2030-01-01",
  views: viewsWith(allDocuments(false)),
  readTemplate: templateOf,
  recordsOf,
  signatureOf: signaturesFrom(recordsOf),
  select: Object.keys(all),
});
for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);

const hasOffice =
  spawnSync("soffice", ["--version"]).error === undefined && spawnSync("pdftotext", ["-v"]).error === undefined;
if (!hasOffice) console.log("Skipped: pages and their text need LibreOffice (soffice) and poppler (pdftotext).");

it("passes the Open XML SDK with records", async () => {
  expect(files).toHaveLength(3);
  expect(await sdkErrors(files.map(({ name }) => join(folder, name)))).toEqual([]);
}, 300_000);

describe.skipIf(!hasOffice)("on paper", () => {
  it("begins the record on a page of its own, prints every record in order, and stays within the margins", () => {
    const office = `-env:UserInstallation=file://${join(folder, "office")}`;
    const paths = files.map(({ name }) => join(folder, name));
    execFileSync("soffice", [office, "--headless", "--convert-to", "pdf", "--outdir", folder, ...paths], {
      stdio: "ignore",
    });
    for (const { name, documents } of files) {
      const pdf = join(folder, name.replace(".docx", ".pdf"));
      const read = (...flags: string[]) => execFileSync("pdftotext", [...flags, pdf, "-"], { encoding: "utf8" });
      const pages = read("-raw").split("\f").slice(0, -1);
      const first = pages.findIndex((page) => /^Signature record$/m.test(page));
      expect(pages[first]?.split("\n")[1], `${name}: the heading comes first, below the running head`).toBe(
        "Signature record",
      );
      const records = documents.flatMap(recordsOf);
      const after = pages.slice(first).join("\n");
      // A digest in one piece was not broken over two lines.
      expect(after.match(/sha256:[0-9a-f]{64}$/gm), name).toEqual(records.map(({ digest }) => digest));
      expect(after.match(/record [0-9a-f]{12}$/gm), name).toEqual(records.map(({ id }) => `record ${id}`));
      expect(after.match(/Please say/g)?.length ?? 0, name).toBe(
        25 * records.filter(({ act }) => act === "Decline").length,
      );
      expect(pages.length - first, `${name}: pages of the record`).toBeLessThanOrEqual(Math.ceil(records.length / 7));
      for (const page of pages.slice(first)) expect(page, name).toMatch(/sha256:/);
      expect(widest(read("-bbox")), `${name}: beyond the right margin`).toBeLessThanOrEqual(0.5);
    }
  }, 300_000);
});

/** How far the widest line of any page goes beyond the margin, in points; the margin is 0.75 inch. */
function widest(boxes: string): number {
  const over = boxes.split("<page ").flatMap((page) => {
    const width = Number(/^width="([\d.]+)"/.exec(page)?.[1] ?? 0);
    return [...page.matchAll(/xMax="([\d.]+)"/g)].map(([, right]) => Number(right) - (width - 54));
  });
  return Math.max(...over);
}
