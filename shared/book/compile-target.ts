import { compare, multiply, ONE, type Rational, rational, rationalOfText, ZERO } from '../number/index.ts';
import type { ByTier, Target } from './book.ts';
import { compileByTier, type RawByTier } from './by-tier.ts';
import type { Complain } from './compile-context.ts';
import type { RawPromise } from './layers.ts';
import type { Path } from './source.ts';

/** The share that has to be reached: one for all, or one for each tier. */
export function sharesOf(raw: RawPromise, complain: Complain): ByTier<Target> {
  const written = raw['target'] as RawByTier;
  if (typeof written === 'object' && raw['tier'] === undefined)
    complain(['target'], 'a map of targets needs a `tier`', 'Name the value that picks one, such as `tier: circuit.level`.');
  return compileByTier(written, ['target'], (text, path) => shareTarget(text, path, complain));
}

function shareTarget(text: string, path: Path, complain: Complain): Target {
  const target = targetOf(text);
  if (compare(target.value, ONE) > 0) complain(path, 'a share is at most 100%', 'Write for example ">= 95%" or ">= 0.95".');
  return target;
}

/** `>= 95%`, `>= 0.95` or `<= 3`. */
export function targetOf(text: string): Target {
  const [, op = '>=', number = '0', sign = ''] = /^(>=|>|<=|<)\s*([\d.]+)(%?)$/.exec(text) ?? [];
  return { op: op as Target['op'], value: shareOf(number + sign) };
}

/** `95%` or `0.95` as a fraction. */
export function shareOf(text: string): Rational {
  const value = rationalOfText(text.replace('%', '')) ?? ZERO;
  return multiply(value, text.endsWith('%') ? rational(1, 100) : ONE);
}
