import type { BookPromise } from '../../book/index.ts';
import { type Zone, zonedText } from '../../calendar/index.ts';
import { spanAt, spansFrom } from '../../clock/index.ts';
import type { Standing } from '../../engine/index.ts';
import { isMean, isStatistic, type Tally, type Term, termsOf } from '../../measure/index.ts';
import type { Bilingual, TextKey } from '../../text/index.ts';
import { both, bothOf } from '../bilingual.ts';
import { figureText } from '../rounded-text.ts';
import type { ExplainedTerm, WindowExplanation } from './explanation.ts';

/** How terms give a figure, and the terms. */
export type Terms = Pick<WindowExplanation, 'how' | 'rule' | 'unit' | 'terms'>;

/** What the figure of a line's window is made of: its counts, its days, its values or its events. */
export function termsOfTally(promise: BookPromise, tally: Tally): Terms {
  if (promise.kind === 'deadline') {
    const unit = promise.tolerate.kind === 'share' ? 'share' : 'count';
    return { how: 'broken', rule: both('explain.rule.broken'), unit, terms: countedTerms(tally) };
  }
  const { rule, unit, terms } = termsOf(promise, tally);
  const how = howOf(promise);
  const { zone } = promise.calendar;
  return { how, rule: bothOf(rule), unit, terms: how === 'share' ? countedTerms(tally) : terms.map((each) => measuredTerm(each, zone)) };
}

function howOf(promise: BookPromise): Terms['how'] {
  if (promise.kind === 'count') return promise.per === null ? 'sum' : 'rate';
  if (isMean(promise)) return 'mean';
  return isStatistic(promise) ? 'statistic' : 'share';
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

/** A day without attempts, and an item without a value, are told and count nothing (WIN-7). */
function measuredTerm({ text, value, unit, of, span }: Term, zone: Zone): ExplainedTerm {
  return term(bothOf(text), of?.good ?? 0, of?.all ?? 0, {
    from: span === null ? null : zonedText(zone, span.fromAtMs),
    to: span === null ? null : zonedText(zone, span.toAtMs),
    value: value === null ? null : `${value.n}/${value.d}`,
    rounded: value === null ? null : figureText(value, unit),
    counts: value !== null && text.key !== 'term.without-value',
  });
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
  return { how: 'share', rule: both('figure.uptime'), unit: 'share', terms };
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
