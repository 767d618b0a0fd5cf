/**
 * How much the fast suite holds: makes 60 small changes in src/core, one at a time and in a copy of the repository, and
 * counts those that fail a test. `--seed N` draws others, `--count N` more or fewer; `--again` goes on where a run with
 * the same source was stopped, and asks again only about what survived.
 */
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
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
// The prose of messages is held by the samples, word for word.
const sources = files.filter(
  (path) => /^src\/core\/.*(?<!\.test)\.ts$/.test(path) && !/\/messages[\w-]*\.ts$/.test(path),
);
const textOf = (path: string) => readFileSync(join(root, path), "utf8");

/** What TypeScript refuses is no mutant: nobody could commit it. Unused names are no reason. */
function typeChecker(): (path: string, text: string) => boolean {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const options = { ...config.options, noUnusedLocals: false, noUnusedParameters: false };
  const roots = config.fileNames.filter((path) => path.startsWith(join(root, "src")));
  const make = (changed: { path: string; text: string } | null, before?: ts.SemanticDiagnosticsBuilderProgram) => {
    const host = ts.createIncrementalCompilerHost(options);
    const read = host.readFile;
    host.readFile = (path) => (changed && path === join(root, changed.path) ? changed.text : read(path));
    const { getSourceFile } = host;
    const kept = before?.getProgram();
    host.getSourceFile = (path, ...rest) =>
      (changed && path === join(root, changed.path) ? undefined : kept?.getSourceFile(path)) ??
      getSourceFile(path, ...rest);
    return ts.createSemanticDiagnosticsBuilderProgram(roots, options, host, before);
  };
  const base = make(null);
  if (base.getSemanticDiagnostics().length > 0) throw new Error("The source itself does not pass npm run typecheck.");
  return (path, text) => {
    const program = make({ path, text }, base);
    const file = program.getSourceFile(join(root, path));
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

type Ending = "passed" | "failed" | "stopped";

function run(folder: string, command: string, args: string[], seconds: number): Promise<Ending> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: folder, stdio: "ignore", detached: true });
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

const near = ["src", "test/core", "test/errors"];

/** Whether every fast test passes: those nearest to core first, since most changes fail there. */
async function passes(folder: string): Promise<Ending> {
  const vitest = (...args: string[]) =>
    run(folder, process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--bail=1", ...args], 600);
  const first = await vitest(...near);
  if (first !== "passed") return first;
  const built = await run(folder, process.execPath, ["node_modules/tsx/dist/cli.mjs", "scripts/build.ts"], 300);
  return built === "passed" ? vitest(...near.flatMap((path) => ["--exclude", `${path}/**`])) : built;
}

function copyRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), "ilp-mutants-"));
  for (const path of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  cpSync(join(root, "src/generated"), join(folder, "src/generated"), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

const nameOf = ({ file, start, from, to }: Mutation) => `${file} ${start} ${from} ${to}`;
const shown = ({ file, line, from, to }: Mutation) => {
  const short = (text: string) => {
    const flat = text.replace(/\s+/g, " ").trim();
    return flat.length > 70 ? `${flat.slice(0, 67)}...` : flat;
  };
  return `${relative("src/core", file)}:${line}  ${short(from)}  =>  ${short(to)}`;
};

const digest = createHash("sha256").update(sources.map(textOf).join("\0")).digest("hex").slice(0, 12);
const notes = join(tmpdir(), `ilp-mutants-${digest}-${seed}-${count}.json`);
interface Notes {
  mutations: Mutation[];
  endings: Record<string, Ending>;
}
const known: Notes =
  values.again && existsSync(notes) ? JSON.parse(readFileSync(notes, "utf8")) : { mutations: choose(), endings: {} };
const { mutations, endings } = known;
const folder = copyRepository();
const survivors: Mutation[] = [];
try {
  if ((await passes(folder)) !== "passed") throw new Error("The fast suite fails without any change.");
  for (const [index, mutation] of mutations.entries()) {
    const name = nameOf(mutation);
    if (endings[name] !== "failed" && endings[name] !== "stopped") {
      const path = join(folder, mutation.file);
      const before = readFileSync(path, "utf8");
      writeFileSync(path, mutated(before, mutation));
      endings[name] = await passes(folder);
      writeFileSync(path, before);
      writeFileSync(notes, JSON.stringify(known, null, 1));
    }
    const survived = endings[name] === "passed";
    if (survived) survivors.push(mutation);
    console.log(`${String(index + 1).padStart(3)}  ${survived ? "SURVIVED" : "killed  "}  ${shown(mutation)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log(survivors.length > 0 ? "\nSurvived:" : "");
for (const each of survivors) console.log(`  ${shown(each)}`);
console.log(`killed ${mutations.length - survivors.length}/${mutations.length}`);
