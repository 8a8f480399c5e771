import type { Bilingual } from '../text/index.ts';
import type { State, WallLine } from '../view/index.ts';
import type { Decision, PinnedNote } from './agenda.ts';
import type { WeekLedger } from './ledger-of-week.ts';

/**
 * What is said of a span of history in a review. Instants are epoch ms UTC, money is integer minor units of `currency`, shares and
 * chances are 0 to 1 and compared unrounded. Every list is bounded; where one is cut, what is beside it says how many there are.
 */
export type WeekReport = {
  readonly span: ReviewSpan;
  readonly totals: WeekTotals;
  /** Every promise of the book that is in force at the end, in its order, then those that only earlier versions have. */
  readonly promises: readonly PromiseWeek[];
  readonly league: League;
  readonly causes: readonly Cause[];
  readonly warnings: WarningsOfWeek;
  readonly gaming: readonly GamingSign[];
  readonly marks: ScrubberMarks;
  /** The span of the same length before it; `null` where the log does not reach back to any of it. */
  readonly before: WeekBefore | null;
  readonly ledger: WeekLedger;
  /** Those made in the span, and those of before that were open when it began; open ones first, then by the day due. */
  readonly decisions: readonly Decision[];
  /** Those pinned to an instant of the span, by that instant. */
  readonly notes: readonly PinnedNote[];
};

/** The span that a report speaks of, and what was known of it. */
export type ReviewSpan = {
  readonly fromAtMs: number;
  readonly toAtMs: number;
  /** ISO week of the book's zone, `2026-W24`, where the span is one; else `null`. */
  readonly week: string | null;
  /** The weeks before and after it, for the arrows; `null` where the log holds nothing of them, or they have not begun. */
  readonly previousWeek: string | null;
  readonly nextWeek: string | null;
  /** The first item that is known of was decided then, within the span: nothing is known of what lies before it; `null` where nothing is. */
  readonly beginsAtMs: number | null;
  /** How far the figures reach: `toAtMs`, or the instant of now in a week that still runs. */
  readonly untilAtMs: number;
  /** The instant and the place of the log up to which it is known. */
  readonly knownAtMs: number;
  readonly place: number;
  /** The span begins before the log does: warnings are scored as if each event had come when it happened (REV-1). */
  readonly isRetold: boolean;
  /** Hash of the book that judges; `null` before the log names one. */
  readonly book: string | null;
  readonly bookId: string;
  /** IANA zone of the book. */
  readonly zone: string;
  readonly currency: string;
  /** Digits after the point of an amount. */
  readonly minorDigits: number;
};

/** Sums of the rows of `promises`. */
export type WeekTotals = {
  /** Promises that are not broken in the span, of all that were judged in it: those without data or without anything to judge count in neither. */
  readonly promisesKept: number;
  readonly promisesJudged: number;
  readonly promises: number;
  /** Items kept and broken in the span. */
  readonly kept: number;
  readonly broken: number;
  /** Owed to somebody outside for what broke, and fines of the organisation's own people. */
  readonly owedMinor: number;
  readonly finedMinor: number;
};

/** How one promise did in the span. */
export type PromiseWeek = {
  readonly promise: string;
  readonly kind: WallLine['kind'];
  readonly name: Bilingual;
  readonly short: Bilingual;
  /** `broken` where a window of it that ended in the span broke, or it stands broken at the end; else how it stood at the end. */
  readonly state: State;
  /** As the book writes it, `>= 95%`, `<= 4h`, `by tier`; the largest limit of a deadline without a target of its own. */
  readonly targetText: Bilingual;
  /** The target as a share of items or windows kept, for the bar; `null` where it is not one. */
  readonly targetShare: number | null;
  /** Of a deadline, kept of what was decided in the span; of a share or an availability, what was good of all of it. */
  readonly keptShare: number | null;
  /** The figure where it is none of these (a count, a mean, a statistic), in the unit of the book; `null` elsewhere. */
  readonly value: number | null;
  readonly unit: 's' | 'min' | 'h' | 'd' | null;
  /** What `keptShare` is of: items, events, or seconds in service. */
  readonly good: number;
  readonly all: number;
  /** Items decided in the span; zeros of a promise that has none. */
  readonly kept: number;
  readonly broken: number;
  /** Windows that ended in the span. */
  readonly windowsKept: number;
  readonly windowsBroken: number;
  readonly windowsNoData: number;
  readonly excluded: number;
  readonly owedMinor: number;
  readonly finedMinor: number;
  readonly warned: WarningScore;
};

