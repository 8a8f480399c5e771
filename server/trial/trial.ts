import type { Book } from '../../shared/book/index.ts';
import { design, type History, type WhatIf, whatIf } from '../../shared/design/index.ts';
import { readTexts, stateAsOf } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { instantOf, type KeptEvent } from '../../shared/event/index.ts';
import { historyOf, lintBook, placedFindings } from '../../shared/lint/index.ts';
import type { BookTrial } from '../../shared/wire/index.ts';
import type { TrialAnswer, TrialAsk } from '../ports/index.ts';

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;
/** As `kept designer` has them. */
const DESIGN = { steps: null, chance: 0.95, draws: 1_000, seed: 1 } as const;

export type Trying = {
  readonly ask: TrialAsk;
  /** Each identity once, in the order of the log. */
  readonly events: readonly KeptEvent[];
  readonly nowAtMs: number;
};

/** Work in pieces, each of which gives the share that is done. `null` without events. */
export function* tryOut({ ask, events, nowAtMs }: Trying): Generator<number, TrialAnswer | null, void> {
  const history = { events, asOfMs: nowAtMs, fromAtMs: nowAtMs - YEAR_DAYS * DAY_MS, toAtMs: null };
  if (ask.what === 'design') {
    const found = yield* design({ ...DESIGN, book: bookOf(ask.book).book, promise: ask.promise, of: ask.of, history });
    return found && { what: 'design', design: found };
  }
  const trial = yield* trialOf(ask, history);
  return trial && { what: 'trial', trial };
}

type TwoBooks = Extract<TrialAsk, { readonly what: 'trial' }>;

function* trialOf({ was, would }: TwoBooks, history: History): Generator<number, BookTrial | null, void> {
  const draft = bookOf(would);
  const book = newestTermsOf(draft.book);
  const work = whatIf({ was: bookOf(was).book, would: book, history, isWarned: false });
  let turn = work.next();
  for (; turn.done !== true; turn = work.next()) yield turn.value * 0.7;
  const answer = turn.value;
  const state = answer && stateAsOf(book, history.events, { asOfMs: history.asOfMs, places: null });
  if (answer === null || state === null) return null;
  const { findings, scores } = lintBook(book, historyOf(state, history.events));
  const days = daysOf(history);
  const yearOf = (side: 'was' | 'would') => Math.round((owedMinor(answer, side) * YEAR_DAYS) / days);
  return { whatIf: answer, days, wasYearMinor: yearOf('was'), wouldYearMinor: yearOf('would'), findings: placedFindings(findings, draft.layered), scores };
}

/** The book as if what it says in the end had counted from the first day on. */
function newestTermsOf(book: Book): Book {
  return { ...book, versions: book.versions.slice(-1) };
}

/** @throws KeptError BOOK_INVALID where this version of Kept does not read it. */
function bookOf(texts: Parameters<typeof readTexts>[0]) {
  const read = readTexts(texts);
  if (read.ok) return read;
  throw new KeptError('BOOK_INVALID', 'The book has faults.');
}

function owedMinor({ rows }: WhatIf, side: 'was' | 'would'): number {
  return rows.reduce((sum, row) => sum + (row[side]?.owedMinor ?? 0), 0);
}

/** From the first event on, at most a year and at least a day: less would be made too much of. */
function daysOf({ events, asOfMs, fromAtMs }: History): number {
  const toAtMs = asOfMs ?? 0;
  const firstAtMs = events.reduce((first, { time }) => Math.min(first, instantOf(time) ?? first), toAtMs);
  return Math.max(1, (toAtMs - Math.max(firstAtMs, fromAtMs ?? firstAtMs)) / DAY_MS);
}
