import type { Obligation } from '../clock/index.ts';
import type { EngineState, Item } from './state.ts';

export type Named = { readonly item: Item; readonly obligation: Obligation };

/** The obligation of a row's id, `promise subject nth`; a subject may hold spaces itself. `null` when there is none. */
export function obligationNamed(state: EngineState, id: string): Named | null {
  const [afterPromise, beforeNth] = [id.indexOf(' '), id.lastIndexOf(' ')];
  if (afterPromise < 0 || beforeNth <= afterPromise) return null;
  const item = state.items.get(id.slice(afterPromise + 1, beforeNth));
  const [promise, nth] = [id.slice(0, afterPromise), id.slice(beforeNth + 1)];
  const obligation = item?.obligations.find((each) => each.promise === promise && String(each.nth) === nth);
  return item === undefined || obligation === undefined ? null : { item, obligation };
}
