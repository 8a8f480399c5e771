import type { Book } from '../book/index.ts';
import type { EngineState } from '../engine/index.ts';
import { KeptError } from '../error/index.ts';
import { minorDigitsOf } from '../remedy/index.ts';
import { askedSpan } from './asked-span.ts';
import { type History, judgeHistory } from './judge-history.ts';
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
  readonly was: Book;
  readonly would: Book;
  readonly history: History;
  /** Whether warnings are counted: then time is followed from event to event, which takes several times as long. */
  readonly isWarned: boolean;
};

/** Judges a history by two books (DES-1, DES-2). `null` without events. @throws KeptError VALUE_RANGE, DESIGN_REFUSED. */
export function* whatIf(question: WhatIfQuestion): Work<WhatIf | null> {
  const { was, would, history } = question;
  if (was.currency !== would.currency)
    throw new KeptError(
      'DESIGN_REFUSED',
      `One book is in ${was.currency} and the other in ${would.currency}: their sums cannot be compared.`,
    );
  const before = yield* within(judged(was, question), 0, 0.5);
  const after = yield* within(judged(would, question), 0.5, 1);
  if (before === null || after === null) return null;
  const ids = new Set([...before.outcomes.keys(), ...after.outcomes.keys()]);
  return {
    asOfMs: before.asOfMs,
    fromAtMs: history.fromAtMs,
    toAtMs: history.toAtMs,
    currency: was.currency,
    minorDigits: minorDigitsOf(was.currency),
    rows: [...ids].map((id) => rowOf(id, before.outcomes.get(id) ?? null, after.outcomes.get(id) ?? null)),
  };
}

type Judged = { readonly asOfMs: number; readonly outcomes: ReadonlyMap<string, WhatIfOutcome> };

/** One book's side of it; its state is dropped before the other book is judged. */
function* judged(book: Book, { history, isWarned }: WhatIfQuestion): Work<Judged | null> {
  const state: EngineState | null = yield* within(judgeHistory(book, history), 0, isWarned ? 0.3 : 0.9);
  if (state === null) return null;
  const outcomes = yield* within(outcomesOf(state, askedSpan(history)), isWarned ? 0.3 : 0.9, isWarned ? 0.35 : 1);
  const warnings: Warnings | null = isWarned ? yield* within(warningsIn(book, history), 0.35, 1) : null;
  const withWarnings = outcomes.map((outcome) => ({
    ...outcome,
    warnings: warnings === null ? null : (warnings.get(outcome.promise) ?? 0),
  }));
  return { asOfMs: state.nowAtMs, outcomes: new Map(withWarnings.map((outcome) => [outcome.promise, outcome])) };
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
