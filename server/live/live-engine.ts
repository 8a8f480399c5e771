import type { Book } from '../../shared/book/index.ts';
import { advance, applyBatch, type Change, type Command, decide, type EngineState, emptyState, next } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { Batch } from '../../shared/event/index.ts';
import type { Clock, Log, Receipt } from '../ports/index.ts';

export type LiveEngineOptions = {
  readonly log: Log;
  readonly clock: Clock;
  readonly book: Book;
  /** Of the log under that book; without them the whole log is folded at each start, and all of it stays in memory. */
  readonly checkpoints?: LiveCheckpoints | null;
};

/** What the engine asks of checkpoints, see `server/checkpoint`. */
export type LiveCheckpoints = {
  /** Events between two of them. */
  readonly everyEvents: number;
  /** The state of the last one up to a place, or an empty one. */
  nearest(untilPlace: number): EngineState;
  /** Has them written up to a place, elsewhere. Gives the place of the last one, `null` where none was written. */
  write(untilPlace: number): Promise<number | null>;
  /** Lets go of what the one at a place holds and nobody asked for since the state stood there. */
  release(state: EngineState, place: number): void;
};

/** Batches folded between two breaths of the event loop while an old log is read. */
const BATCHES_PER_TURN = 8;
/** From the end of writing checkpoints until it is begun again: a thread that starts for each of them would take a core from who sends. */
const CHECKPOINT_REST_MS = 15_000;
/** How soon the engine looks again while a commit holds it up. */
const LOOK_AGAIN_MS = 5;

/**
 * Drives the one engine over the log: first everything that is in it, then each commit, and time in between. It adds nothing
 * of its own, so a replay of the same log gives the same changes.
 */
export class LiveEngine {
  readonly #log: Log;
  readonly #clock: Clock;
  #state: EngineState;
  /** Counts the books: a state folded under another book is another epoch. */
  #generation = 0;
  /** Commits that arrived while the log was still being read. */
  #waiting: Batch[] | null = [];
  #cancelWake: () => void = () => {};
  readonly #stopListening: () => void;
  readonly #listeners = new Set<(changes: readonly Change[]) => void>();
  #stopped = false;
  #checkpoints: LiveCheckpoints | null;
  /** Place of the last checkpoint, or of the one that is being written. */
  #lastCheckpoint = 0;
  #isKeeping = false;
  #restsUntilMs = 0;

