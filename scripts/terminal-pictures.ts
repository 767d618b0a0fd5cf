/** Pictures of what commands print for 30 candidates, at 80 and 120 columns, for people to look at: texts, and PNG where LibreOffice is. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../src/cli.ts";

const root = join(import.meta.dirname, "..");
const to = process.argv[2] ?? join(root, "pictures");
const commands = ["status", "next --all", "check", "transcript", "verify"];
const day = "2025-02-05";

const scratch = mkdtempSync(join(tmpdir(), "ilp-pictures-"));
try {
  mkdirSync(to, { recursive: true });
  const program = thirty(join(scratch, "program"));
  for (const columns of [80, 120])
    for (const command of commands) {
      const stem = `${command.split(" ")[0]}-${columns}`;
      const text = await printed(program, command, columns);
      writeFileSync(join(to, `${stem}.txt`), text);
      picture(stem, text, columns);
    }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The example program with its candidates over and over, each in a folder of its own. */
function thirty(folder: string): string {
  cpSync(join(root, "examples/combined"), folder, { recursive: true });
  const ids = readdirSync(join(folder, "candidates"));
  for (let number = ids.length; number < 30; number++) {
    const from = ids[number % ids.length] as string;
    const id = `${from}-${number}`;
    cpSync(join(folder, "candidates", from), join(folder, "candidates", id), { recursive: true });
    const profile = join(folder, "candidates", id, "profile.yaml");
    writeFileSync(
      profile,
      readFileSync(profile, "utf8")
        .replace(/^id: .*$/m, `id: ${id}`)
        .replace(/^name: "?([^"\n]*)"?$/m, `name: "$1 ${number}"`),
    );
    for (const made of ["signatures", "case"])
      rmSync(join(folder, "candidates", id, made), { recursive: true, force: true });
  }
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=Example", "-c", "user.email=example@example.org", "commit", "--quiet", "-m", "Start");
  return folder;
}

async function printed(cwd: string, command: string, columns: number): Promise<string> {
  let text = `$ ilp ${command}\n`;
  const out = (more: string) => {
    text += more;
  };
  const now = () => new Date(`${day}T20:00:00Z`);
  await main(command.split(" "), { cwd, env: {}, interactive: false, colour: false, columns, now, out, err: out });
  return text;
}

/** The first page of it, as LibreOffice sets it. */
function picture(stem: string, text: string, columns: number) {
  // A short text is filled up: LibreOffice begins it on a second page.
  const lines = Array.from({ length: 90 }, (_, line) => text.split("\n")[line] ?? "");
  const escaped = lines.join("\n").replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const size = columns === 80 ? 9 : 7;
  const html = `<html><head><meta charset="utf-8"><style>@page{size:9in 13in;margin:.3in}pre{font:${size}pt "DejaVu Sans Mono"}</style></head><body><pre>${escaped}</pre></body></html>`;
  const page = join(scratch, `${stem}.html`);
  writeFileSync(page, html);
  try {
    const profile = `-env:UserInstallation=file://${join(scratch, "office")}`;
    const into = ["--convert-to", "pdf:writer_web_pdf_Export", "--outdir", scratch, page];
    execFileSync("soffice", [profile, "--headless", ...into], { stdio: "ignore" });
    execFileSync("pdftoppm", ["-r", "80", "-png", "-l", "1", join(scratch, `${stem}.pdf`), join(to, stem)]);
  } catch {
    process.stderr.write(`${stem}: text alone; a picture needs LibreOffice (soffice) and poppler (pdftoppm).\n`);
  }
}
