import { matches } from "../../core/forms/form.ts";
import type { ConflictReason, FileConflict } from "../../core/merge/conflicts.ts";
import { fieldConflicts } from "../../core/merge/conflicts.ts";
import type { Clash } from "../../core/merge/three-way.ts";
import type { Program } from "../../data/load.ts";
import { mergeDocument, mergePlainText } from "../../data/merge-document.ts";
import type { BothChanged, Settled } from "../../git/try-merge.ts";

/** The document a file holds, by its path from the program's folder. */
export function documentAt(program: Program | null, path: string) {
  const [, candidate, name] = /^candidates\/([^/]+)\/(.+)\.yaml$/.exec(path) ?? [];
  if (!candidate || !name) return null;
  const form = program?.forms.find((each) => matches(each, name));
  return form ? { form, title: `${form.title} (${candidate}/${name})`, address: `${candidate}/${name}` } : null;
}

/**
 * Settles one file that both sides changed: field by field where it is a document. What somebody has to decide is added
 * to `conflicts`, unless `keep` decides it. `path` is from the program's folder.
 */
export async function settleFile(
  { base, ours, theirs, oursDiff, theirsDiff }: BothChanged,
  path: string,
  about: { program: Program | null; by: string; keep: "ours" | "theirs" | undefined; conflicts: FileConflict[] },
): Promise<Settled> {
  const document = documentAt(about.program, path);
  const open = (reason: ConflictReason, clashes: Clash[] = []): null => {
    const fields = fieldConflicts(document?.form, clashes);
    about.conflicts.push({ path, title: document?.title ?? null, reason, fields, by: about.by });
    return null;
  };
  const decided = about.keep ? ({ take: about.keep } as const) : null;
  // New on one side alone, and yet in the way: the other side has a folder of that name, or a file in place of one.
  if (!base && !(ours && theirs)) return decided ?? open("same-name");
  if (!ours || !theirs) return decided ?? open(ours ? "removed-there" : "removed-here");
  if (ours.text === null || theirs.text === null || base?.text === null) return decided ?? open("not-text");
  const versions = { base: base?.text ?? "", ours: ours.text, theirs: theirs.text, oursDiff, theirsDiff };
  if (!path.endsWith(".yaml")) {
    const text = mergePlainText(versions);
    return text === null ? (decided ?? open("not-text")) : { text };
  }
  const merged = await mergeDocument(versions, about.keep);
  return "text" in merged ? merged : open(merged.reason, merged.clashes);
}
