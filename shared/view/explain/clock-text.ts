const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A length of time as `H:MM:SS`, with milliseconds only where there are any: `169:30:00`, `0:14:59.999`. */
export function clockText(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  const length = Math.abs(ms);
  const seconds = String(Math.floor((length % MINUTE_MS) / 1000)).padStart(2, '0');
  const minutes = String(Math.floor((length % HOUR_MS) / MINUTE_MS)).padStart(2, '0');
  const rest = length % 1000;
  return `${sign}${Math.floor(length / HOUR_MS)}:${minutes}:${seconds}${rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`}`;
}

/** An instant of RFC 3339 as a reader wants it, in its own zone: `2026-06-18 17:50`, with seconds only where there are any. */
export function momentText(rfc3339: string): string {
  const [, date, clock = '', rest = ''] = /^(.{10})T(.{5})(.*?)(?:[+-]\d\d:\d\d)$/.exec(rfc3339) ?? [];
  return `${date} ${clock}${rest === ':00' ? '' : rest}`;
}
