import type { Obligation } from '../../clock/index.ts';
import { governingOf } from '../items/governing.ts';
import type { EngineState } from '../state.ts';
import { breachOf } from './breach.ts';
import { type Claim, claimOf, claimsOfBreach, scopeOf } from './claims.ts';
import type { Debt } from './window-debts.ts';

/** What a breach of an obligation owes or would owe by what is known, in minor units; worked out once for an open one. */
export function owedIfBroken(state: EngineState, obligation: Obligation): number {
  const item = state.items.get(obligation.subject);
  const open = item === undefined ? undefined : state.open.of(item, obligation);
  if (open === undefined) return owedBy(state, obligation);
  open.owedMinor ??= owedBy(state, obligation);
  return open.owedMinor;
}

function owedBy(state: EngineState, obligation: Obligation): number {
  return owedAmong(state, obligation, state.items.get(obligation.subject)?.obligations ?? []);
}

/** The same by the rounds of its item as they are judged now, before anything was settled or waived. */
export function owedAmong(state: EngineState, obligation: Obligation, rounds: readonly Obligation[]): number {
  if (obligation.stage !== null || governingOf(state, obligation).remedies.length === 0) return 0;
  return publicMinor(claimsOfBreach(state, breachOf(state, obligation, { rounds, untilMs: null })));
}

/** What lines that are owed come to, without the internal ones (MON-6). */
export function publicMinor(
  lines: readonly { readonly state: string; readonly remedy: Claim['remedy']; readonly minor: number }[],
): number {
  return lines.reduce((sum, { state, remedy, minor }) => (state === 'owed' && !remedy.isInternal ? sum + minor : sum), 0);
}

/** What each remedy pays for a breach of an obligation once all that must follow has, by the book's order; values are the opening's. */
export function debtsIfBroken(state: EngineState, obligation: Obligation): readonly Debt[] {
  const breach = breachOf(state, obligation, { rounds: [], untilMs: null });
  const { subject } = obligation;
  const scope = scopeOf(state, breach);
  return breach.remedies.map((remedy) =>
    claimOf(state, remedy, { subject, state: 'owed', claimedAtMs: null, owedAtMs: null, after: null }, scope),
  );
}
