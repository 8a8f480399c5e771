import type { Book, BookPromise } from '../book/index.ts';
import { KeptError } from '../error/index.ts';
import { designLimit } from './design-limit.ts';
import { designTarget } from './design-target.ts';
import type { History } from './judge-history.ts';
import type { Work } from './work.ts';

/** How strong a promise could be, and what it would have cost. */
export type DesignQuestion = {
  readonly book: Book;
  readonly promise: string;
  readonly history: History;
  /** Which limit or target is moved, as the book writes it, where a promise has several by tier; `null` where it has one. */
  readonly of: string | null;
  /** The limits or targets to try, as a book writes them; `null` to take them from what happened. */
  readonly steps: readonly string[] | null;
  /** With which chance it is to be kept, between 0 and 1. */
  readonly chance: number;
  /** Resampled histories that intervals are read off, and the seed that they are drawn by. */
  readonly draws: number;
  readonly seed: number;
};

/** One limit or target, and what it would have been with it over the span. */
export type DesignStep = {
  /** As a book writes it: `30min`, `>= 80%`. */
  readonly terms: string;
  /** For drawing: milliseconds, days or months of a limit; the value of a target. */
  readonly amount: number;
  readonly isCurrent: boolean;
  /**
   * Of a deadline, the obligations that this limit governs and that opened in the span; those that are open have not passed it yet.
   * `null` elsewhere. Windows and money below are those of the whole promise, whatever other limits it has.
   */
  readonly obligations: {
    readonly kept: number;
    readonly broken: number;
    readonly open: number;
    readonly excluded: number;
    readonly noData: number;
  } | null;
  /** Windows in the span that are over; of a deadline, the periods that it is judged over. */
  readonly windowsKept: number;
  readonly windowsBroken: number;
  readonly windowsNoData: number;
  /** The chance to keep it with its 95% interval (DES-5, DES-6); `null` where nothing is known, and an interval where weeks are too few. */
  readonly chance: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What its remedies would have owed, in minor units; what was counted only where a person filed a complaint stays with those. */
  readonly owedMinor: number;
  readonly finedMinor: number;
};

/** The answer of the designer. Plain data. */
export type Design = {
  readonly promise: string;
  /** The key of the book that moves. */
  readonly moves: 'within' | 'late' | 'target';
  /** What the chance is of: of obligations, of windows, or of windows put together from the weeks of the span. */
  readonly chanceOf: 'obligations' | 'windows' | 'weeks';
  readonly current: string;
  readonly asOfMs: number;
  readonly fromAtMs: number | null;
  readonly toAtMs: number | null;
  readonly wantedChance: number;
  readonly weeks: number;
  readonly draws: number;
  readonly seed: number;
  readonly currency: string;
  /** Digits after the point of an amount in minor units. */
  readonly minorDigits: number;
  /** From the smallest amount to the largest. */
  readonly steps: readonly DesignStep[];
  /**
   * The strongest of the steps that has the wanted chance, and those that it would be in 95% of resampled histories, the strongest first;
   * `null` where none has it.
   */
  readonly strongest: { readonly terms: string; readonly low: string | null; readonly high: string | null } | null;
};

/**
 * The strongest limit or target of a promise that would have been kept with a wanted chance, with what each of several would have cost.
 * `null` without events.
 * @throws KeptError DESIGN_REFUSED where nothing of the promise can be moved; VALUE_RANGE.
 */
export function* design(question: DesignQuestion): Work<Design | null> {
  const promise = latest(question.book, question.promise);
  return yield* promise.kind === 'deadline' ? designLimit(question, promise) : designTarget(question, promise);
}

function latest(book: Book, id: string): BookPromise {
  const promises = book.versions.flatMap((version) => version.promises);
  const found = promises.findLast((promise) => promise.id === id);
  if (found !== undefined) return found;
  throw new KeptError(
    'DESIGN_REFUSED',
    `The book has no promise \`${id}\`; it has ${[...new Set(promises.map((each) => each.id))].join(', ')}.`,
  );
}
