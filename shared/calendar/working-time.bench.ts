import { performance } from 'node:perf_hooks';
import { addWorkingMs, type Calendar, compileCalendar, endOfWorkingDay, workingMsBetween, zoneOf } from './index.ts';

/** How fast dues and what is left of them are reckoned: `node shared/calendar/working-time.bench.ts`. */
const CALLS = 1_000_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FROM_AT_MS = Date.UTC(2026, 0, 1);
const OPENED_WITHIN_MS = 300 * DAY_MS;
/** A prime number of ms, so that openings fall on any time of any day. */
const STRIDE_MS = 7_919_123_477;
const SECONDS_MAX = 5;

const OFFICE = calendarOf('Asia/Shanghai', 'cn', ['09:00-12:00', '13:00-18:00']);
const NIGHTS = calendarOf('Europe/Berlin', 'de-be', ['22:00-06:00']);

const slowest = Math.max(
  measure('a due of 4 h, office in China', (openedAtMs) => addWorkingMs(OFFICE, openedAtMs, 4 * HOUR_MS)?.atMs ?? 0),
  measure('a due of 4 h, nights in Berlin', (openedAtMs) => addWorkingMs(NIGHTS, openedAtMs, 4 * HOUR_MS)?.atMs ?? 0),
  measure('a due of 10 wd, office in China', (openedAtMs) => endOfWorkingDay(OFFICE, openedAtMs, 10)?.atMs ?? 0),
  measure('what is left over 10 days, office', (openedAtMs) => workingMsBetween(OFFICE, openedAtMs, openedAtMs + 10 * DAY_MS)),
);
process.exitCode = slowest <= SECONDS_MAX ? 0 : 1;

function measure(name: string, reckon: (openedAtMs: number) => number): number {
  const startMs = performance.now();
  let checksum = 0;
  for (let call = 0; call < CALLS; call += 1) checksum += reckon(FROM_AT_MS + ((call * STRIDE_MS) % OPENED_WITHIN_MS)) % 1009;
  const seconds = (performance.now() - startMs) / 1000;
  console.log(`${name}: ${CALLS} in ${seconds.toFixed(2)} s (checksum ${checksum})`);
  return seconds;
}

function calendarOf(zone: string, holidays: string, spans: readonly string[]): Calendar {
  const compiled = compileCalendar({ week: { 'mon-fri': spans }, holidays }, { bookZone: zoneOf(zone), zoneOf });
  if ('faults' in compiled) throw new Error(JSON.stringify(compiled.faults));
  return compiled.calendar;
}
