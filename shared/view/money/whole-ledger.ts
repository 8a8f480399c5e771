import type { Obligation } from '../../clock/index.ts';
import type { EngineState, LedgerEntry } from '../../engine/index.ts';
import { compareText } from '../../text/index.ts';
import { ledgerEntries } from './ledger-line.ts';

/** Every line of the ledger: of obligations by subject, then of windows. */
export function wholeLedger(state: EngineState): Iterable<LedgerEntry> {
  return ledgerEntries(state, obligationsOf(state));
}

function* obligationsOf(state: EngineState): Generator<Obligation> {
  const items = [...state.items.values()].sort((a, b) => compareText(a.subject, b.subject));
  for (const item of items) yield* item.obligations;
}
