import { it } from "vitest";
import { knowsDeclaredSections, staysSame, tellsChanges, tellsPlaces, tellsShapes } from "./digest.property.ts";

it("a document written otherwise keeps its digests", () => staysSame(200, 1));
it("a changed answer gives another digest to the parts it is in, and only to them", () => tellsChanges(200, 2));
it("another order of a list, an item or key more or less gives another digest", () => tellsShapes(200, 3));
it("the same words elsewhere have another digest", () => tellsPlaces(200, 4));
it("what a form declares as signed has a digest once it is there", () => knowsDeclaredSections(100, 5));
