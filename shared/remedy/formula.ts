import type { Amount, Bound, Payment, Remedy } from '../book/index.ts';
import { compare, exactText, multiply, ONE, type Rational, rational } from '../number/index.ts';
import { minorDigitsOf } from './currency.ts';

/** What a formula shows beside the book's own words. */
export type Figures = { readonly currency: string; readonly points: Rational | null; readonly value: Rational | null };

/** How a line was worked out, close to what the book says: `50% of item.fare 46.00`, `2% × 3 points of bill.charges 128.50`. */
export function formulaOf(remedy: Remedy, figures: Figures): string {
  if (remedy.kind === 'do') return remedy.deed;
  const parts = [amountText(remedy.pay, figures), ...boundTexts(remedy, figures.currency)];
  return [...parts, ...(remedy.round === 'half-up' ? [] : [`round ${remedy.round}`])].join(', ');
}

function amountText(pay: Amount, { currency, points, value }: Figures): string {
  const times = points === null ? '' : ` × ${exactText(points)} ${compare(points, ONE) === 0 ? 'point' : 'points'}`;
  if (pay.kind === 'fixed') return `${exactText(pay.amount)} ${currency}${times}`;
  const whole = value === null ? `${pay.of.source}, which has no value` : `${pay.of.source} ${exactText(value, minorDigitsOf(currency))}`;
  if (pay.isPercent) return `${percentText(pay.factor)}${times} of ${whole}`;
  return points === null ? `${exactText(pay.factor)} x ${whole}` : `${exactText(pay.factor)}${times} x ${whole}`;
}

function boundTexts({ cap, floor }: Payment, currency: string): readonly string[] {
  const text = (name: string, bound: Bound | null) =>
    bound === null ? [] : [`${name} ${bound.kind === 'amount' ? `${exactText(bound.amount)} ${currency}` : percentText(bound.share)}`];
  return [...text('cap', cap), ...text('floor', floor)];
}

/** `50%` of a half. */
export function percentText(share: Rational): string {
  return `${exactText(multiply(share, rational(100)))}%`;
}
