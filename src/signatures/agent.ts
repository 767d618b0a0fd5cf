import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findSshAdd } from "./find-program.ts";
import { type PublicKey, parsePublicKey } from "./public-key.ts";
import { runProgram } from "./run-program.ts";

/** The public keys whose private halves the agent holds: none when there is no agent. `program` is ssh-keygen. */
export async function agentKeys(program: string, env: Record<string, string | undefined>): Promise<PublicKey[]> {
  const sshAdd = findSshAdd(program);
  // Windows' agent is found without a variable.
  if (!sshAdd || (!env.SSH_AUTH_SOCK && process.platform !== "win32")) return [];
  const run = { program: sshAdd, args: ["-L"], env, interactive: false, patience: 5_000 };
  const { code, out } = await runProgram(run).catch(() => ({ code: null, out: "" }));
  if (code !== 0) return [];
  return out.split("\n").flatMap((line) => {
    const key = parsePublicKey(line);
    return "problem" in key ? [] : [key];
  });
}

/** Does something with a public key as a file: ssh-keygen takes the name of one, and nothing else. */
export async function withPublicFile<T>(key: PublicKey, work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "ilp-key-"));
  try {
    const file = join(folder, "agent.pub");
    writeFileSync(file, `${key.line}\n`);
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
