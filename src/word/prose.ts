/**
 * Answers are plain text with a little Markdown: blank line = paragraph, line end = line break, "- " or "* " bullets,
 * "1. " numbers, "> " quotes, **bold**, *italic*, [text](https://…) and bare addresses.
 * What does not fit is printed as it is, so that the text can be read back as it was.
 */
export interface Block {
  is: "paragraph" | "bullet" | "number" | "quote";
  /** Bullets keep the mark that was typed; a list of numbers keeps its first number. */
  mark?: "-" | "*";
  number?: number;
  spans: ProseSpan[];
  /** True when the next block follows on the next line, without a blank line between. */
  tight: boolean;
}

/** A stretch of text of one look. "\n" in it is a line break. */
export interface ProseSpan {
  text: string;
  bold?: boolean;
  italic?: boolean;
  href?: string;
}

/** Reads an answer. `writeProse` of the result gives the same text, without line ends at its end. */
export function readProse(answer: string): Block[] {
  const text = answer.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  if (text === "") return [];
  const chunks = text.split(/\n\n(?!\n)/);
  const all: Block[] = [];
  for (const chunk of chunks) {
    const blocks = readChunk(chunk, all.at(-1)?.number);
    all.push(
      ...(writeProse(blocks) === chunk
        ? blocks
        : [{ is: "paragraph" as const, spans: [{ text: chunk }], tight: false }]),
    );
  }
  return all;
}

const marker = /^(?:(- |\* )|(\d{1,3})\. |(> ?))/;

/** `before` is the number of the item that the chunk may go on from. */
function readChunk(chunk: string, before: number | undefined): Block[] {
  const blocks: { is: Block["is"]; mark?: "-" | "*"; number?: number; lines: string[] }[] = [];
  for (const line of chunk.split("\n")) {
    const [found = "", bullet, number, quote] = marker.exec(line) ?? [];
    const last = blocks.at(-1);
    const rest = line.slice(found.length);
    if (bullet) blocks.push({ is: "bullet", mark: bullet[0] as "-" | "*", lines: [rest] });
    else if (number && (number === "1" || (last ? last.number : before) === Number(number) - 1))
      blocks.push({ is: "number", number: Number(number), lines: [rest] });
    else if (quote && last?.is === "quote") last.lines.push(rest);
    else if (quote) blocks.push({ is: "quote", lines: [rest] });
    else if (last && last.is !== "quote") last.lines.push(line);
    else blocks.push({ is: "paragraph", lines: [line] });
  }
  return blocks.map(({ lines, ...block }, index) => ({
    ...block,
    spans: readSpans(lines.join("\n")),
    tight: index < blocks.length - 1,
  }));
}

const inline =
  /\*\*([^\s*](?:[^*]*[^\s*])?)\*\*(?![*\w])|(?<![*\w])\*([^\s*](?:[^*]*[^\s*])?)\*(?![*\w])|\[([^[\]\n]+)\]\(((?:https?:\/\/|mailto:)[^\s()<>]+)\)|(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'*])/g;

/** The looks inside a line. Only http, https and mailto addresses become links. */
export function readSpans(text: string): ProseSpan[] {
  if (!/[*[]|https?:/.test(text)) return text === "" ? [] : [{ text }];
  const spans: ProseSpan[] = [];
  let at = 0;
  for (const match of text.matchAll(inline)) {
    const [whole, bold, italic, label, href, bare] = match;
    if (match.index > at) spans.push({ text: text.slice(at, match.index) });
    if (bold !== undefined) spans.push({ text: bold, bold: true });
    else if (italic !== undefined) spans.push({ text: italic, italic: true });
    else if (label !== undefined && href !== undefined) spans.push({ text: label, href });
    else if (bare !== undefined) spans.push({ text: bare, href: bare });
    at = match.index + whole.length;
  }
  if (at < text.length) spans.push({ text: text.slice(at) });
  return spans;
}

/** The text an answer was read from: what an edited form says, written back. */
export function writeProse(blocks: Block[]): string {
  return blocks
    .map((block, index) => {
      const text = block.spans.map(writeSpan).join("");
      const end = index === blocks.length - 1 ? "" : block.tight ? "\n" : "\n\n";
      return `${writeBlock(block, text)}${end}`;
    })
    .join("");
}

function writeBlock(block: Block, text: string): string {
  if (block.is === "bullet") return `${block.mark ?? "-"} ${text}`;
  if (block.is === "number") return `${block.number ?? 1}. ${text}`;
  if (block.is === "quote") return text.replace(/^/gm, "> ");
  return text;
}

const writeSpan = ({ text, bold, italic, href }: ProseSpan) =>
  href !== undefined
    ? href === text
      ? text
      : `[${text}](${href})`
    : bold
      ? `**${text}**`
      : italic
        ? `*${text}*`
        : text;
