import { compare, type Rational, rationalOfText, ZERO } from '../number/index.ts';

/** Longer texts are no amounts. */
const TEXT_LENGTH_MAX = 40;

/**
 * What an expression gave as an exact number: a number by its shortest decimal text, or a decimal text (MON-1). `null` where it
 * gave neither, and where it is below zero: nobody owes less than nothing.
 */
export function exactValueOf(value: unknown): Rational | null {
  if (typeof value === 'string' && value.length > TEXT_LENGTH_MAX) return null;
  const isNumber = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
  const exact = isNumber ? rationalOfText(String(value)) : null;
  return exact === null || compare(exact, ZERO) < 0 ? null : exact;
}
