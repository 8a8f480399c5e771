import type { Zone } from '../calendar/index.ts';
import type { Obligation } from '../clock/index.ts';
import { instantOf, type JsonObject } from '../event/index.ts';
import type { Text } from '../text/index.ts';
import type { Remark } from './observation.ts';
import type { Signals } from './signals.ts';
import type { Surroundings } from './surroundings.ts';
import { VehicleRuns, type VehicleRunsData } from './vehicle-runs.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** What a vehicle needs at least between arriving and leaving again. */
const TURN_MS = 40 * MINUTE_MS;
/** Share of the time between two departures that can be made up, where the length of the run is not known. */
const SLACK_SHARE = 0.25;
/** One unit of each number: at so much past the due a breach is far likelier than not. */
const INBOUND_WIDTH_MS = 12 * MINUTE_MS;
const ESTIMATE_WIDTH_MS = 5 * MINUTE_MS;
const NUMBER_MAX = 4;
/** A run that began longer ago says nothing about the next. */
const BEGUN_KEPT_MS = 24 * HOUR_MS;
const BEGUN_FORGOTTEN_AT_ONCE = 512;
/** More runs in a day than this are no one's timetable; those that were told of first go first. */
const BEGUN_MAX = 100_000;

/** A run that has left, arrived, or will not leave. */
type Begun = {
  readonly leftAtMs: number | null;
  readonly arrivedAtMs: number | null;
  /** Of its arrival, as the feed says it. */
  readonly lateMs: number | null;
  readonly destination: unknown;
  readonly atMs: number;
  readonly isCancelled: boolean;
};

const UNKNOWN: Begun = { leftAtMs: null, arrivedAtMs: null, lateMs: null, destination: undefined, atMs: 0, isCancelled: false };

/** What is around what leaves by a schedule: the same vehicle's run before, and the feed's own estimate. */
export class DepartureSurroundings implements Surroundings {
  readonly #zone: Zone;
  readonly #runs = new VehicleRuns();
  readonly #begun = new Map<string, Begun>();
  /** When the feed expects those that are open. */
  readonly #expectedAtMs = new Map<string, number>();
  readonly #concerned = new Set<string>();

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  opened(obligation: Obligation): void {
    this.#runs.add(obligation);
  }

  changed(obligation: Obligation): void {
    this.#runs.remove(obligation);
    this.#runs.add(obligation);
  }

  decided(obligation: Obligation, atMs: number): void {
    this.#expectedAtMs.delete(obligation.subject);
    const { metAtMs, state, opening } = obligation;
    if (metAtMs === null && state === 'broken') return; // It may still leave, and until then is ever later.
    this.#begin(obligation, { leftAtMs: metAtMs, destination: opening['destination'], atMs, isCancelled: state === 'excluded' });
  }

  told({ type, data, subject, about }: Remark, atMs: number): void {
    if (about === null) return;
    if (type === 'departure.estimated') {
      const expectedAtMs = typeof data['expected'] === 'string' ? instantOf(data['expected']) : null;
      // Of one that is decided nobody asks any more, and nothing would ever take it out.
      if (expectedAtMs !== null && isUndecided(about)) this.#expectedAtMs.set(subject, expectedAtMs);
    } else if (type === 'departure.arrived') {
      const delay = data['delayMinutes'];
      this.#begin(about, { arrivedAtMs: atMs, lateMs: typeof delay === 'number' ? delay * MINUTE_MS : null, atMs });
    }
  }

