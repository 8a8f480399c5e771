import { amountOf, boundOf } from './amount.ts';
import type { Billing, Payment, Remedy } from './book.ts';
import { type Complain, expressionOf, type PromiseContext } from './compile-context.ts';
import type { RawPromise } from './layers.ts';
import type { Path } from './source.ts';
import { typeSetOf } from './type-set.ts';

type RawRemedy = { readonly [key in 'pay' | 'to' | 'per' | 'points' | 'cap' | 'floor' | 'round' | 'credit' | 'do']?: string };

/** What a breach owes, from one remedy or a list of them. */
export function remediesOf(raw: RawPromise, context: PromiseContext): readonly Remedy[] {
  const written = raw['remedy'];
  if (written === undefined) return [];
  const list = [written].flat() as readonly RawRemedy[];
  return list.map((remedy, index) => remedyOf(remedy, Array.isArray(written) ? ['remedy', index] : ['remedy'], { ...context, raw }));
}

type RemedyContext = PromiseContext & { readonly raw: RawPromise };

/** Windows that a bill's period can name. */
const BILLED_WINDOWS = ['day', 'week', 'month', 'quarter', 'year'];

function remedyOf(raw: RawRemedy, path: Path, context: RemedyContext): Remedy {
  const { complain, currency } = context;
  if ((raw.pay === undefined) === (raw.do === undefined))
    complain(path, 'a remedy has one of `pay` and `do`', 'Write `pay: 20 CNY`, or `do: apology` for a deed.');
  if (raw.do !== undefined) return deedOf(raw, path, complain);
  const bound = (key: 'cap' | 'floor') => (raw[key] === undefined ? null : boundOf(raw[key], [...path, key], { currency, complain }));
  checkWindow(raw, path, context);
  if (raw.points !== undefined && !(raw.per ?? '').startsWith('percentage point'))
    complain([...path, 'points'], '`points` goes with `per: percentage point below` or `above`', 'Take it out, or add `per`.');
  return {
    kind: 'pay',
    pay: amountOf(raw.pay ?? `0 ${currency}`, [...path, 'pay'], { currency, complain }),
    to: raw.to === undefined ? null : expressionOf(raw.to, [...path, 'to'], complain),
    per: (raw.per ?? 'obligation') as Payment['per'],
    points: (raw.points ?? 'full') as Payment['points'],
    cap: bound('cap'),
    floor: bound('floor'),
    round: (raw.round ?? 'half-up') as Payment['round'],
    isCredit: raw.credit !== undefined,
  };
}

/** What only a window can owe: points of a share, and a credit in the bill of its period. */
function checkWindow(raw: RawRemedy, path: Path, { complain, raw: promise }: RemedyContext): void {
  if (raw.credit !== undefined && promise['bill'] === undefined)
    complain([...path, 'credit'], '`credit` needs the `bill` of the promise', 'Add `bill: { event, customer, period, charges }`.');
  else if (raw.credit !== undefined && !BILLED_WINDOWS.includes(String(promise['window'])))
    complain([...path, 'credit'], 'no bill is made for such a window', `Write one of ${BILLED_WINDOWS.join(', ')} as \`window\`.`);
  if (raw.per?.startsWith('percentage point') && promise['kind'] !== 'ratio' && promise['kind'] !== 'availability')
    complain([...path, 'per'], 'percentage points are those of a ratio or an availability', 'Take `per` out: each breach owes once.');
}

function deedOf(raw: RawRemedy, path: Path, complain: Complain): Remedy {
  const others = Object.keys(raw).filter((key) => key !== 'do');
  if (others.length > 0) complain([...path, others[0] as string], `\`${others[0]}\` goes with \`pay\``, 'Take it out of the deed.');
  return { kind: 'do', deed: raw.do ?? '' };
}

/** Where the bills of a promise are; `null` where it names none. */
export function billingOf(raw: RawPromise, complain: Complain): Billing | null {
  if (raw['bill'] === undefined) return null;
  const { event, customer, period, charges } = raw['bill'] as { readonly [key: string]: string };
  const value = (key: string, source: string | undefined) => expressionOf(source ?? '', ['bill', key], complain);
  return {
    event: typeSetOf(event),
    customer: value('customer', customer),
    period: value('period', period),
    charges: value('charges', charges),
  };
}
