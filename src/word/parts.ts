import type { Parts } from "./container.ts";
import { relationshipsPart, type WordPackage } from "./package.ts";
import { declaration } from "./xml.ts";

/** Where the parts that change in every exported file are open. */
export interface OurParts {
  /** The customXml part that holds the map. */
  map: string;
  /** Relationships of the document, without the closing tag. */
  links: string;
  numbering: {
    name: string;
    before: string;
    after: string;
    bullet: number;
    star: number;
    abstractNumbers: number;
    first: number;
  };
  /** Custom properties of the template, without the closing tag, and the next free number. */
  properties: { text: string; next: number };
}

const word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const text = (parts: Parts, name: string) => {
  const bytes = parts.get(name);
  return bytes
    ? Buffer.from(bytes)
        .toString("utf8")
        .replace(/^\uFEFF/, "")
    : null;
};
const put = (parts: Parts, name: string, content: string) => parts.set(name, Buffer.from(content, "utf8"));

/** Writes content types, relationships and list definitions once per template; only the changing parts are written per file. */
export function addOurParts(original: Parts, opened: WordPackage): { parts: Parts; ours: OurParts } {
  const parts: Parts = new Map(original);
  const number = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((each) => !parts.has(`customXml/item${each}.xml`)) ?? 10;
  const map = `customXml/item${number}.xml`;
  const numbering = openNumbering(parts, opened);
  const mapId = "{6E1D5C0A-3B44-4B62-9E2B-1C5A7B8D9E10}";
  put(
    parts,
    `customXml/itemProps${number}.xml`,
    `${declaration}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="${mapId}"><ds:schemaRefs><ds:schemaRef ds:uri="urn:ilp:export:1"/></ds:schemaRefs></ds:datastoreItem>`,
  );
  put(
    parts,
    `customXml/_rels/item${number}.xml.rels`,
    `${declaration}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/customXmlProps" Target="itemProps${number}.xml"/></Relationships>`,
  );
  const links = [
    openRelationships(parts, relationshipsPart(opened.document)),
    `<Relationship Id="ilpMap" Type="${relations}/customXml" Target="/${map}"/>`,
    opened.numbering
      ? ""
      : `<Relationship Id="ilpNumbering" Type="${relations}/numbering" Target="/${numbering.name}"/>`,
  ].join("");
  addContentTypes(parts, [
    [`/customXml/itemProps${number}.xml`, "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"],
    ["/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"],
    [`/${numbering.name}`, `${word}.numbering+xml`],
  ]);
  if (!opened.custom)
    put(
      parts,
      "_rels/.rels",
      `${openRelationships(parts, "_rels/.rels")}<Relationship Id="ilpProperties" Type="${relations}/custom-properties" Target="docProps/custom.xml"/></Relationships>`,
    );
  return { parts, ours: { map, links, numbering, properties: openProperties(parts, opened) } };
}

function openRelationships(parts: Parts, name: string): string {
  const found = text(parts, name);
  if (!found) return `${declaration}<Relationships xmlns="${packageRelations}">`;
  return found.replace(/<Relationships([^>]*)\/>\s*$/, "<Relationships$1>").replace(/<\/Relationships>\s*$/, "");
}

/** A template (.dotx) becomes a document; pictures and our parts get their types. */
function addContentTypes(parts: Parts, overrides: [string, string][]): void {
  const before = (text(parts, "[Content_Types].xml") ?? "").replace(
    `${word}.template.main+xml`,
    `${word}.document.main+xml`,
  );
  const defaults = [
    ["png", "image/png"],
    ["jpeg", "image/jpeg"],
    ["xml", "application/xml"],
    ["rels", "application/vnd.openxmlformats-package.relationships+xml"],
  ]
    .filter(([extension]) => !new RegExp(`Extension="${extension}"`, "i").test(before))
    .map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`);
  const missing = overrides
    .filter(([name]) => !before.includes(`PartName="${name}"`))
    .map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`);
  put(
    parts,
    "[Content_Types].xml",
    before.replace(/(<Types[^>]*>)/, `$1${defaults.join("")}`).replace(/<\/Types>\s*$/, `${missing.join("")}</Types>`),
  );
}

const level = (format: string, mark: string, font = "") =>
  `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${mark}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr>${font}</w:lvl>`;

function openNumbering(parts: Parts, { numbering }: WordPackage): OurParts["numbering"] {
  const name = numbering ?? "word/numbering.xml";
  const found = text(parts, name) ?? `${declaration}<w:numbering xmlns:w="${main}"></w:numbering>`;
  const whole = found.replace(/<w:numbering([^>]*)\/>\s*$/, "<w:numbering$1></w:numbering>");
  const highest = (pattern: RegExp) => Math.max(0, ...[...whole.matchAll(pattern)].map((match) => Number(match[1])));
  const abstract = highest(/w:abstractNumId="(\d+)"/g) + 1;
  const bullet = highest(/w:numId="(\d+)"/g) + 1;
  const lists =
    `<w:abstractNum w:abstractNumId="${abstract}"><w:multiLevelType w:val="singleLevel"/>${level("bullet", "•")}</w:abstractNum>` +
    `<w:abstractNum w:abstractNumId="${abstract + 1}"><w:multiLevelType w:val="singleLevel"/>${level("decimal", "%1.")}</w:abstractNum>`;
  const instances = [bullet, bullet + 1]
    .map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/></w:num>`)
    .join("");
  const at = whole.search(/<w:num /);
  const end = Math.max(whole.lastIndexOf("</w:num>") + "</w:num>".length, at);
  const [head, nums, tail] =
    at < 0
      ? split(whole, whole.lastIndexOf("</w:numbering>"))
      : [whole.slice(0, at), whole.slice(at, end), whole.slice(end)];
  return {
    name,
    before: `${head}${lists}${nums}${instances}`,
    after: tail,
    bullet,
    star: bullet + 1,
    abstractNumbers: abstract + 1,
    first: bullet + 2,
  };
}

const split = (whole: string, at: number): [string, string, string] => [whole.slice(0, at), "", whole.slice(at)];

function openProperties(parts: Parts, { custom }: WordPackage): OurParts["properties"] {
  const found = (custom && text(parts, custom)) || null;
  const empty = `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`;
  if (!found) return { text: empty, next: 2 };
  const own = found.replace(/<property [^>]*name="ilp[A-Z][^>]*>.*?<\/property>/gs, "");
  const next = Math.max(1, ...[...own.matchAll(/pid="(\d+)"/g)].map((match) => Number(match[1]))) + 1;
  return { text: own.replace(/<Properties([^>]*)\/>\s*$/, "<Properties$1>").replace(/<\/Properties>\s*$/, ""), next };
}
