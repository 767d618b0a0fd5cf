import type { Finding } from "../problems/finding.ts";
import { weightOf } from "../problems/messages.ts";

/** A list that is too short has no more to say where every item that it lacks is named. */
export function named(findings: Finding[]): Finding[] {
  return findings.filter(({ code, path, pointer, data }) => {
    if (code !== "list-too-short") return true;
    const names = findings.filter((each) => each.names && each.path === path && each.pointer === pointer).length;
    return names < Number(data.min) - Number(data.count);
  });
}

/** What a rule found may follow from a missing answer: then it points there. */
export function explain(findings: Finding[]): Finding[] {
  const missing = findings.filter((each) => weightOf(each.code) === "missing" && !each.follows);
  return findings.map((each) => {
    const because = missing.filter((other) => each.follows?.some((read) => touches(read, other)));
    return because.length > 0 ? { ...each, because: because.map(({ path, pointer }) => ({ path, pointer })) } : each;
  });
}

/** An answer a rule reads is missing itself, or with all that stands around it. */
function touches(read: string, { form, field = "" }: Finding): boolean {
  const [id, ...rest] = read.split("/");
  const path = rest.join("/");
  return (
    id === form && (field === "" || path === field || path.startsWith(`${field}/`) || field.startsWith(`${path}/`))
  );
}
