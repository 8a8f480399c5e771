import type { Obligation } from '../../clock/index.ts';
import { type EngineState, entriesOfObligation, entriesOfWindow, type LedgerEntry, type WindowStand } from '../../engine/index.ts';

/** The lines of the ledger that one obligation or one window makes. */
export function entriesFor(state: EngineState, cause: Obligation | WindowStand): readonly LedgerEntry[] {
  return 'window' in cause ? entriesOfWindow(state, cause) : entriesOfObligation(state, cause);
}
