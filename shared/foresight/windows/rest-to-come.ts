import type { WindowPast } from './window-past.ts';
import { EIGHTHS } from './window-run.ts';

/** How many more will be decided in a window: their expected number, and its variance. */
export type Rest = { readonly expected: number; readonly variance: number };

/** How many windows of the slot above it a slot is worth before it has its own. */
const SLOT_SHRINK = 2;
/** How much of an even spread over the window is mixed into the one of the past. */
const EVEN = 4;
/** How certain the number of a window is beforehand: as of a rate that was seen so many times. */
const RATE_SEEN = 8;

type Asked = {
  readonly past: WindowPast;
  /** Of all lines: how the day or the hour fills. */
  readonly promisePast: WindowPast;
  readonly slots: readonly number[];
};

/**
 * How many more will come to a window: what the same slot brought before, less what should have come by now, and more or less of
 * that as more or less has come so far. Counts come at a rate that is known as a Gamma distribution, so the rest is Gamma-Poisson.
 */
export function restToCome({ past, promisePast, slots }: Asked, soFar: number, gone: number): Rest {
  if (gone >= 1) return { expected: 0, variance: 0 };
  const filled = filledAt(promisePast, gone);
  const whole = wholeOf(past, slots) ?? soFar / Math.max(filled, 1 / EIGHTHS);
  const ratio = (RATE_SEEN + soFar) / (RATE_SEEN + whole * filled);
  const expected = whole * (1 - filled) * ratio;
  return { expected, variance: expected + (expected * expected) / (RATE_SEEN + soFar) };
}

/** What a whole window of the slot holds; `null` without a past. */
function wholeOf(past: WindowPast, slots: readonly number[]): number | null {
  if (past.windows === 0) return null;
  let whole = past.all() / past.windows;
  for (const slot of slots) {
    const { windows, all } = past.slot(slot);
    whole = (all + SLOT_SHRINK * whole) / (windows + SLOT_SHRINK);
  }
  return whole;
}

/** The share of a window's number that has come by then. */
function filledAt(past: WindowPast, gone: number): number {
  const eighth = Math.min(EIGHTHS - 1, Math.floor(gone * EIGHTHS));
  const share = (at: number) => ((at === 0 ? 0 : past.all(at)) + (EVEN * at) / EIGHTHS) / (past.all() + EVEN);
  return share(eighth) + (share(eighth + 1) - share(eighth)) * (gone * EIGHTHS - eighth);
}
