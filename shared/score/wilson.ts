/** The standard normal quantile that leaves 5% on either side (Abramowitz and Stegun 1964, table 26.5). */
export const WILSON_Z90 = 1.6448536269514722;

/** The interval of a share that was seen in so many cases (Wilson 1927): it stays within 0 and 1, and is wide where they are few. */
export function wilson(count: number, of: number, z = WILSON_Z90): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const share = count / of;
  const square = (z * z) / of;
  const middle = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
