/** One folder for all that a run of the tests leaves in files: it goes when the run is over. */
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Thousands of small files come and go: where there is a disk in memory, they need not wait for a real one. */
function place(): string {
  try {
    accessSync("/dev/shm", constants.W_OK);
    return "/dev/shm";
  } catch {
    return tmpdir();
  }
}

export default function setUp(): () => void {
  const folder = mkdtempSync(join(place(), "ilp-tests-"));
  // Workers begin with this environment.
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
