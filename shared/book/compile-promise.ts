import { add, multiply, ONE, type Rational, rational, rationalOfText, ZERO } from '../number/index.ts';
import type { Bilingual } from '../text/index.ts';
import type { BookPromise, Deadline, Measure, Ratio, StopRule, WindowKind } from './book.ts';
import { BUSY_EXPECTED, busyOf } from './busy.ts';
import { suggestion } from './check-shape.ts';
import { type Complain, expressionOf, type PromiseContext } from './compile-context.ts';
import { limitOf } from './compile-limit.ts';
import { durationMsOf } from './duration.ts';
import type { RawPromise } from './layers.ts';
import { typeSetOf } from './type-set.ts';

const MINUTE_MS = 60_000;
const SETTLE_DEFAULT_MS = 15 * MINUTE_MS;
const SHORT_EN_MAX = 15;
const SHORT_ZH_MAX = 7;

type RawStop = { readonly from: string; readonly to?: string; readonly until?: string; readonly when?: string };

/** A promise whose shape the schema has found right; faults of meaning go to `complain`. */
export function compilePromise(raw: RawPromise, context: PromiseContext): BookPromise {
  return raw['kind'] === 'ratio' ? compileRatio(raw, context) : compileDeadline(raw, context);
}

function common(raw: RawPromise, complain: Complain) {
  const says = raw['says'] as Bilingual;
  const short = (raw['short'] as Bilingual | undefined) ?? { en: says.en.slice(0, SHORT_EN_MAX), zh: says.zh.slice(0, SHORT_ZH_MAX) };
  const group = raw['group'] === undefined ? null : expressionOf(raw['group'] as string, ['group'], complain);
  return { id: raw.id, says, short, group };
}

function compileDeadline(raw: RawPromise, context: PromiseContext): Deadline {
  const { complain, currency } = context;
  const exclude = (raw['exclude'] ?? []) as readonly { readonly when: string; readonly reason: string }[];
  const tier = raw['tier'] === undefined ? [] : [raw['tier']].flat().map((source) => String(source));
  return {
    ...common(raw, complain),
    kind: 'deadline',
    opens: typeSetOf(raw['opens'] as string),
    met: typeSetOf(raw['met'] as string),
    broken: typeSetOf(raw['broken'] as string | undefined),
    moves: typeSetOf(raw['moves'] as string | undefined),
    limit: limitOf(raw, complain),
    calendar: calendarOf(raw, context),
    item: (raw['item'] as string | undefined) ?? null,
    tier: tier.map((source, index) => expressionOf(source, Array.isArray(raw['tier']) ? ['tier', index] : ['tier'], complain)),
    stops: ((raw['stops'] ?? []) as readonly RawStop[]).map((stop, index) => stopOf(stop, index, complain)),
    reopened: typeSetOf(raw['reopened'] as string | undefined),
    reopen: (raw['reopen'] as Deadline['reopen'] | undefined) ?? 'exclude-closed',
    repeat: raw['repeat'] === true,
    exclude: exclude.map((rule, index) => ({ reason: rule.reason, when: expressionOf(rule.when, ['exclude', index, 'when'], complain) })),
    per: (raw['per'] ?? 'day') as WindowKind,
    tolerate: tolerateOf(raw['tolerate'] as number | string | undefined),
    settleMs: raw['settle'] === undefined ? SETTLE_DEFAULT_MS : (durationMsOf(String(raw['settle'])) ?? 0),
    pay: payOf(raw['remedy'], currency, complain),
  };
}

function calendarOf(raw: RawPromise, { calendars, always, complain }: PromiseContext) {
  if (raw['calendar'] === undefined) return always;
  const calendar = calendars.get(String(raw['calendar']));
  if (calendar === undefined)
    complain(
      ['calendar'],
      `there is no calendar \`${String(raw['calendar'])}\``,
      suggestion(String(raw['calendar']), [...calendars.keys()]),
    );
  return calendar ?? always;
}

