import type { LedgerEntry } from '../engine/index.ts';

/** Minor units that are owed by the ledger, paid or not; fines of the organisation's own people stand apart (MON-6). */
export type Money = { owedMinor: number; finedMinor: number };

/** What became owed stays so whatever happens to it later, unless it is waived or rejected. */
const STANDS: ReadonlySet<LedgerEntry['state']> = new Set(['owed', 'settled', 'difference']);

export function addMoney(sum: Money, entries: Iterable<LedgerEntry>): void {
  for (const { remedy, minor, state } of entries) {
    if (remedy.kind !== 'pay' || !STANDS.has(state)) continue;
    if (remedy.isInternal) sum.finedMinor += minor;
    else sum.owedMinor += minor;
  }
}
