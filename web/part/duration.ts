import { type Language, say } from '../../shared/text/index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAYS_ALONE_MS_MIN = 10 * DAY_MS;

/** How long, in one or two units: 38 min, 2 h 48, 1 d 3 h, 156 d. Under a minute in seconds. Parts of a unit are dropped. */
export function duration(language: Language, ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < MINUTE_MS) return say(language, 'duration.s', { s: Math.floor(whole / SECOND_MS) });
  if (whole < HOUR_MS) return say(language, 'duration.min', { min: Math.floor(whole / MINUTE_MS) });
  return daysAlone(language, whole) ?? hoursOrDays(language, whole);
}

/** The same to the second under an hour: 2 min 14 s. */
export function exactDuration(language: Language, ms: number): string {
  if (ms < MINUTE_MS || ms >= HOUR_MS) return duration(language, ms);
  return say(language, 'duration.min-s', { min: Math.floor(ms / MINUTE_MS), s: twoDigits(Math.floor((ms % MINUTE_MS) / SECOND_MS)) });
}

/** Time left: 06:52 under an hour, 1 h 06, 1 d 3 h, 156 d; past due −3 min. At the due instant, and for a second after it, 00:00. */
export function countdown(language: Language, leftMs: number): string {
  if (leftMs <= -SECOND_MS) return say(language, 'duration.over', { duration: duration(language, -leftMs) });
  if (leftMs >= HOUR_MS) return daysAlone(language, leftMs) ?? hoursOrDays(language, leftMs);
  const seconds = Math.max(0, Math.floor(leftMs / SECOND_MS));
  return `${twoDigits(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`;
}

/** Beyond ten days hours no longer matter, and both would not fit beside a row's name. */
function daysAlone(language: Language, ms: number): string | null {
  return ms < DAYS_ALONE_MS_MIN ? null : say(language, 'duration.d', { d: Math.floor(ms / DAY_MS) });
}

function hoursOrDays(language: Language, ms: number): string {
  const h = Math.floor((ms % DAY_MS) / HOUR_MS);
  if (ms >= DAY_MS) return say(language, 'duration.d-h', { d: Math.floor(ms / DAY_MS), h });
  return say(language, 'duration.h-min', { h, min: twoDigits(Math.floor((ms % HOUR_MS) / MINUTE_MS)) });
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
