import { seededRandom } from '../simulation/world.ts';

/** What a case is made by: the same seed makes the same case. */
export class Dice {
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** A whole number from 0 to below the bound. */
  below(bound: number): number {
    return Math.floor(this.random() * bound);
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  /** So many, from one list or another. */
  some<T>(count: number, make: () => T): readonly T[] {
    return Array.from({ length: count }, make);
  }
}
