import type { Availability, Book, BookPromise, Deadline, Feed, Ratio, Target, Version } from '../book/index.ts';
import type { Obligation, Uptime } from '../clock/index.ts';
import type { JsonObject, KeptEvent } from '../event/index.ts';
import type {
  AvailabilityForecaster,
  Forecast,
  Foresight,
  LiveScores,
  Rung,
  UptimeLesson,
  WarnThreshold,
  Watched,
  WindowForesight,
} from '../foresight/index.ts';
import type { RollingCounts, Streak, Tally, Window } from '../measure/index.ts';
import type { Rational } from '../number/index.ts';
import type { Change, FeedState, LineState } from './change.ts';
import type { Complaints } from './complaints/complaints.ts';
import type { IncidentClaims } from './complaints/incidents.ts';
import type { Coverage } from './feeds/coverage.ts';
import type { Elsewhere } from './items/elsewhere.ts';
import type { Item } from './items/item.ts';
import type { Items } from './items/items.ts';
import type { Opens } from './items/opens.ts';
import type { Bills } from './money/bills.ts';
import type { Cases } from './money/cases.ts';
import type { Deed } from './money/deeds.ts';
import type { Duties } from './money/duties.ts';
import type { BookTexts } from './people/put-book.ts';
import type { Reading } from './reading.ts';
import type { Registers } from './registers.ts';
import type { Named, Touched } from './touched.ts';
import type { WakeQueue } from './wake-queue.ts';
import type { Warnings } from './warnings/warnings.ts';

/** One event in one ratio or count. */
export type Counted = {
  readonly promise: string;
  readonly group: string | null;
  readonly atMs: number;
  /** Always no in a count: what it counts stands where a ratio has its bad ones. */
  readonly isGood: boolean;
  /** What a count with `per` is counted by; `null` for an event that counts itself. */
  readonly base: Rational | null;
  /** What a statistic is taken of; `null` where the event brings no number, and for every other measure. */
  readonly value: Rational | null;
  readonly id: string;
};

/** An obligation that is not finished, with its forecast once there is one. */
export type Open = Watched & {
  forecast: Forecast | null;
  rung: Rung;
  /** What a breach of it would owe, in minor units; `null` until that is asked for, and again when the obligation is judged anew. */
  owedMinor: number | null;
  /** The next one that is open on the same item. */
  next: Open | null;
  /** Its number while it is frozen. */
  turn: number;
};

/** What windows owe, as it was last written, and which of them have to be looked at again. */
export type WindowLedger = {
  /** Minor units of closed windows that owe, by line or subject and by the window's start. */
  readonly written: Map<string, Map<number, number>>;
  readonly unsettled: Map<Tally, Line>;
  /** By subject of an availability: its closed windows that are over after the instant. */
  readonly unsettledFrom: Map<string, number>;
  /** `promise period` of the bills that changed. */
  readonly billed: Set<string>;
  /** Promises whose payments read a kind of the register that has changed. */
  readonly joined: Set<string>;
  /** What the window of now would owe, by line or subject, as long as its key holds and what it joins the register by. */
  readonly sums: Map<string, { readonly key: string; readonly of: JsonObject; readonly minor: number }>;
};

/** A broken obligation that somebody still has to see to, until an instant: without end while it is not done. */
export type Lapsed = { readonly obligation: Obligation; readonly untilAtMs: number };

/** One promise, or one group of it, as a line on a board. */
export type Line = {
  readonly id: string;
  readonly promise: string;
  readonly group: string | null;
  /** By the start of the window. */
  readonly tallies: Map<number, Tally>;
  /** The window that holds the engine's time. */
  current: Tally;
  /** The window that an obligation was counted in last. */
  touched: Tally;
  /** What it holds by the minute, where its window rolls. */
  readonly rolling: RollingCounts | null;
  /** Of a count. */
  readonly streak: Streak | null;
  /** Of a count that pays by complaint. */
  readonly cases: Cases | null;
  /** The instant inside its window at which it asked to be looked at last. */
  looksAtMs: number;
  /** The instant at which it asked last to be looked at for a silence. */
  watchesAtMs: number | null;
  state: LineState;
  sinceAtMs: number;
  rung: Rung;
  /** `null` when there is no forecast. */
  chance: number | null;
  /** When it broke, or will if it does. */
  breaksAtMs: number | null;
  silentSinceAtMs: number | null;
  /** Its state was worked out while a feed was behind. */
  isBackfilled: boolean;
};

