import type { Obligation } from '../clock/index.ts';
import { type EngineState, entriesOfObligation, type Item, type LedgerEntry } from '../engine/index.ts';
import type { WeekSpan } from './asked-week.ts';

/** An obligation that was decided, or left out, and what of the ledger hangs on it. */
export type DecidedItem = {
  readonly item: Item;
  readonly obligation: Obligation;
  /** When it was kept or broken; of an excluded one, when it was due. */
  readonly atMs: number;
  readonly entries: readonly LedgerEntry[];
};

/** The part of a span that is over; half open, so that two halves hold what the whole does (REV-2). */
export function isWithin(span: Pick<WeekSpan, 'fromAtMs' | 'toAtMs'>, atMs: number): boolean {
  return atMs >= span.fromAtMs && atMs < span.toAtMs;
}

/** When an obligation counts in a review; `null` while it is open or nothing can be said. Its steps do not count by themselves. */
export function decidedAtMs({ stage, state, decidedAtMs: atMs, dueAtMs, openedAtMs }: Obligation): number | null {
  if (stage !== null) return null;
  if (state === 'kept' || state === 'broken') return atMs;
  return state === 'excluded' ? (dueAtMs ?? openedAtMs) : null;
}

/** What it owes, and what was left over of what was settled before its verdict turned. */
export function decidedItem(state: EngineState, item: Item, obligation: Obligation, atMs: number): DecidedItem {
  const mayOwe = obligation.state === 'broken' || item.hasClosings;
  return { item, obligation, atMs, entries: mayOwe ? [...entriesOfObligation(state, obligation)] : [] };
}