  constructor({ log, clock, book, checkpoints = null }: LiveEngineOptions) {
    this.#checkpoints = checkpoints;
    this.#log = log;
    this.#clock = clock;
    this.#state = emptyState(book);
    const stops = [log.onCommit((batch) => this.#committed(batch)), log.onHealth(() => this.#tell([]))];
    this.#stopListening = () => {
      for (const stop of stops) stop();
    };
  }

  get state(): EngineState {
    return this.#state;
  }

  get generation(): number {
    return this.#generation;
  }

  /** Whether the whole log has been folded and the figures are those of now. */
  get isLive(): boolean {
    return this.#waiting === null;
  }

  /** Called after each fold and each step of time, and with no changes when the log's health turns. Returns how to stop. */
  onChange(listener: (changes: readonly Change[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Folds the log under the book given at construction, then goes live. */
  async start(): Promise<void> {
    const state = (await this.#atCheckpoint(this.#checkpoints)) ?? this.#state;
    await this.#foldLog(state);
    if (!this.#stopped) this.#goLive(state);
  }

  /** Judges the whole log anew under another book, while the old figures stay until the new ones are complete. */
  async changeBook(book: Book, checkpoints: LiveCheckpoints | null = null): Promise<void> {
    const fresh = (await this.#atCheckpoint(checkpoints)) ?? emptyState(book);
    await this.#foldLog(fresh);
    if (this.#stopped) return;
    this.#checkpoints = checkpoints;
    this.#generation += 1;
    this.#goLive(fresh);
  }

  /**
   * Writes what a command makes to the log, at once, and answers when it is on disk and folded.
   * @throws KeptError NOT_READY, what `decide` refuses with, and what the log does.
   */
  async command(command: Command): Promise<readonly Receipt[]> {
    if (!this.isLive) throw new KeptError('NOT_READY', 'The log is still being read.');
    const events = decide(this.#state, command);
    return events.length === 0 ? [] : this.#log.append(events, { urgent: true });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelWake();
    this.#stopListening();
  }

  /** The state to go on from; where much has come since the last checkpoint, others are written first. */
  async #atCheckpoint(checkpoints: LiveCheckpoints | null): Promise<EngineState | null> {
    if (checkpoints === null) return null;
    const { place } = this.#log.head();
    const state = checkpoints.nearest(place);
    if (place - state.place < 2 * checkpoints.everyEvents) return state;
    await checkpoints.write(place);
    return checkpoints.nearest(place);
  }

  /** Has a checkpoint written at the place where the state stands now, and lets go of what is over once it is. */
  async #keepCheckpoint(checkpoints: LiveCheckpoints): Promise<void> {
    const state = this.#state;
    const { place } = state;
    this.#isKeeping = true;
    this.#lastCheckpoint = place;
    state.items.turn();
    const written = await checkpoints.write(place);
    if (written === place && this.#state === state && !this.#stopped) checkpoints.release(state, place);
    this.#isKeeping = false;
    this.#restsUntilMs = this.#clock.nowAtMs() + CHECKPOINT_REST_MS;
  }

  async #foldLog(state: EngineState): Promise<void> {
    let batches = 0;
    for (;;) {
      const { place } = this.#log.head();
      if (state.place >= place) return;
      for await (const batch of this.#log.read(state.place, place)) {
        applyBatch(state, batch);
        batches += 1;
        if (batches % BATCHES_PER_TURN === 0) await new Promise(setImmediate);
        if (this.#stopped) return;
      }
      if (this.#stopped) return;
    }
  }

  #goLive(state: EngineState): void {
    const missed = (this.#waiting ?? []).filter((batch) => batch.firstPlace > state.place);
    for (const batch of missed) applyBatch(state, batch);
    this.#waiting = null;
    this.#state = state;
    this.#lastCheckpoint = state.place;
    this.#step();
  }

  #committed(batch: Batch): void {
    if (this.#waiting !== null) {
      this.#waiting.push(batch);
      return;
    }
    const changes = applyBatch(this.#state, batch);
    this.#tell(changes);
    this.#sleep();
    const checkpoints = this.#checkpoints;
    if (checkpoints !== null && this.#isCheckpointDue(checkpoints)) void this.#keepCheckpoint(checkpoints);
  }

  #isCheckpointDue({ everyEvents }: LiveCheckpoints): boolean {
    if (this.#isKeeping || this.#state.place - this.#lastCheckpoint < everyEvents) return false;
    return this.#clock.nowAtMs() >= this.#restsUntilMs;
  }

  /** Moves the state's time to the clock's, but never back, and never past a commit that is under way. */
  #step(): void {
    const nowAtMs = Math.min(this.#clock.nowAtMs(), this.#log.inFlightAtMs() ?? Number.POSITIVE_INFINITY);
    const changes = advance(this.#state, Math.max(this.#state.nowAtMs, nowAtMs));
    this.#tell(changes);
    this.#sleep();
  }

  #sleep(): void {
    this.#cancelWake();
    const atMs = next(this.#state);
    if (atMs === null || this.#stopped) return;
    // Behind a commit under way nothing can be done before it is folded; it wakes the engine itself, or fails within moments.
    const soonestAtMs = this.#log.inFlightAtMs() === null ? atMs : this.#clock.nowAtMs() + LOOK_AGAIN_MS;
    this.#cancelWake = this.#clock.wakeAt(Math.max(atMs, soonestAtMs), () => this.#step());
  }

  #tell(changes: readonly Change[]): void {
    for (const listener of this.#listeners) listener(changes);
  }
}
