import { KeptError } from '../../../shared/error/index.ts';
import type { StoreThread } from '../store-thread.ts';
import { type BuiltSegment, startOf } from './archive-month.ts';
import { ArchiveThread } from './archive-thread.ts';

/** A month that was moved. */
export type Archived = { readonly name: string; readonly firstPlace: number; readonly lastPlace: number; readonly bytes: number };

/** Moves closed months out of the database into segments, one after the other, while the log goes on. */
export class Archive {
  readonly #file: string;
  readonly #store: StoreThread;
  readonly #thread = new ArchiveThread();
  #isStopped = false;
  #running: Promise<readonly Archived[]> | undefined;

  constructor(file: string, store: StoreThread) {
    this.#file = file;
    this.#store = store;
  }

  /** @param beforeMonth the first month to stay, `2026-05`, which has begun. @throws KeptError VALUE_RANGE, LOG_BUSY when it is under way, LOG_FAILED. */
  async moveBefore(beforeMonth: string, nowAtMs: number): Promise<readonly Archived[]> {
    const beforeAtMs = startOf(beforeMonth);
    if (!(beforeAtMs <= nowAtMs)) throw new KeptError('VALUE_RANGE', `"${beforeMonth}" is no month that has begun, such as 2026-05.`);
    if (this.#running !== undefined) throw new KeptError('LOG_BUSY', 'The log is being archived already.');
    this.#running = this.#move(beforeAtMs);
    try {
      return await this.#running;
    } finally {
      this.#running = undefined;
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#thread.stop();
    await this.#running?.catch(() => {}); // Whoever started it hears of it.
  }

  async #move(beforeAtMs: number): Promise<readonly Archived[]> {
    const moved: Archived[] = [];
    await this.#takeOut(); // What a crash left behind.
    for (let segment = await this.#build(beforeAtMs); segment !== null; segment = await this.#build(beforeAtMs)) {
      await this.#store.noteSegment(segment);
      await this.#takeOut();
      const { name, firstPlace, lastPlace, bytes } = segment;
      moved.push({ name, firstPlace, lastPlace, bytes });
    }
    return moved;
  }

  async #build(beforeAtMs: number): Promise<BuiltSegment | null> {
    return this.#isStopped ? null : this.#thread.build({ file: this.#file, beforeAtMs });
  }

  /** Step by step, so that commits come in between. */
  async #takeOut(): Promise<void> {
    for (let from: number | null = 1; from !== null && !this.#isStopped; ) from = await this.#store.takeOutBodies(from);
  }
}
