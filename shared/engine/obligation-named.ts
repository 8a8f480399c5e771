import type { Obligation } from '../clock/index.ts';
import { type EngineState, type Item, openKey } from './state.ts';

export type Named = { readonly item: Item; readonly obligation: Obligation };

/** The obligation of a key as `openKey` makes it; a subject may hold spaces itself, and nothing behind it does. `null` when there is none. */
export function obligationNamed(state: EngineState, id: string): Named | null {
  const row = rowNamed(id);
  const item = row === null ? undefined : state.items.get(row.subject);
  const obligation = item?.obligations.find((each) => openKey(each) === id);
  return item === undefined || obligation === undefined ? null : { item, obligation };
}

/** The parts of `promise subject nth`; `null` where an id has not as many. */
export function rowNamed(id: string): { readonly promise: string; readonly subject: string; readonly nth: number } | null {
  const [afterPromise, beforeNth] = [id.indexOf(' '), id.lastIndexOf(' ')];
  if (afterPromise < 0 || beforeNth <= afterPromise) return null;
  return { promise: id.slice(0, afterPromise), subject: id.slice(afterPromise + 1, beforeNth), nth: Number(id.slice(beforeNth + 1)) };
}
