import { type Billing, promiseIn, versionAt } from '../../book/index.ts';
import { type Mark, scopeAt, withoutReplaced } from '../../clock/index.ts';
import type { Item } from '../items/item.ts';
import type { EngineState } from '../state.ts';
import { askForSecond } from '../windows/lines.ts';

/**
 * Finds an item's place among the bills of every promise that reads it: what a correction took the place of is none (LOG-2).
 * @param changed marks that come or go.
 */
export function recountBills(state: EngineState, item: Item, changed: readonly Mark[]): void {
  if (state.billed.length === 0) return;
  const isBill = (each: Mark) => state.billed.some((promise) => billingAt(state, promise, each)?.event.has(each.type) === true);
  if (!changed.some(isBill)) return;
  const marks = withoutReplaced(item.marks);
  for (const promise of state.billed) {
    const changed = state.bills.place(promise, item.subject, placeOf(state, item, promise, marks));
    for (const period of changed) state.windowLedger.billed.add(`${promise} ${period}`);
    if (changed.length > 0) askForSecond(state);
  }
}

/** The last event of a subject that names a period is its bill. */
function placeOf(state: EngineState, { subject }: Item, promise: string, marks: readonly Mark[]) {
  for (const mark of marks.toReversed()) {
    const billing = billingAt(state, promise, mark);
    if (billing === null || !billing.event.has(mark.type)) continue;
    const opening = { subject, data: mark.data };
    const period = billing.period.evaluate(scopeAt({ book: state.book, item: null, opening, registerOf: state.registers.of }, mark.atMs));
    if (typeof period === 'string' || typeof period === 'number') return { period: String(period), mark };
  }
  return null;
}

/** Where the promise's bills are by the version at an event's time. */
function billingAt({ book }: EngineState, promiseId: string, { atMs }: Mark): Billing | null {
  const promise = promiseIn(versionAt(book, atMs), promiseId);
  return promise === undefined || promise.kind === 'deadline' ? null : promise.bill;
}
