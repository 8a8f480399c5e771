import type { Calendar, Zone } from '../calendar/index.ts';
import type { JsonObject } from '../event/index.ts';
import type { Rational } from '../number/index.ts';
import type { Bilingual, Language } from '../text/index.ts';

/** A book that was read, checked and compiled: what the engine works with. Durations are ms, shares and money exact. */
export type Book = {
  readonly id: string;
  readonly zone: Zone;
  readonly currency: string;
  readonly feeds: readonly Feed[];
  readonly shifts: readonly Shift[];
  readonly personal: readonly string[];
  /** Kinds of subjects whose attributes promises join on. */
  readonly registers: readonly Register[];
  /** Open at every instant, in the book's zone. */
  readonly always: Calendar;
  readonly thresholds: { readonly atRisk: number; readonly likely: number };
  readonly boards: readonly Board[];
  /** In order of `fromAtMs`; the first also governs everything before it. Never empty. */
  readonly versions: readonly Version[];
  /** Deadline promises whose working time some ratio measures. */
  readonly timed: ReadonlySet<string>;
};

export type Version = {
  /** Local date from which it counts, `YYYY-MM-DD`. */
  readonly from: string;
  readonly fromAtMs: number;
  readonly note: string;
  /** In the book's order. */
  readonly promises: readonly BookPromise[];
};

export type Feed = {
  readonly id: string;
  /** Start of the `source` of its events. */
  readonly source: string;
  readonly sends: TypeSet;
  readonly heartbeatMs: number;
  readonly lagMs: number;
};

/** A shift by minutes of the local day; one that ends at or before its beginning goes past midnight. */
export type Shift = { readonly id: string; readonly fromMin: number; readonly toMin: number };

/** How an event finds its subject of a kind, and what holds where the register says nothing. */
export type Register = { readonly kind: string; readonly key: Expression | null; readonly attributes: JsonObject };

export type Board = {
  readonly id: string;
  readonly title: Bilingual;
  readonly promises: readonly string[];
  readonly language: Language;
  readonly distanceM: number;
};

/** A set of event types, as `departure.departed` or `departure.*`. */
export type TypeSet = { readonly types: readonly string[]; has(type: string): boolean };

/** What a condition or a value is read over: the event's `data`, the opening event's as `item`, and attributes of what it joins, by kind. */
export type Scope = { readonly data: JsonObject; readonly item: JsonObject; readonly [kind: string]: JsonObject };

/**
 * Time allowed. `working` is time of the promise's calendar, `elapsed` ignores it; a strict one ends one millisecond earlier.
 * `written` is what the book says, for explanations: two days of working time are `2 d`, two working days `2 wd`.
 */
export type Allowance = { readonly written: string } & (
  | { readonly kind: 'working' | 'elapsed'; readonly ms: number; readonly isStrict: boolean }
  | { readonly kind: 'wd'; readonly days: number }
  | { readonly kind: 'months'; readonly months: number }
);

/** One allowance for all, or one for each tier; nested where the tier has several parts. */
export type ByTier<T> = { readonly value: T } | { readonly tiers: ReadonlyMap<string, ByTier<T>> };

/** The first limit whose condition holds wins over the map. */
export type Limits = {
  readonly byTier: ByTier<Allowance>;
  readonly exceptions: readonly { readonly when: Expression; readonly within: Allowance }[];
};

/** Time that does not count: from an event to another, or until the instant that the first one names. */
export type StopRule = {
  readonly from: TypeSet;
  readonly to: TypeSet;
  readonly until: Expression | null;
  readonly when: Expression | null;
};

/** Why something is left out, by a rule that no person can take back (OBL-7). */
export type ExclusionRule = { readonly when: Expression; readonly reason: string };

/** A warning is raised above a chance, or as often as keeps the wanted share of warnings right. Both from 0 to 1. */
export type Warn = { readonly kind: 'chance' | 'precision'; readonly value: number };

/** A CEL expression, compiled once. Gives `undefined` where a key is missing or the types do not fit. */
export type Expression = {
  readonly source: string;
  /** It reads nothing but `data` and `item`: nobody has to join the register for it. */
  readonly isOwn: boolean;
  evaluate(scope: Scope): unknown;
};

export type CalendarWindow = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * The spans that a promise is judged over: of the calendar; shifts, by the minutes of the day at which each begins (the next one
 * ends it); or the span of that length before now, evaluated on whole minutes (WIN-5).
 */
