import { KeptError } from '../../shared/error/index.ts';
import { DAY_MS } from '../../shared/event/index.ts';
import type { Clock, Log } from '../ports/index.ts';
import { stretchesToTell, toldUntil } from './catch-up.ts';
import { type Stretch, stretchEvents } from './demo-events.ts';
import type { DemoFlights } from './demo-flights.ts';
import { MINUTE_MS } from './demo-zone.ts';

export type DemoOptions = {
  readonly log: Log;
  readonly clock: Clock;
  readonly flights: DemoFlights;
  /** How far back the wall can look; 7 days unless given. */
  readonly historyMs?: number;
  /** Called after each batch until everything up to now is told. */
  readonly onProgress?: (progress: DemoProgress) => void;
  /** Told of a refusal by the log. A closed log ends the demo; otherwise it tries again after `RETRY_MS`. */
  readonly onFault: (error: unknown) => void;
};

/** `share` is how much of the time to be caught up with is told, 0 to 1; the rest counts the log's receipts. */
export type DemoProgress = { readonly share: number; readonly accepted: number; readonly repeat: number; readonly conflict: number };

export type RunningDemo = {
  /** Resolves when everything up to now is in the log, or the demo was stopped before. */
  readonly loaded: Promise<void>;
  /** Resolves when nothing of the demo is under way any more. */
  stop(): Promise<void>;
};

const HISTORY_MS = 7 * DAY_MS;
/** Events appended at a time. */
const BATCH_MAX = 1000;
/** Time told in one go, about two batches: short, so that whoever else uses the process waits some ten milliseconds. */
const SLICE_MS = 6 * 3_600_000;
const RETRY_MS = 5000;

/** Brings the log up to now and keeps it there, each event at its own time. The ids make it harmless to start again on any log. */
export function runDemo(options: DemoOptions): RunningDemo {
  return new DemoRun(options);
}

class DemoRun implements RunningDemo {
  readonly loaded: Promise<void>;
  readonly #options: DemoOptions;
  readonly #onLoaded: () => void;
  #isLoaded = false;
  #isStopped = false;
  #tally = { accepted: 0, repeat: 0, conflict: 0 };
  /** Everything before it is told; `null` when nothing is, `undefined` before the log was asked. */
  #toldUntilMs: number | null | undefined;
  #turn: Promise<void>;
  #cancelWake = (): void => {};

  constructor(options: DemoOptions) {
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.loaded = promise;
    this.#onLoaded = resolve;
    this.#turn = this.#take();
  }

  async stop(): Promise<void> {
    this.#end();
    await this.#turn;
  }

  #end(): void {
    this.#isStopped = true;
    this.#cancelWake();
    this.#onLoaded();
  }

  /** One turn: tell what is due, then sleep until there may be more. */
  async #take(): Promise<void> {
    const nowAtMs = this.#options.clock.nowAtMs();
    try {
      await this.#tellUntil(nowAtMs);
      // Everything in the records falls on whole minutes, and there is a heartbeat on each.
      this.#wakeAt((Math.floor(nowAtMs / MINUTE_MS) + 1) * MINUTE_MS);
    } catch (error) {
      this.#options.onFault(error);
      if (error instanceof KeptError && error.code === 'LOG_CLOSED') this.#end();
      else this.#wakeAt(this.#options.clock.nowAtMs() + RETRY_MS);
    }
  }

  async #tellUntil(nowAtMs: number): Promise<void> {
    const { log, flights, historyMs = HISTORY_MS } = this.#options;
    if (this.#toldUntilMs === undefined) {
      const toldUntilMs = await toldUntil(log);
      // A log that is ahead of the clock was written under a wrong one and may have holes: it is told everything again.
      this.#toldUntilMs = toldUntilMs !== null && toldUntilMs > nowAtMs ? null : toldUntilMs;
    }
    const slices = stretchesToTell(flights, this.#toldUntilMs, { nowAtMs, historyMs }).flatMap(slicesOf);
    for (const [index, slice] of slices.entries()) {
      await this.#tell(slice, { beforeShare: index / slices.length, afterShare: (index + 1) / slices.length });
      if (this.#isStopped) return;
    }
    this.#toldUntilMs = nowAtMs + 1;
    this.#isLoaded = true;
    this.#onLoaded();
  }

  async #tell(slice: Stretch, shares: { readonly beforeShare: number; readonly afterShare: number }): Promise<void> {
    const { log, flights, onProgress } = this.#options;
    const events = stretchEvents(flights, slice);
    for (let from = 0; from < events.length && !this.#isStopped; from += BATCH_MAX) {
      const receipts = await log.append(events.slice(from, from + BATCH_MAX));
      for (const { status } of receipts) this.#tally[status] += 1;
      const toldShare = Math.min(1, (from + BATCH_MAX) / events.length);
      const share = shares.beforeShare + (shares.afterShare - shares.beforeShare) * toldShare;
      if (!this.#isLoaded) onProgress?.({ share, ...this.#tally });
    }
  }

  #wakeAt(atMs: number): void {
    if (this.#isStopped) return;
    this.#cancelWake = this.#options.clock.wakeAt(atMs, () => {
      this.#turn = this.#take();
    });
  }
}

function slicesOf(stretch: Stretch): readonly Stretch[] {
  const slices: Stretch[] = [];
  for (let fromAtMs = stretch.fromAtMs; fromAtMs < stretch.toAtMs; fromAtMs += SLICE_MS) {
    slices.push({ ...stretch, fromAtMs, toAtMs: Math.min(fromAtMs + SLICE_MS, stretch.toAtMs) });
  }
  return slices;
}
