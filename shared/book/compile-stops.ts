import { faultOf } from '../text/index.ts';
import type { StopRule } from './book.ts';
import { type Complain, expressionOf } from './compile-context.ts';
import type { RawPromise } from './layers.ts';
import { typeSetOf } from './type-set.ts';

type RawStop = { readonly from: string; readonly to?: string; readonly until?: string; readonly when?: string };

/** The stretches that do not count. */
export function stopsOf(raw: RawPromise, complain: Complain): readonly StopRule[] {
  return ((raw['stops'] ?? []) as readonly RawStop[]).map((stop, index) => stopOf(stop, index, complain));
}

function stopOf(raw: RawStop, index: number, complain: Complain): StopRule {
  if ((raw.to === undefined) === (raw.until === undefined)) complain(['stops', index], faultOf('fault.stop'));
  return {
    from: typeSetOf(raw.from),
    to: typeSetOf(raw.to),
    until: raw.until === undefined ? null : expressionOf(raw.until, ['stops', index, 'until'], complain),
    when: raw.when === undefined ? null : expressionOf(raw.when, ['stops', index, 'when'], complain),
  };
}
