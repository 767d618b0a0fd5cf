import { it } from "vitest";
import { survives } from "./mutants.ts";
import { soundProgram } from "./program.ts";

it(
  "20,000 mutants of valid files: never a stack trace, never exit code 70",
  async () => survives(soundProgram(true), 20_000, 17),
  1_200_000,
);
