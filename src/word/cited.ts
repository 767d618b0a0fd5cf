import { type Mapping, text } from "../core/basics/values.ts";
import type { Field } from "../core/forms/form.ts";
import { evidenceBookmark } from "./anchors.ts";
import { pictureSize } from "./picture.ts";
import { fact, type Printed, type Scope, type Span } from "./scope.ts";
import { dateText } from "./shown.ts";

const largest = 10 * 1024 * 1024;

/** An item an answer refers to, with the fields of its list. */
export interface Cited {
  item: Mapping;
  fields: Field[];
}

/** A file below evidence/, and nowhere else. */
const isBelow = (path: string) => !/^([/\\]|[A-Za-z]:)/.test(path) && !path.split(/[\\/]/).includes("..");

/** The list "Evidence cited": title, kind, date, note, place and picture of every item an answer refers to, once each. */
export function citedScopes(cited: Cited[], readEvidence: ((path: string) => Uint8Array | null) | undefined): Scope[] {
  return cited.map(({ item, fields }) => {
    const [title, url, path] = [text(item.title) || String(item.id), text(item.url), text(item.path)];
    const place: Span[] = url ? [{ text: url, href: url }] : path ? [{ text: `File: evidence/${path}` }] : [];
    const entries = new Map<string, Printed>([
      [
        "title",
        {
          is: "fact",
          spans: [{ text: title, ...(url ? { href: url } : {}) }],
          bookmark: evidenceBookmark(String(item.id)),
        },
      ],
      ["about", fact([kindText(item, fields), dateText(text(item.date))].filter(Boolean).join(", "))],
      ["note", { ...fact(text(item.note)), prose: text(item.note) }],
      ["place", { is: "fact", spans: place }],
    ]);
    const bytes = /\.(png|jpe?g)$/i.test(path) && isBelow(path) && !url ? readEvidence?.(path) : null;
    if (bytes && bytes.length <= largest && pictureSize(bytes))
      entries.set("picture", { is: "picture", path, bytes, description: shorten(text(item.note) || title) });
    return { path: "cited", entries, outer: null };
  });
}

/** Screen readers say it in one breath. */
const shorten = (words: string) => words.replace(/\s+/g, " ").replace(/^(.{200}).{2,}$/s, "$1…");

const kindText = (item: Mapping, fields: Field[]) =>
  fields.find(({ key }) => key === "kind")?.choices?.find(({ value }) => value === item.kind)?.label ?? text(item.kind);
