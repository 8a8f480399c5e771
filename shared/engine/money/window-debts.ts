import type { Billing, Payment, Remedy, Scope } from '../../book/index.ts';
import { groupIn, idIn, joinedId, type Mark, scopeAt } from '../../clock/index.ts';
import { periodNameOf } from '../../measure/index.ts';
import { ONE, type Rational, ZERO } from '../../number/index.ts';
import { type Payee, payeeOf, pointsMissed, roleOf, workedPayment } from '../../remedy/index.ts';
import type { EngineState } from '../state.ts';
import type { Windowed, WindowStand } from '../windows/window-stand.ts';
import type { Bill } from './bills.ts';

/** One line that a remedy makes: what is owed for what, to whom, and what it was worked out from. */
export type Debt = {
  readonly remedy: Remedy;
  /** What is paid for: the item or the bill; of a window without bills, its line. */
  readonly subject: string;
  readonly payee: Payee;
  /** 0 for a deed. */
  readonly minor: number;
  readonly value: Rational | null;
  readonly points: Rational | null;
};

/** The points that a payment counts of a window. */
export type PointsFor = (payment: Payment) => Rational;

/** By how much a window misses its target as it stands. */
export function pointsNow({ value, target }: WindowStand): PointsFor {
  return (payment) => (value === null || target === null ? ZERO : pointsMissed(payment, target, value));
}

/** One point, for what a miss would cost at the least. */
export const ONE_POINT: PointsFor = () => ONE;

/** What a missed window owes, by the book's order of remedies and within a credit in no order. */
export function* windowDebts(state: EngineState, stand: WindowStand, pointsFor: PointsFor): Generator<Debt> {
  for (const remedy of stand.terms.remedies) {
    if (remedy.per === 'complaint') continue; // Owed by what is counted, and not by the window.
    if (remedy.kind === 'do') {
      yield { remedy, subject: stand.id, payee: payeeOf(remedy.to, scopeOf(state, stand)), minor: 0, value: null, points: null };
      continue;
    }
    const points = remedy.per === 'obligation' ? null : pointsFor(remedy);
    if (points !== null && points.n <= 0n) continue; // A missed part of a point is nothing (MON-3).
    if (remedy.isCredit) yield* creditDebts(state, stand, remedy, points);
    else yield wholeDebt(state, stand, remedy, points);
  }
}

/** One payment for the window. */
function wholeDebt(state: EngineState, stand: WindowStand, remedy: Payment, points: Rational | null): Debt {
  const scope = scopeOf(state, stand);
  const worked = workedPayment(remedy, { scope, currency: state.book.currency, points });
  return { remedy, subject: stand.id, payee: payeeOf(remedy.to, scope), ...worked, points };
}

/** What the line or the subject itself joins. */
function scopeOf({ book, registers }: EngineState, { terms, opening, valuesAtMs }: WindowStand): Scope {
  return scopeAt({ book, item: itemOf(terms), opening, registerOf: registers.of }, valuesAtMs);
}

function itemOf(terms: Windowed): string | null {
  return terms.kind === 'availability' ? terms.item : null;
}

/** One line for each bill of the window's period, whenever it was issued; a customer without a bill gets none (MON-4). */
function* creditDebts(state: EngineState, stand: WindowStand, remedy: Payment, points: Rational | null): Generator<Debt> {
  const { terms, window } = stand;
  const period = periodNameOf(terms.window, terms.calendar.zone, window);
  if (period === null || terms.bill === null) return;
  for (const [subject, mark] of billsOf(state, stand, terms.bill, period)) {
    const scope = billScope(state, terms.bill, subject, mark);
    const worked = workedPayment(remedy, { scope, currency: state.book.currency, points });
    const payee = payeeOf(remedy.to ?? terms.bill.customer, scope);
    yield { remedy, subject, payee, ...worked, points };
  }
}

/** What the values of a credit read: the bill's data, what it joins as of the bill's time, and `bill` with its charges. */
function billScope(state: EngineState, billing: Billing, subject: string, { data, atMs }: Mark): Scope {
  const scope = scopeAt({ book: state.book, item: null, opening: { subject, data }, registerOf: state.registers.of }, atMs);
  const charges = billing.charges.evaluate(scope);
  const isAmount = typeof charges === 'string' || typeof charges === 'number';
  const exact = typeof charges === 'bigint' ? String(charges) : null;
  return { ...scope, bill: { ...data, charges: isAmount ? charges : exact } };
}

/**
 * The bills of a period that a window credits: all of them by the promise's own line; by that of a group those whose own data name
 * the group; by a subject in service those that join it, and those of the customer whose the register says it is.
 */
function* billsOf(state: EngineState, stand: WindowStand, billing: Billing, period: string): Iterable<Bill> {
  const { promise, terms, group } = stand;
  if (group === null) {
    yield* state.bills.of(promise, period);
    return;
  }
  const sorted = state.bills.sorted(promise, period, (bill) => ownerOf(state, terms, billing, bill));
  for (const owner of ownersOf(state, stand, group, billing)) yield* sorted.get(owner) ?? [];
}

/** What a bill is found by: its group, or the item that it joins by the register's key, else its customer. */
function ownerOf(state: EngineState, terms: Windowed, billing: Billing, [subject, mark]: Bill): string {
  const item = itemOf(terms);
  const joined = item === null ? null : joinedId({ book: state.book, item: null, opening: { subject, data: mark.data } }, item);
  if (joined !== null) return `item ${joined}`;
  const scope = billScope(state, billing, subject, mark);
  if (terms.kind !== 'availability') return terms.group === null ? '' : `group ${groupIn(terms.group, scope)}`;
  const customer = billing.customer.evaluate(scope);
  return typeof customer === 'string' ? `customer ${customer}` : '';
}

/** Under which names a line of a group or a subject finds its bills. */
function* ownersOf(state: EngineState, stand: WindowStand, group: string, billing: Billing): Iterable<string> {
  if (stand.terms.kind !== 'availability') {
    if (group !== '?') yield `group ${group}`;
    return;
  }
  const { item } = stand.terms;
  if (item === null) return;
  yield `item ${idIn(group, item)}`;
  const role = roleOf(billing.customer);
  const customer = role === null ? null : scopeOf(state, stand)[item]?.[role];
  if (typeof customer === 'string') yield `customer ${customer}`;
}
