import type { EngineState } from '../../../shared/engine/index.ts';
import { KeptError } from '../../../shared/error/index.ts';
import { type PublicBoard, type PublicRecord, publicBoard, publicRecord } from '../../../shared/view/index.ts';
import type { Clock, Past } from '../../ports/index.ts';

export type PublicFiguresOptions = {
  /** Its `state` throws while the log is still being read. */
  readonly source: { readonly state: EngineState };
  /** Works the past out beside the live engine; `null` where nothing can. */
  readonly past: Past | null;
  readonly clock: Clock;
};

/** How old what is told of the past may be, and how old how it stands now. */
const RECORD_MS = 5 * 60_000;
const BOARD_MS = 5_000;
/** After a failure. */
const AGAIN_MS = 60_000;
/** The first visitor waits so long for what is told of the past; the page goes without it then. */
const FIRST_WAIT_MS = 3_000;

/** The figures of the customers' pages, worked out once for all who look within some seconds, and what is costly within some minutes. */
export class PublicFigures {
  readonly #options: PublicFiguresOptions;
  #record: PublicRecord | null = null;
  #isOfBook: EngineState['book'] | null = null;
  #nextAtMs = Number.NEGATIVE_INFINITY;
  #asked: Promise<void> | null = null;
  #board: { readonly board: PublicBoard; readonly of: EngineState; readonly record: PublicRecord | null; readonly atMs: number } | null =
    null;
  readonly #closing = new AbortController();

  constructor(options: PublicFiguresOptions) {
    this.#options = options;
  }

  /** @throws KeptError NOT_READY. */
  async board(): Promise<PublicBoard> {
    const { source, clock } = this.#options;
    const { state } = source;
    const isOld = clock.nowAtMs() >= this.#nextAtMs || this.#isOfBook !== state.book;
    if (isOld && this.#asked === null) this.#ask(state);
    if (this.#record === null && this.#asked !== null) await this.#waitFor(this.#asked);
    return this.#boardOf(source.state);
  }

  /** Gives up what is being worked out. */
  close(): void {
    this.#closing.abort();
  }

  #boardOf(state: EngineState): PublicBoard {
    const nowAtMs = this.#options.clock.nowAtMs();
    const known = this.#board;
    // A book that is changed brings a new state: what it makes private is gone at once.
    if (known !== null && known.of === state && known.record === this.#record && nowAtMs - known.atMs < BOARD_MS) return known.board;
    const board = publicBoard(state, this.#record);
    this.#board = { board, of: state, record: this.#record, atMs: nowAtMs };
    return board;
  }

  #ask(state: EngineState): void {
    const { past, clock } = this.#options;
    this.#isOfBook = state.book;
    this.#nextAtMs = clock.nowAtMs() + RECORD_MS;
    if (past === null || state.place === 0) {
      this.#record = publicRecord(state);
      return;
    }
    this.#asked = this.#askPast(past).finally(() => {
      this.#asked = null;
    });
  }

  /** What cannot be worked out now is tried again later; until then the last record stands, with its time. */
  async #askPast(past: Past): Promise<void> {
    try {
      const when = { knownAt: { atMs: this.#options.clock.nowAtMs() }, asOfMs: null };
      const { body } = await past.ask({ what: 'public-record' }, when, this.#closing.signal);
      this.#record = JSON.parse(body) as PublicRecord;
    } catch (error) {
      if (!(error instanceof KeptError)) console.error(error);
      this.#nextAtMs = this.#options.clock.nowAtMs() + AGAIN_MS;
    }
  }

  async #waitFor(asked: Promise<void>): Promise<void> {
    const { clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = clock.wakeAt(clock.nowAtMs() + FIRST_WAIT_MS, resolve);
    await Promise.race([asked, promise]);
    cancel();
  }
}