export type WindowKind = CalendarWindow | { readonly shiftStartsMin: readonly number[] } | { readonly rollingMs: number };

/** What a value is compared with: a share from 0 to 1, a number of events for a count, or such a value (durations in seconds). */
export type Target = {
  readonly op: '>=' | '>' | '<=' | '<';
  readonly value: Rational;
  /** In which the book has written a duration; `null` where it is none. */
  readonly unit: DurationUnit | null;
};

export type DurationUnit = 's' | 'min' | 'h' | 'd';

type Common = {
  readonly id: string;
  readonly says: Bilingual;
  readonly short: Bilingual;
  /** The parties as the book names them, where more than one promises: who owes it, and to whom. */
  readonly by: string | null;
  readonly to: string | null;
  /** What the subject is; a promise whose item is a registered kind joins it by the subject. */
  readonly item: string | null;
  /** What the book calls its calendar; `null` where all time counts. */
  readonly calendarName: string | null;
  readonly group: Expression | null;
  /** What leaves it: obligations by their opening, outages by their `down`, counted events by themselves. */
  readonly exclude: readonly ExclusionRule[];
  /** The first event of the item that names who sent it sets the owner for good (OBL-9). */
  readonly isOwnedByFirstContact: boolean;
  /** When a warning is raised; `null` where the book leaves that to its thresholds. */
  readonly warn: Warn | null;
  /** Stands on the public board. */
  readonly isPublic: boolean;
  /** What a breach owes, in the book's order; none for an incomplete promise. */
  readonly remedies: readonly Remedy[];
};

/** An amount of money: fixed, or a factor of a value that an event or the register brings (`50% of data.fare`, `2 x data.fare`). */
export type Amount =
  | { readonly kind: 'fixed'; readonly amount: Rational }
  | { readonly kind: 'of'; readonly factor: Rational; readonly isPercent: boolean; readonly of: Expression };

/** What all remedies have. */
type RemedyTerms = {
  /** Types that must follow before anything is owed; `null` where the breach alone owes (MON-2). */
  readonly after: TypeSet | null;
  readonly per: 'obligation' | 'complaint' | 'percentage point below' | 'percentage point above';
  /** The payee's id; of an internal one, who is fined. */
  readonly to: Expression | null;
  /** A fine, or a deed that concerns the organisation's own people: it never reaches a public or wall room (MON-6). */
  readonly isInternal: boolean;
  /** Time to settle it, on the promise's calendar: settling late breaks `<id>/remedy` (MON-7). */
  readonly within: Allowance | null;
};

/** Money owed for one breach, for each complaint about it, or for each point that a window misses its target by. */
export type Payment = RemedyTerms & {
  readonly kind: 'pay';
  readonly pay: Amount;
  readonly points: 'full' | 'exact';
  /** Bounds of one line: money, or with `of` null a share of the value that `pay` is a factor of. */
  readonly cap: Bound | null;
  readonly floor: Bound | null;
  readonly round: 'half-up' | 'half-even' | 'down' | 'up';
  /** Credited in the bill of the window's period (MON-4). */
  readonly isCredit: boolean;
};

export type Bound = { readonly kind: 'amount'; readonly amount: Rational } | { readonly kind: 'share'; readonly share: Rational };

/** Something that is owed and is no money, such as an apology. */
export type Deed = RemedyTerms & { readonly kind: 'do'; readonly deed: string };

export type Remedy = Payment | Deed;

/** Where the bills are that a window's remedy is a part of: `bill` in its values is the bill's data with its `charges`. */
export type Billing = { readonly event: TypeSet; readonly customer: Expression; readonly period: Expression; readonly charges: Expression };

