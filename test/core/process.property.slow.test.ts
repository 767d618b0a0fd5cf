import { it } from "vitest";
import { forgedCaseFiles, forgedRecords, throughTheGate } from "./process.property.ts";

it("1,000 sequences of acts through the gate of the commands", () => throughTheGate(1000, 11), 900_000);
it("8,000 sequences of records put there by hand", () => {
  // Over so many, every rule has been met.
  const seen = forgedRecords(8_000, 12);
  seen.expectAll("reversed");
}, 900_000);
it("4,000 case files put there by hand", () => forgedCaseFiles(4_000, 13), 900_000);
