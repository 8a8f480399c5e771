import { multiply, rational, rationalOfText, roundBy } from '../number/index.ts';
import { minorUnitsOf } from './currency.ts';

/** Longer texts are no amounts. */
const TEXT_LENGTH_MAX = 40;
/** As of what a payment may come to. */
const MINOR_MAX = 10n ** 13n;

/**
 * The amount that a settlement names, in minor units: a number by its shortest decimal text, or a decimal text; below zero where
 * something was given back. `null` where it names none.
 */
export function settledMinorOf(value: unknown, currency: string): number | null {
  if ((typeof value !== 'string' && typeof value !== 'number') || String(value).length > TEXT_LENGTH_MAX) return null;
  const exact = rationalOfText(String(value));
  if (exact === null) return null;
  const minor = roundBy(multiply(exact, rational(minorUnitsOf(currency))), 'half-up');
  return minor > MINOR_MAX || minor < -MINOR_MAX ? null : Number(minor);
}
