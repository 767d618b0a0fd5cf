import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What leaves a large process behind comes last: starting Git from one takes several times as long. */
class LargeLast extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isLarge = ({ moduleId }: TestSpecification) => /errors\.test|standing\.test/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter((each) => !isLarge(each)), ...sorted.filter(isLarge)];
  }
}

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/*.slow.test.ts", "**/node_modules/**"],
    globalSetup: ["test/scratch.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most of the waiting is for Git and for processes: two workers keep two cores busy.
    maxWorkers: 2,
    // Files of one worker share what they load; none leaves anything behind in it.
    isolate: false,
    sequence: { sequencer: LargeLast },
    // No test may lean on the settings of whoever runs it.
    env: { GIT_CONFIG_GLOBAL: new URL("test/gitconfig", import.meta.url).pathname, GIT_CONFIG_NOSYSTEM: "1", NO_COLOR: "1" },
  },
});
