import { text } from "../../basics/values.ts";
import { finding, type Rule } from "../../review/year.ts";
import { records } from "../facts.ts";

/** A file that evidence.yaml names lies in evidence/, and nowhere else. */
export const evidenceFiles: Rule = {
  reads: ["evidence/items/*/path"],
  run: (document, view) =>
    records(document.value.items).flatMap((item, index) => {
      const file = text(item.path);
      const label = text(item.title) || `Item ${index + 1}`;
      const at = `/items/${index}/path`;
      if (!file) return [];
      if (file.startsWith("/") || /^[A-Za-z]:/.test(file) || file.split(/[\\/]/).includes(".."))
        return [finding(document, at, "evidence-path-outside", { label, file })];
      return view.evidenceFiles && !view.evidenceFiles.has(file)
        ? [finding(document, at, "evidence-file-missing", { label, file })]
        : [];
    }),
};
