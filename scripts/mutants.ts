/**
 * How much the fast suite holds: makes 60 small changes in src/core, one at a time and in a copy of the repository, and
 * counts those that fail a test. `--seed N` draws others, `--count N` more or fewer; `--again` goes on where a run was
 * stopped, and asks again only about what survived, or stands in a file that was changed since.
 */
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { transformSync } from "esbuild";
import ts from "typescript";
import { drawn, type Mutation, mutated, mutationsIn } from "./mutations.ts";

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "60" },
    again: { type: "boolean", default: false },
  },
});
const [seed, count] = [Number(values.seed), Number(values.count)];

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)));
/** The copy in which everything happens. */
const folder = mkdtempSync(join(tmpdir(), "ilp-mutants-"));
for (const path of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  cpSync(join(root, path), join(folder, path));
}
cpSync(join(root, "src/generated"), join(folder, "src/generated"), { recursive: true });
symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));

// The prose of messages is held by the samples, word for word.
const sources = files.filter(
  (path) => /^src\/core\/.*(?<!\.test)\.ts$/.test(path) && !/\/messages[\w-]*\.ts$/.test(path),
);
const textOf = (path: string) => readFileSync(join(folder, path), "utf8");

/** What TypeScript refuses is no mutant: nobody could commit it. Unused names are no reason. */
function typeChecker(): (path: string, text: string) => boolean {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile).config,
    ts.sys,
    folder,
  );
  const options = { ...config.options, noUnusedLocals: false, noUnusedParameters: false };
  const roots = config.fileNames.filter((path) => path.startsWith(join(folder, "src")));
  const make = (changed: { path: string; text: string } | null, before?: ts.SemanticDiagnosticsBuilderProgram) => {
    const host = ts.createIncrementalCompilerHost(options);
    const read = host.readFile;
    host.readFile = (path) => (changed && path === join(folder, changed.path) ? changed.text : read(path));
    const { getSourceFile } = host;
    const kept = before?.getProgram();
    host.getSourceFile = (path, ...rest) =>
      (changed && path === join(folder, changed.path) ? undefined : kept?.getSourceFile(path)) ??
      getSourceFile(path, ...rest);
    return ts.createSemanticDiagnosticsBuilderProgram(roots, options, host, before);
  };
  const base = make(null);
  if (base.getSemanticDiagnostics().length > 0) throw new Error("The source itself does not pass npm run typecheck.");
  return (path, text) => {
    const program = make({ path, text }, base);
    const file = program.getSourceFile(join(folder, path));
    return program.getSyntacticDiagnostics(file).length === 0 && program.getSemanticDiagnostics().length === 0;
  };
}

const compiled = (text: string) => transformSync(text, { loader: "ts", minify: true }).code;

/** The first of the changes as they are drawn that make another program, and one that can be compiled. */
function choose(): Mutation[] {
  const holds = typeChecker();
  const chosen: Mutation[] = [];
  const all = sources.flatMap((path) => mutationsIn(path, textOf(path)));
  for (const each of drawn(all, seed)) {
    if (chosen.length === count) break;
    const before = textOf(each.file);
    const after = mutated(before, each);
    if (holds(each.file, after) && compiled(before) !== compiled(after)) chosen.push(each);
  }
  console.log(`${chosen.length} of ${all.length} changes in ${sources.length} files (seed ${seed})`);
  return chosen;
}

/** What became of a change: nobody noticed, or who did. */
type Ending = "survived" | `killed by ${string}`;

/** Whether it ended well, badly, or not at all in that time. */
function run(args: string[], seconds: number): Promise<"passed" | "failed" | "stopped"> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: "ignore", detached: true });
    let stopped = false;
    const timer = setTimeout(() => {
      stopped = true;
      // Its workers as well: a change may make something run for ever.
      process.kill(-(child.pid as number), "SIGKILL");
    }, seconds * 1000);
    child.on("close", (code) => {
      clearTimeout(timer);
      done(stopped ? "stopped" : code === 0 ? "passed" : "failed");
    });
  });
}

const near = [
  ["src", "test/core"],
  ["test/errors", "test/examples"],
];

/** What the fast tests say: those nearest to core first, since most changes fail there. */
async function tried(): Promise<Ending> {
  for (const paths of near) {
    const ending = await tests(...paths);
    if (ending !== "survived") return ending;
  }
  const built = await run(["node_modules/tsx/dist/cli.mjs", "scripts/build.ts"], 300);
  return built === "passed"
    ? tests(...near.flat().flatMap((path) => ["--exclude", `${path}/**`]))
    : "killed by the build";
}

async function tests(...which: string[]): Promise<Ending> {
  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const reporting = ["--reporter=json", `--outputFile=${report}`];
  const ended = await run(["node_modules/vitest/vitest.mjs", "run", "--bail=1", ...reporting, ...which], 900);
  if (ended === "passed") return "survived";
  return `killed by ${ended === "failed" && existsSync(report) ? failedIn(readFileSync(report, "utf8")) : "running on"}`;
}

function failedIn(report: string): string {
  const { testResults } = JSON.parse(report) as {
    testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[];
  };
  const failed = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed").map((each) => `${basename(name)}: ${each.fullName}`),
  );
  return failed[0] ?? "a test that is not in the report, since the run was stopped at it";
}

const shown = ({ file, line, from, to }: Mutation) => {
  const short = (text: string) => {
    const flat = text.replace(/\s+/g, " ").trim();
    return flat.length > 70 ? `${flat.slice(0, 67)}...` : flat;
  };
  return `${relative("src/core", file)}:${line}  ${short(from)}  =>  ${short(to)}`;
};

/** A mutation in a file as it is now: what became of it is remembered for as long as the file stays so. */
const nameOf = ({ file, start, from, to }: Mutation) =>
  createHash("sha256")
    .update([textOf(file), file, start, from, to].join("\n"))
    .digest("hex");
const notes = join(tmpdir(), `ilp-mutants-${seed}.json`);
const endings: Record<string, Ending> = existsSync(notes) ? JSON.parse(readFileSync(notes, "utf8")) : {};
const isKilled = (ending: Ending | undefined) => ending?.startsWith("killed") === true;

const mutations: Mutation[] = [];
const survivors: Mutation[] = [];
try {
  mutations.push(...choose());
  const unchanged = await tried();
  if (unchanged !== "survived") throw new Error(`Without any change: ${unchanged}`);
  for (const [index, mutation] of mutations.entries()) {
    const name = nameOf(mutation);
    if (!(values.again && isKilled(endings[name]))) {
      const path = join(folder, mutation.file);
      const before = readFileSync(path, "utf8");
      writeFileSync(path, mutated(before, mutation));
      endings[name] = await tried();
      writeFileSync(path, before);
      writeFileSync(notes, JSON.stringify(endings, null, 1));
    }
    if (!isKilled(endings[name])) survivors.push(mutation);
    console.log(`${String(index + 1).padStart(3)}  ${shown(mutation)}\n     ${endings[name]}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log(survivors.length > 0 ? "\nSurvived:" : "");
for (const each of survivors) console.log(`  ${shown(each)}`);
console.log(`killed ${mutations.length - survivors.length}/${mutations.length}`);
