import { describe, expect, it } from "vitest";
import { hexDigest } from "./anchors.ts";
import { type Packed, pack, writeContainer } from "./container.ts";
import { partsDigest, readStamp, writeStamp } from "./stamp.ts";

const start = '<?xml version="1.0"?><Properties xmlns="p" xmlns:vt="v">';

function stamped(
  content: Record<string, string>,
  change: (parts: Record<string, string>) => void = () => {},
): Uint8Array {
  const digests = Object.entries(content).map(([name, text]): [string, string] => [name, hexDigest(text)]);
  const parts = {
    ...content,
    "docProps/custom.xml": writeStamp({ parts: partsDigest(digests), data: "d", template: "t" }, start, 2),
  };
  change(parts);
  return writeContainer(Object.entries(parts).map(([name, text]): Packed => pack(name, Buffer.from(text))));
}

describe("stamp", () => {
  const content = { "word/document.xml": "<a/>", "word/styles.xml": "<b/>" };

  it("is read back, and holds", () => {
    expect(readStamp(stamped(content))).toMatchObject({ intact: true, stamp: { data: "d", template: "t" } });
  });

  it("does not hold after a change, or with a part more or less", () => {
    expect(readStamp(stamped(content, (parts) => (parts["word/document.xml"] = "<a>x</a>")))?.intact).toBe(false);
    expect(readStamp(stamped(content, (parts) => (parts["word/more.xml"] = "<c/>")))?.intact).toBe(false);
    expect(readStamp(stamped(content, (parts) => delete parts["word/styles.xml"]))?.intact).toBe(false);
  });

  it("does not mind the order, the packing, or the properties a program rewrites", () => {
    expect(readStamp(stamped(content, (parts) => (parts["docProps/app.xml"] = "<d/>")))?.intact).toBe(true);
    expect(
      partsDigest([
        ["a", "1"],
        ["b", "2"],
      ]),
    ).toBe(
      partsDigest([
        ["b", "2"],
        ["a", "1"],
      ]),
    );
  });

  it("is not there in files of others", () => {
    expect(readStamp(writeContainer([pack("word/document.xml", Buffer.from("<a/>"))]))).toBeNull();
    expect(readStamp(Buffer.from("no"))).toBeNull();
  });
});
