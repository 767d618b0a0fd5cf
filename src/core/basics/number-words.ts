const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const plural = (noun: string) => (/[^aeo]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`);

/** "one word", "three entries", "12 sentences"; without a noun just the number, in words up to ten. */
export function counted(count: number, noun?: string): string {
  const number = numbers[count] ?? String(count);
  return noun === undefined ? number : `${number} ${count === 1 ? noun : plural(noun)}`;
}
