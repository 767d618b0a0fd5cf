/** Bytes that are not what SSH's wire format (RFC 4251, section 5) asks for. The message says how, as a clause. */
export class WireError extends Error {}

/** Reads SSH's wire format to its last byte: exact lengths, one form for each number. Every method throws WireError. */
export class WireReader {
  private at = 0;
  private readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  take(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw new WireError("it ends too early");
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  /** A length, then so many bytes; of exactly `length` where that is known. */
  string(length?: number): Buffer {
    const bytes = this.take(this.uint32());
    if (length !== undefined && bytes.length !== length) throw new WireError("a part of it has the wrong length");
    return bytes;
  }

  /** A name. latin1 keeps bytes that differ different. */
  text(): string {
    return this.string().toString("latin1");
  }

  /** A number above zero, without the leading zero byte that only says it is positive. */
  positive(): Buffer {
    const bytes = this.string();
    const [first = 0x80, second = 0] = bytes;
    if (first >= 0x80) throw new WireError("a number in it is not above zero");
    if (first === 0 && second < 0x80) throw new WireError("a number in it has needless zeros");
    return first === 0 ? bytes.subarray(1) : bytes;
  }

  end(): void {
    if (this.at < this.bytes.length) throw new WireError("something follows its end");
  }
}

/** A length, then the bytes. */
export function wireString(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/**
 * Bytes from base64 in its one canonical form: no white space, padding as it must be, no stray bits. Null for any
 * other text, so that no two texts mean the same bytes.
 */
export function fromBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return text !== "" && bytes.toString("base64") === text ? bytes : null;
}
