import { type ReadBook, readBook, type Terms } from '../../shared/book/index.ts';
import { design, type WhatIf, type WrittenBook, whatIf } from '../../shared/design/index.ts';
import type { EngineState } from '../../shared/engine/index.ts';
import { KeptError } from '../../shared/error/index.ts';
import { historyWith, lintBook, placedFindings, type Records, recordsOf } from '../../shared/lint/index.ts';
import type { ReviewAsk } from '../../shared/review/index.ts';
import type { BookTrial } from '../../shared/wire/index.ts';
import type { TimedEvent } from './events-in-time.ts';
import type { History } from './history.ts';
import type { Bounds } from './moment.ts';
import { type ReviewTurns, worked } from './worked.ts';

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;
/** Resampled histories of a designer, as a review has them. */
const DESIGN = { of: null, steps: null, chance: 0.95, draws: 400, seed: 1 } as const;

type DraftAsk = Extract<ReviewAsk, { readonly what: 'draft' | 'draft-design' }>;

/**
 * What a draft would have done to the past year with its newest terms from the first day on, or how strong a promise of it could be.
 * `null` without events. @throws KeptError BOOK_INVALID, HISTORY_TOO_LARGE, DESIGN_REFUSED, VALUE_RANGE; the signal's reason.
 */
export async function answerDraft(known: History, now: Bounds, ask: DraftAsk, turns: ReviewTurns): Promise<object | null> {
  const question = JSON.stringify(ask.what === 'draft' ? ask.was : null);
  const { bounds, before } = ask.what === 'draft' ? known.trials.trialOf(question, now) : { bounds: now, before: null };
  const { nowAtMs, untilPlace } = bounds;
  const timed = await known.events.upTo(Math.min(untilPlace, known.log.head().place), nowAtMs, turns.signal);
  const events = timed.map(({ event }) => event);
  const history = { events, asOfMs: nowAtMs, fromAtMs: nowAtMs - YEAR_DAYS * DAY_MS, toAtMs: null };
  if (ask.what === 'draft-design')
    return worked<object | null>(design({ ...DESIGN, book: bookOf(ask.draft).book, promise: ask.promise, history }), turns);
  const draft = bookOf(ask.would);
  const would = newestTermsOf(draft);
  const records = new RecordsOfBoth(before?.records ?? null);
  const answer = await worked(
    whatIf({
      was: bookOf(ask.was),
      would,
      history,
      isWarned: false,
      before: before?.answer ?? null,
      onJudged: (state, only) => records.take(state, only),
    }),
    turns,
  );
  if (answer === null) return null;
  known.trials.hold(question, { bounds, before: { answer, records: records.was } });
  const { findings, scores } = lintBook(would.book, historyWith(records.would, events));
  const days = daysOf(timed, history);
  const yearOf = (side: 'was' | 'would') => Math.round((owedMinor(answer, side) * YEAR_DAYS) / days);
  return {
    whatIf: answer,
    days,
    wasYearMinor: yearOf('was'),
    wouldYearMinor: yearOf('would'),
    findings: placedFindings(findings, draft.layered),
    scores,
  } satisfies BookTrial;
}

/** The book as if what it says in the end had counted from the first day on. */
function newestTermsOf({ book, layered }: Terms): Terms {
  const newest = <T>(versions: readonly T[]) => versions.slice(-1);
  return { book: { ...book, versions: newest(book.versions) }, layered: { ...layered, versions: newest(layered.versions) } };
}

/** How each promise did under both books: the draft judges those alone that it says otherwise, and all others did as they did. */
class RecordsOfBoth {
  was: Records;
  would: Records;
  #isFirst: boolean;

  /** @param was where that is known already. */
  constructor(was: Records | null) {
    this.was = this.would = was ?? new Map();
    this.#isFirst = was === null;
  }

  take(state: EngineState, only: ReadonlySet<string> | null): void {
    const same = only === null ? [] : [...this.was].filter(([id]) => !only.has(id));
    const fresh = [...recordsOf(state)].filter(([id]) => only?.has(id) ?? true);
    this.would = new Map([...same, ...fresh]);
    if (this.#isFirst) this.was = this.would;
    this.#isFirst = false;
  }
}

/** @throws KeptError BOOK_INVALID where this version of Kept does not read it. */
function bookOf({ text, bases }: WrittenBook): Extract<ReadBook, { readonly ok: true }> {
  const read = readBook(text, { textOf: (name) => (Object.hasOwn(bases, name) ? (bases[name] ?? null) : null) });
  if (read.ok) return read;
  throw new KeptError('BOOK_INVALID', 'The book has faults.');
}

function owedMinor({ rows }: WhatIf, side: 'was' | 'would'): number {
  return rows.reduce((sum, row) => sum + (row[side]?.owedMinor ?? 0), 0);
}

/** Of the events, those before all others may lie far back: registers, contracts, what was imported to begin with. */
const LEADING_SHARE = 0.01;

/** How long the past is that a year is made of: at most a year, and at least a day, since less would be made too much of. */
function daysOf(timed: readonly TimedEvent[], { asOfMs, fromAtMs }: { readonly asOfMs: number; readonly fromAtMs: number }): number {
  const inSpan = timed.filter(({ atMs }) => atMs >= fromAtMs);
  const firstAtMs = inSpan[Math.floor(inSpan.length * LEADING_SHARE)]?.atMs ?? asOfMs;
  return Math.max(1, (asOfMs - firstAtMs) / DAY_MS);
}
