import type { SimpleGit } from "simple-git";

/** Set by Git inside hooks: they would lead to another repository than the one meant. */
const elsewhere = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_COMMON_DIR"];

/**
 * The library refuses to start when one of these is set (an editor's terminal sets GIT_ASKPASS, for one). They are the
 * person's own settings, and meant to count; nothing that comes from a file of the program ever becomes one.
 */
const theirOwn = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeEditor: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafePager: true,
  allowUnsafeSshCommand: true,
  allowUnsafeTemplateDir: true,
};

/**
 * Git with the person's own configuration: credentials, ssh, hooks, filters. It asks for a password only when `asks`;
 * `patience`: the milliseconds after which it is ended when it says nothing.
 */
export async function ownGit(
  folder: string,
  asks: boolean,
  more: NodeJS.ProcessEnv = {},
  patience?: number,
): Promise<SimpleGit> {
  const { simpleGit } = await import("simple-git");
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !elsewhere.includes(name)));
  return simpleGit({ baseDir: folder, unsafe: theirOwn, ...(patience ? { timeout: { block: patience } } : {}) }).env({
    ...env,
    ...(asks ? {} : { GIT_TERMINAL_PROMPT: "0" }),
    GIT_LITERAL_PATHSPECS: "1",
    GIT_OPTIONAL_LOCKS: "0",
    LC_ALL: "C",
    ...more,
  });
}

/** What simple-git says when Git was silent for longer than it may be. */
const tooSlow = "block timeout reached";

/** The last lines of what Git, a hook or the other side said, without their labels; commands for Git are left out. */
export function reasonOf({ message }: Error): string {
  const lines = message
    .split("\n")
    .filter((line) => !/^(To |Done$|hint:|=\t|\*\t|error: failed to push some refs|From )/.test(line))
    .map((line) => line.replace(/^!\t\S+\t\[[a-z ]+\] ?/, "").replace(/^((remote|fatal|error|warning):\s*)+/, ""))
    .map((line) => line.trim().replace(/^\((.*)\)$/, "$1"))
    .filter((line) => line !== "");
  if (lines.includes(tooSlow)) return "it did not answer in time.";
  const said = [...new Set(lines)].slice(-5);
  return said.length > 1 ? `\n  ${said.join("\n  ")}` : (said[0] ?? "it gave no reason.");
}
