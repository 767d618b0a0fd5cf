import { anchorOf, hexDigest } from "./anchors.ts";
import { type Packed, pack, writeContainer } from "./container.ts";
import { type Filling, fillNodes } from "./fill.ts";
import { readDirective } from "./grammar.ts";
import type { Keys } from "./keys.ts";
import { type ExportMap, writeMap } from "./map.ts";
import type { Model } from "./model.ts";
import { relationshipsPart } from "./package.ts";
import { pictureSize } from "./picture.ts";
import { lookUp, type PrintedAnswer, plainText } from "./scope.ts";
import { partsDigest, writeStamp } from "./stamp.ts";
import type { Template } from "./template.ts";
import { cleanText, escapeAttribute, escapeText } from "./xml.ts";

const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface Written {
  bytes: Uint8Array;
  /** Answers that have text and stand nowhere in the file. */
  leftOut: PrintedAnswer[];
}

/** Fills a checked template and packs the file. The same template and data give the same bytes. */
export function writeFile(
  template: Template,
  model: Model,
  about: Omit<ExportMap, "answers">,
  keys: Keys,
  { keepUnknown = false, plain = false } = {},
): Written {
  const links = new Map<string, string>();
  const pictures = new Map<string, { name: string; bytes: Uint8Array }>();
  const lists: number[] = [];
  let ids = 0;
  let bookmarks = template.lastBookmark;
  const filling: Filling = {
    keys,
    links: {
      outside: (href) => named(links, href, `ilpLink${links.size + 1}`),
      linkStyle: template.linkStyle,
      inside: template.listsCited,
    },
    lists: {
      bullet: template.ours.numbering.bullet,
      star: template.ours.numbering.star,
      numbers: (first) => template.ours.numbering.first + lists.push(first) - 1,
    },
    picture: (bytes) => {
      const digest = hexDigest(bytes);
      if (!pictures.has(digest))
        pictures.set(digest, { name: `ilp-${pictures.size + 1}.${pictureSize(bytes)?.type ?? "png"}`, bytes });
      return `ilpPicture${[...pictures.keys()].indexOf(digest) + 1}`;
    },
    nextId: () => ++ids,
    nextBookmark: () => ++bookmarks,
    bookmarks: new Set(),
    placed: new Set(),
    printed: new Set(),
    prompted: template.prompted,
    keepUnknown,
    plain,
  };
  const changing = new Map<string, string | Uint8Array>();
  for (const { name, nodes } of template.filled) {
    // Headers and footers have relationships of their own, which stay as they are.
    const inDocument =
      name === template.document
        ? filling
        : { ...filling, links: { outside: () => null, linkStyle: template.linkStyle, inside: false } };
    const out: string[] = [];
    fillNodes(nodes, model.root, inDocument, out);
    changing.set(name, out.join(""));
  }
  changing.set(relationshipsPart(template.document), relationshipsText(template, links, [...pictures.values()]));
  for (const { name, bytes } of pictures.values()) changing.set(`word/media/${name}`, bytes);
  changing.set(template.ours.numbering.name, numberingText(template, lists));
  const anchored = model.answers.filter(
    (answer) => !plain && (filling.placed.has(answer.anchor) || hasBox(answer, filling.placed)),
  );
  changing.set(
    template.ours.map,
    writeMap(about, anchored, (answer) => anchorOf(answer.anchor)),
  );
  if (template.core) changing.set(template.core.name, coreText(template.core.text, model));
  const data = hexDigest(about.documents.map(({ name, digest }) => `${name} ${digest}\n`).join(""));
  const leftOut = model.answers.filter((answer) => !answer.blank && !filling.printed.has(answer));
  return { bytes: packFile(template, changing, data), leftOut };
}

/** Boxes carry their own anchors: anchor=value. */
const hasBox = ({ anchor, field }: PrintedAnswer, placed: Set<string>) =>
  (field.choices ?? []).some(({ value }) => placed.has(`${anchor}=${value}`)) ||
  placed.has(`${anchor}=yes`) ||
  placed.has(`${anchor}=no`);

const named = (map: Map<string, string>, key: string, name: string) => {
  const found = map.get(key) ?? name;
  map.set(key, found);
  return found;
};

function relationshipsText(template: Template, links: Map<string, string>, pictures: { name: string }[]): string {
  const outside = [...links].map(
    ([href, id]) =>
      `<Relationship Id="${id}" Type="${relations}/hyperlink" Target="${escapeAttribute(href)}" TargetMode="External"/>`,
  );
  const images = pictures.map(
    ({ name }, index) =>
      `<Relationship Id="ilpPicture${index + 1}" Type="${relations}/image" Target="/word/media/${name}"/>`,
  );
  return `${template.ours.links}${outside.join("")}${images.join("")}</Relationships>`;
}

function numberingText({ ours: { numbering } }: Template, lists: number[]): string {
  const instances = lists.map(
    (first, index) =>
      `<w:num w:numId="${numbering.first + index}"><w:abstractNumId w:val="${numbering.abstractNumbers}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="${first}"/></w:lvlOverride></w:num>`,
  );
  return `${numbering.before}${instances.join("")}${numbering.after}`;
}

/** The title and the other properties may hold facts. */
const coreText = (text: string, model: Model) =>
  text.replace(/\{\{([^{}]*)\}\}/g, (_, words: string) => {
    const directive = readDirective(words);
    const entry = directive?.is === "slot" ? lookUp(model.root, directive.key) : undefined;
    return entry?.is === "fact" ? escapeText(cleanText(plainText(entry.spans))) : "";
  });

function packFile(template: Template, changing: Map<string, string | Uint8Array>, data: string): Uint8Array {
  const packed = new Map<string, Packed>();
  const digests = new Map<string, string>();
  for (const [name, fixed] of template.fixed) {
    packed.set(name, fixed.packed);
    digests.set(name, fixed.digest);
  }
  const add = (name: string, content: string | Uint8Array) => {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
    packed.set(name, pack(name, bytes));
    digests.set(name, hexDigest(bytes));
  };
  for (const [name, content] of changing) add(name, content);
  const { properties } = template.ours;
  const stamp = { parts: partsDigest(digests), data, template: template.digest };
  add("docProps/custom.xml", writeStamp(stamp, properties.text, properties.next));
  return writeContainer(
    [...packed.values()].sort((one, other) => rank(one.name) - rank(other.name) || (one.name < other.name ? -1 : 1)),
  );
}

/** Word expects the list of types first. */
const rank = (name: string) => (name === "[Content_Types].xml" ? 0 : name === "_rels/.rels" ? 1 : 2);
