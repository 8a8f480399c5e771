import { type Book, issueText } from '../../shared/book/index.ts';
import { changedBook, design, termChange, whatIf } from '../../shared/design/index.ts';
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
import { answerDraft } from './answer-draft.ts';
import type { BookInForce } from './books.ts';
import { eventsInTime, instantsOf } from './events-in-time.ts';
import { foretoldIn, isBeforeLog } from './foretold-in.ts';
import type { History } from './history.ts';
import { type Bounds, momentOf } from './moment.ts';
import { type ReviewTurns, worked } from './worked.ts';

export type ReviewQuery = Bounds & { readonly ask: ReviewAsk };

/** Resampled histories of a designer, and the seed that they are drawn by: the same question has the same answer. */
const DRAWS = 400;
const SEED = 1;

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
    case 'design':
      return JSON.stringify(await designed(history, query, ask, turns));
    case 'draft':
    case 'draft-design':
      return JSON.stringify(await answerDraft(history.log, query, ask, turns));
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

type DesignAsk = Extract<ReviewAsk, { readonly what: 'what-if' | 'design' }>;

async function designed(history: History, bounds: Bounds, ask: DesignAsk, turns: ReviewTurns): Promise<object> {
  const { signal } = turns;
  const { place, inForce } = knownIn(history, bounds);
  const span = ask.what === 'design' && ask.of === null ? null : spanOf(ask.of, inForce.book.zone, bounds.nowAtMs);
  const timed = await eventsInTime(history.log, place, bounds.nowAtMs, signal);
  const events = timed.map(({ event }) => event);
  const asked = { events, asOfMs: bounds.nowAtMs, fromAtMs: span?.fromAtMs ?? null, toAtMs: span?.toAtMs ?? null };
  const { book } = inForce;
  const work =
    ask.what === 'what-if'
      ? whatIf({ was: book, would: changedIn(history, place, ask.set), history: asked, isWarned: ask.isWarned })
      : design({
          book,
          promise: ask.promise,
          history: asked,
          of: ask.limit,
          steps: ask.steps,
          chance: ask.chance,
          draws: DRAWS,
          seed: SEED,
        });
  const answer = await worked<object | null>(work, turns);
  if (answer === null) throw new KeptError('VALUE_RANGE', 'There are no events: nothing can be judged.');
  return answer;
}

/** @throws KeptError USAGE, BOOK_INVALID. */
function changedIn({ log }: History, place: number, set: readonly string[]): Book {
  const entry = log.bookAt(place);
  if (entry === null) throw new KeptError('HISTORY_WITHOUT_BOOK', 'The log names no promise book.');
  const read = changedBook(entry, set.map(termChange));
  if (read.ok) return read.book;
  throw new KeptError(
    'BOOK_INVALID',
    `With that change the book has faults:\n${read.issues.map((issue) => issueText('set', issue)).join('\n')}`,
  );
}

function knownIn(history: History, bounds: Bounds): { readonly place: number; readonly inForce: BookInForce } {
  const place = Math.min(bounds.untilPlace, history.log.head().place);
  if (place === 0) throw new KeptError('TIME_INVALID', 'The log is empty: there is nothing to review.');
  return { place, inForce: history.books.latest(place) };
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
  const events = await eventsInTime(history.log, place, atMs, signal);
  if (events.length === 0)
    throw new KeptError('TIME_INVALID', `Nothing that the log holds had happened by ${new Date(atMs).toISOString()}.`);
  const state = emptyState(inForce.book, { isReckoned: false });
  for (const { atMs: receivedAtMs, events: of } of instantsOf(events))
    applyBatch(state, { firstPlace: state.place + 1, receivedAtMs, events: of });
  advance(state, Math.max(state.nowAtMs, atMs));
  return reckonOnce(state);
}
