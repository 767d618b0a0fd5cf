/** Runs the main job on the example program: a fresh Git repository in a temporary folder, the built binary, real Word files. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const folder = join(mkdtempSync(join(tmpdir(), "ilp-demo-")), "combined");
const asOf = "2025-02-03";

cpSync(join(root, "examples", "combined"), folder, { recursive: true });
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=Demo Person", "-c", "user.email=demo.person@example.org", ...args], {
    cwd: folder,
    stdio: "ignore",
  });
git("init", "--quiet");
git("add", "--all");
git("commit", "--quiet", "--message", "The example program");

/** Shows a command as a person would type it, then what it prints. 0 and 1 are both answers. */
function ilp(...args: string[]) {
  console.log(`\n$ ilp ${args.join(" ")}`);
  const { status } = spawnSync(process.execPath, [join(root, "bin", "ilp.js"), ...args], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0 && status !== 1) throw new Error(`ilp ${args[0]} ended with ${status}`);
}

ilp("status", "--as-of", asOf);
ilp("check", "robin-sample", "--as-of", asOf);
ilp("check", "noor-example", "--as-of", asOf);
ilp("next", "--for", "rae-reviewer", "--as-of", asOf);
ilp("transcript", "noor-example", "--as-of", asOf);
ilp("dossier", "noor-example");
ilp("export", "--all");

const out = join(folder, "export");
const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter(
  (each) => each.isFile() && each.name.endsWith(".docx"),
);
console.log(`\n${files.length} Word files, below ${out}. Those of one candidate:`);
for (const { name } of files.filter(({ parentPath }) => parentPath.endsWith("robin-sample"))) console.log(`  ${name}`);
console.log(`Open one:   ${join(out, "robin-sample", "inquiry-ilp.docx")}`);
console.log(`Look round: cd ${folder} && node ${join(root, "bin", "ilp.js")} status robin-sample --as-of ${asOf}`);
