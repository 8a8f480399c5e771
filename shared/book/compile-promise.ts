import { ONE, rationalOfText } from '../number/index.ts';
import { type Bilingual, faultOf, narrow } from '../text/index.ts';
import type { Availability, BookPromise, Count, ExclusionRule, Warn } from './book.ts';
import { type Complain, calendarNamed, expressionOf, type Own, type PromiseContext, tierOf } from './compile-context.ts';
import { compileDeadline } from './compile-deadline.ts';
import { compileRatio } from './compile-ratio.ts';
import { billingOf, remediesOf } from './compile-remedy.ts';
import { stagesOf } from './compile-stages.ts';
import { stopsOf } from './compile-stops.ts';
import { sharesOf, targetOf } from './compile-target.ts';
import { windowOf } from './compile-window.ts';
import type { RawPromise } from './layers.ts';
import { typeSetOf } from './type-set.ts';

const SHORT_EN_MAX = 15;
const SHORT_ZH_MAX = 7;

/** A promise whose shape the schema has found right; faults of meaning go to `complain`. */
export function compilePromise(raw: RawPromise, context: PromiseContext): BookPromise {
  const shared = common(raw, context);
  switch (raw['kind']) {
    case 'ratio':
      return { ...shared, ...compileRatio(raw, context) };
    case 'availability':
      return { ...shared, ...compileAvailability(raw, context) };
    case 'count':
      return { ...shared, ...compileCount(raw, context) };
    default: {
      const whole = { ...shared, ...compileDeadline(raw, context) };
      return { ...whole, stages: stagesOf(raw, whole, context.complain) };
    }
  }
}

function common(raw: RawPromise, context: PromiseContext) {
  const says = raw['says'] as Bilingual;
  const short = (raw['short'] as Bilingual | undefined) ?? { en: says.en.slice(0, SHORT_EN_MAX), zh: says.zh.slice(0, SHORT_ZH_MAX) };
  const group = raw['group'] === undefined ? null : expressionOf(raw['group'] as string, ['group'], context.complain);
  return {
    id: narrow(raw.id),
    says,
    short,
    by: textOf(raw, 'by'),
    to: textOf(raw, 'to'),
    item: textOf(raw, 'item'),
    calendarName: textOf(raw, 'calendar'),
    group,
    exclude: exclusionsOf(raw, context.complain),
    isOwnedByFirstContact: raw['owner'] === 'first-contact',
    warn: warnOf(raw),
    isPublic: raw['public'] !== false,
    remedies: remediesOf(raw, context),
  };
}

function textOf(raw: RawPromise, key: 'by' | 'to' | 'item' | 'calendar'): string | null {
  return (raw[key] as string | undefined) ?? null;
}

function exclusionsOf(raw: RawPromise, complain: Complain): readonly ExclusionRule[] {
  const rules = (raw['exclude'] ?? []) as readonly { readonly when: string; readonly reason: string }[];
  return rules.map(({ when, reason }, index) => ({ reason, when: expressionOf(when, ['exclude', index, 'when'], complain) }));
}

function warnOf(raw: RawPromise): Warn | null {
  const [written] = Object.entries((raw['warn'] ?? {}) as { readonly [kind in Warn['kind']]?: number });
  return written === undefined ? null : { kind: written[0] as Warn['kind'], value: written[1] };
}

function compileAvailability(raw: RawPromise, context: PromiseContext): Own<Availability> {
  const { complain } = context;
  if (raw['group'] !== undefined) complain(['group'], faultOf('fault.group'));
  return {
    kind: 'availability',
    down: typeSetOf(raw['down'] as string),
    up: typeSetOf(raw['up'] as string),
    startsUp: raw['start'] === 'up',
    stops: stopsOf(raw, complain),
    tier: tierOf(raw, complain),
    window: windowOf(raw['window'] as string, 'window', context),
    target: sharesOf(raw, complain),
    calendar: calendarNamed(raw, context),
    bill: billingOf(raw, complain),
  };
}

function compileCount(raw: RawPromise, context: PromiseContext): Own<Count> {
  const per = raw['per'] as { readonly rate: number; readonly of: string; readonly value: string } | undefined;
  return {
    kind: 'count',
    of: typeSetOf(raw['of'] as string),
    window: windowOf(raw['window'] as string, 'window', context),
    target: targetOf(raw['target'] as string),
    per:
      per === undefined
        ? null
        : {
            rate: rationalOfText(String(per.rate)) ?? ONE,
            of: typeSetOf(per.of),
            value: expressionOf(per.value, ['per', 'value'], context.complain),
          },
    calendar: calendarNamed(raw, context),
    bill: billingOf(raw, context.complain),
  };
}
