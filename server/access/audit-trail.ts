import { randomUUID } from 'node:crypto';
import { ownEntry } from '../../shared/engine/index.ts';
import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import type { Clock, Log } from '../ports/index.ts';

/** What was done, as `kept.access-…` of the log says it. Never a secret, nor anything that a stranger typed. */
export type AccessAct = {
  readonly what: string;
  /** Who or what it was done to. */
  readonly about: string;
  readonly data: JsonObject;
};

export type AuditTrailOptions = { readonly log: Pick<Log, 'append'>; readonly clock: Clock };

/** As many wait for a log that refuses them; of more the oldest are counted as not written. */
const WAITING_MAX = 1_000;
const AGAIN_MS = 10_000;

/**
 * Writes to the log what is done about access. What gives somebody a right waits for it; what takes one away, or only says who came,
 * does not, and is told as soon as the log takes it.
 */
export class AuditTrail {
  readonly #options: AuditTrailOptions;
  #waiting: KeptEvent[] = [];
  #unwritten = 0;
  #writing: Promise<void> | null = null;
  #cancelRetry: (() => void) | null = null;

  constructor(options: AuditTrailOptions) {
    this.#options = options;
  }

  /** Entries that wait for the log, and those that were given up. */
  get figures(): { readonly waiting: number; readonly unwritten: number } {
    return { waiting: this.#waiting.length, unwritten: this.#unwritten };
  }

  /** Resolves when it is on disk. @throws KeptError those of `Log.append`: then it must not be done. */
  async first(act: AccessAct): Promise<void> {
    await this.#options.log.append([this.#entry(act)], { urgent: true });
  }

  /** It was done, and is told now or later. */
  tell(act: AccessAct): void {
    this.#waiting.push(this.#entry(act));
    if (this.#waiting.length > WAITING_MAX) {
      this.#waiting.shift();
      this.#unwritten += 1;
    }
    if (this.#cancelRetry === null) this.#write();
  }

  /** Resolves when what waits has been tried once more. */
  async stop(): Promise<void> {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    await this.#writing;
  }

  #entry({ what, about, data }: AccessAct): KeptEvent {
    const atMs = this.#options.clock.nowAtMs();
    return ownEntry({ id: `access/${randomUUID()}`, type: `kept.access-${what}`, atMs, subject: `access/${about}`, data });
  }

  #write(): void {
    this.#writing ??= this.#drain().finally(() => {
      this.#writing = null;
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const entries = this.#waiting;
      this.#waiting = [];
      try {
        await this.#options.log.append(entries);
      } catch {
        this.#waiting = [...entries, ...this.#waiting].slice(-WAITING_MAX); // The log itself says on every screen what is wrong with it.
        this.#again();
        return;
      }
    }
  }

  #again(): void {
    const { clock } = this.#options;
    this.#cancelRetry = clock.wakeAt(clock.nowAtMs() + AGAIN_MS, () => {
      this.#cancelRetry = null;
      this.#write();
    });
  }
}
