import { faultOf } from '../text/index.ts';
import { amountOf, boundOf } from './amount.ts';
import type { Billing, Payment, Remedy } from './book.ts';
import { type Complain, expressionOf, type PromiseContext } from './compile-context.ts';
import { allowanceIn } from './compile-limit.ts';
import { isOfValues } from './compile-measure.ts';
import type { RawPromise } from './layers.ts';
import type { Path } from './source.ts';
import { typeSetOf } from './type-set.ts';

type RawRemedy = {
  readonly [key in 'pay' | 'fine' | 'to' | 'on' | 'within' | 'per' | 'points' | 'cap' | 'floor' | 'round' | 'credit' | 'do']?: string;
} & { readonly after?: string | readonly string[] };

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
const WAYS = ['pay', 'fine', 'do'] as const;
/** Keys of money that a deed does not have. */
const MONEY_KEYS = ['points', 'cap', 'floor', 'round', 'credit'] as const;

function remedyOf(raw: RawRemedy, path: Path, context: RemedyContext): Remedy {
  const { complain, currency } = context;
  if (WAYS.filter((way) => raw[way] !== undefined).length !== 1) complain(path, faultOf('fault.remedy'));
  checkPayee(raw, path, complain);
  checkWindow(raw, path, context);
  const terms = termsOf(raw, path, context);
  if (raw.do !== undefined) {
    for (const key of MONEY_KEYS) if (raw[key] !== undefined) complain([...path, key], faultOf('fault.deed', { key }));
    return { kind: 'do', deed: raw.do, ...terms };
  }
  const bound = (key: 'cap' | 'floor') => (raw[key] === undefined ? null : boundOf(raw[key], [...path, key], { currency, complain }));
  if (raw.points !== undefined && !(raw.per ?? '').startsWith('percentage point')) complain([...path, 'points'], faultOf('fault.points'));
  const way = raw.fine === undefined ? 'pay' : 'fine';
  return {
    kind: 'pay',
    ...terms,
    pay: amountOf(raw[way] ?? `0 ${currency}`, [...path, way], { currency, complain }),
    points: (raw.points ?? 'full') as Payment['points'],
    cap: bound('cap'),
    floor: bound('floor'),
    round: (raw.round ?? 'half-up') as Payment['round'],
    isCredit: raw.credit !== undefined,
  };
}

/** A fine, and a deed with `on`, stay inside the organisation. */
function termsOf(raw: RawRemedy, path: Path, { complain }: RemedyContext) {
  const [key, payee] = raw.on === undefined ? (['to', raw.to] as const) : (['on', raw.on] as const);
  return {
    after: raw.after === undefined ? null : typeSetOf(raw.after),
    per: (raw.per ?? 'obligation') as Payment['per'],
    to: payee === undefined ? null : expressionOf(payee, [...path, key], complain),
    isInternal: raw.fine !== undefined || raw.on !== undefined,
    within: raw.within === undefined ? null : allowanceIn(raw.within, [...path, 'within'], complain),
  };
}

function checkPayee(raw: RawRemedy, path: Path, complain: Complain): void {
  if (raw.on !== undefined && raw.to !== undefined) complain([...path, 'on'], faultOf('fault.to-or-on'));
  if (raw.on !== undefined && raw.pay !== undefined) complain([...path, 'on'], faultOf('fault.pay-on'));
  if (raw.fine !== undefined && raw.to !== undefined) complain([...path, 'to'], faultOf('fault.fine-to'));
}

/** What only a window can owe: points of a share, and a credit in the bill of its period. */
function checkWindow(raw: RawRemedy, path: Path, { complain, raw: promise }: RemedyContext): void {
  if (raw.credit !== undefined && promise['bill'] === undefined) complain([...path, 'credit'], faultOf('fault.credit-bill'));
  else if (raw.credit !== undefined && !BILLED_WINDOWS.includes(String(promise['window'])))
    complain([...path, 'credit'], faultOf('fault.credit-window', { windows: BILLED_WINDOWS.join(', ') }));
  if (raw.per?.startsWith('percentage point') && promise['kind'] !== 'ratio' && promise['kind'] !== 'availability')
    complain([...path, 'per'], faultOf('fault.points-kind'));
  else if (raw.per?.startsWith('percentage point') && isOfValues(promise['measure']))
    complain([...path, 'per'], faultOf('fault.points-values'));
  const isClaimed = promise['kind'] === 'deadline' || promise['kind'] === 'count';
  if (!isClaimed && (raw.per === 'complaint' || raw.after !== undefined))
    complain([...path, raw.per === 'complaint' ? 'per' : 'after'], faultOf('fault.complaints'));
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
