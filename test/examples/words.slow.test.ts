/** No output of the example programs says "seed", a raw key or an inner id; nor "Coach" where a program says Mentor. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readContainer } from "../../src/word/container.ts";
import { candidatesIn, copied, faults, programs, said, telling } from "./words.ts";

describe.each(programs)("%s", (program) => {
  const folder = copied(program);
  const candidates = candidatesIn(folder);
  const own = readdirSync(join(folder, "candidates"), { recursive: true, encoding: "utf8" })
    .filter((name) => /year-\d.*\.yaml$/.test(name))
    .map((name) => readFileSync(join(folder, "candidates", name), "utf8"))
    .join("\n");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(telling(candidates).map((args) => [args.join(" "), args] as const))("ilp %s", async (_, args) => {
    expect(faults(program, await said(folder, args))).toEqual([]);
  });

  it.each(candidates)("what is printed of %s", async (id) => {
    const out = mkdtempSync(join(tmpdir(), "ilp-test-"));
    const told = [
      await said(folder, ["export", id, "--out", out]),
      await said(folder, ["transcript", id, "--word", "--out", out]),
      await said(folder, ["completion-record", id, "--year", "1", "--word", "--out", out]),
      await said(folder, ["dossier", id, "--out", out]),
    ].join("\n");
    expect(faults(program, told)).toEqual([]);
    const files = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".docx"));
    expect(files.length).toBeGreaterThan(5);
    const found = files.flatMap((name) =>
      faults(program, textOf(readFileSync(join(out, name))), own).map((fault) => `${name}: ${fault}`),
    );
    expect([...new Set(found)]).toEqual([]);
    rmSync(out, { recursive: true, force: true });
  });
});

/** The words of a Word file, a line for each paragraph. */
function textOf(bytes: Uint8Array): string {
  const opened = readContainer(bytes);
  if ("problem" in opened) throw new Error(opened.problem);
  const xml = new TextDecoder().decode(opened.get("word/document.xml"));
  return xml
    .replace(/<\/w:p>/g, "\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&amp;/g, "&");
}
