import type { Obligation } from '../clock/index.ts';
import type { CountedMs } from './forecast.ts';

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

/** When the moments of an obligation come, by the time that counts for it. */
export class Moments {
  readonly #countedMs: CountedMs;

  constructor(countedMs: CountedMs) {
    this.#countedMs = countedMs;
  }

  isReached(obligation: Obligation, moment: Moment, nowAtMs: number): boolean {
    return this.instantOf(obligation, moment, nowAtMs) <= nowAtMs;
  }

  /** When a moment comes at the earliest, as seen from now: time that does not count puts it off. */
  instantOf(obligation: Obligation, moment: Moment, nowAtMs: number): number {
    const { scheduledAtMs, openedAtMs, dueAtMs } = obligation;
    if ('beforeMs' in moment) return (scheduledAtMs ?? 0) - moment.beforeMs;
    const fromAtMs = Math.max(openedAtMs, nowAtMs);
    if (moment.share === 0) return fromAtMs;
    const allMs = this.#countedMs(obligation, openedAtMs, dueAtMs ?? openedAtMs);
    return fromAtMs + Math.max(0, Math.ceil(moment.share * allMs) - this.#countedMs(obligation, openedAtMs, fromAtMs));
  }

  /** The last moment that has been reached, or the first. */
  at(obligation: Obligation, nowAtMs: number): Moment {
    const moments = momentsOf(obligation);
    const usedShare = obligation.scheduledAtMs === null ? this.usedShare(obligation, nowAtMs) : 0;
    const isReached = (moment: Moment) =>
      'beforeMs' in moment ? nowAtMs >= (obligation.scheduledAtMs ?? 0) - moment.beforeMs : usedShare >= moment.share;
    return moments.findLast(isReached) ?? (moments[0] as Moment);
  }

  /** Of the time that an obligation has, how much is gone. */
  usedShare(obligation: Obligation, nowAtMs: number): number {
    const { openedAtMs } = obligation;
    const dueAtMs = obligation.dueAtMs ?? nowAtMs;
    const allMs = this.#countedMs(obligation, openedAtMs, dueAtMs);
    return allMs > 0 ? this.#countedMs(obligation, openedAtMs, nowAtMs) / allMs : nowAtMs < dueAtMs ? 0 : 1;
  }
}
