import type { Obligation } from '../clock/index.ts';
import { instantOf, type JsonObject } from '../event/index.ts';

const HOUR_MS = 3_600_000;
/** Names under which sources say these things. */
const PLACE_KEYS = ['origin', 'station', 'stop', 'place'] as const;
const TO_KEYS = ['destination', 'to'] as const;
const CARRIER_KEYS = ['carrier', 'operator', 'category'] as const;
const LINE_KEYS = ['line', 'flight', 'train', 'trip', 'route'] as const;

/** One departure as its opening tells it, and what has become of it so far. */
export type Leg = {
  readonly obligation: Obligation;
  readonly place: string;
  readonly to: string;
  readonly carrier: string;
  readonly line: string;
  /** Of the day, where it leaves. */
  readonly hour: number;
  readonly scheduledAtMs: number;
  /** When it is planned to arrive; `null` where the source does not say. */
  readonly arrivesAtMs: number | null;
  /** How late it may be. */
  readonly toleratedMs: number;
  leftAtMs: number | null;
  /** When it leaves, as far as that was told before its time: an imported history is judged at once. */
  leavesAtMs: number | null;
  arrivedAtMs: number | null;
  isCancelled: boolean;
  /** Its schedule has passed, and it has not left. */
  isOverdue: boolean;
};

/** @param offsetMs of the book's zone: the hour is by it where the opening does not say the hour itself, as sources of many zones do. */
export function legOf(obligation: Obligation, offsetMs: number): Leg | null {
  const { opening, scheduledAtMs, dueAtMs } = obligation;
  if (scheduledAtMs === null) return null;
  const { hour, arrives } = opening;
  return {
    obligation,
    place: named(opening, PLACE_KEYS),
    to: named(opening, TO_KEYS),
    carrier: named(opening, CARRIER_KEYS),
    line: named(opening, LINE_KEYS),
    hour: typeof hour === 'number' ? hour : Math.floor((scheduledAtMs + offsetMs) / HOUR_MS) % 24,
    scheduledAtMs,
    arrivesAtMs: typeof arrives === 'string' ? instantOf(arrives) : null,
    toleratedMs: Math.max(60_000, (dueAtMs ?? scheduledAtMs) - scheduledAtMs),
    leftAtMs: null,
    leavesAtMs: null,
    arrivedAtMs: null,
    isCancelled: false,
    isOverdue: false,
  };
}

/** Where it leaves; `null` where the opening does not say. */
export function placeIn(opening: JsonObject): string | null {
  const place = named(opening, PLACE_KEYS);
  return place === '' ? null : place;
}

function named(opening: JsonObject, keys: readonly string[]): string {
  for (const key of keys) {
    const value = opening[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}
