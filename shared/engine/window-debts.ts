import type { Billing, Payment, Remedy, Scope } from '../book/index.ts';
import { groupIn, idIn, joinedId, type Mark, scopeAt } from '../clock/index.ts';
import { periodNameOf } from '../measure/index.ts';
import { ONE, type Rational, ZERO } from '../number/index.ts';
import { NOBODY, type Payee, payeeOf, pointsMissed, roleOf, workedPayment } from '../remedy/index.ts';
import type { EngineState } from './state.ts';
import type { Windowed, WindowStand } from './window-stand.ts';

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
    if (remedy.kind === 'do') {
      yield { remedy, subject: stand.id, payee: NOBODY, minor: 0, value: null, points: null };
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
  const { terms, promise, window } = stand;
  const period = periodNameOf(terms.window, terms.calendar.zone, window);
  if (period === null || terms.bill === null) return;
  const isCredited = creditedBy(state, stand, terms.bill);
  for (const [subject, mark] of state.bills.of(promise, period)) {
    const scope = billScope(state, terms.bill, subject, mark);
    if (!isCredited(subject, mark, scope)) continue;
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

type IsCredited = (subject: string, mark: Mark, scope: Scope) => boolean;

/**
 * Whether a bill is credited by a window: by one of the promise's own line always; by that of a group where the bill's own data
 * names the group; by that of a subject in service where the bill joins the subject, or the register says that it is the customer's.
 */
function creditedBy(state: EngineState, stand: WindowStand, billing: Billing): IsCredited {
  const { terms, group } = stand;
  if (group === null) return () => true;
  if (terms.kind === 'availability') return creditedBySubject(state, stand, billing);
  const { group: byGroup } = terms;
  return (_subject, _mark, scope) => byGroup !== null && group !== '?' && groupIn(byGroup, scope) === group;
}

function creditedBySubject(state: EngineState, stand: WindowStand, billing: Billing): IsCredited {
  const item = itemOf(stand.terms);
  if (item === null) return () => false;
  const { book } = state;
  const id = idIn(stand.group ?? '', item);
  const role = roleOf(billing.customer);
  const served = scopeOf(state, stand)[item];
  return (subject, { data }, scope) => {
    const joined = joinedId({ book, item: null, opening: { subject, data } }, item);
    if (joined !== null) return joined === id;
    const customer = billing.customer.evaluate(scope);
    return role !== null && typeof customer === 'string' && served?.[role] === customer;
  };
}
