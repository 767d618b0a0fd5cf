import { it } from "vitest";
import { staysSame, tellsChanges, tellsPlaces, tellsShapes } from "./digest.property.ts";

it("3,000 documents written otherwise keep their digests", () => staysSame(3000, 11), 600_000);
it("3,000 changed answers give other digests", () => tellsChanges(3000, 12), 600_000);
it("5,000 lists and mappings of another shape", () => tellsShapes(5000, 13), 600_000);
it("5,000 other places", () => tellsPlaces(5000, 14), 600_000);
