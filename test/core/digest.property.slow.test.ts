import { it } from "vitest";
import { staysSame, tellsChanges, tellsPlaces, tellsShapes } from "./digest.property.ts";

it("1,500 documents written otherwise keep their digests", () => staysSame(1500, 11), 600_000);
it("1,500 changed answers give other digests", () => tellsChanges(1500, 12), 600_000);
it("2,000 lists and mappings of another shape", () => tellsShapes(2000, 13), 600_000);
it("2,000 other places", () => tellsPlaces(2000, 14), 600_000);
