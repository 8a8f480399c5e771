import { isOpen, type Obligation } from '../clock/index.ts';

/** One that was judged with a whole history at once is known with its end; at a moment before that it was open. */
export function isOpenAt({ state, decidedAtMs }: Obligation, atMs: number): boolean {
  return state === 'open' || ((state === 'kept' || state === 'broken') && decidedAtMs !== null && decidedAtMs > atMs);
}

/** As it was while it was open: its end is not known to what foretells it. */
export function stillOpen(obligation: Obligation): Obligation {
  if (isOpen(obligation)) return obligation;
  return { ...obligation, state: 'open', metAtMs: null, workedMs: null, decidedAtMs: null, unconfirmed: false, reason: null, owedMinor: 0 };
}
