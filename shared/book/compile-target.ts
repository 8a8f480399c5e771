import { compare, multiply, ONE, type Rational, rational, rationalOfText, ZERO } from '../number/index.ts';
import { faultOf } from '../text/index.ts';
import type { ByTier, DurationUnit, Target } from './book.ts';
import { compileByTier, type RawByTier } from './by-tier.ts';
import type { Complain } from './compile-context.ts';
import type { RawPromise } from './layers.ts';
import type { Path } from './source.ts';

/** The share that has to be reached: one for all, or one for each tier. */
export function sharesOf(raw: RawPromise, complain: Complain): ByTier<Target> {
  return targetsOf(raw, complain, shareTarget);
}

/** The value that has to be reached, in the unit of what is measured; a duration is in seconds. */
export function valuesOf(raw: RawPromise, complain: Complain): ByTier<Target> {
  return targetsOf(raw, complain, (text, path) => {
    if (text.endsWith('%')) complain(path, faultOf('fault.value-target'));
    return targetOf(text);
  });
}

type CompileTarget = (text: string, path: Path, complain: Complain) => Target;

function targetsOf(raw: RawPromise, complain: Complain, compile: CompileTarget): ByTier<Target> {
  const written = raw['target'] as RawByTier;
  if (typeof written === 'object' && raw['tier'] === undefined) complain(['target'], faultOf('fault.targets-tier'));
  return compileByTier(written, ['target'], (text, path) => compile(text, path, complain));
}

function shareTarget(text: string, path: Path, complain: Complain): Target {
  const target = targetOf(text);
  if (UNIT.test(text)) complain(path, faultOf('fault.share-duration'));
  else if (compare(target.value, ONE) > 0) complain(path, faultOf('fault.share-max'));
  return target;
}

const UNIT = /(s|min|h|d)$/;
const SECONDS: { readonly [unit in DurationUnit]: number } = { s: 1, min: 60, h: 3_600, d: 86_400 };

/** `>= 95%`, `>= 0.95`, `<= 3` or `<= 4h`, which is in seconds. */
export function targetOf(text: string): Target {
  const [, op = '>=', number = '0', sign = ''] = /^(>=|>|<=|<)\s*([\d.]+)(%|s|min|h|d)?$/.exec(text) ?? [];
  const unit = sign in SECONDS ? (sign as DurationUnit) : null;
  const value = sign === '%' ? shareOf(`${number}%`) : multiply(shareOf(number), rational(unit === null ? 1 : SECONDS[unit]));
  return { op: op as Target['op'], value, unit };
}

/** `95%` or `0.95` as a fraction. */
export function shareOf(text: string): Rational {
  const value = rationalOfText(text.replace('%', '')) ?? ZERO;
  return multiply(value, text.endsWith('%') ? rational(1, 100) : ONE);
}
