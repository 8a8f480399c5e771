import { effectiveBookOf } from './effective.ts';
import type { LayeredBook } from './layers.ts';
import { inMap, listIn, type Place, type Placed, textIn } from './placed.ts';

/** Where the newest word of a promise's key is written, `null` where nothing of it is. @param key `null` for the promise as a whole. */
export function placeOfPromise(layered: LayeredBook): (promise: string, key: string | null) => Place | null {
  const newest = listIn(effectiveBookOf(layered).root, 'versions').at(-1);
  const promises = new Map(listIn(newest, 'promises').map((promise) => [textIn(promise, 'id'), promise]));
  return (id, key) => {
    const promise = promises.get(id);
    const value = key === null ? undefined : inMap(promise, key);
    return (value && firstPlace(value)) ?? (promise === undefined ? null : firstPlace(promise));
  };
}

/** Of the first value in it that somebody wrote. */
function firstPlace(placed: Placed): Place | null {
  if (placed.kind === 'scalar') return placed.at;
  const inner = placed.kind === 'list' ? placed.items : [...placed.entries.values()].map(({ value }) => value);
  for (const each of inner) {
    const place = firstPlace(each);
    if (place !== null) return place;
  }
  return inner.length === 0 ? placed.at : null;
}
