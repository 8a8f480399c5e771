/** Stands where there is nothing to say. */
export const NONE = '—';

/**
 * A share as a percentage with one decimal, rounded against the promise, so that 94.96 % never reads as a kept 95.0 %: down where
 * more is better, up where less is. `—` while nothing has been decided (WIN-4).
 */
export function percentOf(good: number, all: number, better: 'more' | 'less'): string {
  if (all === 0) return NONE;
  // From the whole numbers and not from their quotient, which may lie a hair off.
  const tenths = better === 'more' ? Math.floor((good * 1_000) / all) : Math.ceil((good * 1_000) / all);
  return tenths === 1_000 || tenths === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1);
}

/** A target as it was promised: 95, 99.95. */
export function targetPercent(share: number): string {
  return String(Number((share * 100).toFixed(4)));
}

/** A chance in whole per cent, never 0 and never 100; `—` when there is no forecast. */
export function chancePercent(chance: number | null): string {
  return chance === null ? NONE : `${Math.min(99, Math.max(1, Math.round(chance * 100)))}%`;
}
