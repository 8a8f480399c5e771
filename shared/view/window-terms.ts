import type { BookPromise } from '../book/index.ts';
import { dateText, type Zone, zonedText } from '../calendar/index.ts';
import { spanAt, spansFrom } from '../clock/index.ts';
import type { Standing } from '../engine/index.ts';
import { hoursOf, type Tally } from '../measure/index.ts';
import { exactText, rational } from '../number/index.ts';
import type { Bilingual, TextKey } from '../text/index.ts';
import { both } from './bilingual.ts';
import type { ExplainedTerm, WindowExplanation } from './explanation.ts';
import { percentRounded } from './rounded-text.ts';

/** How terms give a figure, and the terms. */
export type Terms = {
  readonly how: 'share' | 'mean' | 'sum' | 'rate' | 'broken';
  readonly percent: boolean;
  readonly terms: readonly ExplainedTerm[];
};

/** What the figure of a line's window is made of: its counts, its days, or its events. */
export function termsOfTally(promise: BookPromise, tally: Tally): Terms {
  if (promise.kind === 'count') return countTerms(tally, promise.per !== null);
  if (promise.kind === 'deadline') return { how: 'broken', percent: promise.tolerate.kind === 'share', terms: countedTerms(tally) };
  if (promise.kind === 'ratio' && promise.measure.kind !== 'share')
    return { how: 'mean', percent: promise.measure.kind !== 'of-values', terms: dayTerms(promise, tally) };
  return { how: 'share', percent: true, terms: countedTerms(tally) };
}

function term(what: Bilingual, good: number, all: number, rest: Partial<ExplainedTerm> = {}): ExplainedTerm {
  return { what, from: null, to: null, good, all, value: null, rounded: null, counts: true, ...rest };
}

/** What was kept and broken, then what counts on neither side. */
function countedTerms({ kept, broken, open, noData, excluded }: Tally): readonly ExplainedTerm[] {
  const neither: readonly (readonly [TextKey, number])[] = [
    ['explain.term.open', open],
    ['explain.term.no-data', noData],
    ['explain.term.excluded', excluded],
  ];
  return [
    term(both('explain.term.kept'), kept, kept),
    term(both('explain.term.broken'), 0, broken),
    ...neither.flatMap(([key, number]) => (number === 0 ? [] : [term(both(key), 0, number, { counts: false })])),
  ];
}

function countTerms({ broken, base }: Tally, isRate: boolean): Terms {
  const events = term(both('explain.term.events'), 0, broken, { value: `${broken}/1`, rounded: String(broken) });
  if (!isRate) return { how: 'sum', percent: false, terms: [events] };
  const by = base === null ? { value: '0/1', rounded: '0' } : { value: `${base.n}/${base.d}`, rounded: exactText(base) };
  return { how: 'rate', percent: false, terms: [events, term(both('explain.term.base'), 0, 0, by)] };
}

/** A term for each local day that has any attempts; one without any in its hour counts nothing (WIN-7). */
function dayTerms(promise: Extract<BookPromise, { kind: 'ratio' }>, tally: Tally): readonly ExplainedTerm[] {
  const days = [...tally.days.values()].sort((a, b) => a.dayNumber - b.dayNumber);
  const { measure, calendar } = promise;
  const hours = measure.kind === 'mean-of-busy-hours' ? hoursOf(days, measure.busy, calendar) : null;
  return days.map((day, index) => {
    const whole = hours === null ? { good: sum(day.good), all: sum(day.all) } : (hours[index] ?? { good: 0, all: 0 });
    const value = whole.all === 0 ? null : rational(whole.good, whole.all);
    const quarter = hours?.[index]?.startQuarter;
    const fromAtMs = quarter === undefined ? day.fromAtMs : day.fromAtMs + quarter * QUARTER_MS;
    const toAtMs = quarter === undefined ? day.toAtMs : Math.min(day.toAtMs, fromAtMs + 4 * QUARTER_MS);
    return term(both('explain.term.day', { date: dateText(day.dayNumber) }), whole.good, whole.all, {
      from: zonedText(calendar.zone, fromAtMs),
      to: zonedText(calendar.zone, toAtMs),
      value: value === null ? null : `${value.n}/${value.d}`,
      rounded: value === null ? null : percentRounded(value),
      counts: value !== null,
    });
  });
}

const QUARTER_MS = 900_000;

function sum(counts: Int32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** What the figure of a subject's window is made of: stretches up, down and stopped so far, in seconds. */
export function termsOfStanding({ uptime, window }: Standing, zone: Zone, nowAtMs: number): Terms {
  const endAtMs = Math.min(window.toAtMs, nowAtMs);
  const edges = new Set([window.fromAtMs, endAtMs]);
  for (const spans of [uptime.inService, uptime.stopped, uptime.down]) {
    for (const { fromAtMs, toAtMs } of spansFrom(spans, window.fromAtMs)) {
      if (fromAtMs >= endAtMs) break;
      for (const edgeAtMs of [fromAtMs, toAtMs]) if (edgeAtMs > window.fromAtMs && edgeAtMs < endAtMs) edges.add(edgeAtMs);
    }
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const terms = sorted.slice(0, -1).map((fromAtMs, index) => {
    const toAtMs = sorted[index + 1] as number;
    const seconds = (toAtMs - fromAtMs) / 1000;
    const key = stateAt(uptime, fromAtMs);
    const bounds = { from: zonedText(zone, fromAtMs), to: zonedText(zone, toAtMs) };
    const counts = key === 'up' || key === 'down';
    return term(both(`explain.term.${key}`), key === 'up' ? seconds : 0, seconds, { ...bounds, counts });
  });
  return { how: 'share', percent: true, terms };
}

function stateAt({ inService, stopped, down }: Standing['uptime'], atMs: number): 'up' | 'down' | 'stopped' | 'out' {
  if (spanAt(inService, atMs) === undefined) return 'out';
  if (spanAt(stopped, atMs) !== undefined) return 'stopped';
  return spanAt(down, atMs) === undefined ? 'up' : 'down';
}

/** What the terms that count add up to. Seconds have at most three digits after the point. */
export function sumOfTerms(terms: readonly ExplainedTerm[]): WindowExplanation['sum'] {
  const counting = terms.filter(({ counts }) => counts);
  const total = (of: (term: ExplainedTerm) => number) => counting.reduce((ms, term) => ms + Math.round(of(term) * 1000), 0) / 1000;
  return {
    good: total(({ good }) => good),
    all: total(({ all }) => all),
    broken: total(({ good, all }) => all - good),
    number: counting.length,
  };
}
