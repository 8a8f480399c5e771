import { setImmediate } from 'node:timers/promises';
import { advance, applyBatch, type Change, type EngineState, next } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { Batch } from '../../shared/event/index.ts';
import type { BookInForce } from './books.ts';
import type { History } from './history.ts';

/** Time that passes at once where nothing is received: between two such stretches a command is heard. */
const STRETCH_MS = 10 * 60_000;

/** When to let go: `signal` ends with its reason, `isOver` leaves the timeline where it is. */
export type Patience = { readonly signal: AbortSignal; readonly isOver?: () => boolean };

/**
 * The state of the past at an instant, which goes on as the live engine did: by the commits in the order of the log, by time in
 * between, and under each book from its entry on. Where it stops on the way does not matter to what it shows: as live's, its state
 * stands at the last instant at which anything was to be done, and views are of that.
 */
export class Timeline {
  readonly #history: History;
  #state: EngineState;
  /** Where it stands; its state may stand before that. */
  #atMs: number;
  #inForce: BookInForce;
  /** Counts the books: a state under another book is another epoch. */
  #generation = 0;
  #reading: AsyncIterator<Batch> | null = null;
  #ahead: Batch | null = null;
  /** The log has named a book since: also where somebody lost patience before it was in force here. */
  #mayBeOtherBook = false;

  private constructor(history: History, state: EngineState, inForce: BookInForce) {
    this.#history = history;
    this.#state = state;
    this.#atMs = state.nowAtMs;
    this.#inForce = inForce;
  }

  /** @throws KeptError TIME_INVALID before the log begins, HISTORY_WITHOUT_BOOK; the reason of the signal. */
  static async at(history: History, atMs: number, signal: AbortSignal): Promise<Timeline> {
    const { log } = history;
    const place = log.placeAt(atMs);
    if (place === 0) {
      const first = log.receivedAtMs(1);
      const begins = first === null ? 'The log is empty.' : `The log begins at ${new Date(first).toISOString()}.`;
      throw new KeptError('TIME_INVALID', `${begins} ${new Date(atMs).toISOString()} lies before it.`);
    }
    const inForce = history.books.at(place, log.head().place);
    const timeline = new Timeline(history, await history.statesUnder(inForce.book, inForce.hash)(place, signal), inForce);
    await timeline.#pass(atMs, { signal });
    return timeline;
  }

  get state(): EngineState {
    return this.#state;
  }
  get atMs(): number {
    return this.#atMs;
  }
  get generation(): number {
    return this.#generation;
  }

  /** Goes on to an instant, or as far as it gets. @throws the reason of the signal. */
  async forwardTo(atMs: number, patience: Patience): Promise<void> {
    await this.#changeBook(patience.signal);
    for (;;) {
      const batch = await this.#peek();
      patience.signal.throwIfAborted();
      if (patience.isOver?.() === true) return;
      if (batch === null || batch.receivedAtMs > atMs) break;
      if (!(await this.#pass(batch.receivedAtMs, patience))) return;
      await this.#take(batch, patience.signal);
    }
    await this.#pass(atMs, patience);
  }

  /**
   * Goes on to the first instant at which something changed that is looked for, and gives it; else to `untilMs`, or as far as it
   * gets, and gives nothing. @throws the reason of the signal.
   */
  async stepTo(untilMs: number, isWanted: (change: Change) => boolean, patience: Patience): Promise<readonly Change[]> {
    await this.#changeBook(patience.signal);
    for (let steps = 1; ; steps += 1) {
      const batch = await this.#peek();
      if (steps % 64 === 0) await setImmediate();
      patience.signal.throwIfAborted();
      if (patience.isOver?.() === true) return [];
      const receivedAtMs = batch?.receivedAtMs ?? Number.POSITIVE_INFINITY;
      const wakesAtMs = Math.max(this.atMs, next(this.#state) ?? Number.POSITIVE_INFINITY);
      if (Math.min(receivedAtMs, wakesAtMs) > untilMs) {
        this.#atMs = Math.max(this.atMs, untilMs);
        return [];
      }
      // Time comes first, as it does where a commit is folded.
      const changes = batch === null || wakesAtMs <= receivedAtMs ? this.#wake(wakesAtMs) : await this.#take(batch, patience.signal);
      const wanted = changes.filter(isWanted);
      if (wanted.length > 0) return wanted;
    }
  }

  /** Lets time pass where nothing is received. Gives whether it came to the end of it. */
  async #pass(atMs: number, { signal, isOver }: Patience): Promise<boolean> {
    while (this.atMs < atMs) {
      const toMs = Math.min(atMs, this.atMs + STRETCH_MS);
      for (let wakesAtMs = next(this.#state); wakesAtMs !== null && wakesAtMs <= toMs; wakesAtMs = next(this.#state))
        this.#wake(Math.max(this.atMs, wakesAtMs));
      this.#atMs = toMs;
      if (this.atMs >= atMs) break;
      await setImmediate();
      signal.throwIfAborted();
      if (isOver?.() === true) return false;
    }
    return true;
  }

  #wake(atMs: number): readonly Change[] {
    this.#atMs = atMs;
    return advance(this.#state, atMs);
  }

  async #peek(): Promise<Batch | null> {
    if (this.#ahead !== null) return this.#ahead;
    this.#reading ??= this.#history.log.read(this.#state.place)[Symbol.asyncIterator]();
    const { done, value } = await this.#reading.next();
    if (done === true)
      this.#reading = null; // More may come where somebody writes on.
    else this.#ahead = value;
    return this.#ahead;
  }

  async #take(batch: Batch, signal: AbortSignal): Promise<readonly Change[]> {
    this.#ahead = null;
    const changes = applyBatch(this.#state, batch);
    this.#atMs = Math.max(this.#atMs, this.#state.nowAtMs);
    if (batch.events.some(({ type }) => type === 'kept.book-put')) this.#mayBeOtherBook = true;
    await this.#changeBook(signal);
    return changes;
  }

  /** Live judges the whole log anew by another book, and so does this. */
  async #changeBook(signal: AbortSignal): Promise<void> {
    if (!this.#mayBeOtherBook) return;
    const { books, log, statesUnder } = this.#history;
    const inForce = books.at(this.#state.place, log.head().place);
    if (inForce.hash === this.#inForce.hash) {
      this.#mayBeOtherBook = false;
      return;
    }
    const atMs = this.atMs;
    const state = await statesUnder(inForce.book, inForce.hash)(this.#state.place, signal);
    advance(state, Math.max(state.nowAtMs, atMs));
    this.#mayBeOtherBook = false;
    this.#inForce = inForce;
    this.#state = state;
    this.#generation += 1;
  }
}
