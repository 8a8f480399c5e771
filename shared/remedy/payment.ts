import type { Bound, Payment, Scope } from '../book/index.ts';
import { compare, multiply, type Rational, rational, roundBy, ZERO } from '../number/index.ts';
import { minorUnitsOf } from './currency.ts';
import { exactValueOf } from './exact-value.ts';

/** A larger amount comes from a wrong value: sums of them would no longer be exact. Minor units, 100 billion of most currencies. */
const MINOR_MAX = 10n ** 13n;

/** What a payment is worked out from: what its values read, and by how many points a window missed (`null` where none are asked for). */
export type Grounds = { readonly scope: Scope; readonly currency: string; readonly points: Rational | null };

/** One payment worked out. */
export type Worked = {
  /** Rounded once, after cap and floor, in minor units of the currency (MON-1). */
  readonly minor: number;
  /** What the payment is a part of; `null` for a fixed one, and where the event does not say, or says what no amount can be. */
  readonly value: Rational | null;
};

/** What a payment owes. A value that is none owes nothing, whatever the floor. */
export function workedPayment(payment: Payment, { scope, currency, points }: Grounds): Worked {
  const { pay } = payment;
  const value = pay.kind === 'fixed' ? null : exactValueOf(pay.of.evaluate(scope));
  if (pay.kind === 'of' && value === null) return { minor: 0, value };
  const once = pay.kind === 'fixed' ? pay.amount : multiply(pay.factor, value ?? ZERO);
  const whole = payment.isCredit && value === null ? exactValueOf(scope['bill']?.['charges']) : value;
  const bounded = withinBounds(points === null ? once : multiply(once, points), payment, whole);
  const minor = roundBy(multiply(bounded, rational(minorUnitsOf(currency))), payment.round);
  return minor > MINOR_MAX ? { minor: 0, value: null } : { minor: Number(minor), value };
}

/** @param whole what a bound in percent is a share of; without it such a bound bounds nothing. */
function withinBounds(amount: Rational, { cap, floor }: Payment, whole: Rational | null): Rational {
  const [most, least] = [boundOf(cap, whole), boundOf(floor, whole)];
  const capped = most !== null && compare(amount, most) > 0 ? most : amount;
  return least !== null && compare(capped, least) < 0 ? least : capped;
}

function boundOf(bound: Bound | null, whole: Rational | null): Rational | null {
  if (bound === null) return null;
  if (bound.kind === 'amount') return bound.amount;
  return whole === null ? null : multiply(bound.share, whole);
}
