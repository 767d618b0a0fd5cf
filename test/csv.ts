/** A strict reader of RFC 4180: a quote inside plain text, or text after quotes, is a mistake. */
export function readCsv(text: string): string[][] {
  if (!text.startsWith("\ufeff") || !text.endsWith("\r\n")) throw new Error("no mark, or no end of the last line");
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  cell.lastIndex = 1;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const [, value = "", end] = cell.exec(text) ?? [];
    if (end === undefined) throw new Error(`not CSV at ${at}: ${text.slice(at, at + 20)}`);
    rows.at(-1)?.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === "\r\n" && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}
