import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** Makes a PDF beside each Word file with LibreOffice. `problem` is a sentence when it could not. */
export function makePdfs(files: string[]): { problem?: string } {
  // A profile of its own: LibreOffice refuses to start twice on the same one.
  const profile = mkdtempSync(join(tmpdir(), "ilp-office-"));
  const folders = new Set(files.map((file) => dirname(file)));
  try {
    for (const folder of folders) {
      const mine = files.filter((file) => dirname(file) === folder);
      const user = `-env:UserInstallation=${pathToFileURL(profile).href}`;
      execFileSync("soffice", [user, "--headless", "--convert-to", "pdf", "--outdir", folder, ...mine], {
        stdio: "ignore",
      });
    }
    return {};
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return {
      problem: missing
        ? "LibreOffice is not installed (no program soffice), so there is no PDF."
        : "LibreOffice could not make the PDF.",
    };
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
