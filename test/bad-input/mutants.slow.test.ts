import { it } from "vitest";
import { survives } from "./mutants.ts";
import { soundProgram } from "./program.ts";

it(
  "4,000 mutants of valid files: never a stack trace, never exit code 70",
  async () => survives(soundProgram(true), 4_000, 17),
  1_200_000,
);
