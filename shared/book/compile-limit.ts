import { faultOf } from '../text/index.ts';
import type { Allowance, Deadline, Limits } from './book.ts';
import { compileByTier, type RawByTier } from './by-tier.ts';
import { type Complain, expressionOf } from './compile-context.ts';
import { allowanceOf, durationMsOf } from './duration.ts';
import { writeForm } from './form.ts';
import type { RawPromise } from './layers.ts';
import type { Path } from './source.ts';

const WAYS = ['within', 'due', 'slot', 'before', 'every'] as const;
const NOTHING: Allowance = { written: '0 s', kind: 'elapsed', ms: 0, isStrict: false };

/** How a deadline is set: by one of `within`, `due`, `slot`, `before` and `every`. */
export function limitOf(raw: RawPromise, complain: Complain): Deadline['limit'] {
  const [way = 'within', ...others] = WAYS.filter((key) => raw[key] !== undefined);
  if (raw[way] === undefined || others.length > 0) {
    complain(others.length > 0 ? [others[0] as string] : [], faultOf('fault.one-limit'));
  }
  if (way !== 'due') {
    for (const key of ['early', 'late', 'moves']) if (raw[key] !== undefined) complain([key], faultOf('fault.due-only', { key }));
  }
  if (way !== 'within' && way !== 'every' && raw['limits'] !== undefined) complain(['limits'], faultOf('fault.limits'));
  checkOpening(raw, way, complain);
  switch (way) {
    case 'due':
      return {
        kind: 'due',
        due: expressionOf(raw['due'] as string, ['due'], complain),
        earlyMs: raw['early'] === undefined ? null : ms(raw['early']),
        lateMs: raw['late'] === undefined ? 0 : ms(raw['late']),
      };
    case 'slot': {
      const [from, to] = raw['slot'] as readonly [string, string];
      return { kind: 'slot', from: expressionOf(from, ['slot', 0], complain), to: expressionOf(to, ['slot', 1], complain) };
    }
    case 'before': {
      const { of, by } = raw['before'] as { readonly of: string; readonly by: string };
      const allowance = allowanceOf(by);
      return { kind: 'before', of: expressionOf(of, ['before', 'of'], complain), days: allowance?.kind === 'wd' ? allowance.days : 1 };
    }
    case 'within':
    case 'every':
      return { kind: way, limits: limitsOf(writtenLimits(raw, way), [way], { hasTier: raw['tier'] !== undefined, complain }) };
  }
}

/** One that recurs is opened by the register, any other by an event. */
function checkOpening(raw: RawPromise, way: (typeof WAYS)[number], complain: Complain): void {
  if (way !== 'every') {
    if (raw['opens'] === undefined) complain([], faultOf('fault.no-opens'));
    return;
  }
  if (raw['opens'] !== undefined) complain(['opens'], faultOf('fault.opens-every'));
  if (raw['item'] === undefined) complain(['every'], faultOf('fault.every-item'));
}

function writtenLimits(raw: RawPromise, way: 'within' | 'every'): RawLimits {
  return { within: (raw[way] ?? '0s') as RawByTier, limits: (raw['limits'] ?? []) as NonNullable<RawLimits['limits']> };
}

type RawLimits = { readonly within: RawByTier; readonly limits?: readonly { readonly when: string; readonly within: string }[] };

/** Allowances by tier, with the exceptions that win over them. @param path of the allowances; that of the exceptions is `limits`. */
export function limitsOf(
  { within, limits = [] }: RawLimits,
  path: Path,
  { hasTier, complain }: { readonly hasTier: boolean; readonly complain: Complain },
): Limits {
  if (typeof within === 'object' && !hasTier) {
    complain(path, faultOf('fault.allowances-tier'));
  }
  return {
    byTier: compileByTier(within, path, (text, at) => allowanceIn(text, at, complain)),
    exceptions: limits.map(({ when, within: allowance }, index) => ({
      when: expressionOf(when, ['limits', index, 'when'], complain),
      within: allowanceIn(allowance, ['limits', index, 'within'], complain),
    })),
  };
}

/** An allowance as the book writes it; one that is none is complained about. */
export function allowanceIn(text: string, path: Path, complain: Complain): Allowance {
  const allowance = allowanceOf(text);
  if (allowance === null)
    complain(path, { message: { key: 'fault.no-allowance', args: { text } }, fix: writeForm('fault.form.allowance') });
  return allowance ?? NOTHING;
}

function ms(raw: unknown): number {
  return durationMsOf(String(raw)) ?? 0;
}
