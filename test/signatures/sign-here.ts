/** Signs with the person's key, to be run on a terminal: sign-here.ts HOME PUBLIC-KEY */

import { type PublicKey, parsePublicKey } from "../../src/signatures/public-key.ts";
import { findSigner } from "../../src/signatures/signer.ts";

const [home = "", line = ""] = process.argv.slice(2);
const registered = [parsePublicKey(line) as PublicKey];
try {
  const signer = await findSigner({ home, env: process.env, registered, interactive: true });
  console.log(`signed: ${await signer?.sign(Buffer.from("words"))}`);
} catch (error) {
  console.log(`refused: ${(error as Error).message}`);
}
