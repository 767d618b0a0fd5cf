/** What was done, and what to do next, numbered. */
export function stepsText(done: string, steps: string[], note?: string): string {
  const numbered = steps.map((step, index) => `  ${index + 1}. ${step}`);
  return [done, ...(note ? ["", note] : []), "", "Next:", ...numbered, ""].join("\n");
}
