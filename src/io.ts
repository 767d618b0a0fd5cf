/** Everything ambient a command may touch; injected, so that a command can run in a test. */
export interface Io {
  cwd: string;
  env: Record<string, string | undefined>;
  /** True when a person sits in front of it: only then are questions asked. */
  interactive: boolean;
  colour: boolean;
  columns: number;
  now: () => Date;
  /** All of standard input. */
  input?: () => Promise<Uint8Array>;
  /** The calendar day of a moment in a time zone; null when it cannot tell quickly and surely. */
  dayIn?: (timeZone: string, moment: Date) => string | null;
  out: (text: string) => void;
  err: (text: string) => void;
}

export function ambientIo(): Io {
  const { env, stdin, stdout, stderr } = process;
  // Whoever reads us may stop reading (| head): that is no mistake of ours.
  for (const stream of [stdout, stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  const plain = env.NO_COLOR || env.TERM === "dumb" || process.argv.includes("--no-color");
  return {
    cwd: process.cwd(),
    env,
    interactive: stdin.isTTY === true && stdout.isTTY === true,
    colour: stdout.isTTY === true && !plain,
    // In a file or a pipe nothing is cut.
    columns: stdout.columns || 400,
    now: () => new Date(),
    input: async () => {
      const pieces: Buffer[] = [];
      for await (const piece of stdin) pieces.push(Buffer.from(piece));
      return Buffer.concat(pieces);
    },
    dayIn: quickDayIn,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  };
}

/**
 * What Intl says at the cost of loading it (as long as all of Node takes to start): Node follows TZ at once.
 * An unknown zone reads as UTC, so that answer is left to Intl, which knows the difference.
 */
function quickDayIn(timeZone: string, moment: Date): string | null {
  const before = process.env.TZ;
  process.env.TZ = timeZone;
  const offset = new Date(moment).getTimezoneOffset();
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
  return offset === 0 ? null : new Date(moment.getTime() - offset * 60_000).toISOString().slice(0, 10);
}
