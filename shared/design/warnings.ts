import type { Book } from '../book/index.ts';
import { advance, applyBatch, type Change, type EngineState, emptyState, type LineState } from '../engine/index.ts';
import { instantOf, type KeptEvent } from '../event/index.ts';
import { askedSpan, opensIn } from './asked-span.ts';
import { type History, latestIn } from './judge-history.ts';
import type { Work } from './work.ts';

/** By promise: how often one of its obligations, or one of its windows, turned from no risk to a risk. */
export type Warnings = ReadonlyMap<string, number>;

/** Events are received together that happened within this: a screen is hardly ever looked at more often. */
const TOGETHER_MS = 60_000;
/** As many as one commit holds. */
const BATCH_EVENTS_MAX = 1_000;

/**
 * The warnings in a span, had each event been received when it happened: time is followed and forecasts are made as live does. What a
 * file tells of late arrivals is lost to it, because it holds no instants of receiving.
 */
export function* warningsIn(book: Book, history: History): Work<Warnings> {
  const span = askedSpan(history);
  const events = inTime(history);
  const state = emptyState(book);
  const warnings = new Map<string, number>();
  const take = (changes: readonly Change[]) => {
    for (const change of changes) {
      const promise = warnedPromise(state, change);
      if (promise !== null && opensIn(span, change.atMs)) warnings.set(promise, (warnings.get(promise) ?? 0) + 1);
    }
  };
  for (let from = 0; from < events.length; ) {
    const to = endOfBatch(events, from);
    const receivedAtMs = (events[to - 1] as Timed).atMs;
    take(applyBatch(state, { firstPlace: from + 1, receivedAtMs, events: events.slice(from, to).map(({ event }) => event) }));
    from = to;
    yield from / events.length;
  }
  take(advance(state, history.asOfMs ?? latestIn(history.events)));
  return warnings;
}

/** The promise that a change warns of; `null` where it warns of none. The line of a deadline follows its obligations, which are counted themselves. */
function warnedPromise(state: EngineState, change: Change): string | null {
  if ((change.kind !== 'risk' && change.kind !== 'line') || isRisk(change.from) || !isRisk(change.to)) return null;
  if (change.kind === 'risk') return change.promise;
  const line = state.lines.get(change.line) ?? state.subjects.get(change.line);
  return line === undefined || state.deadlines.includes(line.promise) ? null : line.promise;
}

function isRisk(state: LineState): boolean {
  return state === 'at-risk' || state === 'likely';
}

type Timed = { readonly event: KeptEvent; readonly atMs: number };

function inTime({ events, asOfMs }: History): readonly Timed[] {
  const timed = events.map((event) => ({ event, atMs: instantOf(event.time) ?? 0 }));
  return timed.filter(({ atMs }) => asOfMs === null || atMs <= asOfMs).sort((a, b) => a.atMs - b.atMs);
}

function endOfBatch(events: readonly Timed[], from: number): number {
  const firstAtMs = (events[from] as Timed).atMs;
  let to = from + 1;
  while (to < events.length && to - from < BATCH_EVENTS_MAX && (events[to] as Timed).atMs < firstAtMs + TOGETHER_MS) to += 1;
  return to;
}
