import type { Measure, Ratio, Statistic } from './book.ts';
import { BUSY_EXPECTED, busyOf } from './busy.ts';
import { type Complain, calendarNamed, expressionOf, type Own, type PromiseContext } from './compile-context.ts';
import { billingOf } from './compile-remedy.ts';
import { sharesOf, valuesOf } from './compile-target.ts';
import { windowOf } from './compile-window.ts';
import type { RawPromise } from './layers.ts';
import { typeSetOf } from './type-set.ts';

/** A ratio promise, but for what all kinds have. */
export function compileRatio(raw: RawPromise, context: PromiseContext): Own<Ratio> {
  const { complain } = context;
  if ((raw['of'] === undefined) === (raw['all'] === undefined) || (raw['good'] === undefined) !== (raw['all'] === undefined)) {
    complain(
      [],
      'a ratio has `of`, or `good` and `all`',
      'Write `of:` a deadline promise, or `good: call.answered` with `all: [call.answered, call.abandoned]`.',
    );
  }
  if (typeof raw['target'] === 'object' && String(raw['tier']) !== raw['group'])
    complain(
      ['target'],
      'a ratio has one target for each group only where the group is the tier',
      'Let `group` and `tier` name the same value.',
    );
  const measure = measureOf(raw, complain);
  return {
    kind: 'ratio',
    of: (raw['of'] as string | undefined) ?? null,
    events: raw['all'] === undefined ? null : { good: typeSetOf(raw['good'] as string | undefined), all: typeSetOf(raw['all'] as string) },
    window: windowOf(raw['window'] as string, 'window', context),
    measure,
    calendar: calendarNamed(raw, context),
    counted: (raw['counted'] ?? 'due') as Ratio['counted'],
    target: measure.kind === 'of-values' ? valuesOf(raw, complain) : sharesOf(raw, complain),
    bill: billingOf(raw, complain),
  };
}

const STATISTIC = /^(mean|median|p90|p95) of (?!daily )(.+)$/;

function measureOf(raw: RawPromise, complain: Complain): Measure {
  const measure = (raw['measure'] ?? 'share') as string;
  if (raw['busy'] !== undefined && measure !== 'mean of daily busy hour')
    complain(['busy'], '`busy` goes with `measure: mean of daily busy hour`', 'Add that measure, or take `busy` out.');
  if (measure === 'share') return { kind: 'share' };
  const [, statistic, value] = STATISTIC.exec(measure) ?? [];
  if (value !== undefined) return { kind: 'of-values', statistic: statistic as Statistic, of: expressionOf(value, ['measure'], complain) };
  if (String(raw['window']).startsWith('rolling'))
    complain(['measure'], 'a mean over days needs a window of whole days', 'Write for example `window: month`, or measure the share.');
  if (measure === 'mean of daily share') return { kind: 'mean-of-days' };
  const busy = busyOf(String(raw['busy'] ?? 'clock'));
  if (busy === null) complain(['busy'], `"${String(raw['busy'])}" is no busy hour`, `Write ${BUSY_EXPECTED}.`);
  return { kind: 'mean-of-busy-hours', busy: busy ?? { kind: 'own', stepQuarters: 4 } };
}
