import type { Availability, Billing, Count, Payment, Ratio, Remedy, Scope } from '../book/index.ts';
import { groupIn, idIn, joinedId, type Mark, scopeAt } from '../clock/index.ts';
import { periodNameOf, type Tally } from '../measure/index.ts';
import { ONE, type Rational } from '../number/index.ts';
import { NOBODY, type Payee, payeeOf, pointsMissed, roleOf, workedPayment } from '../remedy/index.ts';
import { promiseAt, targetFor, windowKindOf } from './lines.ts';
import type { EngineState, Line } from './state.ts';
import { valueNow } from './value-now.ts';

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

type Windowed = Ratio | Availability | Count;
type Where = { readonly state: EngineState; readonly line: Line; readonly tally: Tally; readonly promise: Windowed };

/** The points that a payment counts of a window. */
export type PointsFor = (payment: Payment) => Rational;

/** By how much a window misses its target as it stands. */
export function pointsNow(state: EngineState, line: Line, tally: Tally): PointsFor {
  const target = targetFor(promiseAt(state, line.promise, tally.fromAtMs), line);
  const value = valueNow(state, line, tally);
  return (payment) => (value === null || target === null ? { n: 0n, d: 1n } : pointsMissed(payment, target, value));
}

/** One point, for what a miss would cost at the least. */
export const ONE_POINT: PointsFor = () => ONE;

/** What a missed window owes, by the book's order of remedies and within a credit in no order; none for a deadline promise. */
export function* windowDebts(state: EngineState, line: Line, tally: Tally, pointsFor: PointsFor): Generator<Debt> {
  const promise = promiseAt(state, line.promise, tally.fromAtMs);
  if (promise.kind === 'deadline') return;
  const where = { state, line, tally, promise };
  for (const remedy of promise.remedies) {
    if (remedy.kind === 'do') {
      yield { remedy, subject: line.id, payee: NOBODY, minor: 0, value: null, points: null };
      continue;
    }
    const points = remedy.per === 'obligation' ? null : pointsFor(remedy);
    if (points !== null && points.n <= 0n) continue; // A missed part of a point is nothing (MON-3).
    if (remedy.isCredit) yield* creditDebts(where, remedy, points);
    else yield wholeDebt(where, remedy, points);
  }
}

/** Whether a promise has anything to credit or to pay for a window. */
export function owesByWindow(state: EngineState, line: Line, { fromAtMs } = line.current): boolean {
  const promise = promiseAt(state, line.promise, fromAtMs);
  return promise.kind !== 'deadline' && promise.remedies.length > 0;
}

/** One payment for the window. Its values read the register as it stands at the window's end. */
function wholeDebt({ state, line, tally, promise }: Where, remedy: Payment, points: Rational | null): Debt {
  const opening = { subject: line.group ?? '', data: {} };
  const item = promise.kind === 'availability' ? promise.item : null;
  const scope = scopeAt({ book: state.book, item, opening, registerOf: state.registers.of }, tally.toAtMs - 1);
  const worked = workedPayment(remedy, { scope, currency: state.book.currency, points });
  return { remedy, subject: line.id, payee: payeeOf(remedy.to, scope), ...worked, points };
}

/** One line for each bill of the window's period, whenever it was issued; a customer without a bill gets none (MON-4). */
function* creditDebts(where: Where, remedy: Payment, points: Rational | null): Generator<Debt> {
  const { state, tally, promise } = where;
  const period = periodNameOf(windowKindOf(promise), promise.calendar.zone, tally);
  if (period === null || promise.bill === null) return;
  for (const [subject, mark] of state.bills.of(promise.id, period)) {
    const scope = billScope(state, promise.bill, subject, mark);
    if (!isOfLine(where, promise.bill, subject, mark, scope)) continue;
    const worked = workedPayment(remedy, { scope, currency: state.book.currency, points });
    const payee = payeeOf(remedy.to ?? promise.bill.customer, scope);
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
 * Whether a bill is credited by a line: by the promise's own line always; by that of a group where the bill's own data names the
 * group; by that of a subject in service where the bill joins the subject, or the register says that the subject is the customer's.
 */
function isOfLine({ state, line, tally, promise }: Where, billing: Billing, subject: string, { data }: Mark, scope: Scope): boolean {
  if (line.group === null) return true;
  if (promise.kind !== 'availability') return promise.group !== null && line.group !== '?' && groupIn(promise.group, scope) === line.group;
  if (promise.item === null) return false;
  const id = idIn(line.group, promise.item);
  const joined = joinedId({ book: state.book, item: null, opening: { subject, data } }, promise.item);
  if (joined !== null) return joined === id;
  const role = roleOf(billing.customer);
  const opening = { subject: line.group, data: {} };
  const served = scopeAt({ book: state.book, item: promise.item, opening, registerOf: state.registers.of }, tally.toAtMs - 1)[promise.item];
  const customer = billing.customer.evaluate(scope);
  return role !== null && typeof customer === 'string' && served?.[role] === customer;
}
