/** Everything ambient a command may touch; injected, so that a command can run in a test. */
export interface Io {
  cwd: string;
  env: Record<string, string | undefined>;
  /** True when a person sits in front of it: only then are questions asked. */
  interactive: boolean;
  colour: boolean;
  columns: number;
  now: () => Date;
  out: (text: string) => void;
  err: (text: string) => void;
}

export function ambientIo(): Io {
  const { env, stdin, stdout, stderr } = process;
  const plain = env.NO_COLOR || env.TERM === "dumb" || process.argv.includes("--no-color");
  return {
    cwd: process.cwd(),
    env,
    interactive: stdin.isTTY === true && stdout.isTTY === true,
    colour: stdout.isTTY === true && !plain,
    columns: stdout.columns ?? 100,
    now: () => new Date(),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  };
}
