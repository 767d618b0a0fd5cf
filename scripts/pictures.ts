/**
 * Pictures of the Word forms, for people to look at: npx tsx scripts/pictures.ts [FOLDER WITH .docx] [FOLDER FOR PICTURES]
 * Without a folder it prints one file of each form from examples/combined. Needs LibreOffice (soffice) and poppler (pdftoppm).
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { viewsOf } from "../src/core/review/year.ts";
import { candidateIds, loadCandidate } from "../src/data/candidate.ts";
import { loadProgram } from "../src/data/load.ts";
import { exportCandidate } from "../src/word/export.ts";

const root = join(import.meta.dirname, "..");
const [from, to = join(root, "pictures")] = process.argv.slice(2);

const has = (command: string, flag: string) => spawnSync(command, [flag], { stdio: "ignore" }).error === undefined;
if (!has("soffice", "--version") || !has("pdftoppm", "-v")) {
  process.stderr.write("No pictures: this needs LibreOffice (soffice) and poppler (pdftoppm).\n");
  process.exit(0);
}

const scratch = mkdtempSync(join(tmpdir(), "ilp-pictures-"));
try {
  const folder = from ?? (await printExamples(join(scratch, "docx")));
  const files = readdirSync(folder).filter((name) => name.endsWith(".docx"));
  mkdirSync(to, { recursive: true });
  const profile = `-env:UserInstallation=file://${join(scratch, "office")}`;
  execFileSync(
    "soffice",
    [profile, "--headless", "--convert-to", "pdf", "--outdir", to, ...files.map((name) => join(folder, name))],
    { stdio: "ignore" },
  );
  for (const name of files) {
    const stem = join(to, basename(name, ".docx"));
    execFileSync("pdftoppm", ["-r", "60", "-png", `${stem}.pdf`, stem]);
    process.stdout.write(`${stem}.pdf\n`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** One file of each form: the first of every kind that the first candidate has. */
async function printExamples(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const program = await loadProgram(join(root, "examples", "combined"));
  const seen = new Set<string>();
  for (const id of candidateIds(program.root)) {
    const candidate = await loadCandidate(program, id);
    if (!candidate.profile) continue;
    const { files, problems } = exportCandidate({
      rulebook: program,
      asOf: "2030-01-01",
      views: viewsOf(candidate, program),
      readTemplate: (form) => readFileSync(join(root, "templates", "word", `${form}.docx`)),
      readEvidence: (path) => readOrNull(join(program.root, "candidates", id, "evidence", path)),
    });
    for (const { file, message } of problems) process.stderr.write(`${id}: ${file}: ${message}\n`);
    for (const { name, form, bytes } of files) {
      if (seen.has(form)) continue;
      seen.add(form);
      writeFileSync(join(folder, name), bytes);
    }
  }
  return folder;
}

function readOrNull(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
