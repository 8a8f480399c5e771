import type { Book } from '../../shared/book/index.ts';
import {
  advance,
  applyBatch,
  type Change,
  type Command,
  decide,
  type EngineState,
  emptyState,
  next,
  type Shelf,
} from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import type { Batch } from '../../shared/event/index.ts';
import type { Clock, Log, Receipt } from '../ports/index.ts';

export type LiveEngineOptions = {
  readonly log: Log;
  readonly clock: Clock;
  readonly book: Book;
  /** Of the log under that book; without them the whole log is folded at each start, and all of it stays in memory. */
  readonly checkpoints?: LiveCheckpoints | null;
  /** Makes a place for the items of a state that are over; without it they stay in memory. */
  readonly newShelf?: () => LiveShelf | null;
  readonly bounds?: Partial<Bounds>;
};

type Bounds = {
  /** Events between two times that items are put away: few, so that each time takes some milliseconds. */
  readonly putAwayEvents: number;
  /** Items that may wait in memory for a disk that takes none, about a kilobyte each. */
  readonly awaitingMax: number;
};

/** What the engine asks of checkpoints, see `server/checkpoint`. */
export type LiveCheckpoints = {
  /** Events between two of them. */
  readonly everyEvents: number;
  /** The state of the last one up to a place, or an empty one. */
  nearest(untilPlace: number): EngineState;
  /** Has them written up to a place, elsewhere, as many as are wanted or at most so many. Gives the place of the last one, `null` where none was written. */
  write(untilPlace: number, countMax?: number): Promise<number | null>;
  /** The items that were over at the place of one. */
  shelfUntil(place: number): Shelf;
};

/** Where the items of one state go that are over, see `server/checkpoint`. */
export type LiveShelf = {
  /** Once, before anything is put away. */
  begin(state: EngineState): void;
  /** Takes those that are over and were not asked for since the last time. @throws Error of the disk: then all stays where it is. */
  putAway(state: EngineState): void;
  /** What a checkpoint at a place holds need not be held any more. */
  settle(place: number, checkpointed: Shelf): void;
  close(): void;
};

