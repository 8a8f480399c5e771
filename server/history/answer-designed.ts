import { issueText, type Terms } from '../../shared/book/index.ts';
import { changedBook, type Design, design, type History as Past, termChange, type WhatIf, whatIf } from '../../shared/design/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { type ReviewAsk, spanOf, type WeekSpan } from '../../shared/review/index.ts';
import type { History } from './history.ts';
import { knownIn } from './known-in.ts';
import type { Bounds } from './moment.ts';
import { type ReviewTurns, worked } from './worked.ts';

/** Resampled histories of a designer, and the seed that they are drawn by: the same question has the same answer. */
const DRAWS = 400;
const SEED = 1;

/** What other terms would have made of a span. @throws KeptError USAGE, BOOK_INVALID, DESIGN_REFUSED, VALUE_RANGE; the signal's reason. */
export async function answerWhatIf(
  history: History,
  now: Bounds,
  { of, set, isWarned }: Extract<ReviewAsk, { readonly what: 'what-if' }>,
  turns: ReviewTurns,
): Promise<WhatIf> {
  const { hash, book } = knownIn(history, now).inForce;
  const span = spanOf(of, book.zone, now.nowAtMs);
  const question = JSON.stringify([hash, span, isWarned]);
  const { bounds, before } = history.trials.trialOf(question, now);
  const { place, inForce } = knownIn(history, bounds);
  const past = await pastOf(history, bounds, span, turns);
  const answer = await worked(
    whatIf({ was: inForce, would: changedIn(history, place, set), history: past, isWarned, before: before?.answer ?? null }),
    turns,
  );
  if (answer === null) throw nothingThere();
  history.trials.hold(question, { bounds, before: { answer, records: new Map() } });
  return answer;
}

/** How strong a promise could be. @throws KeptError DESIGN_REFUSED, VALUE_RANGE; the signal's reason. */
export async function answerDesign(
  history: History,
  bounds: Bounds,
  { of, promise, limit, steps, chance }: Extract<ReviewAsk, { readonly what: 'design' }>,
  turns: ReviewTurns,
): Promise<Design> {
  const { book } = knownIn(history, bounds).inForce;
  const span = of === null ? null : spanOf(of, book.zone, bounds.nowAtMs);
  const past = await pastOf(history, bounds, span, turns);
  const answer = await worked(design({ book, promise, history: past, of: limit, steps, chance, draws: DRAWS, seed: SEED }), turns);
  if (answer === null) throw nothingThere();
  return answer;
}

async function pastOf(history: History, bounds: Bounds, span: WeekSpan | null, { signal }: ReviewTurns): Promise<Past> {
  const timed = await history.events.upTo(knownIn(history, bounds).place, bounds.nowAtMs, signal);
  const events = timed.map(({ event }) => event);
  return { events, asOfMs: bounds.nowAtMs, fromAtMs: span?.fromAtMs ?? null, toAtMs: span?.toAtMs ?? null };
}

function nothingThere(): KeptError {
  return new KeptError('VALUE_RANGE', 'There are no events: nothing can be judged.');
}

/** @throws KeptError USAGE, BOOK_INVALID. */
function changedIn({ log }: History, place: number, set: readonly string[]): Terms {
  const entry = log.bookAt(place);
  if (entry === null) throw new KeptError('HISTORY_WITHOUT_BOOK', 'The log names no promise book.');
  const read = changedBook(entry, set.map(termChange));
  if (read.ok) return read;
  throw new KeptError(
    'BOOK_INVALID',
    `With that change the book has faults:\n${read.issues.map((issue) => issueText('set', issue)).join('\n')}`,
  );
}
