import type { Leg } from './departure-leg.ts';
import { Lately, type LatelyData } from './lately.ts';
import { Overdue, type OverdueData } from './overdue.ts';

const MINUTE_MS = 60_000;
const DAY_MIN = 1_440;
/** Of what leaves: how late on average in units of what is tolerated, and the share that is too late. */
const LEAVING = { mean: 0.4, share: 0.2 };
const CANCELLED = { mean: 0, share: 0.03 };
/** Lateness counts within these bounds, so that one vehicle that is a day late does not speak for all. */
const LATE_MIN = -2;
const LATE_MAX = 8;

/** What departures have in common, by its place among the names that `keysOf` gives. */
const KEY = {
  all: 0,
  place: 1,
  to: 2,
  carrier: 3,
  carrierAtPlace: 4,
  carrierTo: 5,
  route: 6,
  lineAtPlace: 7,
  from: 8,
  fromAtPlace: 9,
  placeAtHour: 10,
} as const;
type Key = (typeof KEY)[keyof typeof KEY];
type Keys = readonly string[];

/** Names are put together once for all rates that are told or asked by them. */
function keysOf({ place, to, carrier, line, hour, from }: Leg): Keys {
  const ofCarrier = [carrier, `${carrier} ${place}`, `${carrier} ${to}`] as const;
  return ['', place, to, ...ofCarrier, `${place} ${to}`, `${line} ${place}`, from, `${place} ${from}`, `${place} ${hour}`];
}

/** One kind of rate: by what it is told, over which span, and by which keys it is asked. `whole` gives count and share beside the mean. */
type Kind = { readonly by: Key; readonly spanMin: number; readonly asked: readonly Key[]; readonly whole: boolean };

const LEFT: readonly Kind[] = [
  { by: KEY.place, spanMin: 60, asked: [KEY.place, KEY.to], whole: true },
  { by: KEY.to, spanMin: 60, asked: [KEY.to, KEY.place], whole: true },
  { by: KEY.carrier, spanMin: 90, asked: [KEY.carrier], whole: true },
  { by: KEY.carrierAtPlace, spanMin: 90, asked: [KEY.carrierAtPlace], whole: true },
  { by: KEY.carrierTo, spanMin: 90, asked: [KEY.carrierTo], whole: true },
  { by: KEY.all, spanMin: 60, asked: [KEY.all], whole: true },
  { by: KEY.route, spanMin: 240, asked: [KEY.route], whole: true },
  { by: KEY.place, spanMin: 20, asked: [KEY.place], whole: false },
  { by: KEY.to, spanMin: 20, asked: [KEY.to], whole: false },
  { by: KEY.place, spanMin: 240, asked: [KEY.place], whole: false },
  { by: KEY.to, spanMin: 240, asked: [KEY.to], whole: false },
  { by: KEY.carrier, spanMin: 360, asked: [KEY.carrier], whole: false },
  { by: KEY.carrierAtPlace, spanMin: 300, asked: [KEY.carrierAtPlace], whole: false },
  { by: KEY.lineAtPlace, spanMin: 10 * DAY_MIN, asked: [KEY.lineAtPlace], whole: false },
  { by: KEY.placeAtHour, spanMin: 10 * DAY_MIN, asked: [KEY.placeAtHour], whole: false },
];
/** Which of these is of the last minutes of a place. */
const SOON = 7;
/** As many as `numbersWhereItIs` gives. */
const WHERE_IT_IS_NUMBERS = 7;
/** Told by where it arrives. */
const ARRIVED: readonly Kind[] = [
  { by: KEY.to, spanMin: 60, asked: [KEY.place, KEY.to], whole: true },
  { by: KEY.carrierTo, spanMin: 90, asked: [KEY.carrierAtPlace], whole: true },
  { by: KEY.to, spanMin: 25, asked: [KEY.place], whole: false },
];
/** Told by where vehicles come from: what comes late from there turns late, and so does the next from there. */
const CAME: readonly Kind[] = [
  { by: KEY.from, spanMin: 120, asked: [KEY.from, KEY.to], whole: true },
  { by: KEY.fromAtPlace, spanMin: 90, asked: [KEY.fromAtPlace, KEY.route], whole: true },
];
/** As many as `ask` gives of these: mean, count and share by each key. */
const CAME_NUMBERS = 3 * CAME.reduce((count, { asked }) => count + asked.length, 0);
/** Of those that were to leave, the share that was cancelled. */
const CANCELLING: readonly Kind[] = [
  { by: KEY.place, spanMin: 240, asked: [KEY.place, KEY.to], whole: false },
  { by: KEY.to, spanMin: 240, asked: [KEY.to], whole: false },
  { by: KEY.carrier, spanMin: 360, asked: [KEY.carrier], whole: false },
  { by: KEY.carrierAtPlace, spanMin: 360, asked: [KEY.carrierAtPlace], whole: false },
  { by: KEY.route, spanMin: 360, asked: [KEY.route], whole: false },
  { by: KEY.carrierTo, spanMin: 360, asked: [KEY.carrierTo], whole: false },
];
/** Those that should have left by now. */
const OVERDUE = [KEY.place, KEY.to, KEY.carrier, KEY.carrierAtPlace] as const;

