import { asciiWords } from "./names.ts";
import { nearest } from "./nearest.ts";

/** What can be named on the command line: by its id, or by its name. */
export interface Nameable {
  id: string;
  name?: string | undefined;
}

/**
 * Those a word means: the one whose id it is; else whose whole name it is; else all whose id, or a word of whose name,
 * begins with it. Capitals and accents make no difference.
 */
export async function meantBy<Each extends Nameable>(word: string, all: Each[]): Promise<Each[]> {
  const exact = all.filter(({ id }) => id === word);
  const wanted = await asciiWords(word);
  if (exact.length > 0 || wanted === "") return exact;
  const heard = await plain(all);
  const whole = heard.filter(({ id, name }) => id === wanted || name === wanted);
  const begun = heard.filter(({ id, name }) => id.startsWith(wanted) || `-${name}`.includes(`-${wanted}`));
  return (whole.length > 0 ? whole : begun).map(({ each }) => each);
}

/** The one a word may be a slip of, by its id or a name; null when it is unlike all. */
export async function nearestOf<Each extends Nameable>(word: string, all: Each[]): Promise<Each | null> {
  const heard = await plain(all);
  // An id is rather meant than somebody else's name.
  const known = new Map([
    ...heard.flatMap(({ each, name }) => [...name.split("-"), name].map((key) => [key, each] as const)),
    ...heard.map(({ each, id }) => [id, each] as const),
  ]);
  const near = nearest(await asciiWords(word), [...known.keys()]);
  return near === null ? null : (known.get(near) ?? null);
}

const plain = <Each extends Nameable>(all: Each[]) =>
  Promise.all(all.map(async (each) => ({ each, id: each.id.toLowerCase(), name: await asciiWords(each.name ?? "") })));