function stopOf(raw: RawStop, index: number, complain: Complain): StopRule {
  if ((raw.to === undefined) === (raw.until === undefined))
    complain(['stops', index], 'a stop has one of `to` and `until`', 'Write the type that ends it, or the value that says when it ends.');
  return {
    from: typeSetOf(raw.from),
    to: typeSetOf(raw.to),
    until: raw.until === undefined ? null : expressionOf(raw.until, ['stops', index, 'until'], complain),
    when: raw.when === undefined ? null : expressionOf(raw.when, ['stops', index, 'when'], complain),
  };
}

function compileRatio(raw: RawPromise, context: PromiseContext): Ratio {
  const { complain } = context;
  const [, op = '>=', number = '0', sign = ''] = /^(>=|>|<=|<)\s*([\d.]+)(%?)$/.exec(raw['target'] as string) ?? [];
  const share = shareOf(number + sign);
  if ((raw['of'] === undefined) === (raw['all'] === undefined) || (raw['good'] === undefined) !== (raw['all'] === undefined)) {
    complain(
      [],
      'a ratio has `of`, or `good` and `all`',
      'Write `of:` a deadline promise, or `good: call.answered` with `all: [call.answered, call.abandoned]`.',
    );
  }
  if (share.n > share.d) complain(['target'], 'a share is at most 100%', 'Write for example ">= 95%" or ">= 0.95".');
  return {
    ...common(raw, complain),
    kind: 'ratio',
    of: (raw['of'] as string | undefined) ?? null,
    events: raw['all'] === undefined ? null : { good: typeSetOf(raw['good'] as string | undefined), all: typeSetOf(raw['all'] as string) },
    window: raw['window'] as WindowKind,
    measure: measureOf(raw, complain),
    calendar: calendarOf(raw, context),
    counted: (raw['counted'] ?? 'due') as Ratio['counted'],
    target: { op: op as Ratio['target']['op'], share },
  };
}

function measureOf(raw: RawPromise, complain: Complain): Measure {
  const measure = (raw['measure'] ?? 'share') as string;
  if (measure !== 'share' && raw['all'] === undefined)
    complain(['measure'], 'a mean over days is taken of events', 'Name `good` and `all` in place of `of`, or measure the share.');
  if (raw['busy'] !== undefined && measure !== 'mean of daily busy hour')
    complain(['busy'], '`busy` goes with `measure: mean of daily busy hour`', 'Add that measure, or take `busy` out.');
  if (measure === 'share') return { kind: 'share' };
  if (measure === 'mean of daily share') return { kind: 'mean-of-days' };
  const busy = busyOf(String(raw['busy'] ?? 'clock'));
  if (busy === null) complain(['busy'], `"${String(raw['busy'])}" is no busy hour`, `Write ${BUSY_EXPECTED}.`);
  return { kind: 'mean-of-busy-hours', busy: busy ?? { kind: 'own', stepQuarters: 4 } };
}

function tolerateOf(raw: number | string | undefined): Deadline['tolerate'] {
  return typeof raw === 'string' ? { kind: 'share', share: shareOf(raw) } : { kind: 'count', count: raw ?? 0 };
}

function payOf(raw: unknown, currency: string, complain: Complain): Rational {
  const remedies = raw === undefined ? [] : ((Array.isArray(raw) ? raw : [raw]) as readonly { readonly pay: string }[]);
  return remedies.reduce((sum, remedy, index) => {
    const [amount = '0', code] = remedy.pay.split(' ');
    if (code !== currency) {
      const path = Array.isArray(raw) ? ['remedy', index, 'pay'] : ['remedy', 'pay'];
      complain(path, `the book's currency is ${currency}, not ${code}`, `Write the amount in ${currency}.`);
    }
    return add(sum, rationalOfText(amount) ?? ZERO);
  }, ZERO);
}

/** `95%` or `0.95` as a fraction. */
function shareOf(text: string): Rational {
  const value = rationalOfText(text.replace('%', '')) ?? ZERO;
  return multiply(value, text.endsWith('%') ? rational(1, 100) : ONE);
}