/** What became of the model's warnings of whatever was decided in the span. */
export type WarningScore = {
  /** right + falseAlarms + averted. */
  readonly raised: number;
  /** Those that the rule of three quarters alone warned of. */
  readonly byRule: number;
  readonly right: number;
  readonly falseAlarms: number;
  readonly averted: number;
  /** Broken without a warning. */
  readonly missed: number;
  /** right / (right + falseAlarms); averted ones are neither. `null` where there is none. */
  readonly precision: number | null;
  /** right / (right + missed). */
  readonly recall: number | null;
  /** From the warning to the breach, ms, of those that were right. */
  readonly medianLeadMs: number | null;
};

/** Items of the span by who they are of, worst first. An item without the attribute is in none of its groups. */
export type League = {
  readonly site: readonly LeagueRow[];
  readonly operator: readonly LeagueRow[];
  readonly tier: readonly LeagueRow[];
};

export type LeagueRow = {
  /** `null` gathers those beyond `LEAGUE_ROWS_MAX`. */
  readonly key: string | null;
  readonly kept: number;
  readonly broken: number;
  readonly keptShare: number | null;
  readonly owedMinor: number;
};

/** Why items broke, the most first, `other` last (a Pareto chart). */
export type Cause = {
  readonly kind: 'stated' | 'incident' | 'stage' | 'party' | 'unknown' | 'other';
  /** What the event states, or what the incident, the stage or the party is called; empty of `unknown` and `other`. */
  readonly label: string;
  readonly items: number;
  readonly owedMinor: number;
  /** Of all items, up to and with this row. */
  readonly cumulativeShare: number;
};

export type WarningsOfWeek = WarningScore & {
  readonly broken: number;
  /** What the breaches that were averted would have owed. */
  readonly savedMinor: number;
  /** By the chance that was said at half of the allowance or the window, or 30 minutes before a schedule; ten bins, 0.1 wide. */
  readonly reliability: readonly CalibrationBin[];
};

export type CalibrationBin = {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean chance that was said, and the share that broke, with its 90% interval (Wilson 1927); zeros where `n` is 0. */
  readonly said: number;
  readonly broke: number;
  readonly low: number;
  readonly high: number;
  /** The interval does not hold `said`: to be named on the plot. */
  readonly isOff: boolean;
};

/** Something that looks as if the figure was served and not the customer. Never a proof. */
export type GamingSign =
  | {
      /** Done in the last minutes before the due, far more often than in the minutes before. */
      readonly kind: 'just-in-time';
      readonly promise: string;
      readonly withinMs: number;
      readonly n: number;
      /** What its neighbours would let expect. */
      readonly expected: number;
      readonly ids: readonly string[];
    }
  | {
      /** Stopped, and nobody was in contact while it was. */
      readonly kind: 'stop-without-contact';
      readonly promise: string;
      readonly n: number;
      readonly of: number;
      readonly stoppedMs: number;
      readonly ids: readonly string[];
    }
  | {
      readonly kind: 'exclusions';
      readonly by: string;
      readonly n: number;
      /** Of all exclusions by people in the span. */
      readonly of: number;
      /** Those that were broken when they were excluded. */
      readonly afterBreach: number;
      readonly ids: readonly string[];
    };

/** What the scrubber draws over the span. */
export type ScrubberMarks = {
  /** Instants at which lines broke, oldest first; `LINE_BREAKS_MAX` at most. */
  readonly breaks: readonly { readonly atMs: number; readonly promise: string; readonly line: string }[];
  /** Warnings raised in each hour from `fromAtMs` on; the last one may be less than an hour. */
  readonly warningsPerHour: readonly number[];
  readonly gaps: readonly { readonly feed: string; readonly fromAtMs: number; readonly toAtMs: number }[];
  /** 22:00 to 06:00 local time of the book's zone. */
  readonly nights: readonly { readonly fromAtMs: number; readonly toAtMs: number }[];
};

/** Beside the span before. Windows over busy hours are compared by those, and not by the clock. */
export type WeekBefore = {
  readonly fromAtMs: number;
  readonly toAtMs: number;
  /** As that of the span. */
  readonly beginsAtMs: number | null;
  readonly totals: WeekTotals;
  readonly promises: readonly PromiseBefore[];
};

export type PromiseBefore = {
  readonly promise: string;
  readonly keptShare: number | null;
  readonly value: number | null;
  readonly broken: number;
  readonly owedMinor: number;
  /** By the busy hour of each day, where the promise is measured over busy hours; the first of both weeks is their first day. */
  readonly busyHours: readonly BusyDay[] | null;
};

/** The busiest hours of a day of the span and of the same weekday before; `null` where there was none. */
export type BusyDay = {
  /** 0 is the first day of the span. */
  readonly day: number;
  readonly now: BusyFigure | null;
  readonly before: BusyFigure | null;
};

export type BusyFigure = { readonly fromAtMs: number; readonly toAtMs: number; readonly good: number; readonly all: number };
