import { KeptError } from '../error/index.ts';
import { DAY_MS, dayNumberOf } from '../event/index.ts';

/** A reading of a wall clock. Fields beyond their range (hour 24) carry over; a date that does not exist is refused. */
export type LocalTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
};

/**
 * A time zone that answers fast: it remembers the spans of constant offset that it has been asked about.
 * Instants are epoch ms; a local date is a day number, days since 1970-01-01.
 */
export interface Zone {
  readonly id: string;
  /** Local time minus UTC at an instant, in ms. */
  offsetAtMs(atMs: number): number;
  /** The instant of a wall clock reading: a missing one moves forward by the gap, of two the first (TIM-3). `null` when the date does not exist. */
  instantOfLocal(local: LocalTime): number | null;
  /** The same for a wall clock reading given in ms as though it were UTC. */
  instantOfLocalMs(localMs: number): number;
  /** The local date at an instant. */
  localDayOf(atMs: number): number;
  /** The first instant of a local date; a date that the zone skipped is empty and starts where the next one does. */
  startOfLocalDay(dayNumber: number): number;
}

/** A stretch `[fromAtMs, untilAtMs)` with one offset. */
type Span = { readonly fromAtMs: number; readonly untilAtMs: number; readonly offsetMs: number };

/** Two changes a year make this enough for two thousand years; beyond it the memory starts anew. */
const SPANS_MAX = 4096;

/** @throws KeptError ZONE_UNKNOWN when the runtime knows no zone of that name. */
export function zoneOf(timeZoneId: string): Zone {
  return new SpannedZone(timeZoneId);
}

class SpannedZone implements Zone {
  readonly id: string;
  /** Disjoint and sorted; gaps are stretches nobody has asked about. */
  #spans: Span[] = [];
  #last: Span;

  constructor(id: string) {
    this.id = id;
    try {
      this.#last = spanAround(id, 0);
    } catch (cause) {
      throw new KeptError('ZONE_UNKNOWN', `There is no time zone ${JSON.stringify(id)}.`, { cause });
    }
  }

  offsetAtMs(atMs: number): number {
    return this.#spanAt(atMs).offsetMs;
  }

  instantOfLocal(local: LocalTime): number | null {
    const dayNumber = dayNumberOf(local.year, local.month, local.day);
    if (dayNumber === null) return null;
    return this.instantOfLocalMs(dayNumber * DAY_MS + ((local.hour * 60 + local.minute) * 60 + local.second) * 1000 + local.ms);
  }

  instantOfLocalMs(localMs: number): number {
    const { span, previous } = this.#read(localMs);
    const atMs = localMs - span.offsetMs;
    return atMs >= span.fromAtMs || previous === null ? atMs : localMs - previous.offsetMs;
  }

  localDayOf(atMs: number): number {
    return Math.floor((atMs + this.offsetAtMs(atMs)) / DAY_MS);
  }

  startOfLocalDay(dayNumber: number): number {
    const { span } = this.#read(dayNumber * DAY_MS);
    return Math.max(dayNumber * DAY_MS - span.offsetMs, span.fromAtMs);
  }

  /** The first span that shows this reading or a later one, and the span before it where that had to be passed. */
  #read(localMs: number): { readonly span: Span; readonly previous: Span | null } {
    // No offset is as large as a day, so the reading cannot lie before the span of a day earlier.
    let span = this.#spanAt(localMs - DAY_MS);
    let previous: Span | null = null;
    while (localMs - span.offsetMs >= span.untilAtMs) {
      previous = span;
      span = this.#spanAt(span.untilAtMs);
    }
    return { span, previous };
  }

  #spanAt(atMs: number): Span {
    const last = this.#last;
    if (atMs >= last.fromAtMs && atMs < last.untilAtMs) return last;
    this.#last = this.#find(atMs);
    return this.#last;
  }

  #find(atMs: number): Span {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const span = this.#spans[middle];
      if (span !== undefined && span.untilAtMs <= atMs) low = middle + 1;
      else high = middle;
    }
    const known = this.#spans[low];
    if (known !== undefined && known.fromAtMs <= atMs) return known;
    const found = spanAround(this.id, atMs);
    if (this.#spans.length >= SPANS_MAX) this.#spans = [found];
    else this.#spans.splice(low, 0, found);
    return found;
  }
}

function spanAround(id: string, atMs: number): Span {
  // A nanosecond later, because `previous` is strictly before and a change exactly at the instant already holds.
  const later = Temporal.Instant.fromEpochMilliseconds(atMs).add({ nanoseconds: 1 }).toZonedDateTimeISO(id);
  return {
    fromAtMs: later.getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    untilAtMs: later.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: later.offsetNanoseconds / 1e6,
  };
}
