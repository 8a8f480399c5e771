import type { Bilingual, Language, Text } from '../../text/index.ts';
import type { BestAct } from '../desk/next-best.ts';
import type { WarningsToday } from '../warnings-today.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmLoad } from './alarm-load.ts';
import type { PlannedWork } from './planned-work.ts';

/** Section 2 of the design: `on-track` is open and well, `kept` is final. */
export type State = 'on-track' | 'kept' | 'at-risk' | 'likely' | 'broken' | 'no-data' | 'idle';

/**
 * Everything that a wall draws, and nothing that it may not show. `board` is one object; every other part is a list of
 * rows with an `id`, so that a difference between two views is a few rows (see `diffView`).
 * Instants are epoch ms UTC, money is integer minor units (cents) of `board.currency`, chances and shares are 0 to 1.
 */
export type WallView = {
  readonly board: WallBoard;
  /** Every promise line of the board, once, in the book's order: it never re-orders. */
  readonly lines: readonly WallLine[];
  /** The lines drawn large, worst first: up to 9 in trouble, filled up to 4 with those of the highest chance. */
  readonly hot: readonly WallHot[];
  /** Open items that break next, at most 8, ordered by due. */
  readonly next: readonly WallNext[];
  /** Where acting now saves most, at most 5. */
  readonly nextBest: readonly BestAct[];
  readonly feeds: readonly WallFeed[];
  /** What changed last, newest first, at most 6. */
  readonly changes: readonly WallChange[];
};

export type WallBoard = {
  readonly id: string;
  readonly name: Bilingual;
  readonly language: Language;
  /** IANA zone in which every clock time is shown. */
  readonly timezone: string;
  readonly currency: string;
  /** Viewing distance in metres; type scales with it. */
  readonly distanceM: number;
  readonly bookId: string;
  /** Date from which the version in force counts, `YYYY-MM-DD`; empty where the book has no versions. */
  readonly bookVersion: string;
  /** Σ cost over lines at risk, likely or without data. */
  readonly atStakeMinor: number;
  /** Owed by broken promises to somebody outside and not settled, whenever it became owed. */
  readonly owedMinor: number;
  /** What became of the warnings of today, and how many come now. */
  readonly warnings: WarningsToday;
  readonly alarmLoad: AlarmLoad;
  /** Lines that do not stand on the wall, by state: those of the groups that are better than the ones that do. */
  readonly more: { readonly [S in State]?: number };
  /** Said on a plain banner where the figures are a demonstration. */
  readonly banner: Bilingual | null;
  /** Only while planned work goes on. */
  readonly planned?: PlannedWork;
  /** Only while something is wrong with the log itself. */
  readonly alarm?: Alarm;
};

export type WallLine = {
  /** `promise` or `promise/group`. */
  readonly id: string;
  readonly promise: string;
  readonly group: string | null;
  /** In the customer's words, or the short name where the book has none; the group is not part of it. */
  readonly name: Bilingual;
  readonly short: Bilingual;
  readonly kind: 'deadline' | 'ratio' | 'availability' | 'count';
  readonly state: State;
  readonly sinceAtMs: number;
  readonly good: number;
  readonly all: number;
  /** The figure is a mean over days and not good / all. */
  readonly isMean: boolean;
  /** good / all, or the mean over days; `null` while nothing has been decided (WIN-4). Compared unrounded; floored to one decimal when shown. */
  readonly share: number | null;
  /**
   * `share`: the share kept, or that of the time up. `broken-count`: at most that many broken. `broken-share`: at most that share
   * broken. `count`: that many events, or that many for every so many of something. `value`: that value, in seconds where it is a
   * duration.
   */
  readonly target: {
    readonly kind: 'share' | 'broken-count' | 'broken-share' | 'count' | 'value';
    readonly op: '>=' | '>' | '<=' | '<';
    readonly value: number;
    /** Of a value that is a duration: the unit in which the book has written it. */
    readonly unit?: 's' | 'min' | 'h' | 'd';
  };
  /** −1 to 1: how far from the target, 0 at it, negative where it is missed (DESIGN-NOTES §5, "Headroom"). `null` when idle. */
  readonly headroom: number | null;
  /** The period or window that the line stands for now. */
  readonly fromAtMs: number;
  readonly toAtMs: number;
  /**
   * Of a ratio, the chance that it is broken when the window is over; of a deadline promise, that of its worst open item, as its
   * state is (WIN-8). Clamped to 0.01–0.99; `null` when there is no forecast.
   */
  readonly chance: number | null;
  /** When it breaks or broke; `null` when that cannot be said. */
  readonly breaksAtMs: number | null;
  /** Since when its window is warned of; `null` while it is not. Items under a line are warned of by themselves. */
  readonly warnedAtMs: number | null;
  /** Whether a breach of it owes money at all. */
  readonly owes: boolean;
  /** Chance × amount over what is still open, or what the window may owe (see `windowCostMinor`); 0 where the promise owes nothing. */
  readonly costMinor: number;
  readonly owedMinor: number;
  /** For `no-data`: since when the feed has been silent. */
  readonly silentSinceAtMs: number | null;
  /** Of a count; `null` for the other kinds. */
  readonly count: WallCount | null;
  /** Of a statistic of values; `null` for every other measure and kind. */
  readonly statistic: WallStatistic | null;
  /** Of an availability, by its subject that is nearest to breaking; `null` for the other kinds. */
  readonly budget: WallBudget | null;
};

