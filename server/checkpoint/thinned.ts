/** A checkpoint by its place, with its size. */
export type Sized = { readonly place: number; readonly bytes: number };

export type Bounds = { readonly countMax: number; readonly bytesMax: number };

/** The newest are never thinned: most is asked of the recent past. */
const NEWEST_KEPT = 8;

/**
 * Which checkpoints may go so that the rest keep within their bounds. Each time the one goes whose neighbours are nearest to one
 * another for how far back it lies, so that they stand closely in the recent past and ever further apart before it.
 * @param all in the order of their places.
 */
export function thinned(all: readonly Sized[], { countMax, bytesMax }: Bounds): readonly number[] {
  const kept = [...all];
  const gone: number[] = [];
  let bytes = kept.reduce((sum, each) => sum + each.bytes, 0);
  while ((kept.length > countMax || bytes > bytesMax) && kept.length > 1) {
    const [least] = kept.splice(leastMissed(kept), 1);
    if (least === undefined) break;
    gone.push(least.place);
    bytes -= least.bytes;
  }
  return gone;
}

function leastMissed(kept: readonly Sized[]): number {
  const lastPlace = kept.at(-1)?.place ?? 0;
  let [least, leastGap] = [0, Number.POSITIVE_INFINITY];
  for (let at = 0; at < Math.max(1, kept.length - NEWEST_KEPT); at += 1) {
    const [before, after] = [kept[at - 1]?.place ?? 0, kept[at + 1]?.place ?? lastPlace];
    const gap = (after - before) / (lastPlace - (kept[at]?.place ?? 0) + 1);
    if (gap < leastGap) [least, leastGap] = [at, gap];
  }
  return least;
}
