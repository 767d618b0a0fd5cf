import { it } from "vitest";
import { nobodyLateBeforeTheStart, noHourBeforeItsDay } from "./hours-and-days.property.ts";

it("no hour counts before its day", () => noHourBeforeItsDay(25, 1));
it("nobody is late for what was due before their start", () => nobodyLateBeforeTheStart(20, 2));