export type Deadline = Common & {
  readonly kind: 'deadline';
  /** The promise whose remedies it settles in time, of one that the book does not write itself (MON-7); `null` for the others. */
  readonly settles: string | null;
  readonly opens: TypeSet;
  readonly met: TypeSet;
  readonly broken: TypeSet;
  readonly moves: TypeSet;
  readonly limit:
    | { readonly kind: 'due'; readonly due: Expression; readonly earlyMs: number | null; readonly lateMs: number }
    | { readonly kind: 'slot'; readonly from: Expression; readonly to: Expression }
    | { readonly kind: 'before'; readonly of: Expression; readonly days: number }
    | { readonly kind: 'within'; readonly limits: Limits }
    /** Again and again, each from the last doing, for every subject of `item` in the register (OBL-8). */
    | { readonly kind: 'every'; readonly limits: Limits };
  readonly calendar: Calendar;
  /** Values that pick the allowance, outermost first. */
  readonly tier: readonly Expression[];
  readonly stops: readonly StopRule[];
  readonly reopened: TypeSet;
  readonly reopen: 'exclude-closed' | 'run-on' | 'restart';
  readonly repeat: boolean;
  /** Steps with a limit each, one after the other; none for most (OBL-10). */
  readonly stages: readonly Stage[];
  /** The period over which the promise itself is judged (WIN-8). */
  readonly per: WindowKind;
  readonly tolerate: { readonly kind: 'count'; readonly count: number } | { readonly kind: 'share'; readonly share: Rational };
  /** How the line of all groups is judged: over all obligations, or as its worst group. */
  readonly roll: 'total' | 'worst';
  readonly settleMs: number;
};

/**
 * A step of a deadline, from the doing of the step before it (OBL-10). As a deadline of its own it has the terms of the whole with
 * its own `met` and allowance; it has no stages, owes nothing and stands in no line.
 */
export type Stage = { readonly name: string; readonly deadline: Deadline };

/** Which hour of a day is its busy one: each day's own, the same on all days, or one that is named. */
export type Busy =
  | { readonly kind: 'own' | 'same'; readonly stepQuarters: 1 | 4 }
  | { readonly kind: 'fixed'; readonly minuteOfDay: number; readonly quarters: number };

/** What is compared with the target: the share over the window, a mean over its days, or a statistic of a value (WIN-6). */
export type Measure =
  | { readonly kind: 'share' }
  | { readonly kind: 'mean-of-days' }
  | { readonly kind: 'mean-of-busy-hours'; readonly busy: Busy }
  /** Of a value that the events bring, or of one that obligations have, such as the seconds they took. */
  | { readonly kind: 'of-values'; readonly statistic: Statistic; readonly of: Expression };

export type Statistic = 'mean' | 'median' | 'p90' | 'p95';

export type Ratio = Common & {
  readonly kind: 'ratio';
  /** The deadline promise whose obligations are counted; `null` where events are. */
  readonly of: string | null;
  /** Events that are counted: every one of `all`, and among them the good ones; `null` where obligations are. */
  readonly events: { readonly good: TypeSet; readonly all: TypeSet } | null;
  readonly window: WindowKind;
  readonly measure: Measure;
  /** Hours outside it are no busy hours. */
  readonly calendar: Calendar;
  readonly counted: 'due' | 'opened' | 'finished';
  /** By tier only where `group` is the tier. */
  readonly target: ByTier<Target>;
  readonly bill: Billing | null;
};

/** Time in state: the share of a window in which a subject was up (AVL). */
export type Availability = Common & {
  readonly kind: 'availability';
  readonly down: TypeSet;
  readonly up: TypeSet;
  /** Before its first mark it is up. */
  readonly startsUp: boolean;
  readonly stops: readonly StopRule[];
  readonly tier: readonly Expression[];
  readonly window: WindowKind;
  readonly target: ByTier<Target>;
  /** Only its zone matters. */
  readonly calendar: Calendar;
  readonly bill: Billing | null;
};

/** How many events a window holds, or how many for every so many of something. */
export type Count = Common & {
  readonly kind: 'count';
  readonly of: TypeSet;
  readonly window: WindowKind;
  readonly target: Target;
  /** `rate` events for as many as `value` adds up to over the events of `of`; `null` where the events alone are counted. */
  readonly per: { readonly rate: Rational; readonly of: TypeSet; readonly value: Expression } | null;
  /** Only its zone matters. */
  readonly calendar: Calendar;
  readonly bill: Billing | null;
};

export type BookPromise = Deadline | Ratio | Availability | Count;

/** A promise of a version by its id. */
export function promiseIn(version: Version, promiseId: string): BookPromise | undefined {
  for (const promise of version.promises) if (promise.id === promiseId) return promise; // Asked for with every event: no closure.
  return undefined;
}

/** The version in force at an instant (OBL-6, WIN-4). */
export function versionAt(book: Book, atMs: number): Version {
  let governing = book.versions[0] as Version;
  for (const version of book.versions) if (version.fromAtMs <= atMs) governing = version;
  return governing;
}
