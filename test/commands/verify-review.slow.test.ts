import { describe, expect, it } from "vitest";
import { git, ilp } from "../cli.ts";
import { edit, importCommit, inquiry } from "../signatures/scenarios/program.ts";
import { look, put, type Said } from "../signatures/scenarios/records.ts";
import { cycle, decidedProgram, minute, reviewer, squeezed } from "./decided-program.ts";

describe("ilp verify", () => {
  it("says so too when the accepted part is not there any more", async () => {
    const { folder: copy, made } = await decidedProgram();
    edit(copy, inquiry, '"inquiry-1"', '"inquiry-2"');
    const [{ changed }] = (await look(copy, "candidate-one")).json.candidates;
    expect(changed).toMatchObject([{ section: cycle.section, after: "YES" }, { record: made.twice }]);
  });

  it("is not silent about a decision by name alone", async () => {
    const { folder: copy } = await decidedProgram();
    const rules = 'signatures:\n  require: "key"\n';
    importCommit(copy, { "program.yaml": `${git(copy, "show", "HEAD:program.yaml").trimEnd()}\n${rules}` }, {});
    git(copy, "reset", "--quiet", "--hard");
    const weak = await put(copy, { ...reviewer, key: undefined, decision: "YES", covers: [], at: minute(7) } as Said);
    const { json } = await look(copy, "candidate-one", "--accept");
    expect(json.candidates[0].weak).toEqual([weak.id]);
    expect(squeezed((await ilp(copy, "verify")).out)).toContain("this program asks for more");
  });
});
