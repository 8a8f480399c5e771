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
  // Of what is still open then most breaks: a warning that was not raised before is raised now.
  { name: 'last-twentieth', share: 0.95 },
];

/** How much of an allowance is used at a moment; `null` of one before a schedule. */
export function shareAt(moment: string): number | null {
  const found = ALLOWED.find(({ name }) => name === moment);
  return found !== undefined && 'share' in found ? found.share : null;
}

export type MomentsSetting = {
  readonly countedMs: CountedMs;
  /** Whether it is done at its schedule, as a departure, and not at any time before it. Always the same answer for one obligation. */
  readonly waitsForSchedule: (obligation: Obligation) => boolean;
};

/** When the moments of an obligation come, by the time that counts for it. */
export class Moments {
  readonly #countedMs: CountedMs;
  readonly #waitsForSchedule: MomentsSetting['waitsForSchedule'];

  constructor({ countedMs, waitsForSchedule }: MomentsSetting) {
    this.#countedMs = countedMs;
    this.#waitsForSchedule = waitsForSchedule;
  }

  of(obligation: Obligation): readonly Moment[] {
    return this.#waitsForSchedule(obligation) ? SCHEDULED : ALLOWED;
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
    const moments = this.of(obligation);
    const usedShare = moments === ALLOWED ? this.usedShare(obligation, nowAtMs) : 0;
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
