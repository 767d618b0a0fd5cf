import type { Dossier } from "../core/reports/dossier.ts";
import type { Io } from "../io.ts";
import { markdownTable, plainIn } from "./markdown.ts";
import { paint, safe, widthOf, wrap } from "./paint.ts";

/** What `ilp dossier` says when it is done. `place` is the folder, as the person would call it. */
export function dossierText({ alarms, notes, events }: Dossier, place: string, files: string[], io: Io): string {
  const colour = paint(io);
  const width = widthOf(io);
  const apart = events.filter(({ counts }) => !counts).length;
  const [first, last] = [events.find(({ day }) => day)?.day, events.findLast(({ day }) => day)?.day];
  const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
  // A text that is printed as well is one text.
  const inside = (folder: string) =>
    files.filter((path) => path.startsWith(`${folder}/`) && !(folder === "texts" && path.endsWith(".docx"))).length;
  const found = [
    many(events.length, "entry", "entries") + (first ? `, ${first === last ? first : `${first} to ${last}`}` : ""),
    ...(inside("attachments") > 0 ? [many(inside("attachments"), "attachment", "attachments")] : []),
    ...(inside("texts") > 0 ? [`${many(inside("texts"), "text", "texts")} as signed, handed in or decided on`] : []),
  ];
  return [
    safe(`${place}/dossier.docx`),
    wrap(`${safe(place)}: ${found.join("; ")}. What is what: index.md`, width),
    ...(apart > 0
      ? [wrap(`${many(apart, "entry does not count", "entries do not count")}; each says why.`, width)]
      : []),
    ...(alarms.length > 0 ? [colour.red(wrap("Not everything is as it was recorded:", width))] : []),
    ...alarms.map((alarm) => colour.red(`  ${wrap(safe(alarm), width, "  ")}`)),
    ...notes.map((note) => wrap(safe(note), width)),
    wrap(
      "It is confidential: feedback, concerns and contacts stand in it word for word. Nothing in it is locked; whoever gets this folder can read it. Give it only to those who decide on the appeal, and remove it when it is not needed any more.",
      width,
    ),
    "",
  ].join("\n");
}

/** index.md: what lies in the folder, in order of time, and how a stranger checks it. */
export function dossierIndex({ candidate, program, asOf, alarms, notes, events }: Dossier, files: string[]): string {
  const has = (folder: string) => files.some((path) => path.startsWith(`${folder}/`));
  const signer = events.find(({ proof }) => proof.includes("SHA256:"));
  const folders = [
    ["dossier.docx", "the whole case as one Word file"],
    [
      "records/",
      "every record, byte for byte as it was recorded; the names begin with the time (UTC), so they are in order",
    ],
    ...(has("attachments") ? [["attachments/", "the files that were attached to contacts"]] : []),
    ...(has("taken-away") ? [["taken-away/", "what history kept of files that were changed or taken away later"]] : []),
    ...(has("texts") ? [["texts/", "the documents as they were when somebody signed, handed in or decided"]] : []),
    ["keys.txt", "the public keys of those who signed with one, as people.yaml has them"],
    ["sha256.txt", "the digest of every other file here"],
    ["verifying-signatures.md", "how to verify a record without ilp"],
  ];
  return `${[
    `# Dossier: ${plainIn(candidate.name)}`,
    `${plainIn(program.name)}${program.district ? `, ${plainIn(program.district)}` : ""}. As of ${asOf}. Confidential: only for those who decide on the appeal.`,
    ...(alarms.length > 0
      ? ["**Not everything here is as it was recorded:**", alarms.map((each) => `- ${plainIn(each)}`).join("\n")]
      : []),
    ...(notes.length > 0 ? [notes.map((each) => `- ${plainIn(each)}`).join("\n")] : []),
    "## What is here",
    markdownTable(["File", "What it is"], folders),
    "## How to check it",
    [
      "1. Is every file as it was written? In this folder: `sha256sum -c sha256.txt` (on a Mac: `shasum -a 256 -c sha256.txt`). That shows damage on the way, not who wrote them.",
      "2. Is a record as it was made, and whose key made it? Save `unpack.py` from `verifying-signatures.md` here, then for any file of `records/`:",
    ].join("\n"),
    [
      "```sh",
      `python3 unpack.py ${signer?.file ?? "records/<file>"}`,
      `ssh-keygen -Y verify -f keys.txt -I <signer> -n ilp-signature -s statement.sig < statement.json`,
      "```",
    ].join("\n"),
    [
      "3. Are the keys theirs? `keys.txt` says what the program has on file. Ask each person for the fingerprint of their key.",
      "4. Is a text the one that was signed? `digest.py` of the same page, with the file of `texts/` that stands beside the entry.",
      "5. Was anything taken away? Only the program's own repository can tell: `ilp verify` there. What it told is above; nothing above means that nothing was found.",
    ].join("\n"),
    "## Entries",
    markdownTable(
      ["No.", "When", "What", "Who", "About", "State", "File"],
      events.map(({ number, day, time, title, who, about, state, file }) => [
        String(number),
        [day, time].filter(Boolean).join(" "),
        title,
        who ? `${who.name}, ${who.role}` : "",
        about?.title ?? "",
        state,
        file ?? "not copied",
      ]),
    ),
  ].join("\n\n")}\n`;
}
