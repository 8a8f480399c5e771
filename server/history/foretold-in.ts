import { setImmediate } from 'node:timers/promises';
import { emptyState } from '../../shared/engine/index.ts';
import { ForetellingFold, type Foretold, type WeekSpan } from '../../shared/review/index.ts';
import type { BookInForce } from './books.ts';
import { instantsOf } from './events-in-time.ts';
import type { History } from './history.ts';

/** Instants, or commits, between two turns. */
const PIECE = 500;

export type ForetoldQuestion = {
  readonly span: WeekSpan;
  readonly inForce: BookInForce;
  /** The log up to here, and the instant of now. */
  readonly place: number;
  readonly nowAtMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
};

/** Whether a time lies before what the log received: what is known of it came later, as a history. */
export function isBeforeLog({ log }: History, atMs: number): boolean {
  return log.placeAt(atMs) === 0;
}

/**
 * What was foretold of a span (REV-5): from the state that the log had come to when it began, commit by commit; of one that begins before
 * the log does, from all events in the order of their times.
 */
export async function foretoldIn(history: History, question: ForetoldQuestion): Promise<readonly Foretold[]> {
  const fold = new ForetellingFold();
  if (isBeforeLog(history, question.span.fromAtMs)) await followTimes(history, fold, question);
  else await followLog(history, fold, question);
  return fold.end(Math.min(question.span.toAtMs, question.nowAtMs));
}

async function followLog(
  history: History,
  fold: ForetellingFold,
  { span, inForce, place, signal, onProgress }: ForetoldQuestion,
): Promise<void> {
  const { log } = history;
  const [fromPlace, untilPlace] = [log.placeAt(span.fromAtMs), Math.min(place, log.placeAt(span.toAtMs))];
  fold.begin(await history.statesUnder(inForce.book, inForce.hash)(fromPlace, signal, fold.options));
  let [turns, folded] = [0, 0];
  for await (const batch of log.read(fromPlace, untilPlace)) {
    fold.take(batch);
    folded += batch.events.length;
    turns += 1;
    if (turns % PIECE === 0) await turn(folded / (untilPlace - fromPlace), { signal, onProgress });
  }
}

async function followTimes(
  history: History,
  fold: ForetellingFold,
  { span, inForce, place, nowAtMs, signal, onProgress }: ForetoldQuestion,
): Promise<void> {
  const events = await history.events.upTo(place, Math.min(span.toAtMs, nowAtMs), signal);
  fold.begin(emptyState(inForce.book, fold.options));
  let [turns, folded] = [0, 0];
  for (const { atMs, events: of } of instantsOf(events)) {
    fold.take({ firstPlace: folded + 1, receivedAtMs: atMs, events: of });
    folded += of.length;
    turns += 1;
    if (turns % PIECE === 0) await turn(folded / events.length, { signal, onProgress });
  }
}

async function turn(share: number, { signal, onProgress }: Pick<ForetoldQuestion, 'signal' | 'onProgress'>): Promise<void> {
  onProgress(share);
  await setImmediate();
  signal.throwIfAborted();
}
