import { advance, applyBatch, type EngineState, emptyState, reckonOnce } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import {
  type AskedWeek,
  compareMoment,
  ledgerCsv,
  type ReviewAsk,
  spanOf,
  type ThenNow,
  type WeekReport,
  weekCsv,
  weekReport,
} from '../../shared/review/index.ts';
import { answerDesign, answerWhatIf } from './answer-designed.ts';
import { answerDraft } from './answer-draft.ts';
import { instantsOf } from './events-in-time.ts';
import { foretoldIn, isBeforeLog } from './foretold-in.ts';
import type { History } from './history.ts';
import { knownIn } from './known-in.ts';
import { type Bounds, momentOf } from './moment.ts';
import { type ReviewTurns, worked } from './worked.ts';

export type ReviewQuery = Bounds & { readonly ask: ReviewAsk };

/**
 * What a review asks of the past, as JSON, or CSV where that was asked for.
 * @throws KeptError TIME_INVALID, HISTORY_TOO_LARGE, HISTORY_WITHOUT_BOOK, USAGE, BOOK_INVALID, DESIGN_REFUSED, VALUE_RANGE; the signal's reason.
 */
export async function answerReview(history: History, query: ReviewQuery, turns: ReviewTurns): Promise<string> {
  const { ask } = query;
  switch (ask.what) {
    case 'week':
      return JSON.stringify(await weekOf(history, query, ask.of, turns));
    case 'week-csv':
      return weekCsv(await weekOf(history, query, ask.of, turns));
    case 'ledger-csv':
      return ledgerCsv(await weekOf(history, query, ask.of, turns));
    case 'moment':
      return JSON.stringify(await momentAt(history, query, ask.atMs, turns));
    case 'what-if':
      return JSON.stringify(await answerWhatIf(history, query, ask, turns));
    case 'design':
      return JSON.stringify(await answerDesign(history, query, ask, turns));
    case 'draft':
    case 'draft-design':
      return JSON.stringify(await answerDraft(history, query, ask, turns));
  }
}

/** The report of a span by all that is known now. */
export async function weekOf(history: History, bounds: Bounds, of: AskedWeek | null, turns: ReviewTurns): Promise<WeekReport> {
  const { signal, onProgress } = turns;
  const { place, inForce } = knownIn(history, bounds);
  const { nowAtMs } = bounds;
  const span = spanOf(of, inForce.book.zone, nowAtMs);
  const part = (from: number, to: number) => (share: number) => onProgress(from + share * (to - from));
  const foretold = await foretoldIn(history, { span, inForce, place, nowAtMs, signal, onProgress: part(0, 0.6) });
  const state = await knownState(history, bounds, signal);
  onProgress(0.7);
  const isRetold = isBeforeLog(history, span.fromAtMs);
  return worked(weekReport({ state, foretold, span, isRetold }), { signal, onProgress: part(0.7, 1) });
}

/** An instant as it was shown, beside what came of it. */
async function momentAt(history: History, bounds: Bounds, atMs: number, { signal, onProgress }: ReviewTurns): Promise<ThenNow> {
  if (atMs > bounds.nowAtMs) throw new KeptError('TIME_INVALID', `${new Date(atMs).toISOString()} lies after now.`);
  const isRetold = isBeforeLog(history, atMs);
  const then = isRetold ? await retoldAt(history, bounds, atMs, signal) : await shownAt(history, bounds, atMs, signal);
  onProgress(0.5);
  const known = await knownState(history, bounds, signal);
  onProgress(0.7);
  return worked(compareMoment({ then, known, isRetold }), { signal, onProgress: (share) => onProgress(0.7 + 0.3 * share) });
}

/** All that is known now. */
async function knownState(history: History, bounds: Bounds, signal: AbortSignal): Promise<EngineState> {
  const { place, inForce } = knownIn(history, bounds);
  const state = await history.statesUnder(inForce.book, inForce.hash)(place, signal);
  advance(state, Math.max(state.nowAtMs, bounds.nowAtMs));
  return state;
}

/** As screens showed it. */
async function shownAt(history: History, bounds: Bounds, atMs: number, signal: AbortSignal): Promise<EngineState> {
  const moment = momentOf(history.log, { knownAt: { atMs }, asOfMs: null }, bounds);
  const inForce = history.books.at(moment.place, moment.head);
  const state = await history.statesUnder(inForce.book, inForce.hash)(moment.place, signal);
  advance(state, Math.max(state.nowAtMs, moment.atMs));
  return state;
}

/** As screens would have shown it, had each event come when it happened. */
async function retoldAt(history: History, bounds: Bounds, atMs: number, signal: AbortSignal): Promise<EngineState> {
  const { place, inForce } = knownIn(history, bounds);
  const events = await history.events.upTo(place, atMs, signal);
  if (events.length === 0)
    throw new KeptError('TIME_INVALID', `Nothing that the log holds had happened by ${new Date(atMs).toISOString()}.`);
  const state = emptyState(inForce.book, { isReckoned: false });
  for (const { atMs: receivedAtMs, events: of } of instantsOf(events))
    applyBatch(state, { firstPlace: state.place + 1, receivedAtMs, events: of });
  advance(state, Math.max(state.nowAtMs, atMs));
  return reckonOnce(state);
}
