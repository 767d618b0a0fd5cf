import { describe, it } from "vitest";
import { expectOthersVerifyOurs, expectWeVerifyOthers } from "../signatures/scenarios/independent.ts";
import { keyTypes, program } from "../signatures/ssh.ts";

const types = Object.keys(keyTypes).filter((type) => type !== "ed25519");

describe.skipIf(!program)("without our code, with older kinds of keys", () => {
  it.each(types)("%s: a record of ilp sign verifies with ssh-keygen", expectOthersVerifyOurs);
  it.each(types)("%s: a record made with ssh-keygen verifies with ilp verify", expectWeVerifyOthers);
});
