import type { Parts } from "./container.ts";
import { type Element, elementsOf, isProblem, parsePart, walk } from "./xml.ts";

/** Where the parts of a Word file lie, and what is known about it as a whole. */
export interface WordPackage {
  document: string;
  /** Headers and footers, by part name. */
  margins: string[];
  core: string | null;
  custom: string | null;
  numbering: string | null;
  styles: string | null;
  warnings: string[];
}

const transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/** The part that holds the relationships of a part. */
export const relationshipsPart = (part: string) => part.replace(/([^/]*)$/, "_rels/$1.rels");

export interface Relationship {
  id: string;
  type: string;
  target: string;
  external: boolean;
}

/** The relationships of a part, with targets as part names. */
export function relationshipsOf(parts: Parts, part: string): Relationship[] {
  const bytes = parts.get(relationshipsPart(part));
  const root = bytes ? parsePart(bytes) : null;
  if (!root || isProblem(root)) return [];
  const folder = part.includes("/") ? part.slice(0, part.lastIndexOf("/") + 1) : "";
  return elementsOf(root).map(({ attributes }) => {
    const external = attributes.TargetMode === "External";
    const target = attributes.Target ?? "";
    return {
      id: attributes.Id ?? "",
      type: (attributes.Type ?? "").split("/").at(-1) ?? "",
      target: external ? target : resolvePart(folder, target),
      external,
    };
  });
}

function resolvePart(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith("/") ? target : `${folder}${target}`).split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
}

/** Finds the parts of a Word file. Refuses what a form must not carry: macros, embedded programs, remote templates. */
export function openPackage(parts: Parts): WordPackage | { problem: string } {
  const types = parts.get("[Content_Types].xml");
  if (!types) return { problem: "it is not a Word file" };
  const root = relationshipsOf(parts, "");
  const document = root.find(({ type }) => type === "officeDocument")?.target ?? "";
  const main = parts.get(document);
  if (!main) return { problem: "it is not a Word file" };
  const names = [...parts.keys()];
  if (
    names.some((name) => /vbaProject|vbaData/i.test(name)) ||
    /macroEnabled/.test(Buffer.from(types).toString("utf8"))
  )
    return { problem: "it holds macros; save it as .docx" };
  if (names.some((name) => /(^|\/)(embeddings|activeX)\//i.test(name)))
    return { problem: "it holds an embedded program or file" };
  const all = relationshipsOf(parts, document);
  if (all.some(({ type }) => type === "aFChunk")) return { problem: "it pulls in another file (altChunk)" };
  const settings = all.find(({ type }) => type === "settings")?.target;
  if (
    settings &&
    relationshipsOf(parts, settings).some(({ type, external }) => type === "attachedTemplate" && external)
  )
    return { problem: "it is tied to a template elsewhere; detach it in Word" };
  const targets = (wanted: string) =>
    all.find(({ type, target }) => type === wanted && parts.has(target))?.target ?? null;
  const extra = (wanted: string) =>
    root.find(({ type, target }) => type === wanted && parts.has(target))?.target ?? null;
  return {
    document,
    margins: all
      .filter(({ type, target }) => (type === "header" || type === "footer") && parts.has(target))
      .map(({ target }) => target),
    core: extra("core-properties"),
    custom: extra("custom-properties"),
    numbering: targets("numbering"),
    styles: targets("styles"),
    warnings: [
      ...(parts.has("word/comments.xml") ? ["It has comments; they stay in every printed form."] : []),
      ...(settings && /<w:documentProtection /.test(Buffer.from(parts.get(settings) ?? []).toString("utf8"))
        ? ["It is protected: people may not be able to write in it."]
        : []),
    ],
  };
}

/** Why a document part cannot be a template, or null. */
export function documentProblem(root: Element): string | null {
  const space = root.attributes["xmlns:w"];
  if (space !== transitional)
    return space?.includes("purl.oclc.org")
      ? "it is saved as Strict Open XML; save it as plain .docx"
      : "it is not a Word document";
  return null;
}

export const hasTrackedChanges = (root: Element): boolean =>
  [...walk(root)].some(({ name }) => name === "w:ins" || name === "w:del");
