import { faultOf } from '../text/index.ts';
import type { Measure, Statistic } from './book.ts';
import { busyOf } from './busy.ts';
import { type Complain, expressionOf } from './compile-context.ts';
import { writeForm } from './form.ts';
import type { RawPromise } from './layers.ts';

const STATISTIC = /^(mean|median|p90|p95) of (?!daily )(.+)$/;

/** Whether a measure as the book writes it is a statistic of values. */
export function isOfValues(measure: unknown): boolean {
  return STATISTIC.test(String(measure));
}

/** What is compared with the target. */
export function measureOf(raw: RawPromise, complain: Complain): Measure {
  const measure = (raw['measure'] ?? 'share') as string;
  if (raw['busy'] !== undefined && measure !== 'mean of daily busy hour') complain(['busy'], faultOf('fault.busy'));
  if (measure === 'share') return { kind: 'share' };
  const [, statistic, value] = STATISTIC.exec(measure) ?? [];
  if (value !== undefined) {
    if (raw['of'] === undefined && /\bobligation\./.test(value)) complain(['measure'], faultOf('fault.no-obligation'));
    return { kind: 'of-values', statistic: statistic as Statistic, of: expressionOf(value, ['measure'], complain) };
  }
  if (String(raw['window']).startsWith('rolling')) complain(['measure'], faultOf('fault.mean-window'));
  if (measure === 'mean of daily share') return { kind: 'mean-of-days' };
  const busy = busyOf(String(raw['busy'] ?? 'clock'));
  if (busy === null)
    complain(['busy'], { message: { key: 'fault.no-busy', args: { text: String(raw['busy']) } }, fix: writeForm('fault.form.busy') });
  return { kind: 'mean-of-busy-hours', busy: busy ?? { kind: 'own', stepQuarters: 4 } };
}
