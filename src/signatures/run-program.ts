import { spawn } from "node:child_process";

/** A program to start. `env` is all it gets; there is never a shell. */
export interface Run {
  program: string;
  args: string[];
  env: Record<string, string | undefined>;
  /** Given to it as its input. Without it the input is empty, or the terminal when a person may be asked. */
  input?: Uint8Array;
  /** Whether it may ask on the terminal. Otherwise it is cut off from it, and ended when it takes too long. */
  interactive: boolean;
  /** Milliseconds until it is ended when it may not ask; a minute if not given. */
  patience?: number;
}

/** `code` is null when it was ended from outside. `err` is empty when it spoke on the terminal itself. */
export interface ProgramRun {
  code: number | null;
  out: string;
  err: string;
}

/** Ctrl-C while a program asked on the terminal: the same, to whoever called, as at a question of ours. */
export class Interrupted extends Error {
  override readonly name = "ExitPromptError";
}

/** Starts a program and waits for its end. Rejects when it cannot be started, and with `Interrupted`. */
export function runProgram({ program, args, env, input, interactive, patience = 60_000 }: Run): Promise<ProgramRun> {
  return new Promise((done, fail) => {
    const fromTerminal = interactive ? "inherit" : "ignore";
    const child = spawn(program, args, {
      env: env as NodeJS.ProcessEnv,
      stdio: [input ? "pipe" : fromTerminal, "pipe", interactive ? "inherit" : "pipe"],
      // In a session of its own it finds no terminal to ask on. On Windows this would open a window.
      detached: !interactive && process.platform !== "win32",
      windowsHide: true,
      ...(interactive ? {} : { timeout: patience }),
    });
    const said = { out: "", err: "" };
    // Ctrl-C reaches us as well: stay, to say what became of it.
    let stopped = false;
    const stop = () => {
      stopped = true;
    };
    if (interactive) process.on("SIGINT", stop);
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said.out += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said.err += text;
    });
    child.on("error", (error) => {
      process.off("SIGINT", stop);
      fail(error);
    });
    child.on("close", async (code, signal) => {
      // Its end may be seen before the Ctrl-C that caused it.
      if (interactive && code !== 0) await new Promise((wake) => setTimeout(wake, 50));
      process.off("SIGINT", stop);
      if (interactive && code !== 0 && (stopped || signal === "SIGINT")) fail(new Interrupted());
      else done({ code, ...said });
    });
    // It may end without reading: its exit code tells.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}
