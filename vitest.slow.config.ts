import { mergeConfig } from "vitest/config";
import base from "./vitest.config.ts";

const slow = mergeConfig(base, {
  test: { testTimeout: 300_000, isolate: true, env: { ILP_TEST_FILES_APART: "1" } },
});
slow.test.include = ["src/**/*.slow.test.ts", "test/**/*.slow.test.ts"];
slow.test.exclude = ["**/node_modules/**"];
export default slow;
