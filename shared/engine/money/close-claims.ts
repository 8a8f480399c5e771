import type { Claim } from './claims.ts';
import type { Closing } from './closing.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/** A line before it is settled, with its number in the book's list; `isGone` where the breach that made it is none any more. */
export type Numbered = { readonly claim: Claim; readonly number: number; readonly isGone: boolean };

/** What a line was worth by the events up to an instant; `null` where there was no such line. */
export type WorthThen = (line: Numbered, atMs: number) => number | null;

/** What a line comes to. */
export type Closed = { readonly line: Numbered } & Pick<LedgerEntry, 'state' | 'minor' | 'closed'>;

/** One line while what was done about it is gone through in order. */
type Account = {
  readonly line: Numbered;
  settledMinor: number;
  waivedMinor: number;
  /** The last of what settled it, and what waives the rest of it now. */
  settled: Closing | null;
  waived: Closing | null;
};

/**
 * What becomes of the lines of one subject when they are settled and waived. What was settled stands: what a changed verdict
 * leaves over or short is a line of its own (MON-5).
 */
export function closeClaims(lines: readonly Numbered[], closings: readonly Closing[], worthThen: WorthThen): readonly Closed[] {
  const accounts: readonly Account[] = lines.map((line) => ({ line, settledMinor: 0, waivedMinor: 0, settled: null, waived: null }));
  for (const closing of closings) enter(accounts, closing, worthThen);
  return accounts.flatMap(linesOf);
}

function enter(accounts: readonly Account[], closing: Closing, worthThen: WorthThen): void {
  const meant = accounts.filter(({ line }) => closing.number === null || closing.number === line.number);
  if (closing.amountMinor === null) {
    for (const account of meant) {
      const worthMinor = worthThen(account.line, closing.atMs);
      if (worthMinor !== null) settle(account, closing, worthMinor - account.settledMinor);
    }
    return;
  }
  const paid = closing.number === null ? meant.filter(({ line }) => isPublicMoney(line)) : meant;
  let restMinor = closing.amountMinor;
  paid.forEach((account, index) => {
    const openMinor = worthOf(account.line) - account.settledMinor;
    const partMinor = index === paid.length - 1 ? restMinor : Math.max(0, Math.min(openMinor, restMinor));
    restMinor -= partMinor;
    settle(account, closing, partMinor);
  });
  for (const account of meant) if (account.line.claim.remedy.kind === 'do') settle(account, closing, 0);
}

/** The last word counts: what is settled after it was waived is settled. */
function settle(account: Account, closing: Closing, minor: number): void {
  if (closing.isWaiver) {
    account.waived = closing;
    account.waivedMinor = closing.amountMinor === null ? Number.POSITIVE_INFINITY : minor;
    return;
  }
  account.waived = null;
  account.waivedMinor = 0;
  account.settledMinor += minor;
  if (minor !== 0 || account.line.claim.minor === 0) account.settled = closing;
}

function linesOf({ line, settledMinor, waivedMinor, settled, waived }: Account): readonly Closed[] {
  const { claim, isGone } = line;
  const mayBeWaived = settled !== null || (!isGone && claim.state !== 'rejected');
  if (settled === null && (waived === null || !mayBeWaived))
    return isGone ? [] : [{ line, state: claim.state, minor: claim.minor, closed: null }];
  const restMinor = worthOf(line) - settledMinor;
  const forgivenMinor = waived === null ? 0 : Math.min(waivedMinor, restMinor);
  const openMinor = restMinor - forgivenMinor;
  const isWaivedLine = waived !== null && (forgivenMinor !== 0 || settled === null);
  return [
    ...(settled === null ? [] : [{ line, state: 'settled', minor: settledMinor, closed: doneBy(settled) } as const]),
    ...(isWaivedLine ? [{ line, state: 'waived', minor: forgivenMinor, closed: doneBy(waived) } as const] : []),
    ...(openMinor === 0 ? [] : [{ line, state: settled === null ? claim.state : 'difference', minor: openMinor, closed: null } as const]),
  ];
}

function doneBy({ atMs, by, reason }: Closing): LedgerEntry['closed'] {
  return { atMs, by, reason };
}

/** What a line is worth now: what is only claimed may be paid as well. */
export function worthOf({ claim, isGone }: Numbered): number {
  return isGone || claim.state === 'rejected' ? 0 : claim.minor;
}

function isPublicMoney({ claim: { remedy } }: Numbered): boolean {
  return remedy.kind === 'pay' && !remedy.isInternal;
}
