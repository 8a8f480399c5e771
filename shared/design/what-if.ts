import { type Book, judgedOtherwise, type Terms } from '../book/index.ts';
import type { EngineState } from '../engine/index.ts';
import { KeptError } from '../error/index.ts';
import { minorDigitsOf } from '../remedy/index.ts';
import { askedSpan } from './asked-span.ts';
import { type History, judgeHistory } from './judge-history.ts';
import { dependentsIn, narrowedBook } from './narrowed-book.ts';
import { type Outcome, outcomesOf } from './outcome.ts';
import { type Warnings, warningsIn } from './warnings.ts';
import { type Work, within } from './work.ts';

/** A figure of an outcome that can be taken away from another one. */
export type Figure = Exclude<keyof Outcome, 'promise' | 'kind'> | 'warnings';

export type WhatIfOutcome = Outcome & {
  /** How often it would have been warned of, had each event come when it happened; `null` where that was not asked for. */
  readonly warnings: number | null;
};

/** One promise under both books; `null` under the one that does not have it. */
export type WhatIfRow = {
  readonly promise: string;
  readonly was: WhatIfOutcome | null;
  readonly would: WhatIfOutcome | null;
  /** What would be, less what was, of the figures that both have and that differ. */
  readonly difference: { readonly [figure in Figure]?: number };
};

/** What another book would have made of a span of history, beside what was. Plain data. */
export type WhatIf = {
  /** The instant as of which both are judged, ms. */
  readonly asOfMs: number;
  readonly fromAtMs: number | null;
  readonly toAtMs: number | null;
  readonly currency: string;
  /** Digits after the point of an amount in minor units. */
  readonly minorDigits: number;
  readonly rows: readonly WhatIfRow[];
};

export type WhatIfQuestion = {
  readonly was: Terms;
  readonly would: Terms;
  readonly history: History;
  /** Whether warnings are counted: then time is followed from event to event, which takes several times as long. */
  readonly isWarned: boolean;
  /** An answer about the same history by the same first book, in which it stands what was. */
  readonly before?: WhatIf | null;
  /** Called with the state of each book before it is dropped, and with the promises that it was made for: all where that is `null`. */
  readonly onJudged?: (state: EngineState, only: ReadonlySet<string> | null) => void;
};

/**
 * Judges a history by two books (DES-1, DES-2). The first judges all of it; the other one judges those promises alone that it says
 * otherwise, since all others come to what they came to. `null` without events. @throws KeptError VALUE_RANGE, DESIGN_REFUSED.
 */
export function* whatIf(question: WhatIfQuestion): Work<WhatIf | null> {
  const { was, would, history } = question;
  const { currency } = was.book;
  if (currency !== would.book.currency)
    throw new KeptError(
      'DESIGN_REFUSED',
      `One book is in ${currency} and the other in ${would.book.currency}: their sums cannot be compared.`,
    );
  const known = question.before ?? null;
  const before = known === null ? yield* within(judged(was.book, null, question), 0, 0.5) : judgedIn(known);
  if (before === null) return null;
  const after = yield* within(judgedBeside(before, question), 0.5, 1);
  const ids = new Set([...before.outcomes.keys(), ...after.keys()]);
  return {
    asOfMs: before.asOfMs,
    fromAtMs: history.fromAtMs,
    toAtMs: history.toAtMs,
    currency,
    minorDigits: minorDigitsOf(currency),
    rows: [...ids].map((id) => rowOf(id, before.outcomes.get(id) ?? null, after.get(id) ?? null)),
  };
}

type Outcomes = ReadonlyMap<string, WhatIfOutcome>;
type Judged = { readonly asOfMs: number; readonly outcomes: Outcomes };

function judgedIn({ asOfMs, rows }: WhatIf): Judged {
  return { asOfMs, outcomes: new Map(rows.flatMap(({ promise, was }) => (was === null ? [] : [[promise, was]]))) };
}

/** What the other book makes of it. Warnings are foretold, which every promise has a part in. */
function* judgedBeside({ outcomes }: Judged, question: WhatIfQuestion): Work<Outcomes> {
  const { was, would, isWarned } = question;
  const changed = isWarned ? null : judgedOtherwise(was, would);
  const only = changed === null ? null : dependentsIn(was.book, dependentsIn(would.book, changed));
  const fresh = only?.size === 0 ? null : yield* judged(would.book, only, question);
  const same = only === null ? [] : [...outcomes].filter(([id]) => !only.has(id));
  return new Map([...same, ...(fresh?.outcomes ?? [])]);
}

/** One book's side of it; its state is dropped before the other book is judged. */
function* judged(book: Book, only: ReadonlySet<string> | null, { history, isWarned, onJudged }: WhatIfQuestion): Work<Judged | null> {
  const judging = judgeHistory(only === null ? book : narrowedBook(book, only), history);
  const state: EngineState | null = yield* within(judging, 0, isWarned ? 0.3 : 0.9);
  if (state === null) return null;
  onJudged?.(state, only);
  const outcomes = yield* within(outcomesOf(state, askedSpan(history)), isWarned ? 0.3 : 0.9, isWarned ? 0.35 : 1);
  const warnings: Warnings | null = isWarned ? yield* within(warningsIn(book, history), 0.35, 1) : null;
  const withWarnings = outcomes.map((outcome) => ({
    ...outcome,
    warnings: warnings === null ? null : (warnings.get(outcome.promise) ?? 0),
  }));
  const wanted = withWarnings.filter(({ promise }) => only?.has(promise) ?? true);
  return { asOfMs: state.nowAtMs, outcomes: new Map(wanted.map((outcome) => [outcome.promise, outcome])) };
}

function rowOf(promise: string, was: WhatIfOutcome | null, would: WhatIfOutcome | null): WhatIfRow {
  return { promise, was, would, difference: was === null || would === null ? {} : differenceOf(was, would) };
}

function differenceOf(was: WhatIfOutcome, would: WhatIfOutcome): WhatIfRow['difference'] {
  const difference: { [figure in Figure]?: number } = {};
  for (const figure of Object.keys(was) as (keyof WhatIfOutcome)[]) {
    if (figure === 'promise' || figure === 'kind') continue;
    const [before, after] = [was[figure], would[figure]];
    if (before !== null && after !== null && before !== after) difference[figure] = after - before;
  }
  return difference;
}
