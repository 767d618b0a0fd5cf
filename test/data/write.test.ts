import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeFiles } from "../../src/data/write.ts";
import { plaindir, snapshot } from "../cli.ts";

describe("writing several files", () => {
  it("writes all, leaves nothing else behind, and can be undone", () => {
    const root = plaindir({ "a.yaml": "old\n" });
    const undo = writeFiles(root, [
      { path: "a.yaml", content: "new\n" },
      { path: "deep/er/b.yaml", content: "b\n" },
    ]);
    expect(snapshot(root)).toEqual({ "a.yaml": "new\n", "deep/er/b.yaml": "b\n" });
    undo();
    expect(snapshot(root)).toEqual({ "a.yaml": "old\n" });
    expect(readdirSync(root)).toEqual(["a.yaml"]);
  });

  it.each([
    ["a file where a folder should be", "file/c.yaml", /file\/c\.yaml cannot be written: a file stands/],
    ["a folder where the file should be", "folder", /folder cannot be written: a folder stands/],
    ["a name too long for the disk", `${"n".repeat(300)}.yaml`, /its name is too long/],
  ])("a failure half-way (%s) leaves everything as it was", (_, path, says) => {
    const root = plaindir({ "a.yaml": "old\n", file: "x" });
    mkdirSync(join(root, "folder"));
    writeFileSync(join(root, "folder/in.txt"), "x");
    const before = snapshot(root);
    const files = [
      { path: "a.yaml", content: "new\n" },
      { path: "new/b.yaml", content: "b\n" },
      { path, content: "c\n" },
      { path: "d.yaml", content: "d\n" },
    ];
    expect(() => writeFiles(root, files)).toThrow(says);
    expect(snapshot(root)).toEqual(before);
    expect(readdirSync(root).sort()).toEqual(["a.yaml", "file", "folder"]);
    expect(readFileSync(join(root, "a.yaml"), "utf8")).toBe("old\n");
  });
});
