import { it } from "vitest";
import { turnsAreTrue } from "./turns.property.ts";

const commands = ["sign", "submit", "review", "check", "new", "feedback", "concern answer", "history", "plan open"];

it(
  "1,500 candidates: what next lists is what commands accept, and all of it is what is open",
  () => turnsAreTrue(1_500, 6, [...commands, "appeal close"]),
  900_000,
);
