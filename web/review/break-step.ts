/** The break that lies next to an instant, before or after it; `null` where there is none. @param atMs instants of breaks, oldest first. */
export function breakBeside(breaks: readonly { readonly atMs: number }[], fromAtMs: number, way: 'before' | 'after'): number | null {
  const found = way === 'after' ? breaks.find(({ atMs }) => atMs > fromAtMs) : breaks.findLast(({ atMs }) => atMs < fromAtMs);
  return found?.atMs ?? null;
}