/** The names of these, in their order. */
function overdueKeysOf({ place, to, carrier }: Leg): Keys {
  return [place, to, carrier, `${carrier} ${place}`];
}

export type DepartureRatesData = {
  readonly knowsCame: boolean;
  readonly lately: readonly LatelyData[];
  readonly overdue: readonly OverdueData[];
};

/** How departures go now: by place, destination, carrier, line and what they have in common, over the last minutes, hours and days. */
export class DepartureRates {
  readonly #left = LEFT.map(({ spanMin }) => new Lately(spanMin * MINUTE_MS, LEAVING));
  readonly #arrived = ARRIVED.map(({ spanMin }) => new Lately(spanMin * MINUTE_MS, LEAVING));
  readonly #came = CAME.map(({ spanMin }) => new Lately(spanMin * MINUTE_MS, LEAVING));
  /** Most sources never tell of it, and what is asked in vain costs time. */
  #knowsCame = false;
  readonly #cancelling = CANCELLING.map(({ spanMin }) => new Lately(spanMin * MINUTE_MS, CANCELLED));
  readonly #overdue = OVERDUE.map(() => new Overdue());

  left(leg: Leg, atMs: number): void {
    const late = ((leg.leftAtMs ?? atMs) - leg.scheduledAtMs) / leg.toleratedMs;
    const keys = keysOf(leg);
    tell(LEFT, this.#left, keys, { atMs, late, isHit: late >= 1 });
    tell(CANCELLING, this.#cancelling, keys, { atMs, late: 0, isHit: false });
  }

  arrived(leg: Leg, atMs: number): void {
    if (leg.arrivesAtMs === null) return;
    const late = (atMs - leg.arrivesAtMs) / leg.toleratedMs;
    tell(ARRIVED, this.#arrived, keysOf(leg), { atMs, late, isHit: late >= 1 });
  }

  /** The vehicle is where it is to leave. */
  came(leg: Leg, atMs: number): void {
    const late = leg.cameLate;
    if (late === null) return;
    this.#knowsCame = true;
    tell(CAME, this.#came, keysOf(leg), { atMs, late, isHit: late >= 1 });
  }

  cancelled(leg: Leg, atMs: number): void {
    tell(CANCELLING, this.#cancelling, keysOf(leg), { atMs, late: 0, isHit: true });
  }

  overdue(leg: Leg, sign: 1 | -1): void {
    const keys = overdueKeysOf(leg);
    this.#overdue.forEach((overdue, at) => {
      overdue.add(keys[at] as string, leg.scheduledAtMs, sign);
    });
  }

  /** Of those that left from the same place lately, the share that was too late. */
  shareLateAt(leg: Leg, nowAtMs: number): number {
    return (this.#left[0] as Lately).at(leg.place, nowAtMs).share;
  }

  shareCancelledTo(leg: Leg, nowAtMs: number): number {
    return (this.#cancelling[1] as Lately).at(leg.to, nowAtMs).share;
  }

  /** Numbers of about -2 to 4, always as many and in the same order. */
  numbers(leg: Leg, nowAtMs: number, into: number[]): void {
    const keys = keysOf(leg);
    ask(LEFT, this.#left, keys, nowAtMs, into);
    ask(ARRIVED, this.#arrived, keys, nowAtMs, into);
    if (this.#knowsCame) ask(CAME, this.#came, keys, nowAtMs, into);
    else for (let at = 0; at < CAME_NUMBERS; at += 1) into.push(0);
    CANCELLING.forEach(({ asked }, at) => {
      for (const key of asked) into.push(ofRare((this.#cancelling[at] as Lately).at(keys[key] as string, nowAtMs).share));
    });
    this.#overdue.forEach((overdue, at) => {
      const key = keys[OVERDUE[at] as Key] as string;
      into.push(ofCount(overdue.count(key)), ofMinutes(overdue.waitedMs(key, nowAtMs) / MINUTE_MS));
    });
    into.push(ofCount((this.#overdue[0] as Overdue).count(leg.to)));
  }

  /** Of those that left from the same place lately, how late on average, in units of what is tolerated. */
  meanLateAt(leg: Leg, nowAtMs: number): number {
    return (this.#left[0] as Lately).at(leg.place, nowAtMs).mean;
  }

  /** How departures go where the vehicle is that is to come: nothing once it has left there. */
  numbersWhereItIs(run: Leg | null, nowAtMs: number, into: number[]): void {
    if (run === null || run.leftAtMs !== null) {
      for (let at = 0; at < WHERE_IT_IS_NUMBERS; at += 1) into.push(0);
      return;
    }
    const { place } = run;
    const { mean, count, share } = (this.#left[0] as Lately).at(place, nowAtMs);
    const waiting = this.#overdue[0] as Overdue;
    into.push(ofLate(mean), ofCount(count), ofShare(share), ofLate((this.#left[SOON] as Lately).at(place, nowAtMs).mean));
    into.push(ofRare((this.#cancelling[0] as Lately).at(place, nowAtMs).share));
    into.push(ofCount(waiting.count(place)), ofMinutes(waiting.waitedMs(place, nowAtMs) / MINUTE_MS));
  }

  data(): DepartureRatesData {
    return {
      knowsCame: this.#knowsCame,
      lately: this.#all().map((each) => each.data()),
      overdue: this.#overdue.map((each) => each.data()),
    };
  }

  restore({ knowsCame, lately, overdue }: DepartureRatesData): void {
    this.#knowsCame = knowsCame;
    this.#all().forEach((each, at) => {
      each.restore(lately[at] as LatelyData);
    });
    this.#overdue.forEach((each, at) => {
      each.restore(overdue[at] as OverdueData);
    });
  }

  #all(): readonly Lately[] {
    return [...this.#left, ...this.#arrived, ...this.#came, ...this.#cancelling];
  }
}

type News = { readonly atMs: number; readonly late: number; readonly isHit: boolean };

function tell(kinds: readonly Kind[], tables: readonly Lately[], keys: Keys, { atMs, late, isHit }: News): void {
  const value = Math.max(LATE_MIN, Math.min(LATE_MAX, late));
  for (let at = 0; at < kinds.length; at += 1) (tables[at] as Lately).add(keys[(kinds[at] as Kind).by] as string, atMs, value, isHit);
}

function ask(kinds: readonly Kind[], tables: readonly Lately[], keys: Keys, nowAtMs: number, into: number[]): void {
  for (let at = 0; at < kinds.length; at += 1) {
    const { asked, whole } = kinds[at] as Kind;
    const table = tables[at] as Lately;
    for (const key of asked) {
      const { mean, count, share } = table.at(keys[key] as string, nowAtMs);
      into.push(ofLate(mean));
      if (whole) into.push(ofCount(count), ofShare(share));
    }
  }
}

function ofLate(mean: number): number {
  return (mean - 0.5) / 0.8;
}

function ofShare(share: number): number {
  return (share - 0.2) * 4;
}

/** A count grows ever slower: from 10 to 20 as much as from 100 to 200. */
function ofCount(count: number): number {
  return Math.sqrt(Math.sqrt(count)) - 1;
}

function ofMinutes(minutes: number): number {
  return Math.sqrt(Math.sqrt(Math.max(0, minutes))) / 2 - 1;
}

/** A share that is mostly near none. */
function ofRare(share: number): number {
  return Math.sqrt(share) * 4 - 1;
}
