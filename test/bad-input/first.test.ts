import { expect, it } from "vitest";
import { ilp } from "../cli.ts";
import { changed, soundProgram } from "./program.ts";
it("sound", async () => {
  const sound = await soundProgram();
  console.log(Object.keys(sound).filter((n) => n.endsWith(".yaml")));
  const dir = changed(sound, {});
  const ran = await ilp(dir, "check", "--json");
  console.log(ran.code, JSON.parse(ran.out).findings.map((f: any) => [f.code, f.path, f.line, f.column]), ran.err);
  expect(ran.code).toBe(1);
});