  signals(obligation: Obligation, nowAtMs: number): Signals {
    const atMs = obligation.scheduledAtMs ?? obligation.openedAtMs;
    const hour = Math.floor((atMs + this.#zone.offsetAtMs(atMs)) / HOUR_MS);
    const dueAtMs = obligation.dueAtMs ?? atMs;
    const inboundMs = this.#inboundLateMs(obligation, nowAtMs);
    const expectedAtMs = this.#expectedAtMs.get(obligation.subject);
    return {
      cells: [`hour=${hour % 24}`, `hour-of-week=${hour % 168}`],
      numbers: [
        inboundMs === null ? 0 : within((inboundMs - (dueAtMs - atMs)) / INBOUND_WIDTH_MS),
        inboundMs === null ? 0 : 1,
        expectedAtMs === undefined ? 0 : within((expectedAtMs - dueAtMs) / ESTIMATE_WIDTH_MS),
        expectedAtMs === undefined ? 0 : 1,
        nowAtMs <= atMs ? 0 : within((nowAtMs - atMs) / Math.max(1, dueAtMs - atMs)),
      ],
    };
  }

  driver(obligation: Obligation, nowAtMs: number, pulls: Float64Array): Text | null {
    const [inbound = 0, , estimate = 0] = pulls;
    const { scheduledAtMs } = obligation;
    if (scheduledAtMs === null) return null;
    const expectedAtMs = this.#expectedAtMs.get(obligation.subject);
    const inboundMs = this.#inboundLateMs(obligation, nowAtMs);
    if (expectedAtMs !== undefined && estimate > 0 && estimate >= inbound)
      return { key: 'driver.estimate', args: { minutes: Math.round((expectedAtMs - scheduledAtMs) / MINUTE_MS) } };
    if (inboundMs !== null && inbound > 0) return { key: 'driver.inbound', args: { minutes: Math.round(inboundMs / MINUTE_MS) } };
    if (nowAtMs < scheduledAtMs + MINUTE_MS) return null;
    return { key: 'driver.not-gone', args: { minutes: Math.floor((nowAtMs - scheduledAtMs) / MINUTE_MS) } };
  }

  *concerned(): Generator<string> {
    const subjects = [...this.#concerned];
    this.#concerned.clear();
    yield* subjects;
  }

  data(): unknown {
    return { runs: this.#runs.data(), begun: [...this.#begun], expected: [...this.#expectedAtMs], concerned: [...this.#concerned] };
  }

  restore(data: unknown): void {
    const { runs, begun, expected, concerned } = data as DepartureData;
    this.#runs.restore(runs);
    for (const [subject, each] of begun) this.#begun.set(subject, each);
    for (const [subject, expectedAtMs] of expected) this.#expectedAtMs.set(subject, expectedAtMs);
    for (const subject of concerned) this.#concerned.add(subject);
  }

  #begin(obligation: Obligation, news: Partial<Begun>): void {
    const { subject } = obligation;
    const known = this.#begun.get(subject) ?? UNKNOWN;
    this.#begun.delete(subject); // So that the last that was told of stands last.
    this.#begun.set(subject, { ...known, ...news });
    this.#forgetBegun((news.atMs ?? 0) - BEGUN_KEPT_MS);
    const next = this.#runs.after(obligation);
    if (next !== null && !this.#begun.has(next.subject)) this.#concerned.add(next.subject);
  }

  #forgetBegun(beforeMs: number): void {
    let left = BEGUN_FORGOTTEN_AT_ONCE;
    for (const [subject, { atMs }] of this.#begun) {
      if ((atMs >= beforeMs && this.#begun.size <= BEGUN_MAX) || left === 0) return;
      left -= 1;
      this.#begun.delete(subject);
    }
  }

  /** Lateness of the same vehicle's run before, less the slack until this one; `null` when nothing is known of it. */
  #inboundLateMs(obligation: Obligation, nowAtMs: number): number | null {
    const run = this.#runs.before(obligation);
    if (run === null || obligation.scheduledAtMs === null) return null;
    const begun = this.#begun.get(run.subject) ?? UNKNOWN;
    const lateMs = begun.lateMs ?? leavingLateMs(run.scheduledAtMs, begun, nowAtMs);
    if (lateMs === null) return null;
    const gapMs = obligation.scheduledAtMs - run.scheduledAtMs;
    const { leftAtMs, arrivedAtMs } = begun;
    if (leftAtMs === null || arrivedAtMs === null) return lateMs - gapMs * SLACK_SHARE;
    return lateMs - Math.max(0, gapMs - neededMs(begun, obligation.opening, arrivedAtMs - leftAtMs));
  }
}

type DepartureData = {
  readonly runs: VehicleRunsData;
  readonly begun: readonly (readonly [subject: string, begun: Begun])[];
  readonly expected: readonly (readonly [subject: string, expectedAtMs: number])[];
  readonly concerned: readonly string[];
};

/** How late it left, or how late it already is while it has not left. */
function leavingLateMs(scheduledAtMs: number, { leftAtMs, isCancelled }: Begun, nowAtMs: number): number | null {
  if (leftAtMs !== null) return leftAtMs - scheduledAtMs;
  return !isCancelled && nowAtMs > scheduledAtMs ? nowAtMs - scheduledAtMs : null;
}

/** From one departure to the next at the least: there and a turn, and back and a turn where it did not arrive at this place. */
function neededMs({ destination }: Begun, opening: JsonObject, lengthMs: number): number {
  const arrivesHere = destination !== undefined && destination === opening['origin'];
  return arrivesHere ? lengthMs + TURN_MS : 2 * (lengthMs + TURN_MS);
}

function within(units: number): number {
  return Math.max(-NUMBER_MAX, Math.min(NUMBER_MAX, units));
}

function isUndecided({ state }: Obligation): boolean {
  return state === 'open' || state === 'stopped' || state === 'no-data';
}
