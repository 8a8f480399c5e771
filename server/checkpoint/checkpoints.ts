import type { Book } from '../../shared/book/index.ts';
import { type EngineState, emptyState, type Shelf } from '../../shared/engine/index.ts';
import type { LogRecord } from '../ports/index.ts';
import { type BookTexts, bookOfTexts } from './book-of-texts.ts';
import { CheckpointFolder, type Folded, forgetOthers } from './checkpoint-folder.ts';
import { runCheckpoints } from './checkpoint-thread.ts';
import { engineVersion } from './engine-version.ts';
import { stateAt } from './states-in.ts';

export type CheckpointsOptions = {
  /** Of the data; the log is `log.db` in it. */
  readonly folder: string;
  /** Of the log. */
  readonly epoch: string;
  /** What the chain of the log starts from. */
  readonly origin: string;
  /** Read here, and closed with the checkpoints. */
  readonly log: LogRecord;
  /** Of the thread that writes them. */
  readonly program: URL;
  readonly book: BookTexts & { readonly book?: Book };
  /** Events between two checkpoints. */
  readonly everyEvents?: number;
  readonly say?: (what: string) => void;
};

/** A fold of so many takes about as long as a checkpoint of 100,000 open obligations takes to read, a tenth of a second. */
const EVERY_EVENTS = 5_000;
/** From so many events on that no checkpoint holds yet, the thread that writes them no longer waits until nobody else has work. */
const BEHIND_EVENTS = 200_000;
/** What goes wrong again and again is said once, and not without end. */
const SAID_MAX = 100;

/**
 * The checkpoints of a log under one book, as the server uses them: to start, to seek, and to let go of items that are over. What
 * is written is written by a thread that folds the log for itself; if that fails it is said, and everything goes on without.
 */
export class Checkpoints {
  readonly everyEvents: number;
  readonly #options: CheckpointsOptions;
  readonly #of: Folded;
  readonly #book: Book;
  readonly #say: (what: string) => void;
  readonly #folder: CheckpointFolder;
  readonly #log: LogRecord;
  readonly #stop = new AbortController();
  #running: Promise<number | null> | null = null;

  constructor(options: CheckpointsOptions) {
    const { folder, epoch, log, book, everyEvents = EVERY_EVENTS, say = () => {} } = options;
    this.everyEvents = everyEvents;
    this.#options = options;
    this.#of = { epoch, engine: engineVersion(), book: book.hash };
    this.#book = book.book ?? bookOfTexts(book);
    const said = new Set<string>();
    this.#say = (what) => {
      if (said.has(what) || said.size >= SAID_MAX) return;
      said.add(what);
      say(what);
    };
    this.#folder = new CheckpointFolder({ folder, of: this.#of, book: this.#book, onUnfit: (what) => this.#say(what) });
    this.#log = log;
  }

  /** The state of the last checkpoint up to a place; without one an empty state. */
  nearest(untilPlace: number): EngineState {
    return this.#folder.nearest(untilPlace, (place) => this.#log.chainAt(place)) ?? emptyState(this.#book);
  }

  /** The state as it was behind a place of the log, `known-at`, with its forecasts. @throws the signal's reason. */
  readonly stateAt = (place: number, signal?: AbortSignal): Promise<EngineState> =>
    stateAt({ checkpoints: this.#folder, log: this.#log, book: this.#book }, place, signal);

  /**
   * Has checkpoints written up to a place, one at it. Gives the place of the last one; `null` where that failed or one run is under way.
   * @param countMax how many at most: they then stand further apart.
   */
  async write(untilPlace: number, countMax = Number.POSITIVE_INFINITY): Promise<number | null> {
    if (this.#running !== null) return null;
    this.#running = this.#run(untilPlace, countMax);
    const place = await this.#running;
    this.#running = null;
    return place;
  }

  /** The items that were over when the checkpoint at a place was written. */
  shelfUntil(place: number): Shelf {
    return this.#folder.shelfUntil(place);
  }

  /** Throws away the checkpoints of other books, engines and logs. */
  forgetOthers(): void {
    const count = forgetOthers(this.#options.folder, this.#of);
    if (count > 0) this.#say('Checkpoints of another book, log or version of Kept were thrown away; new ones are written.');
  }

  sizes(): ReturnType<CheckpointFolder['sizes']> {
    return this.#folder.sizes();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    this.#folder.close();
    this.#log.close();
  }

  async #run(untilPlace: number, countMax: number): Promise<number | null> {
    const { folder, origin, book, program } = this.#options;
    const { text, bases, hash } = book;
    try {
      const behind = untilPlace - (this.#folder.places().findLast((place) => place <= untilPlace) ?? 0);
      const job = {
        ...{ folder, origin, of: this.#of, book: { text, bases, hash }, untilPlace },
        everyEvents: Math.max(this.everyEvents, Math.ceil(behind / countMax)),
        isBehind: behind > BEHIND_EVENTS,
      };
      const { place, unfit } = await runCheckpoints(program, job, this.#stop.signal);
      for (const what of unfit) this.#say(what);
      return place;
    } catch (cause) {
      if (!this.#stop.signal.aborted) this.#say(`No checkpoint was written: ${cause instanceof Error ? cause.message : String(cause)}.`);
      return null;
    }
  }
}
