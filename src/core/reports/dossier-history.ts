import { momentIn } from "../basics/moment.ts";

/** What a look at history came to. */
export interface Looked {
  /** Records and files of the case that were changed or taken away after they were recorded. */
  damage: { path: string; status: "M" | "D" | "T"; commit: string; by: string; at: string }[];
  /** Null where there is no Git. */
  history: { cut: boolean; rewritten: boolean; firstLook: boolean } | null;
  registry: { changed: string[]; added: string[] };
  /** Files that lie here otherwise than they are recorded. */
  differs: string[];
}

const happened = { M: "changed", D: "taken away", T: "replaced by something that is no record" };

/** That a file was changed or taken away, in words. */
export const damageWords = ({ status, by, at, commit }: Looked["damage"][number], timeZone: string): string =>
  `${happened[status]} after it was recorded, by ${by}, ${momentIn(timeZone, at)} (${commit.slice(0, 10)})`;

/** What makes the whole case file doubtful, as sentences. */
export const alarmsOf = ({ damage, history, registry }: Looked, timeZone: string): string[] => [
  ...(history?.rewritten
    ? [
        "History was rewritten since the last look on this computer: what was recorded before is not all part of it any more.",
      ]
    : []),
  ...damage.map((each) => `${each.path}: ${damageWords(each, timeZone)}.`),
  ...registry.changed.map((change) => `Changed in people.yaml or program.yaml since the last look: ${change}.`),
];

/** What the reader has to know of how far anybody could look, as sentences. */
export const notesOf = ({ history, registry, differs }: Looked): string[] => [
  ...(history
    ? []
    : ["There is no Git here: records without a key cannot be proved, and nobody can tell what was taken away."]),
  ...(history?.cut
    ? ["History is cut in this copy: what is older was not looked at. To get the rest: git fetch --unshallow"]
    : []),
  ...(history?.firstLook
    ? [
        "First look on this computer: people and keys were seen here for the first time. Compare the keys with their owners: ilp keys show",
      ]
    : []),
  ...registry.added.map((change) => `Since the last look: ${change}.`),
  ...differs.map((path) => `${path} is not here as it is recorded; the recorded text was looked at.`),
];
