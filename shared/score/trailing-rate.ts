const DAY_MS = 86_400_000;
/** The base rate is of what ended in so many days before a forecast. */
export const TRAILING_DAYS = 28;
/** What is said while nothing has ended yet. */
const RATE_UNKNOWN = 0.5;

/** When something ended, and how. */
export type Ended = { readonly endAtMs: number; readonly isBroken: boolean };

/**
 * The share broken among what ended in the 28 days before an instant: the forecast of whoever knows nothing but that. Where nothing
 * ended in those days it is the share of all before them.
 */
export function trailingRate(ended: readonly Ended[]): (atMs: number) => number {
  const sorted = ended.toSorted((a, b) => a.endAtMs - b.endAtMs);
  const ends = Float64Array.from(sorted, ({ endAtMs }) => endAtMs);
  const brokenBefore = new Float64Array(sorted.length + 1);
  sorted.forEach(({ isBroken }, at) => {
    brokenBefore[at + 1] = (brokenBefore[at] as number) + Number(isBroken);
  });
  return (atMs) => {
    const to = countBefore(ends, atMs);
    const from = countBefore(ends, atMs - TRAILING_DAYS * DAY_MS);
    if (to === 0) return RATE_UNKNOWN;
    const first = from === to ? 0 : from;
    return ((brokenBefore[to] as number) - (brokenBefore[first] as number)) / (to - first);
  };
}

/** How many of the sorted instants lie before one. */
function countBefore(sorted: Float64Array, atMs: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
