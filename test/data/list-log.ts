import type { Log, LogHealth, Receipt } from '../../server/ports/index.ts';
import type { KeptError } from '../../shared/error/index.ts';
import type { Batch, KeptEvent } from '../../shared/event/index.ts';
import type { SleepingClock } from './sleeping-clock.ts';

/** What LOG-1 knows an event by, nearly: the sources of the demo give no id twice at one instant. */
export const keyOf = ({ source, time, id }: KeptEvent): string => `${source} ${time} ${id}`;

/** The port in memory; `refusals` makes the next appends fail, `afterAppend` is called once events are in. */
export class ListLog implements Log {
  readonly epoch = 'test';
  readonly batches: Batch[] = [];
  readonly clock: SleepingClock;
  refusals: KeptError[] = [];
  afterAppend = (): void => {};
  #placeOf = new Map<string, number>();

  constructor(clock: SleepingClock) {
    this.clock = clock;
  }

  get events(): readonly KeptEvent[] {
    return this.batches.flatMap((batch) => batch.events);
  }

  head(): { readonly place: number; readonly receivedAtMs: number } {
    return { place: this.#placeOf.size, receivedAtMs: this.batches.at(-1)?.receivedAtMs ?? 0 };
  }

  inFlightAtMs(): null {
    return null;
  }

  async append(events: readonly KeptEvent[]): Promise<readonly Receipt[]> {
    const refusal = this.refusals.shift();
    if (refusal !== undefined) throw refusal;
    const firstPlace = this.head().place + 1;
    const fresh = events.filter((event) => !this.#placeOf.has(keyOf(event)));
    for (const [index, event] of fresh.entries()) this.#placeOf.set(keyOf(event), firstPlace + index);
    if (fresh.length > 0) this.batches.push({ firstPlace, receivedAtMs: this.clock.nowAtMs(), events: fresh });
    this.afterAppend();
    return events.map((event) => {
      const place = this.#placeOf.get(keyOf(event)) ?? 0;
      return { status: place >= firstPlace ? 'accepted' : 'repeat', place };
    });
  }

  async *read(afterPlace: number, untilPlace = Number.POSITIVE_INFINITY): AsyncIterable<Batch> {
    for (const { firstPlace, receivedAtMs, events } of this.batches) {
      const kept = events.filter((_, index) => firstPlace + index > afterPlace && firstPlace + index <= untilPlace);
      if (kept.length > 0) yield { firstPlace: Math.max(firstPlace, afterPlace + 1), receivedAtMs, events: kept };
    }
  }

  health(): LogHealth {
    return { state: 'good' };
  }

  onHealth(): () => void {
    return () => {};
  }

  onCommit(): () => void {
    return () => {};
  }

  async personal(): Promise<undefined> {
    return undefined;
  }

  async close(): Promise<void> {}
}
