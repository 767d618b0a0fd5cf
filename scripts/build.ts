/** Bundles src/ into dist/: one file for the command tree, one a command, one a heavy library, each loaded only when used. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { packTemplate } from "../src/word/packed-template.ts";
import { compileTemplate } from "../src/word/template.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
// Built beside and put in place whole: a build that fails leaves the one before.
const fresh = join(root, "dist.new");
rmSync(fresh, { recursive: true, force: true });

/** What is imported with `await import()` becomes a file of its own. */
const chunks: Record<string, string> = { cli: "src/cli.ts" };
const nameOf = (path: string) =>
  path.startsWith(".")
    ? path
        .replace(/^.*\/(\w[\w-]*)\/([\w-]+)\.ts$/, "$1-$2")
        .replace(/^(\.\.?\/)+/, "")
        .replace(/\.ts$/, "")
    : path;

const lazily: Plugin = {
  name: "lazily",
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const name = nameOf(path);
      const file = path.startsWith(".") ? join(resolveDir, path) : path;
      chunks[name] ??= file;
      if (chunks[name] !== file) throw new Error(`${file} and ${chunks[name]} would both be ${name}`);
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

const built = new Set<string>();
const licences = new Map<string, string>();
for (;;) {
  const todo = Object.entries(chunks).filter(([name]) => !built.has(name));
  if (todo.length === 0) break;
  for (const [name] of todo) built.add(name);
  const { metafile } = await build({
    entryPoints: Object.fromEntries(todo.map(([name, path]) => [name, path])),
    outdir: fresh,
    outExtension: { ".js": ".cjs" },
    absWorkingDir: root,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    minify: true,
    keepNames: true,
    legalComments: "none",
    supported: { "dynamic-import": false },
    plugins: [lazily],
    metafile: true,
  });
  for (const input of Object.keys(metafile.inputs)) collectLicence(input);
}

function collectLicence(input: string) {
  const [, packageName] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
  if (!packageName || licences.has(packageName)) return;
  const folder = join(
    root,
    input.slice(0, input.indexOf(packageName, input.lastIndexOf("node_modules/"))),
    packageName,
  );
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const { license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  licences.set(packageName, file ? readFileSync(join(folder, file), "utf8") : `Licence: ${license}`);
}

const notices = [...licences]
  .sort(([one], [other]) => one.localeCompare(other))
  .map(([name, text]) => `${name}\n\n${text.trim()}\n`);
writeFileSync(join(fresh, "THIRD-PARTY-NOTICES.txt"), notices.join(`\n${"-".repeat(72)}\n\n`));
writeFileSync(join(fresh, "package.json"), '{ "type": "commonjs" }\n');

/** The Word forms of the package, compiled: filling one is several times as quick as compiling it first. */
mkdirSync(join(fresh, "word"));
for (const file of readdirSync(join(root, "templates", "word")).filter((name) => name.endsWith(".docx"))) {
  const { template, problems } = compileTemplate(readFileSync(join(root, "templates", "word", file)));
  if (!template) throw new Error(`templates/word/${file}: ${problems?.map(({ message }) => message).join(" ")}`);
  writeFileSync(join(fresh, "word", file.replace(".docx", ".json")), packTemplate(template));
}

/** What the command tree says to --help and --version, for bin/ilp.js. */
async function said(flag: string): Promise<string> {
  const { main } = createRequire(import.meta.url)(join(fresh, "cli.cjs")) as typeof import("../src/cli.ts");
  let text = "";
  const out = (more: string) => {
    text += more;
  };
  await main([flag], {
    cwd: root,
    env: {},
    interactive: false,
    colour: false,
    columns: 80,
    now: () => new Date(),
    out,
    err: out,
  });
  return text;
}
writeFileSync(join(fresh, "help.txt"), await said("--help"));
writeFileSync(join(fresh, "version.txt"), await said("--version"));

rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);
console.log(`dist: ${built.size} files, ${licences.size} packages bundled`);
