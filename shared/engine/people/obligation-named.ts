import type { Obligation } from '../../clock/index.ts';
import type { Item } from '../items/item.ts';
import { type EngineState, openKey } from '../state.ts';
import { rowNamed } from './row-named.ts';

export type Named = { readonly item: Item; readonly obligation: Obligation };

/** The obligation of a key as `openKey` makes it; a subject may hold spaces itself, and nothing behind it does. `null` when there is none. */
export function obligationNamed(state: EngineState, id: string): Named | null {
  const row = rowNamed(id);
  const item = row === null ? undefined : state.items.get(row.subject);
  const obligation = item?.obligations.find((each) => openKey(each) === id);
  return item === undefined || obligation === undefined ? null : { item, obligation };
}
