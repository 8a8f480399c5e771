import { KeptError } from '../../shared/error/index.ts';
import { DAY_MS, instantOf } from '../../shared/event/index.ts';
import type { Clock, Log } from '../ports/index.ts';
import type { DemoPart, PartStretch } from './demo-part.ts';
import { MINUTE_MS } from './demo-zone.ts';
import { eventsOf, type Slice, slicesOf } from './slices.ts';
import { toldUntil } from './told-until.ts';

export type DemoOptions = {
  readonly log: Log;
  readonly clock: Clock;
  /** Its sources, told side by side. */
  readonly parts: readonly DemoPart[];
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
  /** By source, the instant before which everything is told, where anything is; `null` before the log was asked. */
  #toldUntilMs: ReadonlyMap<string, number> | null = null;
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
      this.#wakeAt(this.#nextAtMs(nowAtMs));
    } catch (error) {
      this.#options.onFault(error);
      if (error instanceof KeptError && error.code === 'LOG_CLOSED') this.#end();
      else this.#wakeAt(this.#options.clock.nowAtMs() + RETRY_MS);
    }
  }

  async #tellUntil(nowAtMs: number): Promise<void> {
    const { parts } = this.#options;
    this.#toldUntilMs ??= await this.#toldBefore(nowAtMs);
    const slices = slicesOf(this.#stretches(this.#toldUntilMs, nowAtMs));
    for (const [index, slice] of slices.entries()) {
      await this.#tell(slice, { beforeShare: index / slices.length, afterShare: (index + 1) / slices.length });
      if (this.#isStopped) return;
    }
    this.#toldUntilMs = allToldUntil(parts, nowAtMs + 1);
    this.#isLoaded = true;
    this.#onLoaded();
  }

  /** A source of which the log is ahead of the clock was written under a wrong one and may have holes: it is told everything again. */
  async #toldBefore(nowAtMs: number): Promise<ReadonlyMap<string, number>> {
    const { log, parts } = this.#options;
    const told = await toldUntil(
      log,
      parts.map(({ source }) => source),
    );
    return new Map([...told].filter(([, atMs]) => atMs <= nowAtMs));
  }

  #stretches(toldUntilMs: ReadonlyMap<string, number>, nowAtMs: number): readonly PartStretch[] {
    const { parts, historyMs = HISTORY_MS } = this.#options;
    return parts.flatMap((part) => part.stretchesToTell(toldUntilMs.get(part.source) ?? null, { nowAtMs, historyMs }));
  }

  /** When there is more to tell: at the next event, and at the latest in a minute. */
  #nextAtMs(nowAtMs: number): number {
    const untilMs = nowAtMs + MINUTE_MS;
    const stretches = this.#stretches(allToldUntil(this.#options.parts, nowAtMs + 1), untilMs);
    const [next] = slicesOf(stretches).flatMap(eventsOf);
    return next === undefined ? untilMs : (instantOf(next.time) ?? untilMs);
  }

  async #tell(slice: Slice, shares: { readonly beforeShare: number; readonly afterShare: number }): Promise<void> {
    const { log, onProgress } = this.#options;
    const events = eventsOf(slice);
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

function allToldUntil(parts: readonly DemoPart[], atMs: number): ReadonlyMap<string, number> {
  return new Map(parts.map(({ source }) => [source, atMs]));
}