/** Batches folded between two breaths of the event loop while an old log is read. */
const BATCHES_PER_TURN = 8;
/** From the end of writing checkpoints until it is begun again: a thread that starts for each of them would take a core from who sends. */
const CHECKPOINT_REST_MS = 15_000;
/** Of those that are written while events come: under load they stand further apart, or they would fall ever further behind. */
const CHECKPOINTS_AT_ONCE_MAX = 8;
const BOUNDS: Bounds = { putAwayEvents: 2_000, awaitingMax: 200_000 };
/** From a disk that did not take them until it is asked again. */
const PUT_AWAY_AGAIN_MS = 5_000;
/** Events that may come while the log is still being judged: whoever sends more does so faster than they are judged. */
const ARRIVED_MAX = 1_000_000;
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
  /** Whether the whole log has been folded and the figures are those of now. */
  #isLive = false;
  /** Where the log ended when it began to be read. */
  readonly #startedAt: number;
  #cancelWake: () => void = () => {};
  readonly #stopListening: () => void;
  readonly #listeners = new Set<(changes: readonly Change[]) => void>();
  #stopped = false;
  #checkpoints: LiveCheckpoints | null;
  /** Place of the last checkpoint, or of the one that is being written. */
  #lastCheckpoint = 0;
  #isKeeping = false;
  #restsUntilMs = 0;
  readonly #newShelf: () => LiveShelf | null;
  readonly #bounds: Bounds;
  #shelf: LiveShelf | null = null;
  /** Why the disk took no items when it was asked last, and when it is asked again. */
  #heldUp: { readonly why: string; readonly untilMs: number } | null = null;
  #lastPutAway = 0;

  constructor({ log, clock, book, checkpoints = null, newShelf = () => null, bounds = {} }: LiveEngineOptions) {
    this.#checkpoints = checkpoints;
    this.#newShelf = newShelf;
    this.#bounds = { ...BOUNDS, ...bounds };
    this.#startedAt = log.head().place;
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
    return this.#isLive;
  }

  /** Why no more events should be taken for now, in words; `null` while they may come. */
  get isFullOf(): string | null {
    if (!this.#isLive) {
      const arrived = this.#log.head().place - this.#startedAt;
      return arrived > ARRIVED_MAX ? `${arrived} events have come while the log is being judged.` : null;
    }
    if (this.#heldUp === null || this.#state.items.unseen <= this.#bounds.awaitingMax) return null;
    this.#putAway();
    return this.#heldUp === null ? null : `${this.#state.items.unseen} items wait for the disk: ${this.#heldUp.why}.`;
  }

  /** Called after each fold and each step of time, and with no changes when the log's health turns. Returns how to stop. */
  onChange(listener: (changes: readonly Change[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Folds the log under the book given at construction, then goes live. */
  async start(): Promise<void> {
    await this.#follow((await this.#atCheckpoint(this.#checkpoints)) ?? this.#state, this.#checkpoints);
  }

  /** Judges the whole log anew under another book, while the old figures stay until the new ones are complete. */
  async changeBook(book: Book, checkpoints: LiveCheckpoints | null = null): Promise<void> {
    await this.#follow((await this.#atCheckpoint(checkpoints)) ?? emptyState(book), checkpoints);
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
    this.#shelf?.close();
    this.#shelf = null;
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

  /** Has a checkpoint written at the place where the state stands now, and lets go of what it holds once it is. */
  async #keepCheckpoint(checkpoints: LiveCheckpoints): Promise<void> {
    const shelf = this.#shelf;
    const { place } = this.#state;
    this.#isKeeping = true;
    this.#lastCheckpoint = place;
    const written = await checkpoints.write(place, CHECKPOINTS_AT_ONCE_MAX);
    if (written !== null && this.#shelf === shelf) shelf?.settle(written, checkpoints.shelfUntil(written));
    this.#isKeeping = false;
    this.#restsUntilMs = this.#clock.nowAtMs() + CHECKPOINT_REST_MS;
  }

  /** Folds into a state what the log has behind it, however much comes meanwhile, and goes live with it. */
  async #follow(state: EngineState, checkpoints: LiveCheckpoints | null): Promise<void> {
    const shelf = this.#newShelf();
    shelf?.begin(state);
    while (!this.#stopped && state.place < this.#log.head().place) await this.#foldLog(state, shelf);
    if (this.#stopped) return shelf?.close();
    this.#shelf?.close();
    this.#shelf = shelf;
    this.#heldUp = null;
    this.#checkpoints = checkpoints;
    if (this.#isLive) this.#generation += 1;
    this.#isLive = true;
    this.#state = state;
    this.#lastCheckpoint = state.place;
    this.#lastPutAway = state.place;
    this.#step();
  }

  async #foldLog(state: EngineState, shelf: LiveShelf | null): Promise<void> {
    let batches = 0;
    for await (const batch of this.#log.read(state.place, this.#log.head().place)) {
      applyBatch(state, batch);
      batches += 1;
      if (batches % BATCHES_PER_TURN === 0) await new Promise(setImmediate);
      if (this.#stopped) return;
      tryPutAway(shelf, state); // A disk that does not take them now may do so while the server runs.
    }
  }

  #committed(batch: Batch): void {
    if (!this.#isLive) return; // It is read with the rest of the log.
    if (this.#state.place === 0) this.#beginAnew();
    const changes = applyBatch(this.#state, batch);
    this.#tell(changes);
    this.#sleep();
    if (this.#state.place - this.#lastPutAway >= this.#bounds.putAwayEvents) this.#putAway();
    const checkpoints = this.#checkpoints;
    if (checkpoints !== null && this.#isCheckpointDue(checkpoints)) void this.#keepCheckpoint(checkpoints);
  }

  /** The first commit: what time alone made of an empty log stands in no log, and no replay would know it. */
  #beginAnew(): void {
    this.#state = emptyState(this.#state.book);
    this.#shelf?.begin(this.#state);
  }

  #putAway(): void {
    const nowAtMs = this.#clock.nowAtMs();
    if (this.#heldUp !== null && nowAtMs < this.#heldUp.untilMs) return;
    this.#lastPutAway = this.#state.place;
    const why = tryPutAway(this.#shelf, this.#state);
    this.#heldUp = why === null ? null : { why, untilMs: nowAtMs + PUT_AWAY_AGAIN_MS };
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

/** Why the disk did not take what is over, `null` where it did. */
function tryPutAway(shelf: LiveShelf | null, state: EngineState): string | null {
  try {
    shelf?.putAway(state);
    return null;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}
