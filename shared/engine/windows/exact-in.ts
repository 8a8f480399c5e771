import type { Expression, Scope } from '../../book/index.ts';
import { type Rational, rationalOfText } from '../../number/index.ts';

/** Longer texts are no figures: exact fractions of them would take seconds. */
const TEXT_LENGTH_MAX = 40;

/** A number by its shortest text, or a decimal text, exactly; `null` for anything else that an event may bring. */
export function exactIn(value: Expression, scope: Scope): Rational | null {
  const found = value.evaluate(scope);
  const text = typeof found === 'number' || typeof found === 'bigint' || typeof found === 'string' ? String(found) : '';
  return text.length <= TEXT_LENGTH_MAX ? rationalOfText(text) : null;
}
