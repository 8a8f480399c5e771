/** Writes the 64-bit hash of `bytes[from, to)` as two words into `out`. */
export type IdentityHash = (bytes: Uint8Array, from: number, to: number, out: Uint32Array) => void;

/**
 * Two multiply-and-xor lanes with mixed ends. Not cryptographic: a hit is always confirmed against the stored entry.
 * The seed differs from file to file, so that nobody can prepare ids that collide.
 */
export function identityHash(seedLow: number, seedHigh: number): IdentityHash {
  return (bytes, from, to, out) => {
    let low = seedLow ^ 0x9e37_79b9;
    let high = seedHigh ^ 0x7f4a_7c15;
    for (let i = from; i < to; i += 1) {
      const byte = bytes[i] ?? 0;
      low = Math.imul(low ^ byte, 0x85eb_ca6b);
      high = Math.imul(high ^ byte, 0xc2b2_ae35);
      high ^= high >>> 15;
    }
    out[0] = mixed(low ^ Math.imul(high, 0x27d4_eb2f));
    out[1] = mixed(high ^ Math.imul(low, 0x1656_67b1));
  };
}

/** The same for a text that stays in memory: no seed, since such a log does not outlive its process. */
export function hashText(text: string, out: Uint32Array): void {
  let low = 0x9e37_79b9;
  let high = 0x7f4a_7c15;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x85eb_ca6b);
    high = Math.imul(high ^ unit, 0xc2b2_ae35);
    high ^= high >>> 15;
  }
  out[0] = mixed(low ^ Math.imul(high, 0x27d4_eb2f));
  out[1] = mixed(high ^ Math.imul(low, 0x1656_67b1));
}

function mixed(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x21f0_aaad);
  const twice = Math.imul(once ^ (once >>> 15), 0x735a_2d97);
  return (twice ^ (twice >>> 15)) >>> 0;
}
