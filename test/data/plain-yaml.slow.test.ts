import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import { scaffoldsOf } from "../forms/scaffolds.ts";
import { agrees } from "./mutations.ts";

const examples = readdirSync("examples", { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".yaml"),
);
const texts = [
  ...scaffoldsOf("combined").map(({ content }) => String(content)),
  ...examples.map((name) => readFileSync(join("examples", name), "utf8")),
];

it("20,000 mutants: the quick reader agrees with the full parser, or leaves them to it", () =>
  agrees(texts, 20_000, 11));