export type WallCount = {
  /** Events so far, or the rate where the promise counts by `per`; `null` while there is nothing to count by. */
  readonly value: number | null;
  /** The last counted event, or the start of service; `null` before both. */
  readonly sinceAtMs: number | null;
  /** The longest time without a counted event, ms, the running one included. */
  readonly recordMs: number;
};

export type WallStatistic = {
  /** In seconds where the target is a duration; `null` while there is nothing to judge. */
  readonly value: number | null;
  /** How many values it is of. */
  readonly count: number;
};

export type WallBudget = {
  /** The subject that the line's figure speaks of: the one with the least of its budget left. */
  readonly subject: string;
  /** Down time that it may still have in this window, ms; negative once it is exceeded. */
  readonly leftMs: number;
  /** Down time that the target allows over the whole window, ms. */
  readonly allMs: number;
  /** Since when it has been down; `null` while it is up. */
  readonly downSinceAtMs: number | null;
  /** Subjects in service, and how many of them are down now. */
  readonly subjects: number;
  readonly down: number;
};

/** What a large tile needs beyond its line. `id` is the line's. */
export type WallHot = {
  readonly id: string;
  /** Attainment so far, oldest first, at most 60 points: [instant, share]; a `null` share is a gap. */
  readonly history: readonly (readonly [atMs: number, share: number | null])[];
  /** The rest of the window: [instant, p10, p25, p50, p75, p90] of the share. Empty when there is no forecast. */
  readonly forecast: readonly (readonly [atMs: number, p10: number, p25: number, p50: number, p75: number, p90: number])[];
  /** The open item with the highest chance to break under this line, for deadline promises. */
  readonly nextItem: { readonly label: string; readonly chance: number | null } | null;
  /** Since when that item, or else the window, is warned of; `null` while it is not. */
  readonly warnedAtMs: number | null;
  /** The strongest driver of that item's forecast. */
  readonly why: Text | null;
};

export type WallNext = {
  /** `promise subject nth`. */
  readonly id: string;
  readonly promise: string;
  /** Last part of the subject, such as `UA1545`. */
  readonly label: string;
  /** The group or owner it belongs to, such as an airport. */
  readonly who: string;
  readonly state: State;
  readonly dueAtMs: number;
  /** `null` when there is no forecast. */
  readonly chance: number | null;
  readonly costMinor: number;
  /** The strongest driver of the forecast. */
  readonly why: Text | null;
  /** Since when it is warned of: the lead is from then to `dueAtMs`. `null` while it is not. */
  readonly warnedAtMs: number | null;
  /** By its forecast, or by the rule of three quarters. */
  readonly warnedBy: 'model' | 'rule' | null;
};

export type WallFeed = {
  readonly id: string;
  readonly state: 'live' | 'behind' | 'silent' | 'waiting';
  /** When Kept last heard it; `null` before the first event. */
  readonly lastSeenAtMs: number | null;
  readonly heartbeatMs: number;
  /** Of a feed that is behind: by how much its newest time is older than its receipt, in whole minutes of ms. */
  readonly lateMs?: number;
};

export type WallChange = {
  readonly id: string;
  readonly atMs: number;
  readonly state: State;
  readonly title: Text;
  readonly detail: Text | null;
};
