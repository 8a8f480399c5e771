import type { BookPromise, Count } from '../book/index.ts';
import { msBetween, type Uptime } from '../clock/index.ts';
import { exactText, type Rational, rational } from '../number/index.ts';
import type { Text, TextKey } from '../text/index.ts';
import { attainmentOf, type DayPart, dayPartsOf, isDuration, isMean, isStatistic } from './attainment.ts';
import { QUARTER_MS } from './day-counts.ts';
import { ranksOf } from './statistic.ts';
import type { Tally } from './tally.ts';
import { uptimeFigure } from './uptime-figure.ts';
import type { Values } from './values.ts';
import type { Window } from './window.ts';

/** How a value is shown: 1/2 as 50%, a whole number of things, a time in seconds, or a number as it is. */
export type TermUnit = 'share' | 'count' | 'seconds' | 'number';

/** One part of what a window's figure is made of. */
export type Term = {
  /** What it is. */
  readonly text: Text;
  /** Exactly; `null` for what stays out of the figure, such as a day without attempts. */
  readonly value: Rational | null;
  readonly unit: TermUnit;
  /** Of a part of the window with a share of its own: what that share is of. */
  readonly of: { readonly good: number; readonly all: number } | null;
  /** The day or the hour that it is of; `null` for what is of the whole window. */
  readonly span: Window | null;
};

/** What a window's figure is, and all that it is made of, in the order in which it is worked out. */
export type WindowTerms = {
  /** How the terms make the figure. */
  readonly rule: Text;
  /** The figure itself; `null` while there is nothing to judge. */
  readonly value: Rational | null;
  readonly unit: TermUnit;
  readonly terms: readonly Term[];
};

/** The terms of a window of any promise but an availability, whose tallies are its spans: see `uptimeTermsOf`. */
export function termsOf(promise: BookPromise, tally: Tally): WindowTerms {
  const { value } = attainmentOf(promise, tally);
  const good = term('term.good', rational(tally.kept), 'count');
  const all = term('term.all', rational(tally.kept + tally.broken), 'count');
  if (promise.kind === 'count') return countTerms(promise, tally, value);
  if (isMean(promise)) {
    const terms = dayPartsOf(promise, tally).map((part) => dayTerm(part, promise.measure.kind === 'mean-of-days'));
    return { rule: { key: `figure.${promise.measure.kind}` }, value, unit: 'share', terms };
  }
  if (!isStatistic(promise)) return { rule: { key: 'figure.share' }, value, unit: 'share', terms: [good, all] };
  const { statistic } = promise.measure;
  const unit = isDuration(promise) ? 'seconds' : 'number';
  const count = tally.values?.count ?? 0;
  const without = term('term.without-value', rational(tally.kept + tally.broken - count), 'count');
  const picked = tally.values === null ? [] : pickedTerms(ranksOf(statistic, count), tally.values, unit);
  const sum = tally.values === null || statistic !== 'mean' ? [] : [term('term.sum', tally.values.sum, unit)];
  const terms = [term('term.values', rational(count), 'count'), without, ...sum, ...picked];
  return { rule: { key: `figure.${statistic}` }, value, unit, terms };
}

/** The terms of one subject's window, at an instant. Times are in seconds. */
export function uptimeTermsOf(uptime: Uptime, window: Window, nowAtMs: number): WindowTerms {
  const { upMs, countedMs } = uptimeFigure(uptime, window, nowAtMs);
  const stoppedMs = msBetween(uptime.stopped, window.fromAtMs, Math.min(window.toAtMs, nowAtMs));
  const terms = [
    term('term.service', rational(countedMs + stoppedMs, 1_000), 'seconds'),
    term('term.stopped', rational(stoppedMs, 1_000), 'seconds'),
    term('term.down', rational(countedMs - upMs, 1_000), 'seconds'),
  ];
  return { rule: { key: 'figure.uptime' }, value: countedMs === 0 ? null : rational(upMs, countedMs), unit: 'share', terms };
}

function countTerms({ per }: Count, { broken, base }: Tally, value: Rational | null): WindowTerms {
  const events = term('term.events', rational(broken), 'count');
  if (per === null) return { rule: { key: 'figure.count' }, value, unit: 'count', terms: [events] };
  const terms = [events, term('term.base', base ?? rational(0), 'number'), term('term.rate', per.rate, 'number')];
  return { rule: { key: 'figure.rate', args: { rate: exactText(per.rate) } }, value, unit: 'number', terms };
}

function dayTerm({ day, part, value }: DayPart, isWholeDay: boolean): Term {
  const of = part === null ? null : { good: part.good, all: part.all };
  if (part === null || isWholeDay) {
    const key = part === null ? 'term.no-busy-hour' : 'term.day';
    return { ...term(key, value, 'share'), of, span: { fromAtMs: day.fromAtMs, toAtMs: day.toAtMs } };
  }
  const fromAtMs = day.fromAtMs + part.startQuarter * QUARTER_MS;
  return { ...term('term.busy-hour', value, 'share'), of, span: { fromAtMs, toAtMs: fromAtMs + part.quarters * QUARTER_MS } };
}

/** The values that a median or a percentile is made of: two for a median of an even number. */
function pickedTerms(ranks: readonly number[], values: Values, unit: TermUnit): readonly Term[] {
  return ranks.map((rank) => term('term.ranked', values.nthSmallest(rank), unit, { rank, count: values.count }));
}

function term(key: TextKey, value: Rational | null, unit: TermUnit, args?: Text['args']): Term {
  return { text: args === undefined ? { key } : { key, args }, value, unit, of: null, span: null };
}
