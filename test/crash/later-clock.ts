import { SystemClock } from '../../server/live/index.ts';
import type { Clock } from '../../server/ports/index.ts';

/** The real clock, so many months ahead. */
export function clockIn(months: number): Clock {
  const system = new SystemClock();
  const started = new Date(system.nowAtMs());
  const offsetMs = Date.UTC(started.getUTCFullYear(), started.getUTCMonth() + months, 1) - system.nowAtMs();
  return {
    nowAtMs: () => system.nowAtMs() + offsetMs,
    wakeAt: (atMs, callback) => system.wakeAt(atMs - offsetMs, callback),
  };
}

/** Its month, `2026-05`. */
export function monthOf(clock: Clock): string {
  return new Date(clock.nowAtMs()).toISOString().slice(0, 7);
}
