/** The prime of Curve25519, and the height of its points of order 8 (RFC 7748, 8032). */
const prime = 2n ** 255n - 19n;
const orderEight = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
const weak = new Set([0n, 1n, prime - 1n, orderEight, prime - orderEight]);

/**
 * Whether 32 bytes may be an Ed25519 public key: written in their one form, and not one of the few points of small
 * order, under which anybody's signature over anything holds (Node takes those).
 */
export function isSoundPoint(bytes: Uint8Array): boolean {
  const height = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`) & (2n ** 255n - 1n);
  return height < prime && !weak.has(height);
}
