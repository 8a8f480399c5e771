import type { Memory } from './reload-once.ts';

const KEY = 'kept.reloaded-for';
/** Screens that meet a new server at one instant load its pages over this long. */
const SPREAD_MS = 20_000;

/** Notices that the server has other pages than the one that is open came with. */
export class PagesWatch {
  readonly #memory: Memory;
  readonly #random: () => number;
  #own: string | null = null;

  /** @param random 0 to 1; spreads the reloads of many screens. */
  constructor(memory: Memory, random: () => number) {
    this.#memory = memory;
    this.#random = random;
  }

  /**
   * What the server says of its pages when it is met. Gives after how many ms they should be loaded, `null` where they should not: the
   * first ones are those of this page, and for other ones it reloads once, so that two servers behind one address do not keep it going.
   */
  met(pages: string | undefined): number | null {
    if (pages === undefined) return null;
    this.#own ??= pages;
    if (pages === this.#own || this.#memory.getItem(KEY) === pages) return null;
    return this.#random() * SPREAD_MS;
  }

  /** They are about to be loaded. */
  loads(pages: string): void {
    this.#memory.setItem(KEY, pages);
  }
}
