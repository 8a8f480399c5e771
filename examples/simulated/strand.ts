import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { dayAt, textAt } from './local-time.ts';

export type TimedEvent = { readonly atMs: number; readonly event: KeptEvent };

/**
 * One kind of happening of a source. Everything springs from a local day, from the key of that day and nothing else, so that any
 * stretch of time can be told without what went before.
 */
export type Strand = {
  /** What springs from a local day (days since 1970-01-01), at instants from its start to the end of the day `reachDays` - 1 later. */
  readonly eventsOfDay: (day: number) => readonly TimedEvent[];
  readonly reachDays: number;
  /** Told since the start of the year, also where the rest is not: register, outages, complaints. */
  readonly isRecord: boolean;
};

/** `records` leaves out what is too much to tell of a whole year. */
export type Detail = 'everything' | 'records';

/** What is simulated of one source. The same instants give the same events for ever, ids included. */
export type SimulatedSource = {
  readonly source: string;
  /** Every event with `time` in `[fromAtMs, toAtMs)`, by time and then id. */
  readonly eventsWithin: (fromAtMs: number, toAtMs: number, detail?: Detail) => readonly KeptEvent[];
};

export function sourceOf(source: string, strands: readonly Strand[]): SimulatedSource {
  return {
    source,
    eventsWithin: (fromAtMs, toAtMs, detail = 'everything') =>
      strands
        .filter(({ isRecord }) => isRecord || detail === 'everything')
        .flatMap((strand) => [...within(strand, fromAtMs, toAtMs)])
        .sort(byTimeAndId)
        .map(({ event }) => event),
  };
}

function* within({ eventsOfDay, reachDays }: Strand, fromAtMs: number, toAtMs: number): Iterable<TimedEvent> {
  if (fromAtMs >= toAtMs) return;
  const lastDay = dayAt(toAtMs - 1);
  for (let day = dayAt(fromAtMs) - reachDays + 1; day <= lastDay; day += 1) {
    for (const timed of eventsOfDay(day)) if (timed.atMs >= fromAtMs && timed.atMs < toAtMs) yield timed;
  }
}

/** An event that says of itself that it is simulated. */
export function simulatedEvent(
  source: string,
  atMs: number,
  { id, type, subject, data }: { readonly id: string; readonly type: string; readonly subject: string; readonly data: JsonObject },
): TimedEvent {
  return { atMs, event: { id, source, type, time: textAt(atMs), subject, data: { ...data, simulated: true } } };
}

/** The same answers, the latest of them from memory: neighbouring stretches ask for the same days. */
export function remembered<T>(ofDay: (day: number) => T, daysMax: number): (day: number) => T {
  const answers = new Map<number, T>();
  return (day) => {
    const known = answers.get(day);
    if (known !== undefined) return known;
    const answer = ofDay(day);
    answers.set(day, answer);
    const [oldest] = answers.keys();
    if (answers.size > daysMax && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}

function byTimeAndId(a: TimedEvent, b: TimedEvent): number {
  return a.atMs - b.atMs || (a.event.id < b.event.id ? -1 : 1);
}
