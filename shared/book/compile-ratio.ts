import { faultOf } from '../text/index.ts';
import type { Ratio } from './book.ts';
import { calendarNamed, type Own, type PromiseContext } from './compile-context.ts';
import { measureOf } from './compile-measure.ts';
import { billingOf } from './compile-remedy.ts';
import { sharesOf, valuesOf } from './compile-target.ts';
import { windowOf } from './compile-window.ts';
import type { RawPromise } from './layers.ts';
import { typeSetOf } from './type-set.ts';

/** A ratio promise, but for what all kinds have. */
export function compileRatio(raw: RawPromise, context: PromiseContext): Own<Ratio> {
  const { complain } = context;
  if ((raw['of'] === undefined) === (raw['all'] === undefined) || (raw['good'] === undefined) !== (raw['all'] === undefined)) {
    complain([], faultOf('fault.ratio'));
  }
  if (typeof raw['target'] === 'object' && String(raw['tier']) !== raw['group']) complain(['target'], faultOf('fault.target-group'));
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
