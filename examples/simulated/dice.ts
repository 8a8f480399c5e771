import { log } from '../../shared/number/index.ts';

const TWO_TO_32 = 4_294_967_296;
const NORMAL_TERMS = 12;

/**
 * Chance that is the same for ever: the numbers follow from the key alone, whoever throws and whenever. Whoever needs numbers of
 * its own takes dice of its own, with a key that says what they are for, as `new Dice(seed, 'calls', '2026-11-02')`.
 */
export class Dice {
  #state: number;
  readonly #step: number;

  constructor(...key: readonly (string | number)[]) {
    const text = key.join('|');
    this.#state = hashOf(text, 0x2f6e2b1);
    this.#step = hashOf(text, 0x51ed270b) | 1; // Odd, so that the state goes through all its values.
  }

  /** A number above 0 and below 1. */
  share(): number {
    this.#state = (this.#state + this.#step) | 0;
    return ((mixed(this.#state) >>> 0) + 0.5) / TWO_TO_32;
  }

  isWithin(share: number): boolean {
    return this.share() < share;
  }

  between(min: number, max: number): number {
    return min + (max - min) * this.share();
  }

  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return min + Math.floor((max - min + 1) * this.share());
  }

  exponential(mean: number): number {
    return -mean * log(this.share());
  }

  /** Nearly normal, with mean 0 and deviation 1: twelve throws added up. */
  normal(): number {
    let sum = -NORMAL_TERMS / 2;
    for (let term = 0; term < NORMAL_TERMS; term += 1) sum += this.share();
    return sum;
  }

  /** One of a list that is not empty. */
  oneOf<T>(list: readonly T[]): T {
    return list[this.whole(0, list.length - 1)] as T;
  }
}

/** FNV-1a over the code units, from a start of its own, and then mixed: near keys give far numbers. */
function hashOf(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

/** Every bit of the result depends on every bit of the number; the constants are MurmurHash3's. */
function mixed(number: number): number {
  let bits = number;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
