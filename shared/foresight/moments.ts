import type { Obligation } from '../clock/index.ts';

const MINUTE_MS = 60_000;

/**
 * An instant at which each obligation of a promise is forecast to be learned from and scored: before its schedule where it has one,
 * else at a share of its allowance.
 */
export type Moment = { readonly name: string } & ({ readonly beforeMs: number } | { readonly share: number });

const SCHEDULED: readonly Moment[] = [
  { name: 'T-60', beforeMs: 60 * MINUTE_MS },
  { name: 'T-30', beforeMs: 30 * MINUTE_MS },
  { name: 'T-15', beforeMs: 15 * MINUTE_MS },
];
const ALLOWED: readonly Moment[] = [
  { name: 'opening', share: 0 },
  { name: 'quarter', share: 0.25 },
  { name: 'half', share: 0.5 },
  { name: 'three-quarters', share: 0.75 },
];

export function momentsOf({ scheduledAtMs }: Obligation): readonly Moment[] {
  return scheduledAtMs === null ? ALLOWED : SCHEDULED;
}
