/**
 * Ratios, each measured in pairs in this one run: against a floor (bare node, node:zlib) and against what one would
 * take instead (docxtemplater, easy-template-x, the docx Document API). Nothing here fails: it only prints.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { viewsOf } from "../src/core/review/year.ts";
import { loadCandidate } from "../src/data/candidate.ts";
import { loadProgram } from "../src/data/load.ts";
import { readContainer } from "../src/word/container.ts";
import { exportCandidate } from "../src/word/export.ts";
import { answersOf, documentByApi, markedTemplate } from "./bench-document.ts";
import { benchSignatures } from "./bench-signatures.ts";
import { nodeRun, pairedRatio, pairedRatioAsync } from "./paired.ts";

const root = join(import.meta.dirname, "..");
const peers = join(root, "test", "bench");
if (!existsSync(join(peers, "node_modules"))) {
  console.log("Installing the peers into test/bench …");
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", peers], {
    stdio: "ignore",
  });
}
const peer = createRequire(join(peers, "package.json"));

const scratch = mkdtempSync(join(tmpdir(), "ilp-bench-"));
const folder = join(scratch, "combined");
cpSync(join(root, "examples", "combined"), folder, { recursive: true });
const bin = join(root, "bin", "ilp.js");
const rows: [what: string, ratio: number, aim: string][] = [];
const add = (what: string, ratio: number, aim = "") => {
  rows.push([what, ratio, aim]);
  console.log(`${ratio.toFixed(2).padStart(8)} x  ${what}${aim ? `  (aim: ${aim})` : ""}`);
};

try {
  console.log(`Node ${process.version}. Each figure is the median of paired runs.\n`);
  const bare = nodeRun(["-e", "0"]);
  add("ilp --help / node -e 0", pairedRatio(bare, nodeRun([bin, "--help"])), "<= 1.6");
  const check = ["check", "robin-sample", "--program", folder, "--as-of", "2025-02-03"];
  add("ilp check, one candidate of 23 files / node -e 0", pairedRatio(bare, nodeRun([bin, ...check])), "<= 5");

  const program = await loadProgram(folder);
  const candidate = await loadCandidate(program, "robin-sample");
  if (!candidate.profile) throw new Error("the example candidate cannot be read");
  const views = viewsOf(candidate, program);
  const template = readFileSync(join(root, "templates", "word", "inquiry-ilp.docx"));
  const exportOne = () =>
    exportCandidate({
      rulebook: program,
      asOf: "2030-01-01",
      views,
      readTemplate: () => template,
      readEvidence: () => null,
      select: ["year-1/inquiry-ilp"],
    }).files[0]?.bytes ?? new Uint8Array();

  const container = readContainer(exportOne());
  if ("problem" in container) throw new Error(container.problem);
  const parts = [...container.values()];
  const floorFile = join(scratch, "floor.cjs");
  writeFileSync(join(scratch, "parts.json"), JSON.stringify(parts.map((part) => Buffer.from(part).toString("base64"))));
  writeFileSync(
    floorFile,
    `const {deflateRawSync}=require("node:zlib");for(const p of require("./parts.json"))deflateRawSync(Buffer.from(p,"base64"));`,
  );
  const cold = ["export", "robin-sample", "inquiry-ilp", "--program", folder, "--out", join(scratch, "out")];
  add(
    "one cold ilp export / a process that deflates the same bytes",
    pairedRatio(nodeRun([floorFile]), nodeRun([bin, ...cold])),
  );

  const repeat = (run: () => void) => () => {
    for (let index = 0; index < 200; index++) run();
  };
  const zlib = repeat(() => {
    for (const part of parts) deflateRawSync(part);
  });
  const ours = repeat(exportOne);
  add("200 exports of the inquiry ILP / deflating the same bytes", pairedRatio(zlib, ours, 7, 1), "<= 3");

  const { template: braces, data } = markedTemplate(container);
  console.log(
    `\nThe peers fill the same pages: our file, with ${Object.keys(data).length} marks in place of its texts.`,
  );
  const few = (run: () => unknown) => async () => {
    for (let index = 0; index < 20; index++) await run();
  };
  const mine = few(exportOne);
  const PizZip = peer("pizzip");
  const Docxtemplater = peer("docxtemplater");
  const docxtemplater = few(() => {
    const filled = new Docxtemplater(new PizZip(braces), { paragraphLoop: true, linebreaks: true });
    filled.render(data);
    return filled.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  });
  add("docxtemplater / ilp export", await pairedRatioAsync(mine, docxtemplater, 7, 1), ">= 4");
  const { TemplateHandler } = peer("easy-template-x");
  const handler = new TemplateHandler();
  const easy = few(() => handler.process(braces, data));
  add("easy-template-x / ilp export", await pairedRatioAsync(mine, easy, 7, 1));

  const answers = answersOf(program, candidate);
  console.log(`\nThe Document API builds a plainer document: the ${answers.length} answers as label, prompt and text.`);
  const byApi = few(() => documentByApi(answers));
  add("docx Document API / ilp export", await pairedRatioAsync(mine, byApi, 7, 1));

  console.log("\nSignatures: 1,000 candidates with 10 signatures each, by key, one step in Git a signature.");
  await benchSignatures(root, scratch, add);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
