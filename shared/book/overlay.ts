import { inMap, isNull, type Placed, type PlacedEntry, textIn } from './placed.ts';

/**
 * A change over what was there: maps merge by key, lists and scalars replace, `null` removes. Whole changes are laid one over the
 * other from the first to the last; a change is never laid over a change to be applied later, since a removal would be lost.
 */
export function overlaid(base: Placed | undefined, change: Placed): Placed {
  if (base?.kind !== 'map' || change.kind !== 'map') return change;
  const entries = new Map<string, PlacedEntry>(base.entries);
  for (const [key, { keyAt, value }] of change.entries) {
    if (isNull(value)) entries.delete(key);
    else entries.set(key, { keyAt, value: overlaid(base.entries.get(key)?.value, value) });
  }
  return { kind: 'map', at: base.at, entries };
}

/**
 * Promises merge by id and new ones come last. One whose `kind` is removed is gone. What has no id stands as it is, for whoever
 * checks the shape.
 */
export function promisesOverlaid(base: readonly Placed[], changes: readonly Placed[]): readonly Placed[] {
  const promises = new Map<string | number, Placed>();
  for (const [index, promise] of base.entries()) promises.set(textIn(promise, 'id') ?? index, promise);
  for (const [index, change] of changes.entries()) {
    const id = textIn(change, 'id') ?? base.length + index;
    if (promises.has(id) && isNull(inMap(change, 'kind'))) promises.delete(id);
    else promises.set(id, overlaid(promises.get(id), change));
  }
  return [...promises.values()];
}
