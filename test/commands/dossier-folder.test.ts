/** What is there already where a dossier is to be written. */
import { mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeDossier } from "../../src/commands/print/dossier-folder.ts";
import { plaindir, snapshot, write } from "../cli.ts";
import { textIn } from "../signatures/scenarios/program.ts";

const inside = "candidate-one/dossier";
const file = (path: string, content = path) => ({ path, content });
const first = [file("index.md"), file("records/one.yaml"), file("taken-away/two.yaml")];

function written(): string {
  const out = plaindir();
  writeDossier(out, inside, first);
  return out;
}

it("is replaced when it is as an earlier run left it, and nothing of that is left", () => {
  const out = written();
  writeDossier(out, inside, [file("index.md", "other"), file("records/two.yaml")]);
  expect(Object.keys(snapshot(join(out, inside))).sort()).toEqual(["index.md", "records/two.yaml", "sha256.txt"]);
  expect(readdirSync(join(out, inside)).sort()).toEqual(["index.md", "records", "sha256.txt"]);
  expect(textIn(join(out, inside), "index.md")).toBe("other");
  expect(textIn(join(out, inside), "sha256.txt")).toMatch(
    /^[0-9a-f]{64} {2}index\.md\n[0-9a-f]{64} {2}records\/two\.yaml\n$/,
  );
});

it.each<[string, (folder: string) => void, RegExp]>([
  ["somebody's own file", (folder) => write(folder, { "notes.txt": "mine" }), /changed since: notes\.txt\./],
  ["a file that was changed", (folder) => write(folder, { "index.md": "mine" }), /changed since: index\.md\./],
  ["files without the list", (folder) => rmSync(join(folder, "sha256.txt")), /: index\.md and 2 more\.$/],
  ["a list with other words", (folder) => write(folder, { "sha256.txt": "mine\n" }), /: index\.md and 3 more\./],
  ["a link", (folder) => symlinkSync(plaindir(), join(folder, "more")), /changed since: more\./],
  [
    "a link in the place of the folder",
    (folder) => {
      rmSync(folder, { recursive: true });
      symlinkSync(plaindir(), folder);
    },
    /it is no folder/,
  ],
])("is left as it is with %s in it", (_, change, says) => {
  const out = written();
  change(join(out, inside));
  const before = snapshot(out);
  expect(() => writeDossier(out, inside, first)).toThrow(says);
  expect(snapshot(out)).toEqual(before);
});

it("takes an empty folder", () => {
  const out = plaindir();
  mkdirSync(join(out, inside), { recursive: true });
  writeDossier(out, inside, first);
  expect(Object.keys(snapshot(join(out, inside)))).toHaveLength(4);
});
