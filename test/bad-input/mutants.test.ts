import { it } from "vitest";
import { survives } from "./mutants.ts";
import { soundProgram } from "./program.ts";

it("100 mutants of valid files: never a stack trace, never exit code 70", async () => survives(soundProgram(), 100, 5));
