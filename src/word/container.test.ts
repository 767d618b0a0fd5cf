import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Parts, pack, readContainer, writeContainer } from "./container.ts";

const file = (...names: string[]) => writeContainer(names.map((name) => pack(name, Buffer.from(`content of ${name}`))));
const changed = (bytes: Uint8Array, change: (copy: Buffer) => void) => {
  const copy = Buffer.from(bytes);
  change(copy);
  return readContainer(copy);
};

describe("container", () => {
  it("reads back what it wrote, and what was written deflated or stored", () => {
    const parts = readContainer(file("a.xml", "b/c.png")) as Parts;
    expect([...parts].map(([name, content]) => [name, Buffer.from(content).toString()])).toEqual([
      ["a.xml", "content of a.xml"],
      ["b/c.png", "content of b/c.png"],
    ]);
  });

  it("writes the same bytes on every day", () => {
    expect(Buffer.compare(file("a", "b"), file("a", "b"))).toBe(0);
    expect(Buffer.from(file("a")).readUInt32LE(10)).toBe(0x210000);
  });

  it.each([
    ["../a.xml", "leads out"],
    ["/etc/a.xml", "leads out"],
    ["C:a.xml", "leads out"],
    ["a\\..\\b", "leads out"],
  ])("refuses the name %s", (name, reason) => {
    expect(readContainer(file(name))).toEqual({ problem: expect.stringContaining(reason) });
  });

  it("refuses what is no zip file, cut off, encrypted, zip64, doubled or damaged", () => {
    const bytes = file("a.xml");
    const end = bytes.length - 22;
    const entry = Buffer.from(bytes).readUInt32LE(end + 16);
    expect(readContainer(Buffer.from("no"))).toHaveProperty("problem");
    expect(readContainer(bytes.subarray(0, end))).toHaveProperty("problem");
    expect(changed(bytes, (copy) => copy.writeUInt16LE(1, entry + 8))).toEqual({
      problem: "it is protected by a password",
    });
    expect(changed(bytes, (copy) => copy.writeUInt16LE(0xffff, end + 10))).toEqual({ problem: "it is a zip64 file" });
    expect(changed(bytes, (copy) => copy.writeUInt32LE(1, entry + 16))).toEqual({
      problem: expect.stringContaining("damaged"),
    });
    expect(readContainer(file("a.xml", "a.xml"))).toEqual({ problem: expect.stringContaining("twice") });
  });

  it("refuses what unpacks to more than it says, or to more than 64 MB", () => {
    const large = {
      ...pack("a.xml", Buffer.from("x")),
      data: deflateRawSync(Buffer.alloc(1024 * 1024)),
      size: 65 * 1024 * 1024,
    };
    expect(readContainer(writeContainer([large]))).toEqual({ problem: "it unpacks to more than 64 MB" });
    expect(readContainer(writeContainer([{ ...large, size: 10 }]))).toHaveProperty("problem");
  });
});
