type Compare<T> = (a: T, b: T) => number;

/**
 * One ordered list of two: what is equal to something known stands behind it. `known` may be long and `news` short: only the places of the
 * news are looked for.
 */
export function merged<T>(known: readonly T[], news: readonly T[], compare: Compare<T>): T[] {
  const all: T[] = [];
  let from = 0;
  for (const each of news) {
    const to = placeBehind(known, each, { from, compare });
    for (; from < to; from += 1) all.push(known[from] as T);
    all.push(each);
  }
  return from === 0 ? all.concat(known) : all.concat(known.slice(from));
}

/** Behind the last that is not after it. */
function placeBehind<T>(known: readonly T[], value: T, { from, compare }: { readonly from: number; readonly compare: Compare<T> }): number {
  let [low, high] = [from, known.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(known[middle] as T, value) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
