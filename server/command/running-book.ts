import { KeptError } from '../../shared/error/index.ts';
import type { LiveEngine } from '../live/index.ts';
import type { Clock } from '../ports/index.ts';
import type { BookText } from './book-file.ts';
import type { RunningCheckpoints } from './running-checkpoints.ts';
import { say } from './say.ts';

export type RunningBookOptions = { readonly restate: boolean; readonly checkpoints: RunningCheckpoints };

/** The book that the engine runs under. The log names it, and who put it there, before anything is judged by it. */
export class RunningBook {
  readonly #live: LiveEngine;
  readonly #clock: Clock;
  readonly #restate: boolean;
  readonly #checkpoints: RunningCheckpoints;
  #hash: string | null = null;

  constructor(live: LiveEngine, clock: Clock, { restate, checkpoints }: RunningBookOptions) {
    this.#checkpoints = checkpoints;
    this.#live = live;
    this.#clock = clock;
    this.#restate = restate;
  }

  /** The engine was started with it. @throws KeptError BOOK_RESTATES, and those of the log. */
  async start(first: BookText): Promise<void> {
    await this.#put(first);
    this.#hash = first.hash;
  }

  /** Judges the log anew by another book; a refused one leaves everything as it is. @throws KeptError as `start`. */
  async change(next: BookText): Promise<void> {
    if (next.hash === this.#hash) return;
    await this.#put(next);
    await this.#live.changeBook(next.book, this.#checkpoints.of(next));
    await this.#checkpoints.settle();
    this.#hash = next.hash;
    say('The book has changed: the log is judged anew.');
  }

  async #put({ text, bases, hash }: BookText): Promise<void> {
    try {
      await this.#live.command({ type: 'put-book', text, bases, hash, by: 'console', atMs: this.#clock.nowAtMs(), restate: this.#restate });
    } catch (refusal) {
      // A damaged log takes no entry; what is good of it is shown under this book all the same.
      if (!(refusal instanceof KeptError) || refusal.code !== 'LOG_DAMAGED') throw refusal;
    }
  }
}
