import { multiply, type Rational, rational, rationalOfText, ZERO } from '../number/index.ts';
import { faultOf } from '../text/index.ts';
import type { Amount, Bound } from './book.ts';
import { type Complain, expressionOf } from './compile-context.ts';
import type { Path } from './source.ts';

const NUMBER = '\\d+(\\.\\d+)?';
export const AMOUNT_PATTERN = `^(${NUMBER} [A-Z]{3}|${NUMBER}\\s*% of .+|${NUMBER} x .+)$`;
export const BOUND_PATTERN = `^${NUMBER}(%| [A-Z]{3})$`;

/** More is a slip of the hand. Sums are counted in whole numbers of the smallest unit, which end to be exact at 16 digits. */
const WHOLE_DIGITS_MAX = 12;

/** What an amount is checked against. */
export type AmountContext = { readonly currency: string; readonly complain: Complain };

/** `20 CNY`, `50% of item.fare` or `2 x item.fare`; the schema has found its shape right. */
export function amountOf(text: string, path: Path, { currency, complain }: AmountContext): Amount {
  const [, factor = '0', sign = '', source = ''] = /^([\d.]+)(\s*% of| x) (.+)$/.exec(text) ?? [];
  if (source === '') return { kind: 'fixed', amount: moneyOf(text, path, { currency, complain }) };
  const isPercent = sign.includes('%');
  return { kind: 'of', factor: exact(factor, isPercent), isPercent, of: expressionOf(source, path, complain) };
}

/** `500 CNY`, or `100%` of what the payment is a part of. */
export function boundOf(text: string, path: Path, context: AmountContext): Bound {
  if (text.endsWith('%')) return { kind: 'share', share: exact(text.slice(0, -1), true) };
  return { kind: 'amount', amount: moneyOf(text, path, context) };
}

function moneyOf(text: string, path: Path, { currency, complain }: AmountContext): Rational {
  const [amount = '0', code = ''] = text.split(' ');
  if (code !== currency) complain(path, faultOf('fault.currency', { currency, code }));
  if (wholeDigits(amount) > WHOLE_DIGITS_MAX) complain(path, faultOf('fault.amount-max', { amount, code, max: WHOLE_DIGITS_MAX }));
  return exact(amount, false);
}

function wholeDigits(amount: string): number {
  return amount.replace(/^0+/, '').split('.', 1)[0]?.length ?? 0;
}

function exact(text: string, isPercent: boolean): Rational {
  const value = rationalOfText(text) ?? ZERO;
  return isPercent ? multiply(value, rational(1, 100)) : value;
}
