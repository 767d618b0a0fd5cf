import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

/** The parts of a Word file by name, inflated. */
export type Parts = Map<string, Uint8Array>;

/** A part ready to be written: deflated once, used as often as wanted. */
export interface Packed {
  name: string;
  method: 0 | 8;
  crc: number;
  size: number;
  data: Uint8Array;
}

const limits = { file: 64 * 1024 * 1024, inflated: 64 * 1024 * 1024, parts: 2000 };

/**
 * Reads a zip file: every part, inflated.
 * Refuses what a Word form never needs: encryption, zip64, spanned files, names that leave the file, more than 64 MB.
 * A refusal is a sentence without a final stop, to be put after the file's name.
 */
export function readContainer(bytes: Uint8Array): Parts | { problem: string } {
  try {
    return entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.message };
    return { problem: "it is damaged, or not a Word file" };
  }
}

class Refusal extends Error {}

function refuse(reason: string): never {
  throw new Refusal(reason);
}

function entriesOf(file: Buffer): Parts {
  if (file.length > limits.file) refuse("it is larger than 64 MB");
  const end = endOfDirectory(file);
  const count = file.readUInt16LE(end + 10);
  const start = file.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff) refuse("it is a zip64 file");
  if (file.readUInt16LE(end + 4) !== 0 || file.readUInt16LE(end + 8) !== count)
    refuse("it is split over several files");
  if (count > limits.parts) refuse(`it has more than ${limits.parts} parts`);
  const parts: Parts = new Map();
  let at = start;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (file.readUInt32LE(at) !== 0x02014b50) refuse("its list of parts is damaged");
    const entry = readEntry(file, at);
    at += entry.length;
    if (entry.name.endsWith("/")) continue;
    total += entry.size;
    if (total > limits.inflated) refuse("it unpacks to more than 64 MB");
    if (parts.has(entry.name)) refuse(`it holds the part ${entry.name} twice`);
    parts.set(entry.name, inflate(file, entry));
  }
  return parts;
}

/** The end record lies in the last 64 KB, before a comment of any length. */
function endOfDirectory(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - 0xffff); at--)
    if (file.readUInt32LE(at) === 0x06054b50) return at;
  return refuse("it is not a Word file, or its end is missing");
}

interface Entry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
  length: number;
}

function readEntry(file: Buffer, at: number): Entry {
  const flags = file.readUInt16LE(at + 8);
  if (flags & 0x41) refuse("it is protected by a password");
  const [nameLength, extraLength, noteLength] = [28, 30, 32].map((step) => file.readUInt16LE(at + step)) as [
    number,
    number,
    number,
  ];
  const name = file.toString("utf8", at + 46, at + 46 + nameLength).replaceAll("\\", "/");
  if (name.startsWith("/") || name.includes("\0") || /^[A-Za-z]:/.test(name) || name.split("/").includes(".."))
    refuse("a part has a name that leads out of the file");
  return {
    name,
    method: file.readUInt16LE(at + 10),
    crc: file.readUInt32LE(at + 16),
    packed: file.readUInt32LE(at + 20),
    size: file.readUInt32LE(at + 24),
    offset: file.readUInt32LE(at + 42),
    length: 46 + nameLength + extraLength + noteLength,
  };
}

function inflate(file: Buffer, { name, method, crc, packed, size, offset }: Entry): Uint8Array {
  if (file.readUInt32LE(offset) !== 0x04034b50) refuse(`the part ${name} is damaged`);
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const data = file.subarray(start, start + packed);
  if (data.length !== packed || (method !== 0 && method !== 8)) refuse(`the part ${name} is damaged`);
  const bytes = method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  if (bytes.length !== size || crc32(bytes) !== crc) refuse(`the part ${name} is damaged`);
  return bytes;
}

/** Pictures are compressed already. */
const isCompressed = /\.(png|jpe?g)$/;

/** Deflates a part (level 6, as zip programs do). */
export function pack(name: string, bytes: Uint8Array): Packed {
  const method = isCompressed.test(name) ? 0 : 8;
  return { name, method, crc: crc32(bytes), size: bytes.length, data: method === 0 ? bytes : deflateRawSync(bytes) };
}

/** January 1, 1980: the first day a zip file can name. The same parts make the same bytes on every day. */
const fixedDate = 0x21;

/** Writes a zip file of the parts, in the order given. */
export function writeContainer(parts: Packed[]): Uint8Array {
  const chunks: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, method, crc, size, data } of parts) {
    const title = Buffer.from(name, "utf8");
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    for (const [buffer, at] of [
      [head, 4],
      [entry, 6],
    ] as const) {
      buffer.writeUInt16LE(20, at);
      buffer.writeUInt16LE(method, at + 4);
      buffer.writeUInt16LE(fixedDate, at + 8);
      buffer.writeUInt32LE(crc, at + 10);
      buffer.writeUInt32LE(data.length, at + 14);
      buffer.writeUInt32LE(size, at + 18);
      buffer.writeUInt16LE(title.length, at + 22);
    }
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, title);
    chunks.push(head, title, data);
    offset += head.length + title.length + data.length;
  }
  const length = directory.reduce((sum, each) => sum + each.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, ...directory, end]);
}
