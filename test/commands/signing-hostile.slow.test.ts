import { afterEach, it } from "vitest";
import { expectRefusedEverywhere, moreWords } from "../signatures/scenarios/hostile-words.ts";
import { expectPlainWords } from "../signatures/scenarios/program.ts";

afterEach(expectPlainWords);

it.each(moreWords)("47, 49: %j is refused wherever a word is taken, and runs nothing", expectRefusedEverywhere);
