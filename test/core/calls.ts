/** How often functions of the product are called, as the engine counts it: nothing in them knows of it. */
import { Session } from "node:inspector/promises";
import { fileURLToPath } from "node:url";

/** Runs something and says how often each function of `src/` was called: "src/core/review/standing.ts standingOf" → 4. */
export async function callsOf(run: () => Promise<unknown>): Promise<(place: string) => number> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
    await run();
    const { result } = await session.post("Profiler.takePreciseCoverage");
    const calls = new Map<string, number>();
    for (const { url, functions } of result)
      for (const { functionName, ranges } of functions) {
        const place = `${pathOf(url)} ${functionName}`;
        calls.set(place, (calls.get(place) ?? 0) + (ranges[0]?.count ?? 0));
      }
    return (place) => calls.get(place) ?? 0;
  } finally {
    await session.post("Profiler.disable");
    session.disconnect();
  }
}

/** From the repository's folder. */
const pathOf = (url: string) => (url.startsWith("file:") ? fileURLToPath(url) : url).replace(/^.*\/(?=src\/)/, "");
