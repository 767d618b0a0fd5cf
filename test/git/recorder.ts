import { spawn } from "node:child_process";
import { join } from "node:path";

const script = join(import.meta.dirname, "recording.ts");

export interface Ended {
  code: number | null;
  signal: string | null;
  err: string;
}

/** A process that records `count` files (see `recording.ts`). */
export function recorder(folder: string, who: string, count: number, how: "locked" | "free", env = {}): Promise<Ended> {
  return new Promise((done, fail) => {
    const args = ["--import", "tsx", script, folder, who, String(count), how];
    const child = spawn(process.execPath, args, {
      cwd: join(import.meta.dirname, "../.."),
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      err += text;
    });
    child.on("error", fail);
    child.on("close", (code, signal) => done({ code, signal, err }));
  });
}
