import type { Finding } from "../core/problems/finding.ts";

/** Answers that lose their end: in YAML, " #" begins a comment, and "Equity #3" without quotes is read as "Equity". */
export function cutAnswers(
  text: string,
): (Pick<Finding, "code" | "data" | "pointer"> & { line: number; column: number })[] {
  const found: ReturnType<typeof cutAnswers> = [];
  let block = -1;
  for (const [index, each] of text.split("\n").entries()) {
    const indent = each.search(/\S/);
    if (indent === -1) continue;
    if (block >= 0 && indent > block) continue;
    block = -1;
    if (/:\s*[|>][-+0-9]*\s*(#.*)?$/.test(each))
      block = indent + (/^\s*(?:- )+/.exec(each)?.[0].length ?? indent) - indent;
    const [, before = "", kept = ""] = /^(\s*(?:- )*[\w.-]+:\s+)([^\s"'[{|>#&*!][^#]*?)\s+#/.exec(each) ?? [];
    if (!kept || /^(null|true|false|~|-?[\d.]+|\d{4}-\d\d-\d\d)$/.test(kept)) continue;
    found.push({
      code: "answer-cut",
      data: { kept },
      pointer: "",
      line: index + 1,
      column: before.length + kept.length + 2,
    });
  }
  return found;
}
