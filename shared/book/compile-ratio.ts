import type { Measure, Ratio } from './book.ts';
import { BUSY_EXPECTED, busyOf } from './busy.ts';
import { type Complain, calendarNamed, type Own, type PromiseContext } from './compile-context.ts';
import { billingOf } from './compile-remedy.ts';
import { sharesOf } from './compile-target.ts';
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
  return {
    kind: 'ratio',
    of: (raw['of'] as string | undefined) ?? null,
    events: raw['all'] === undefined ? null : { good: typeSetOf(raw['good'] as string | undefined), all: typeSetOf(raw['all'] as string) },
    window: windowOf(raw['window'] as string, 'window', context),
    measure: measureOf(raw, complain),
    calendar: calendarNamed(raw, context),
    counted: (raw['counted'] ?? 'due') as Ratio['counted'],
    target: sharesOf(raw, complain),
    bill: billingOf(raw, complain),
  };
}

function measureOf(raw: RawPromise, complain: Complain): Measure {
  const measure = (raw['measure'] ?? 'share') as string;
  if (measure !== 'share' && raw['all'] === undefined)
    complain(['measure'], 'a mean over days is taken of events', 'Name `good` and `all` in place of `of`, or measure the share.');
  if (measure !== 'share' && String(raw['window']).startsWith('rolling'))
    complain(['measure'], 'a mean over days needs a window of whole days', 'Write for example `window: month`, or measure the share.');
  if (raw['busy'] !== undefined && measure !== 'mean of daily busy hour')
    complain(['busy'], '`busy` goes with `measure: mean of daily busy hour`', 'Add that measure, or take `busy` out.');
  if (measure === 'share') return { kind: 'share' };
  if (measure === 'mean of daily share') return { kind: 'mean-of-days' };
  const busy = busyOf(String(raw['busy'] ?? 'clock'));
  if (busy === null) complain(['busy'], `"${String(raw['busy'])}" is no busy hour`, `Write ${BUSY_EXPECTED}.`);
  return { kind: 'mean-of-busy-hours', busy: busy ?? { kind: 'own', stepQuarters: 4 } };
}
