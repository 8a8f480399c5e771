import { type Change, type EngineState, raisedEntry, warningEntries } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import type { Clock, Log } from '../ports/index.ts';

/** What warnings are taken from: the live engine. */
export type WarningSource = {
  readonly state: EngineState;
  readonly generation: number;
  readonly isLive: boolean;
  onChange(listener: (changes: readonly Change[]) => void): () => void;
};

export type WarningLogOptions = { readonly source: WarningSource; readonly log: Pick<Log, 'append'>; readonly clock: Clock };

/** As many wait for a log that refuses them; of more the oldest are counted as not written. */
const WAITING_MAX = 1_000;
const AT_ONCE = 200;
/** How soon it is tried again when the log has refused. */
const AGAIN_MS = 10_000;

/**
 * Writes to the log which warnings live raises and what comes of them. Their ids follow from what they say, so those that stand when a
 * server starts are written again and drop out as repeats, and one that was lost with a server that died is there after all.
 */
export class WarningLog {
  readonly #options: WarningLogOptions;
  readonly #stopListening: () => void;
  #waiting: KeptEvent[] = [];
  #unwritten = 0;
  #isWriting = false;
  /** Of the book under which those that stood were written. */
  #generation = -1;
  #cancelRetry: (() => void) | null = null;
  #isStopped = false;

  constructor(options: WarningLogOptions) {
    this.#options = options;
    this.#stopListening = options.source.onChange((changes) => this.#take(changes));
  }

  /** Entries that wait for the log, and those that were given up. */
  get figures(): { readonly waiting: number; readonly unwritten: number } {
    return { waiting: this.#waiting.length, unwritten: this.#unwritten };
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopListening();
    this.#cancelRetry?.();
  }

  #take(changes: readonly Change[]): void {
    const { source } = this.#options;
    if (!source.isLive) return;
    if (source.generation !== this.#generation) {
      this.#generation = source.generation;
      for (const warning of source.state.warnings.values()) this.#waiting.push(raisedEntry(warning));
    }
    this.#waiting.push(...warningEntries(changes));
    const over = this.#waiting.length - WAITING_MAX;
    if (over > 0) {
      this.#waiting.splice(0, over);
      this.#unwritten += over;
    }
    if (this.#waiting.length > 0 && this.#cancelRetry === null) void this.#write();
  }

  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    while (this.#waiting.length > 0 && !this.#isStopped) {
      const entries = this.#waiting.splice(0, AT_ONCE);
      try {
        await this.#options.log.append(entries);
      } catch {
        this.#waiting.unshift(...entries); // They are shown all the same; the log itself says on every screen what is wrong with it.
        this.#retry();
        break;
      }
    }
    this.#isWriting = false;
  }

  #retry(): void {
    if (this.#isStopped) return;
    const { clock } = this.#options;
    this.#cancelRetry = clock.wakeAt(clock.nowAtMs() + AGAIN_MS, () => {
      this.#cancelRetry = null;
      void this.#write();
    });
  }
}
