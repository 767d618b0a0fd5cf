import { isUtf8 } from "node:buffer";
import type { Finding } from "../core/problems/finding.ts";

/** Larger than any form people write by hand. */
export const largest = 1024 * 1024;

export type Problem = Pick<Finding, "code" | "data"> & Partial<Pick<Finding, "line" | "column" | "pointer">>;

export const tooLarge: Problem = { code: "file-too-large", data: { limit: "1 MB" } };

/** Bytes to text: UTF-8. A byte-order mark stays in the text, so that an edit can keep it. */
export function decode(bytes: Uint8Array): { text: string } | { problem: Problem } {
  if (bytes.length > largest) return { problem: tooLarge };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { problem: { code: "file-not-utf8", data: {}, line: 1, column: 1 } };
  const zero = bytes.indexOf(0);
  if (zero !== -1) return { problem: { code: "file-not-text", data: {}, ...placeOf(bytes, zero) } };
  if (!isUtf8(bytes)) return { problem: { code: "file-not-utf8", data: {}, ...placeOf(bytes, firstBadByte(bytes)) } };
  return { text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8") };
}

export const withoutMark = (text: string) => (text.startsWith("\uFEFF") ? text.slice(1) : text);

function firstBadByte(bytes: Uint8Array): number {
  const read = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const again = new TextEncoder().encode(read);
  const different = bytes.findIndex((byte, index) => byte !== again[index]);
  return different === -1 ? bytes.length : different;
}

function placeOf(bytes: Uint8Array, offset: number): { line: number; column: number } {
  const before = withoutMark(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, offset)));
  const lines = before.split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
