import { it } from "vitest";
import { forgedCaseFiles, forgedRecords, throughTheGate } from "./process.property.ts";

it("what the commands allow is what the records tell afterwards", () => throughTheGate(40, 1));
it("records put there by hand reach no state that the table does not lead to", () => void forgedRecords(100, 2));
it("nor do case files", () => forgedCaseFiles(80, 3));
