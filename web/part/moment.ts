import { type Language, say } from '../../shared/text/index.ts';
import { LOCALE } from './locale.ts';

/** Instants as people at the board's place read them. All arguments are epoch ms UTC. */
export type Moment = {
  /** 15:42 */
  readonly time: (atMs: number) => string;
  /** 15:42:08 */
  readonly exactTime: (atMs: number) => string;
  /** Thu 18 Jun */
  readonly day: (atMs: number) => string;
  /** Thu 18 Jun 2026, for a day that may be of any year. */
  readonly fullDay: (atMs: number) => string;
  /** 18 Jun */
  readonly shortDay: (atMs: number) => string;
  /** 18:00 on the same day, 24:00 at its end, Fri 18:00 within a week, else 30 Jun. */
  readonly near: (atMs: number, nowAtMs: number) => string;
  /** A date of the book, `2026-06-01`, as 1 Jun, or 1 Jun 2025 of another year. */
  readonly date: (date: string, nowAtMs: number) => string;
  /** Days from one instant's date to another's. */
  readonly daysBetween: (fromAtMs: number, toAtMs: number) => number;
  /** UTC+8 */
  readonly offset: (atMs: number) => string;
  /** How far the place's clock is ahead of UTC then, ms. */
  readonly offsetMs: (atMs: number) => number;
};

const MINUTE_MS = 60_000;
/** Beyond six days a weekday could be of either week. */
const DAY_MS = 86_400_000;
const WEEKDAY_MS_MAX = 6 * DAY_MS;
/** Times of day that are remembered: some screens full of them. */
const KNOWN_MAX = 1_000;

/** @param timezone IANA zone; the browser's own plays no part. */
export function createMoment(language: Language, timezone: string): Moment {
  const of = (options: Intl.DateTimeFormatOptions, locale = LOCALE[language]) =>
    new Intl.DateTimeFormat(locale, { timeZone: timezone, hourCycle: 'h23', ...options });
  const time = of({ hour: '2-digit', minute: '2-digit' });
  const exactTime = of({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const fullDay = of({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const [day, date, weekday] = [
    of({ weekday: 'short', day: 'numeric', month: 'short' }),
    of({ day: 'numeric', month: 'short' }),
    of({ weekday: 'short' }),
  ];
  const key = of({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en');
  // A date of the book is no instant: it is the same everywhere.
  const bookDate = of({ timeZone: 'UTC', day: 'numeric', month: 'short' });
  const bookDateOfYear = of({ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
  const zone = of({ timeZoneName: 'shortOffset' }, 'en');

  const near = nearBy(language, { key, time, date, weekday });
  function zoneName(atMs: number): string {
    return zone.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  }
  function offset(atMs: number): string {
    return zoneName(atMs)
      .replace('GMT', 'UTC')
      .replace('-', '−')
      .replace(/[+−]0$/, '');
  }
  function offsetMs(atMs: number): number {
    const [, sign = '+', h = 0, min = 0] = /^GMT([+−-])(\d+)(?::(\d+))?$/.exec(zoneName(atMs)) ?? [];
    return (sign !== '+' ? -1 : 1) * (Number(h) * 60 + Number(min)) * MINUTE_MS;
  }
  function calendarDate(iso: string, nowAtMs: number): string {
    const [atMs, thisYear] = [Date.parse(`${iso}T00:00:00Z`), key.format(nowAtMs).slice(-4) === iso.slice(0, 4)];
    return (thisYear ? bookDate : bookDateOfYear).format(atMs);
  }
  const dayNumber = (atMs: number): number => {
    const part = (type: 'year' | 'month' | 'day') => Number(key.formatToParts(atMs).find((each) => each.type === type)?.value);
    return Date.UTC(part('year'), part('month') - 1, part('day')) / DAY_MS;
  };
  return {
    date: calendarDate,
    daysBetween: (fromAtMs, toAtMs) => dayNumber(toAtMs) - dayNumber(fromAtMs),
    time: (atMs) => time.format(atMs),
    exactTime: (atMs) => exactTime.format(atMs),
    day: (atMs) => day.format(atMs),
    fullDay: (atMs) => fullDay.format(atMs),
    shortDay: (atMs) => date.format(atMs),
    near,
    offset,
    offsetMs,
  };
}

type NearFormats = { readonly [part in 'key' | 'time' | 'date' | 'weekday']: Intl.DateTimeFormat };

/** A list asks for the same instants each second, and a formatter takes longer than all else that a row does then: they are remembered. */
function nearBy(language: Language, { key, time, date, weekday }: NearFormats): Moment['near'] {
  let [minute, today] = [Number.NaN, ''];
  const known = new Map<number, string>();
  /** Days begin at whole minutes. */
  function turnTo(now: number): void {
    if (now === minute) return;
    minute = now;
    const day = key.format(now * MINUTE_MS);
    if (day !== today) known.clear();
    today = day;
  }
  function textOf(atMs: number): string {
    if (key.format(atMs) === today) return time.format(atMs);
    if (time.format(atMs) === '00:00' && key.format(atMs - 1) === today) return say(language, 'moment.midnight');
    return say(language, 'moment.weekday', { weekday: weekday.format(atMs), time: time.format(atMs) });
  }
  return (atMs, nowAtMs) => {
    if (Math.abs(atMs - nowAtMs) > WEEKDAY_MS_MAX) return date.format(atMs);
    turnTo(Math.floor(nowAtMs / MINUTE_MS));
    const text = known.get(atMs) ?? textOf(atMs);
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(atMs, text);
    return text;
  };
}
