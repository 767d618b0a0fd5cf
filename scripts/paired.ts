import { spawnSync } from "node:child_process";

/** The median of measured / base, each pair run one right after the other, so that a busy machine slows both. */
export function pairedRatio(base: () => void, measured: () => void, pairs = 15, warmUps = 2): number {
  const ratios: number[] = [];
  for (let index = 0; index < pairs + warmUps; index++) {
    const floor = elapsed(base);
    const ours = elapsed(measured);
    if (index >= warmUps) ratios.push(ours / floor);
  }
  return median(ratios);
}

/** The same for work that is waited for. */
export async function pairedRatioAsync(
  base: () => Promise<void>,
  measured: () => Promise<void>,
  pairs = 15,
  warmUps = 2,
): Promise<number> {
  const ratios: number[] = [];
  for (let index = 0; index < pairs + warmUps; index++) {
    const start = process.hrtime.bigint();
    await base();
    const middle = process.hrtime.bigint();
    await measured();
    if (index >= warmUps) ratios.push(Number(process.hrtime.bigint() - middle) / Number(middle - start));
  }
  return median(ratios);
}

function median(ratios: number[]): number {
  ratios.sort((one, other) => one - other);
  return ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
}

function elapsed(run: () => void): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

// Parsing a certificate bundle at every start would slow the floor and flatter us.
const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...env } = process.env;

export const nodeRun = (args: string[], cwd?: string) => () => {
  spawnSync(process.execPath, args, { cwd, env, stdio: "ignore" });
};
