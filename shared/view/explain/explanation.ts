import type { Verdict } from '../../clock/index.ts';
import type { LedgerState } from '../../engine/index.ts';
import type { TermUnit } from '../../measure/index.ts';
import type { Bilingual } from '../../text/index.ts';

/**
 * How a verdict came about, as data that stands alone: instants are RFC 3339 in the zone of the promise, amounts are decimal text,
 * and times are `H:MM:SS`, which is the same in both languages. `told` says it in whole sentences; every number in them stands in
 * the data beside it.
 */
export type Explanation = ObligationExplanation | WindowExplanation;

type Explained = {
  readonly promise: string;
  readonly group: string | null;
  readonly short: Bilingual;
  readonly says: Bilingual;
  /** The `from` date of the version that governs it; `null` in a book without versions. */
  readonly version: string | null;
  /** IANA zone of every instant here. */
  readonly zone: string;
  /** What the book calls the calendar; `null` where all time counts. */
  readonly calendar: string | null;
  readonly as_of: string;
  readonly told: Told;
  /** Numbers of the rules that decided it, sorted. */
  readonly rules: readonly string[];
  readonly owes: readonly OwedLine[];
};

/** The same in sentences: what was promised, how it was counted, and what was decided. */
export type Told = {
  readonly promised: readonly Bilingual[];
  readonly counted: readonly Bilingual[];
  readonly decided: readonly Bilingual[];
};

export type ObligationExplanation = Explained & {
  readonly kind: 'obligation';
  readonly subject: string;
  readonly nth: number;
  /** `null` for the whole. */
  readonly stage: string | null;
  readonly limit: ExplainedLimit;
  readonly opened: string;
  /** From when the time allowed counts: later than `opened` where it was reopened anew. */
  readonly started: string;
  /** The time that the event sets, before which it must not be met, if any. */
  readonly earliest: string | null;
  readonly scheduled: string | null;
  /** From `started` to the due, without gap or overlap. */
  readonly spans: readonly ExplainedTime[];
  readonly sum: ExplainedSum;
  readonly stops: readonly ExplainedStop[];
  readonly due: string | null;
  readonly met: string | null;
  readonly decided: string | null;
  readonly state: Verdict;
  /** The due depends on holidays that are not published yet. */
  readonly provisional: boolean;
  readonly unconfirmed: boolean;
  /** While it waits for a feed: when it is broken without it. */
  readonly settles: string | null;
  /** Why it is excluded. */
  readonly reason: string | null;
};

/** The time allowed, and why it is that. */
export type ExplainedLimit = {
  readonly kind: 'within' | 'every' | 'due' | 'slot' | 'before' | 'none';
  /** As the book writes it, with its unit: `2 d` is not `2 wd`. `null` where an event sets the time. */
  readonly written: string | null;
  readonly unit: 'working' | 'elapsed' | 'wd' | 'months' | null;
  /** One for all, the one of its tier, the one of no tier in particular, or that of a condition which held. */
  readonly by: 'all' | 'tier' | 'default' | 'condition' | null;
  /** What picked it from the map, outermost first. */
  readonly tier: readonly { readonly of: string; readonly key: string }[];
  readonly condition: string | null;
  /** How much earlier or later than what the event sets is still right. */
  readonly early: string | null;
  readonly late: string | null;
};

export type ExplainedTime = {
  readonly from: string;
  readonly to: string;
  readonly counts: boolean;
  readonly ms: number;
  readonly time: string;
  readonly why: Bilingual;
};

/** What the spans that count add up to: `ms` is `allowance_ms` once there is a due, and with `left_ms` while there is none. */
export type ExplainedSum = {
  readonly ms: number;
  readonly time: string;
  /** Local working days that count, of an allowance in working days. */
  readonly days: number | null;
  /** `null` where the time allowed is no length: working days, months, a time that the event sets. */
  readonly allowance_ms: number | null;
  readonly left_ms: number | null;
  readonly left: string | null;
};

export type ExplainedStop = { readonly from: string; readonly to: string | null; readonly why: Bilingual };

export type OwedLine = {
  /** Where the line of the ledger stands; `would-owe` while the verdict is not there. */
  readonly state: LedgerState | 'would-owe';
  readonly subject: string;
  readonly payee: string | null;
  readonly payee_role: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly deed?: string;
  readonly internal?: true;
  readonly formula: string;
};

export type WindowExplanation = Explained & {
  readonly kind: 'window';
  readonly from: string;
  readonly to: string;
  readonly over: boolean;
  /** How the terms give the value: good of all, their mean, their sum, a rate, those broken, or a statistic that `rule` names. */
  readonly how: 'share' | 'mean' | 'sum' | 'rate' | 'broken' | 'statistic';
  readonly rule: Bilingual;
  /** How the value is shown: a share in percent, a time in seconds, else as it is. */
  readonly unit: TermUnit;
  readonly terms: readonly ExplainedTerm[];
  /** What the terms that count add up to, and how many they are. */
  readonly sum: { readonly good: number; readonly all: number; readonly broken: number; readonly number: number };
  /** An exact fraction in lowest terms; `null` while there is nothing to judge. */
  readonly value: string | null;
  readonly rounded: string | null;
  /** Not there for a tier without one. */
  readonly target: { readonly op: '>=' | '>' | '<=' | '<'; readonly value: string; readonly text: string } | null;
  readonly state: 'kept' | 'broken' | 'no-data' | 'idle';
};

/** One thing that a window's figure is made of. */
export type ExplainedTerm = {
  readonly what: Bilingual;
  readonly from: string | null;
  readonly to: string | null;
  readonly good: number;
  readonly all: number;
  /** What it gives to a mean or a sum, exactly; `null` where good and all are added up. */
  readonly value: string | null;
  readonly rounded: string | null;
  readonly counts: boolean;
};
