import type { Measure, Statistic } from './book.ts';
import { BUSY_EXPECTED, busyOf } from './busy.ts';
import { type Complain, expressionOf } from './compile-context.ts';
import type { RawPromise } from './layers.ts';

const STATISTIC = /^(mean|median|p90|p95) of (?!daily )(.+)$/;

/** Whether a measure as the book writes it is a statistic of values. */
export function isOfValues(measure: unknown): boolean {
  return STATISTIC.test(String(measure));
}

/** What is compared with the target. */
export function measureOf(raw: RawPromise, complain: Complain): Measure {
  const measure = (raw['measure'] ?? 'share') as string;
  if (raw['busy'] !== undefined && measure !== 'mean of daily busy hour')
    complain(['busy'], '`busy` goes with `measure: mean of daily busy hour`', 'Add that measure, or take `busy` out.');
  if (measure === 'share') return { kind: 'share' };
  const [, statistic, value] = STATISTIC.exec(measure) ?? [];
  if (value !== undefined) {
    if (raw['of'] === undefined && /\bobligation\./.test(value))
      complain(
        ['measure'],
        'an event has no obligation',
        'Write `of:` a deadline promise in place of `good` and `all`, or measure a value of `data`.',
      );
    return { kind: 'of-values', statistic: statistic as Statistic, of: expressionOf(value, ['measure'], complain) };
  }
  if (String(raw['window']).startsWith('rolling'))
    complain(['measure'], 'a mean over days needs a window of whole days', 'Write for example `window: month`, or measure the share.');
  if (measure === 'mean of daily share') return { kind: 'mean-of-days' };
  const busy = busyOf(String(raw['busy'] ?? 'clock'));
  if (busy === null) complain(['busy'], `"${String(raw['busy'])}" is no busy hour`, `Write ${BUSY_EXPECTED}.`);
  return { kind: 'mean-of-busy-hours', busy: busy ?? { kind: 'own', stepQuarters: 4 } };
}
