import { AsOfFold, advance, type EngineState, reckonNow } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { type Batch, instantOf } from '../../shared/event/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import {
  type Ask,
  answerTo,
  boardDifference,
  LATE_MAX,
  type LateEntry,
  type Shown,
  type ShownDifference,
  type WallView,
  withoutForecast,
} from '../../shared/view/index.ts';
import type { PastAnswer, When } from '../ports/index.ts';
import type { BookInForce } from './books.ts';
import type { History } from './history.ts';
import { type Bounds, type Moment, momentOf } from './moment.ts';

export type PastQuery = Bounds & { readonly ask: Ask; readonly when: When; readonly banner: Bilingual | null };

/** What a screen shows of another time. @throws as `Past.ask`, and the reason of the signal. */
export async function answerPast(history: History, query: PastQuery, signal: AbortSignal): Promise<PastAnswer> {
  const moment = momentOf(history.log, query.when, query);
  const inForce = moment.mode === 'as-of' ? history.books.latest(moment.head) : history.books.at(moment.place, moment.head);
  const shown: Shown = { ...moment, book: inForce.hash, bookOf: inForce.of };
  if (moment.mode !== 'known-at') {
    const state = await asOf(history, { moment, inForce, places: moment.place }, signal);
    const answer = answerTo(state, query.ask, query);
    return { shown, body: bodyOf(query.ask.what === 'board' ? withoutForecast(answer as WallView) : answer, { shown }) };
  }
  const state = await knownAt(history, { moment, inForce }, signal);
  const answer = answerTo(state, query.ask, query);
  const { ask } = query;
  if (ask.what !== 'board') return { shown, body: bodyOf(answer, { shown }) };
  return {
    shown,
    body: bodyOf(answer, { shown, difference: await differenceOf(history, { state, moment, board: ask.board, shown }, signal) }),
  };
}

function bodyOf(answer: object | string, more: object): string {
  return typeof answer === 'string' ? answer : JSON.stringify({ ...answer, ...more });
}

async function knownAt(
  history: History,
  { moment, inForce }: { readonly moment: Moment; readonly inForce: BookInForce },
  signal: AbortSignal,
): Promise<EngineState> {
  const state = await history.statesUnder(inForce.book, inForce.hash)(moment.place, signal);
  advance(state, Math.max(state.nowAtMs, moment.atMs));
  return state;
}

type AsOf = {
  readonly moment: Moment;
  readonly inForce: BookInForce;
  /** Of the log, the first so many places are known. */
  readonly places: number;
  readonly seen?: (batch: Batch) => void;
};

async function asOf({ log }: History, { moment, inForce, places, seen }: AsOf, signal: AbortSignal): Promise<EngineState> {
  const fold = new AsOfFold(inForce.book, moment.atMs);
  for await (const batch of log.read(0, places)) {
    signal.throwIfAborted();
    fold.take(batch);
    seen?.(batch);
  }
  const state = fold.done();
  if (state === null)
    throw new KeptError('TIME_INVALID', `Nothing that the log holds had happened by ${new Date(moment.atMs).toISOString()}.`);
  state.bookHash = inForce.hash; // By events alone it would be the one of then.
  return state;
}

type Compared = { readonly state: EngineState; readonly moment: Moment; readonly board: string; readonly shown: Shown };

/** The same instant as it is known now, and what came since. */
async function differenceOf(
  history: History,
  { state, moment, board, shown }: Compared,
  signal: AbortSignal,
): Promise<ShownDifference | undefined> {
  const inForce = history.books.latest(moment.head);
  const late = new LateEntries(moment);
  const now = await asOf(history, { moment, inForce, places: moment.head, seen: (batch) => late.take(batch) }, signal);
  reckonNow(state); // Live waits for the next whole second, which is no difference of what is known.
  const difference = boardDifference(state, now, board);
  return difference === null ? undefined : { ...difference, ...late.found, isOtherBook: inForce.hash !== shown.book };
}

/** Entries after what was known, about a time that had gone by then. Signs of life say nothing about a figure. */
class LateEntries {
  readonly #moment: Moment;
  #late = 0;
  #corrections = 0;
  readonly #entries: LateEntry[] = [];

  constructor(moment: Moment) {
    this.#moment = moment;
  }

  get found(): Pick<ShownDifference, 'late' | 'corrections' | 'entries'> {
    return { late: this.#late, corrections: this.#corrections, entries: this.#entries.toReversed() };
  }

  take({ firstPlace, receivedAtMs, events }: Batch): void {
    if (firstPlace + events.length - 1 <= this.#moment.place) return;
    events.forEach(({ source, id, type, subject, time, data }, index) => {
      const place = firstPlace + index;
      const isPast = (instantOf(time) ?? Number.POSITIVE_INFINITY) <= this.#moment.atMs;
      if (place <= this.#moment.place || !isPast || type === 'feed.heartbeat') return;
      const kind = typeof data['replaces'] === 'string' ? 'correction' : 'late';
      if (kind === 'late') this.#late += 1;
      else this.#corrections += 1;
      this.#entries.push({ kind, place, receivedAtMs, source, id, type, subject, time });
      if (this.#entries.length > LATE_MAX) this.#entries.shift();
    });
  }
}
