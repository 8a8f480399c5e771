const SOONER_MS = { likely: 90 * 60_000, 'at-risk': 45 * 60_000, 'on-track': 0 } as const;

/** By due, where trouble counts as if it were due sooner: what is likely to break in an hour goes before what is well in ten minutes. */
export function urgencyOf(dueAtMs: number | null, state: keyof typeof SOONER_MS): number {
  return (dueAtMs ?? Number.POSITIVE_INFINITY) - SOONER_MS[state];
}
