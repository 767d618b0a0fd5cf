import { hexDigest } from "./anchors.ts";
import { compilePart } from "./compile.ts";
import { type Packed, type Parts, pack, readContainer } from "./container.ts";
import { type TemplateNode, walkNodes } from "./nodes.ts";
import { documentProblem, hasTrackedChanges, openPackage, relationshipsPart, type WordPackage } from "./package.ts";
import { addOurParts, type OurParts } from "./parts.ts";
import type { WordProblem } from "./problem.ts";
import { declaration, type Element, isProblem, parsePart, walk } from "./xml.ts";

/** A Word form made ready: read once, filled as often as wanted. */
export interface Template {
  /** sha256 of the template's bytes. */
  digest: string;
  document: string;
  /** The document first, then headers and footers. */
  filled: { name: string; title: string; nodes: TemplateNode[] }[];
  /** Parts that are the same in every file made from it, deflated once, with their digests. */
  fixed: Map<string, { packed: Packed; digest: string }>;
  core: { name: string; text: string } | null;
  ours: OurParts;
  linkStyle: boolean;
  /** Whether it prints the list of evidence, to which links may lead. */
  listsCited: boolean;
  /** Keys whose prompt is printed. */
  prompted: Set<string>;
  /** Numbers above it are free for bookmarks. */
  lastBookmark: number;
  warnings: string[];
}

export type Compiled = { template: Template; problems?: undefined } | { template?: undefined; problems: WordProblem[] };

const cache = new Map<string, Compiled>();
const byBytes = new WeakMap<Uint8Array, Compiled>();

/** Compiles a template; the same bytes are compiled once. All mistakes in it come at once. */
export function compileTemplate(bytes: Uint8Array): Compiled {
  const seen = byBytes.get(bytes);
  if (seen) return seen;
  const digest = hexDigest(bytes);
  const compiled = cache.get(digest) ?? compile(bytes, digest);
  if (cache.size > 100) cache.clear();
  cache.set(digest, compiled);
  byBytes.set(bytes, compiled);
  return compiled;
}

const fileProblem = (reason: string): Compiled => ({
  problems: [{ code: "file", message: `The Word file cannot be used: ${reason}.` }],
});

function compile(bytes: Uint8Array, digest: string): Compiled {
  const parts = readContainer(bytes);
  if ("problem" in parts) return fileProblem(String(parts.problem));
  const opened = openPackage(parts);
  if ("problem" in opened) return fileProblem(opened.problem);
  const names = [opened.document, ...opened.margins];
  const roots = names.map((name) => [name, parsePart(parts.get(name) ?? new Uint8Array())] as const);
  const broken = roots.find(([, root]) => isProblem(root));
  if (broken) return fileProblem(`${broken[0]}: ${(broken[1] as { problem: string }).problem}`);
  const strange = documentProblem(roots[0]?.[1] as Element);
  if (strange) return fileProblem(strange);
  const filled = roots.map(([name, root]) => {
    declareNames(root as Element);
    const title = name === opened.document ? "the document" : /footer/.test(name) ? "a footer" : "a header";
    const tracked = hasTrackedChanges(root as Element);
    const lastBookmark = Math.max(
      0,
      ...[...walk(root as Element)]
        .filter((node) => node.name === "w:bookmarkStart")
        .map((node) => Number(node.attributes["w:id"]) || 0),
    );
    return { name, title, tracked, lastBookmark, ...compilePart(root as Element, title) };
  });
  const problems = filled.flatMap((part) => part.problems);
  if (problems.length > 0) return { problems };
  return { template: assemble(digest, parts, opened, filled) };
}

/** Names our controls and links use, declared once at the top of the part. */
function declareNames(root: Element): void {
  root.attributes["xmlns:r"] ??= "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  root.attributes["xmlns:w14"] ??= "http://schemas.microsoft.com/office/word/2010/wordml";
  root.attributes["xmlns:mc"] ??= "http://schemas.openxmlformats.org/markup-compatibility/2006";
  const ignorable = new Set((root.attributes["mc:Ignorable"] ?? "").split(/\s+/).filter(Boolean)).add("w14");
  root.attributes["mc:Ignorable"] = [...ignorable].join(" ");
}

type Filled = Template["filled"][number] & { tracked: boolean; lastBookmark: number };

function assemble(digest: string, parts: Parts, opened: WordPackage, filled: Filled[]): Template {
  const { parts: all, ours } = addOurParts(parts, opened);
  const changing = new Set([
    ...filled.map(({ name }) => name),
    relationshipsPart(opened.document),
    opened.core ?? "",
    "docProps/custom.xml",
    ours.numbering.name,
    ours.map,
  ]);
  const fixed = new Map(
    [...all]
      .filter(([name]) => !changing.has(name))
      .map(([name, content]) => [name, { packed: pack(name, content), digest: hexDigest(content) }]),
  );
  const styles = opened.styles ? Buffer.from(parts.get(opened.styles) ?? []).toString("utf8") : "";
  return {
    digest,
    document: opened.document,
    filled: filled.map(({ name, title, nodes }) => ({ name, title, nodes: withDeclaration(nodes) })),
    fixed,
    core: opened.core ? { name: opened.core, text: Buffer.from(parts.get(opened.core) ?? []).toString("utf8") } : null,
    ours,
    linkStyle: /w:styleId="Hyperlink"/.test(styles),
    listsCited: filled.some(({ nodes }) =>
      [...walkNodes(nodes)].some(({ node, lists }) => lists.includes("cited") && node.key === "title"),
    ),
    prompted: new Set(
      filled.flatMap(({ nodes }) =>
        [...walkNodes(nodes)].flatMap(({ node }) => (node.is === "slot" && node.mode === "prompt" ? [node.key] : [])),
      ),
    ),
    lastBookmark: Math.max(...filled.map((part) => part.lastBookmark)),
    warnings: [
      ...opened.warnings,
      ...(filled.some(({ tracked }) => tracked) ? ["It has tracked changes; accept or reject them first."] : []),
    ],
  };
}

const withDeclaration = (nodes: TemplateNode[]): TemplateNode[] => {
  const [first, ...rest] = nodes;
  return typeof first === "string" ? [declaration + first, ...rest] : [declaration, ...nodes];
};
