import { add, multiply, ONE, type Rational, rational, rationalOfText, ZERO } from '../number/index.ts';
import type { Bilingual } from '../text/index.ts';
import type { BookPromise, Deadline, Expression, Ratio, WindowKind } from './book.ts';
import { durationMsOf } from './duration.ts';
import { compileExpression } from './expression.ts';
import type { RawPromise } from './layers.ts';
import type { Path } from './source.ts';
import { typeSetOf } from './type-set.ts';

const MINUTE_MS = 60_000;
const SETTLE_DEFAULT_MS = 15 * MINUTE_MS;
const SHORT_EN_MAX = 15;
const SHORT_ZH_MAX = 7;

/** Collects what is wrong with a promise's values, by path inside it. */
export type Complain = (path: Path, message: string, fix: string) => void;

/** A promise whose shape the schema has found right; faults of meaning go to `complain`. */
export function compilePromise(raw: RawPromise, currency: string, complain: Complain): BookPromise {
  return raw['kind'] === 'ratio' ? compileRatio(raw, complain) : compileDeadline(raw, currency, complain);
}

function common(raw: RawPromise, complain: Complain) {
  const says = raw['says'] as Bilingual;
  const short = (raw['short'] as Bilingual | undefined) ?? { en: says.en.slice(0, SHORT_EN_MAX), zh: says.zh.slice(0, SHORT_ZH_MAX) };
  const group = raw['group'] === undefined ? null : expressionOf(raw['group'] as string, ['group'], complain);
  return { id: raw.id, says, short, group, isPublic: raw['public'] !== false };
}

function compileDeadline(raw: RawPromise, currency: string, complain: Complain): Deadline {
  const exclude = (raw['exclude'] ?? []) as readonly { readonly when: string; readonly reason: string }[];
  return {
    ...common(raw, complain),
    kind: 'deadline',
    opens: typeSetOf(raw['opens'] as string),
    met: typeSetOf(raw['met'] as string),
    broken: typeSetOf(raw['broken'] as string | undefined),
    moves: typeSetOf(raw['moves'] as string | undefined),
    limit: limitOf(raw, complain),
    repeat: raw['repeat'] === true,
    exclude: exclude.map((rule, index) => ({ reason: rule.reason, when: expressionOf(rule.when, ['exclude', index, 'when'], complain) })),
    per: (raw['per'] ?? 'day') as WindowKind,
    tolerate: tolerateOf(raw['tolerate'] as number | string | undefined),
    roll: raw['roll'] === 'worst' ? 'worst' : 'total',
    settleMs: raw['settle'] === undefined ? SETTLE_DEFAULT_MS : ms(raw['settle']),
    pay: payOf(raw['remedy'], currency, complain),
  };
}

function limitOf(raw: RawPromise, complain: Complain): Deadline['limit'] {
  if ((raw['due'] === undefined) === (raw['within'] === undefined)) {
    complain(
      [],
      'a deadline has one of `due` and `within`',
      'Write `within: 60min` where the allowance is fixed, or `due: data.scheduled` where the event brings the due time.',
    );
  }
  if (raw['due'] === undefined) {
    for (const key of ['early', 'late', 'moves'])
      if (raw[key] !== undefined) complain([key], `\`${key}\` goes with \`due\` only`, 'Take it out, or use `due`.');
    return { kind: 'within', withinMs: ms(raw['within'] ?? '0s') };
  }
  return {
    kind: 'due',
    due: expressionOf(raw['due'] as string, ['due'], complain),
    earlyMs: raw['early'] === undefined ? null : ms(raw['early']),
    lateMs: raw['late'] === undefined ? 0 : ms(raw['late']),
  };
}

function compileRatio(raw: RawPromise, complain: Complain): Ratio {
  const [, op = '>=', number = '0', sign = ''] = /^(>=|>|<=|<)\s*([\d.]+)(%?)$/.exec(raw['target'] as string) ?? [];
  const share = shareOf(number + sign);
  if (share.n > share.d) complain(['target'], 'a share is at most 100%', 'Write for example ">= 95%" or ">= 0.95".');
  return {
    ...common(raw, complain),
    kind: 'ratio',
    of: raw['of'] as string,
    window: raw['window'] as WindowKind,
    counted: (raw['counted'] ?? 'due') as Ratio['counted'],
    target: { op: op as Ratio['target']['op'], share },
  };
}

function tolerateOf(raw: number | string | undefined): Deadline['tolerate'] {
  return typeof raw === 'string' ? { kind: 'share', share: shareOf(raw) } : { kind: 'count', count: raw ?? 0 };
}

function payOf(raw: unknown, currency: string, complain: Complain): Rational {
  const remedies = raw === undefined ? [] : ((Array.isArray(raw) ? raw : [raw]) as readonly { readonly pay: string }[]);
  return remedies.reduce((sum, remedy, index) => {
    const [amount = '0', code] = remedy.pay.split(' ');
    if (code !== currency)
      complain(
        Array.isArray(raw) ? ['remedy', index, 'pay'] : ['remedy', 'pay'],
        `the book's currency is ${currency}, not ${code}`,
        `Write the amount in ${currency}.`,
      );
    return add(sum, rationalOfText(amount) ?? ZERO);
  }, ZERO);
}

/** `95%` or `0.95` as a fraction. */
function shareOf(text: string): Rational {
  const value = rationalOfText(text.replace('%', '')) ?? ZERO;
  return multiply(value, text.endsWith('%') ? rational(1, 100) : ONE);
}

function ms(raw: unknown): number {
  return durationMsOf(String(raw)) ?? 0;
}

function expressionOf(source: string, path: Path, complain: Complain): Expression {
  const compiled = compileExpression(source);
  if ('evaluate' in compiled) return compiled;
  complain(path, compiled.message, compiled.fix);
  return { source, evaluate: () => undefined };
}
