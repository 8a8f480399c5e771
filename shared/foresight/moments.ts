import type { Obligation } from '../clock/index.ts';
import type { CountedMs } from './forecast.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * An instant at which each obligation of a promise is forecast to be learned from and scored: before its schedule where it has one,
 * else at a share of its allowance. Past a schedule, at a share of what it tolerates, the chance is scored and not learned from.
 */
export type Moment = { readonly name: string } & (
  | { readonly beforeMs: number }
  | { readonly lateShare: number }
  | { readonly share: number }
);

type Scheduled = Exclude<Moment, { readonly share: number }>;
type Allowed = Extract<Moment, { readonly share: number }>;

/** How an obligation stands at an instant: the last moment that taught of it, or the first, and how much of the time from then to the due is gone. */
export type Standing = { readonly moment: Moment; readonly usedShare: number; readonly goneShare: number };

const SCHEDULED: readonly Scheduled[] = [
  // How things stand now says less of a departure the further ahead it is: each of these learns how much.
  { name: 'T-24h', beforeMs: 24 * HOUR_MS },
  { name: 'T-6h', beforeMs: 6 * HOUR_MS },
  { name: 'T-3h', beforeMs: 3 * HOUR_MS },
  { name: 'T-60', beforeMs: 60 * MINUTE_MS },
  { name: 'T-30', beforeMs: 30 * MINUTE_MS },
  { name: 'T-15', beforeMs: 15 * MINUTE_MS },
  { name: 'half-late', lateShare: 0.5 },
];
const FAR_AHEAD: ReadonlySet<string> = new Set(
  SCHEDULED.filter((moment) => 'beforeMs' in moment && moment.beforeMs > HOUR_MS).map(({ name }) => name),
);
const ALLOWED: readonly Allowed[] = [
  { name: 'opening', share: 0 },
  { name: 'quarter', share: 0.25 },
  { name: 'half', share: 0.5 },
  { name: 'three-quarters', share: 0.75 },
  // Of what is still open then most breaks: a warning that was not raised before is raised now.
  { name: 'last-twentieth', share: 0.95 },
];

/** How much of an allowance is used at a moment; `null` of one before a schedule. What is tolerated past a schedule is its allowance. */
export function shareAt(moment: string): number | null {
  const found = [...ALLOWED, ...SCHEDULED].find(({ name }) => name === moment);
  if (found === undefined || 'beforeMs' in found) return null;
  return 'share' in found ? found.share : found.lateShare;
}

/** Whether it is a moment so long before a schedule that a sample is learned from, and that not all who know the timetable reach. */
export function isFarAhead(moment: string): boolean {
  return FAR_AHEAD.has(moment);
}

/** Whether it is a moment of what has an allowance, and no schedule. */
export function isOfAllowance(moment: string): boolean {
  return ALLOWED.some(({ name }) => name === moment);
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
    const { openedAtMs, dueAtMs } = obligation;
    if (!('share' in moment)) return scheduledInstant(obligation, moment);
    const fromAtMs = Math.max(openedAtMs, nowAtMs);
    if (moment.share === 0) return fromAtMs;
    const allMs = this.#countedMs(obligation, openedAtMs, dueAtMs ?? openedAtMs);
    return fromAtMs + Math.max(0, Math.ceil(moment.share * allMs) - this.#countedMs(obligation, openedAtMs, fromAtMs));
  }

  standing(obligation: Obligation, nowAtMs: number): Standing {
    return this.#waitsForSchedule(obligation) ? scheduledStanding(obligation, nowAtMs) : this.#allowedStanding(obligation, nowAtMs);
  }

  /** The next moment of those before a schedule, which learns sooner from a source that tells little ahead; `null` where there is none. */
  nearer(moment: Moment): Moment | null {
    const next = isFarAhead(moment.name) ? SCHEDULED[SCHEDULED.findIndex(({ name }) => name === moment.name) + 1] : undefined;
    return next ?? null;
  }

  /** Of the time from a moment to the due, how much was gone at an instant. */
  goneShare(obligation: Obligation, moment: Moment, atMs: number): number {
    return 'share' in moment ? leftFrom(moment.share, this.#usedShare(obligation, atMs)) : scheduledGone(obligation, moment, atMs);
  }

  #allowedStanding(obligation: Obligation, nowAtMs: number): Standing {
    const usedShare = this.#usedShare(obligation, nowAtMs);
    const moment = ALLOWED.findLast((each) => usedShare >= each.share) ?? (ALLOWED[0] as Allowed);
    return { moment, usedShare, goneShare: leftFrom(moment.share, usedShare) };
  }

  /** Of the time that an obligation has, how much is gone. */
  #usedShare(obligation: Obligation, nowAtMs: number): number {
    const { openedAtMs } = obligation;
    const dueAtMs = obligation.dueAtMs ?? nowAtMs;
    const allMs = this.#countedMs(obligation, openedAtMs, dueAtMs);
    return allMs > 0 ? this.#countedMs(obligation, openedAtMs, nowAtMs) / allMs : nowAtMs < dueAtMs ? 0 : 1;
  }
}

function scheduledInstant({ scheduledAtMs, dueAtMs }: Obligation, moment: Scheduled): number {
  const atMs = scheduledAtMs ?? 0;
  return 'beforeMs' in moment ? atMs - moment.beforeMs : atMs + Math.ceil(moment.lateShare * ((dueAtMs ?? atMs) - atMs));
}

function scheduledStanding(obligation: Obligation, nowAtMs: number): Standing {
  let moment = SCHEDULED[0] as Scheduled;
  for (const each of SCHEDULED) if ('beforeMs' in each && scheduledInstant(obligation, each) <= nowAtMs) moment = each;
  return { moment, usedShare: 0, goneShare: scheduledGone(obligation, moment, nowAtMs) };
}

/** One that was opened after a moment has its time from then on. */
function scheduledGone(obligation: Obligation, moment: Scheduled, atMs: number): number {
  const fromAtMs = Math.max(obligation.openedAtMs, scheduledInstant(obligation, moment));
  const allMs = (obligation.dueAtMs ?? atMs) - fromAtMs;
  return allMs > 0 ? Math.max(0, atMs - fromAtMs) / allMs : 0;
}

function leftFrom(share: number, usedShare: number): number {
  return Math.max(0, usedShare - share) / (1 - share);
}