/** Where one obligation counts: a line, the instant that decides the window, and whether a rule of a ratio leaves it out there. */
export type Stand = {
  readonly promise: Deadline | Ratio;
  readonly group: string | null;
  readonly atMs: number;
  readonly isExcluded: boolean;
  /** The ratio as the version of its window has it; `null` of a deadline promise. */
  readonly measuredBy: Ratio | null;
  /** What a statistic is taken of; `null` where it has none. */
  readonly value: Rational | null;
};

/** One subject of an availability promise, such as a circuit. What its window holds follows from its spans and the time alone. */
export type SubjectLine = {
  /** `promise/subject`. */
  readonly id: string;
  readonly promise: string;
  readonly subject: string;
  /** Its spans as each version reads its marks; emptied when a mark or the register changes. */
  readonly uptimes: Map<Availability, Uptime>;
  /** The target of the window that was asked for last; emptied with them. */
  targetAt: { readonly fromAtMs: number; readonly target: Target | null } | null;
  window: Window;
  state: LineState;
  sinceAtMs: number;
  rung: Rung;
  /** `null` when there is no forecast. */
  chance: number | null;
  /** When it broke, or will if it stays down; `null` while neither can be said. */
  breaksAtMs: number | null;
  silentSinceAtMs: number | null;
  isBackfilled: boolean;
  learned: UptimeLesson | null;
  /** The instant it last asked to be woken at; an older wake in the queue is void. */
  wakeAtMs: number | null;
};

export type FeedHealth = {
  readonly feed: Feed;
  readonly coverage: Coverage;
  state: FeedState;
  /** When Kept last received something of it. */
  lastSeenAtMs: number | null;
  watched: boolean;
  /** Items whose due passed while this feed was silent, by the feed time that ends the wait (FEED-2). */
  readonly waiting: WakeQueue;
};

/**
 * All that Kept knows at one instant, folded from the log by `apply` and `advance` and by nothing else. It is changed in place:
 * whoever holds it owns it, and must not hand it to two folds.
 */
