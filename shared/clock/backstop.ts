import { addWorkingMs, type Calendar, endOfOpeningDay, workingMsBetween } from '../calendar/index.ts';
import { baseOf, extended } from './due.ts';
import type { Round } from './round.ts';
import type { Stop } from './stops.ts';

/** The share of the allowance after which an open one is at risk, whatever its forecast says. */
const BACKSTOP_SHARE = 0.75;

/**
 * When three quarters of what is allowed are used, counted as the due is: in the same calendar, and with the same stops (WARN-1).
 * Of a due that comes with the event that is what `late` tolerates, which is wall time. `null` without a due, and where nothing is allowed.
 */
export function backstopAtMsOf(round: Round, stops: readonly Stop[], always: Calendar): number | null {
  const { promise, startAtMs, allowance, scheduledAtMs, due } = round;
  if (due.atMs === null) return null;
  if (allowance === null) {
    const calendar = promise.limit.kind === 'before' ? promise.calendar : always;
    return pointBetween({ calendar, always }, scheduledAtMs ?? startAtMs, due.atMs);
  }
  const calendar = allowance.kind === 'working' || allowance.kind === 'wd' ? promise.calendar : always;
  const base = baseOf(allowance, startAtMs, calendar);
  if (base === null) return null;
  const fromAtMs = allowance.kind === 'wd' ? endOfOpeningDay(calendar, startAtMs) : startAtMs;
  const atMs = pointBetween({ calendar, always }, fromAtMs, base.atMs);
  return atMs === null || stops.length === 0 ? atMs : extended({ atMs, provisional: false, openedAtMs: startAtMs, stops, calendar }).atMs;
}

type Clocks = { readonly calendar: Calendar; readonly always: Calendar };

/** When three quarters of the working time between two instants have passed. */
function pointBetween({ calendar, always }: Clocks, fromAtMs: number, toAtMs: number): number | null {
  if (toAtMs <= fromAtMs) return null;
  // Without a calendar nothing has to be looked up: most obligations are of this kind.
  if (calendar === always) return fromAtMs + Math.ceil(BACKSTOP_SHARE * (toAtMs - fromAtMs));
  return addWorkingMs(calendar, fromAtMs, Math.ceil(BACKSTOP_SHARE * workingMsBetween(calendar, fromAtMs, toAtMs)))?.atMs ?? null;
}
