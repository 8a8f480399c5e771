import type { JsonObject } from '../event/index.ts';

/** Judging alone, without forecasts. */
export type Verdict = 'open' | 'stopped' | 'kept' | 'broken' | 'excluded' | 'no-data';

/** One promise owed on one item once (OBL-1). Instants are epoch ms. */
export type Obligation = {
  readonly promise: string;
  readonly subject: string;
  /** 1 for the first round; more only with `repeat`. */
  readonly nth: number;
  /** The step that it is of a deadline with stages, which judges the whole beside them; `null` for the whole (OBL-10). */
  readonly stage: string | null;
  /** The `from` date of the version that governs it to the end (OBL-6). */
  readonly version: string;
  /** `null` without `group`; `?` where the event does not say. */
  readonly group: string | null;
  readonly openedAtMs: number;
  /** With `due:`, the instant that was promised; the due is this plus `late` (CLK-4). */
  readonly scheduledAtMs: number | null;
  /** `null` when the event brought none, and while a stop without an end holds. */
  readonly dueAtMs: number | null;
  readonly metAtMs: number | null;
  /** Working time that it took, ms; `null` while it is not done, and where no promise measures it. */
  readonly workedMs: number | null;
  readonly state: Verdict;
  /** When it became kept or broken; `null` before. */
  readonly decidedAtMs: number | null;
  /** Broken while the feed that could have met it was silent: it counts, and owes nothing until confirmed (FEED-2). */
  readonly unconfirmed: boolean;
  /** The instant after which silence no longer excuses it; set while `no-data`. */
  readonly settlesAtMs: number | null;
  /** When the stop that holds ends by itself; `null` without one, and where only an event ends it. */
  readonly resumesAtMs: number | null;
  /** Why it is excluded. */
  readonly reason: string | null;
  /** What a breach owes, in minor units of the book's currency; 0 while nothing is owed. */
  readonly owedMinor: number;
  /** Data of the opening event. */
  readonly opening: JsonObject;
  /** When three quarters of the allowance are used: from then on it is at risk, whatever its forecast says. `null` unless it is open. */
  readonly backstopAtMs: number | null;
  /** The due depends on holidays that are not published yet (CAL-4). */
  readonly isProvisional: boolean;
};

/** It is listed, and forecast while it is not stopped. */
export function isOpen({ state }: Obligation): boolean {
  return state === 'open' || state === 'stopped' || state === 'no-data';
}
