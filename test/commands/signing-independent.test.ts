import { describe, it } from "vitest";
import { expectOthersVerifyOurs, expectWeVerifyOthers } from "../signatures/scenarios/independent.ts";
import { program } from "../signatures/ssh.ts";

describe.skipIf(!program)("without our code", () => {
  it("a record of ilp sign verifies with ssh-keygen and a few lines of JSON", () => expectOthersVerifyOurs("ed25519"));
  it("a record made with ssh-keygen verifies with ilp verify", () => expectWeVerifyOthers("ed25519"));
});