export type EngineState = {
  readonly book: Book;
  /** An event as it is folded, see `hidingPersonal`. */
  readonly withoutPersonal: (event: KeptEvent) => KeptEvent;
  /** Ids of the deadline promises of any version, in the book's order. */
  readonly deadlines: readonly string[];
  /** Those of them that recur, in any version. */
  readonly recurring: ReadonlySet<string>;
  readonly readingOf: (type: string) => Reading;
  /** Types that a ratio over events or a count holds, in any version. */
  readonly countedTypes: (type: string) => boolean;
  /** Registered kinds whose subjects are items under their bare id. */
  readonly itemKinds: ReadonlySet<string>;
  /** All versions of each availability promise. */
  readonly availabilities: ReadonlyMap<string, readonly Availability[]>;
  /** One text for all equal ones: few types and sources are in many events. */
  readonly sameText: (text: string) => string;
  /** Types that obligations are judged by; any other mark changes none, and its item is not judged anew. */
  readonly judgedTypes: (type: string) => boolean;
  /** Whether some promise is owned by its first contact: then any event that says who sent it is kept with its item. */
  readonly readsContacts: boolean;
  readonly items: Items;
  readonly open: Opens;
  /** Broken ones that are not done, or are news that nobody has acknowledged; by key, see `lapse`. */
  readonly lapsed: Map<string, Lapsed>;
  /** What is open or lapsed, or was, in the order in which something about it changed. */
  readonly touched: Touched;
  /** The open ones that fall due within the hour, or have: forecast anew at each whole minute. */
  readonly inPlay: Set<Open>;
  /** The open ones whose forecast is not on track. */
  readonly troubled: Set<Open>;
  readonly lines: Map<string, Line>;
  /** The lines that each promise has for its groups, by group. */
  readonly groups: Map<string, Map<string, Line>>;
  /** The promises of a version that count obligations of each promise, once they were asked for. */
  readonly counters: Map<Version, Map<string, readonly (Deadline | Ratio)[]>>;
  /** Whether the group of some ratio over a promise, its value, or what it excludes, is read from the register. */
  readonly joinsGroups: boolean;
  /** Then where each obligation was put: it is taken out of there, whatever the register says by then. */
  readonly joinedStands: WeakMap<Obligation, readonly Stand[]>;
  /** Subjects of availability promises, by line id. */
  readonly subjects: Map<string, SubjectLine>;
  readonly feeds: readonly FeedHealth[];
  /** Which of them could have met a promise, which its line needs, and which hear an event: found once, and asked for with every event. */
  readonly feedsOf: {
    readonly met: Map<BookPromise, readonly FeedHealth[]>;
    readonly line: Map<BookPromise, readonly FeedHealth[]>;
    /** Which of them hear an event. */
    readonly event: (source: string, type: string) => readonly FeedHealth[];
  };
  readonly registers: Registers;
  /** Which items incidents claim. */
  readonly incidents: IncidentClaims;
  /** Whether some promise pays for complaints, or once something else has followed. */
  readonly paysByClaim: boolean;
  readonly complaints: Complaints;
  readonly elsewhere: Elsewhere;
  /** Lines that must be settled in time; none in a book whose remedies have no `within`. */
  readonly duties: Duties;
  readonly hasDuties: boolean;
  /** Something was settled or waived. */
  hasClosings: boolean;
  readonly bills: Bills;
  /** Ids of the promises of any version that credit bills. */
  readonly billed: readonly string[];
  readonly windowLedger: WindowLedger;
  readonly foresight: Foresight;
  readonly windows: WindowForesight;
  /** Items about which foresight is to be told something, with what was owed on each when it was told last. */
  readonly untold: Map<Item, readonly Obligation[]>;
  /** How its forecasts of moments did. */
  readonly scores: LiveScores;
  readonly warnings: Warnings;
  /** By promise of each version, once it was asked for. */
  readonly warnThresholds: Map<BookPromise, WarnThreshold>;
  /** The local day on which they moved last. */
  thresholdsDay: number;
  /** Place of the last entry that foresight was told of. */
  toldPlace: number;
  /** By availability promise. */
  readonly uptimeForecasters: Map<string, AvailabilityForecaster>;
  readonly wakes: WakeQueue;
  readonly dirtyItems: Set<string>;
  readonly dirtyLines: Set<string>;
  readonly dirtySubjects: Set<string>;
  /** Newest last, at most `RECENT_MAX`: what a screen shows as the last changes. */
  readonly recent: Change[];
  /** What people did last, oldest first; bounded, see `noteDeed`. */
  readonly deeds: Deed[];
  nowAtMs: number;
  place: number;
  /** Hash of the book that the log names last, `null` before the first. */
  bookHash: string | null;
  /** That book as the log holds it. */
  bookInLog: BookTexts | null;
  /** Events of types that nothing reads: they are kept in the log alone. */
  unused: number;
  /** Changes are told, and forecasts made. Never of a log that is judged at once, by its end: nothing of it was seen as it came. */
  isFollowed: boolean;
  /** What screens show is worked out as time goes by: lines, and chances between the moments of what is open. */
  readonly isReckoned: boolean;
  /** The instant at which foresight asked last to be woken. */
  foresightAtMs: number | null;
  secondAsked: boolean;
  minuteAsked: boolean;
};

/** Says who has an item from now on, in `data.to`: `ticket.assigned`, or a person's `kept.assigned`. */
export function isAssignment(type: string): boolean {
  return type.endsWith('.assigned');
}

/** Names an obligation: `promise subject nth`, with `/stage` for a step of it, whose name is written without spaces. */
export function openKey({ promise, subject, nth, stage }: Named): string {
  // Joined, because that makes one flat text where a template leaves a tree of its parts: whoever draws a desk holds it for long.
  return [promise, subject, stage === null ? nth : `${nth}/${withoutSpaces(stage)}`].join(' ');
}

/** So that the last space of a key stands before the number whatever the stage is called; no two names become one. */
function withoutSpaces(stage: string): string {
  return stage.replaceAll('~', '~0').replaceAll(' ', '~1');
}
