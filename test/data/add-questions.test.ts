import { describe, expect, it } from "vitest";
import type { Settings } from "../../src/core/program/program.ts";
import { withAddedQuestions } from "../../src/data/add-questions.ts";
import { readForms, withAddedFields } from "../../src/forms/table.ts";
import { builtInSchemas } from "../../src/generated/schemas.ts";
import { settingsOf } from "../build.ts";

const prose = { title: "Workload", description: "Was it much?", $ref: "common.schema.json#/$defs/prose" };
const cost = { title: "Cost", description: "What did it cost?", type: ["number", "null"], needed: true };
const fields = {
  "pd-log": { ".": { workload: prose }, entries: { cost } },
  "collaborative-summary": { focus: { mood: { ...prose, title: "Mood", description: "How was it?" } } },
};
const settings = { ...settingsOf(), fields } as unknown as Settings;
const forms = readForms(withAddedFields(builtInSchemas, settings).schemas, settings);
const add = (id: string, source: string, signed: (address: string) => boolean = () => false) => {
  const form = forms.forms.find((each) => each.id === id);
  if (!form) throw new Error(id);
  return withAddedQuestions(source, form, { settings, profile: {}, cpsels: [] }, signed);
};

const log = `schema: pd-log@1
entries:
  # the first
  - id: a
    title: "One" # mine
    notes: |
      Long.

  - id: b
    title: Two
# the end
`;

describe("a question that program.yaml adds later", () => {
  it("comes to the end of its place, with its prompt; everything else stays byte for byte", () => {
    const { content, asked, commented } = add("pd-log", log);
    expect(content).toBe(`schema: pd-log@1
entries:
  # the first
  - id: a
    title: "One" # mine
    notes: |
      Long.
    # What did it cost?
    cost: null

  - id: b
    title: Two
    # What did it cost?
    cost: null
# the end

# Was it much? (Optional.)
workload: |
`);
    expect([asked.sort(), commented]).toEqual([["Cost", "Cost", "Workload"], []]);
    expect(add("pd-log", content)).toEqual({ content, asked: [], commented: [], byHand: [] });
  });

  it("where something is signed it is a comment, once; beside it an answer", () => {
    const signed = (address: string) => address.startsWith("entries/a/");
    const { content, asked, commented } = add("pd-log", log, signed);
    expect(content).toContain(`      Long.
    # Not asked when this was signed. To answer, remove the # before cost; then it is signed anew.
    # What did it cost?
    #cost: null

  - id: b
    title: Two
    # What did it cost?
    cost: null
`);
    expect([asked.sort(), commented]).toEqual([["Cost", "Workload"], ["Cost"]]);
    expect(add("pd-log", content, signed).commented).toEqual([]);
    const whole = add("pd-log", log, () => true);
    expect(whole.content.replace(/^ *#.*\n/gm, "")).toBe(log.replace(/^ *#.*\n/gm, "") + "\n".repeat(1));
    expect(add("pd-log", whole.content, () => true).content).toBe(whole.content);
    // Taking the mark away is all it needs.
    const answered = add("pd-log", whole.content.replace("#workload: |", "workload: |\n  Much."), () => true);
    expect(answered.commented).toEqual([]);
  });

  it("the sample below an empty list has it too", () => {
    const empty = "schema: pd-log@1\n# To add one:\nentries: []\n#  - id: x\n#    title: null\n\n# next\nother: 1\n";
    const { content } = add("pd-log", empty);
    expect(content).toContain("#    title: null\n#    # What did it cost?\n#    cost: null\n\n# next\n");
    expect(add("pd-log", content).asked).toEqual([]);
  });

  it("in a group, under CR LF, with a byte-order mark, in braces", () => {
    const group = "schema: collaborative-summary@1\r\nfocus:\r\n  text: x\r\nsuccesses: y\r\n";
    expect(add("collaborative-summary", `\ufeff${group}`).content).toBe(
      `\ufeff${group.replace("  text: x\r\n", "  text: x\r\n  # How was it? (Optional.)\r\n  mood: |\r\n")}`,
    );
    const braces = "schema: pd-log@1\nentries: [{ id: a }]\nworkload: much\n";
    expect(add("pd-log", braces).content).toBe(braces.replace("id: a", "id: a, cost: null"));
    expect(add("pd-log", braces, () => true)).toMatchObject({ content: braces, byHand: ["Cost"] });
    expect(add("pd-log", "schema: [").content).toBe("schema: [");
  });
});
