import type { Obligation } from '../../clock/index.ts';
import { instantOf, type JsonObject } from '../../event/index.ts';

const HOUR_MS = 3_600_000;
/** Names under which sources say these things. */
const PLACE_KEYS = ['origin', 'station', 'stop', 'place'] as const;
const TO_KEYS = ['destination', 'to'] as const;
const CARRIER_KEYS = ['carrier', 'operator', 'category'] as const;
const LINE_KEYS = ['line', 'flight', 'train', 'trip', 'route'] as const;

/** What has become of a departure so far, as plain data. */
export type LegData = Omit<Leg, 'scheduledAtMs' | 'toleratedMs' | 'cameLate'>;

/** One departure as its opening tells it, and what has become of it so far. Each that is open has one: what follows from another field is no field. */
export class Leg {
  readonly obligation: Obligation;
  readonly place: string;
  readonly to: string;
  readonly carrier: string;
  readonly line: string;
  /** Of the day, where it leaves. */
  readonly hour: number;
  /** When it is planned to arrive; `null` where the source does not say. */
  readonly arrivesAtMs: number | null;
  leftAtMs: number | null = null;
  /** When it leaves, as far as that was told before its time: an imported history is judged at once. */
  leavesAtMs: number | null = null;
  arrivedAtMs: number | null = null;
  /** Where the vehicle comes from to this place, when it is planned to be here, and when it came; `''` and `null` where nothing tells. */
  from = '';
  comesAtMs: number | null = null;
  cameAtMs: number | null = null;
  isCancelled = false;
  /** Its schedule has passed, and it has not left. */
  isOverdue = false;

  /** @param offsetMs of the book's zone: the hour is by it where the opening does not say the hour itself, as sources of many zones do. */
  constructor(obligation: Obligation, offsetMs: number) {
    const { opening } = obligation;
    const { hour, arrives } = opening;
    this.obligation = obligation;
    this.place = named(opening, PLACE_KEYS);
    this.to = named(opening, TO_KEYS);
    this.carrier = named(opening, CARRIER_KEYS);
    this.line = named(opening, LINE_KEYS);
    this.hour = typeof hour === 'number' ? hour : Math.floor((this.scheduledAtMs + offsetMs) / HOUR_MS) % 24;
    this.arrivesAtMs = typeof arrives === 'string' ? instantOf(arrives) : null;
  }

  /** Only what has a schedule has a leg. */
  get scheduledAtMs(): number {
    return this.obligation.scheduledAtMs ?? 0;
  }

  /** How late its vehicle came to this place, in units of what is tolerated. */
  get cameLate(): number | null {
    return this.cameAtMs === null || this.comesAtMs === null ? null : (this.cameAtMs - this.comesAtMs) / this.toleratedMs;
  }

  /** How late it may be. */
  get toleratedMs(): number {
    return Math.max(60_000, (this.obligation.dueAtMs ?? this.scheduledAtMs) - this.scheduledAtMs);
  }
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
