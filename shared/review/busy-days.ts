import type { Ratio } from '../book/index.ts';
import { type EngineState, promiseAt } from '../engine/index.ts';
import { dayPartsOf } from '../measure/index.ts';
import { linesOfKind } from '../view/index.ts';
import type { WeekSpan } from './asked-week.ts';
import type { BusyDay, BusyFigure } from './week.ts';

const QUARTER_MS = 900_000;

/** The busy hour of each day of a span beside that of the same weekday before; `null` of a promise without busy hours. */
export function busyDaysOf(
  state: EngineState,
  promiseId: string,
  spans: { readonly now: WeekSpan; readonly before: WeekSpan },
): readonly BusyDay[] | null {
  const promise = promiseAt(state, promiseId, Math.min(spans.now.toAtMs - 1, state.nowAtMs));
  if (promise.kind !== 'ratio' || promise.measure.kind !== 'mean-of-busy-hours') return null;
  const [now, before] = [figuresIn(state, promise, spans.now), figuresIn(state, promise, spans.before)];
  const days = [...new Set([...now.keys(), ...before.keys()])].sort((a, b) => a - b);
  return days.map((day) => ({ day, now: now.get(day) ?? null, before: before.get(day) ?? null }));
}

/** By the day of the span. Where a promise has groups, their busy hours of a day are added up, from the first of them to the last. */
function figuresIn(state: EngineState, promise: Ratio, span: WeekSpan): ReadonlyMap<number, BusyFigure> {
  const { zone } = promise.calendar;
  const firstDay = zone.localDayOf(span.fromAtMs);
  const found = new Map<number, BusyFigure>();
  for (const line of linesOfKind(state, ['ratio'])) {
    if (line.promise !== promise.id) continue;
    for (const tally of line.tallies.values())
      for (const { day, part } of dayPartsOf(promise, tally)) {
        if (part === null || part.all === 0 || day.fromAtMs < span.fromAtMs || day.fromAtMs >= span.toAtMs) continue;
        const fromAtMs = day.fromAtMs + part.startQuarter * QUARTER_MS;
        const figure = { fromAtMs, toAtMs: fromAtMs + part.quarters * QUARTER_MS, good: part.good, all: part.all };
        const known = found.get(day.dayNumber - firstDay);
        found.set(day.dayNumber - firstDay, known === undefined ? figure : added(known, figure));
      }
  }
  return found;
}

function added(a: BusyFigure, b: BusyFigure): BusyFigure {
  return {
    fromAtMs: Math.min(a.fromAtMs, b.fromAtMs),
    toAtMs: Math.max(a.toAtMs, b.toAtMs),
    good: a.good + b.good,
    all: a.all + b.all,
  };
}
