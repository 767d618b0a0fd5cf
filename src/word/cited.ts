import { type Mapping, text } from "../core/values.ts";
import { evidenceBookmark } from "./anchors.ts";
import { pictureSize } from "./picture.ts";
import { type Entry, fact, type Scope, type Span } from "./scope.ts";
import { dateText } from "./shown.ts";

const largest = 10 * 1024 * 1024;

/** The list "Evidence cited": title, kind, date, note, place and picture of every item an answer refers to, once each. */
export function citedScopes(
  cited: Mapping[],
  readEvidence: ((path: string) => Uint8Array | null) | undefined,
): Scope[] {
  return cited.map((item) => {
    const [title, url, path] = [text(item.title) || String(item.id), text(item.url), text(item.path)];
    const place: Span[] = url ? [{ text: url, href: url }] : path ? [{ text: `File: evidence/${path}` }] : [];
    const entries = new Map<string, Entry>([
      [
        "title",
        {
          is: "fact",
          spans: [{ text: title, ...(url ? { href: url } : {}) }],
          bookmark: evidenceBookmark(String(item.id)),
        },
      ],
      ["about", fact([kindText(item), dateText(text(item.date))].filter(Boolean).join(", "))],
      ["note", { is: "fact", spans: [{ text: text(item.note) }], prose: text(item.note) }],
      ["place", { is: "fact", spans: place }],
    ]);
    const bytes = /\.(png|jpe?g)$/i.test(path) && !url ? readEvidence?.(path) : null;
    if (bytes && bytes.length <= largest && pictureSize(bytes))
      entries.set("picture", { is: "picture", path, bytes, description: text(item.note) || title });
    return { path: "cited", entries, outer: null };
  });
}

const kindText = (item: Mapping) => text(item.kind).replace(/^./, (letter) => letter.toUpperCase());
