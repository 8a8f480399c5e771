import type { Bilingual } from '../../shared/text/index.ts';
import { ask } from './ask.ts';

/** A feed of the book and how it does, as `/api/feeds` says it. */
export type FeedRow = {
  readonly id: string;
  readonly state: 'waiting' | 'live' | 'behind' | 'silent';
  readonly source: string;
  /** Types of events, as `departure.departed` or `departure.*`. */
  readonly sends: readonly string[];
  readonly heartbeatMs: number;
  readonly receivedAtMs: number | null;
  readonly perMinute: number;
  readonly repeats: number;
  readonly conflicts: number;
  readonly refused: { readonly [code: string]: number };
};
export type BoardRow = {
  readonly id: string;
  readonly name: Bilingual;
  readonly promises: readonly { readonly id: string; readonly name: Bilingual }[];
};

const AGAIN_MS = 10_000;

/** The feeds and boards that the book names. They are changed in the book alone. */
export class SetupBook {
  #feeds = $state.raw<readonly FeedRow[] | null>(null);
  #boards = $state.raw<readonly BoardRow[] | null>(null);
  #again: ReturnType<typeof setInterval> | undefined;

  /** `null` until they were read. */
  get feeds(): readonly FeedRow[] | null {
    return this.#feeds;
  }
  get boards(): readonly BoardRow[] | null {
    return this.#boards;
  }

  /** Reads both now and every ten seconds. @returns how to stop. */
  watch(): () => void {
    void this.#read();
    this.#again = setInterval(() => void this.#read(), AGAIN_MS);
    return () => clearInterval(this.#again);
  }

  async #read(): Promise<void> {
    const [feeds, boards] = await Promise.all([
      ask<{ readonly feeds: readonly FeedRow[] }>('GET', 'feeds'),
      ask<{ readonly boards: readonly BoardRow[] }>('GET', 'boards'),
    ]);
    if (feeds.ok) this.#feeds = feeds.body.feeds;
    if (boards.ok) this.#boards = boards.body.boards;
  }
}
