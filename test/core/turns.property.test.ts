import { it } from "vitest";
import { turnsAreTrue } from "./turns.property.ts";

it(
  "what next lists is what commands accept, and all lists together are what is open",
  () => turnsAreTrue(100, 5, ["sign", "submit", "review", "check", "concern answer"]),
  60_000,
);
