import type { Book } from '../book/index.ts';
import { AsOfFold, type EngineState } from '../engine/index.ts';
import { KeptError } from '../error/index.ts';
import { instantOf, type KeptEvent } from '../event/index.ts';
import type { Work } from './work.ts';

/** Events between two turns: some tens of milliseconds. */
const PIECE_EVENTS = 10_000;

/** The past that something is asked about. */
export type History = {
  /** Each identity once (LOG-1), in the order of the log. */
  readonly events: readonly KeptEvent[];
  /** The instant as of which it is judged; `null` for the latest time among the events. */
  readonly asOfMs: number | null;
  /** What is asked about: obligations that open in the span, and windows that lie in it. `null` is no bound. */
  readonly fromAtMs: number | null;
  readonly toAtMs: number | null;
};

/** What a book makes of a history, with hindsight: what `stateAsOf` gives. `null` without events. @throws KeptError VALUE_RANGE. */
export function* judgeHistory(book: Book, { events, asOfMs }: History): Work<EngineState | null> {
  if (events.length === 0) return null;
  const nowAtMs = asOfMs ?? latestIn(events);
  if (nowAtMs < 0) throw new KeptError('VALUE_RANGE', 'The events lie before 1970: nothing can be judged then.');
  const fold = new AsOfFold(book, nowAtMs);
  for (let from = 0; from < events.length; from += PIECE_EVENTS) {
    fold.take({ firstPlace: from + 1, receivedAtMs: nowAtMs, events: events.slice(from, from + PIECE_EVENTS) });
    yield Math.min(1, (from + PIECE_EVENTS) / events.length);
  }
  return fold.done();
}

/** The latest time of some events; their times were checked when they came in. */
export function latestIn(events: readonly KeptEvent[]): number {
  return events.reduce((latest, { time }) => Math.max(latest, instantOf(time) ?? latest), Number.NEGATIVE_INFINITY);
}
