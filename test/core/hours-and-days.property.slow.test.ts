import { it } from "vitest";
import { nobodyLateBeforeTheStart, noHourBeforeItsDay } from "./hours-and-days.property.ts";

it("no hour counts before its day: 3,000 programs", () => noHourBeforeItsDay(3_000, 11), 900_000);
it(
  "nobody is late for what was due before their start: 3,000 programs",
  () => nobodyLateBeforeTheStart(3_000, 12),
  900_000,
);
