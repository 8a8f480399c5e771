import type { KeptEvent } from '../../shared/event/index.ts';
import { bookOf, HOUR_MS, MINUTE_MS, seededRandom } from './world.ts';

const ZONE = 'America/New_York';

/** Everything that counts events, over calendar windows, shifts and windows that roll. */
export const COUNTING_BOOK = bookOf(`
book: counting
timezone: ${ZONE}
currency: USD
shifts: { early: "07:00-15:00", late: "15:00-23:00", night: "23:00-07:00" }
register:
  site: { key: data.site }
promises:
  - id: answered
    says: { en: "Tickets are answered.", zh: "工单有回应。" }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    within: 30min
    per: shift
  - id: answered-lately
    says: { en: "Tickets are answered.", zh: "工单有回应。" }
    kind: ratio
    of: answered
    window: rolling 3h
    target: ">= 80%"
  - { id: calls-lately, says: { en: "Calls.", zh: "来电。" }, kind: ratio, good: call.answered, all: [call.answered, call.missed], window: rolling 45min, group: data.site, target: ">= 80%" }
  - { id: daily, says: { en: "Falls.", zh: "跌落。" }, kind: count, of: fall.seen, window: day, group: data.site, target: "<= 4" }
  - { id: lately, says: { en: "Falls.", zh: "跌落。" }, kind: count, of: fall.seen, window: rolling 90min, group: site.region, target: "<= 1" }
  - { id: rate, says: { en: "Falls.", zh: "跌落。" }, kind: count, of: fall.seen, window: week, group: data.site, target: "<= 2.5", per: { rate: 1000, of: trip.run, value: data.riders } }
  - { id: rate-lately, says: { en: "Falls.", zh: "跌落。" }, kind: count, of: fall.seen, window: rolling 1d, target: "<= 2.5", per: { rate: 1000, of: trip.run, value: data.riders } }
  - { id: shifts, says: { en: "Falls.", zh: "跌落。" }, kind: count, of: [fall.seen, call.missed], window: shift, target: ">= 2" }
boards:
  wall: { promises: [answered, answered-lately, calls-lately, daily, lately, rate, rate-lately, shifts] }
`);
/** The night before the clocks go forward. */
export const COUNTING_START_MS = Date.parse('2013-03-09T12:00:00-05:00');
export const COUNTING_END_MS = COUNTING_START_MS + 60 * HOUR_MS;
const SITES = ['A', 'B'] as const;
const TYPES = ['fall.seen', 'trip.run', 'trip.run', 'call.answered', 'call.answered', 'call.missed'] as const;

/** Two and a half days of falls, trips, calls and tickets from a seed, some of them corrected, some of those again. */
export function countingDays(seed: number, count: number): readonly KeptEvent[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const someTime = () => COUNTING_START_MS + Math.floor((random() * (COUNTING_END_MS - COUNTING_START_MS - 6 * HOUR_MS)) / 1000) * 1000;
  const events: KeptEvent[] = SITES.map((site, index) => ({
    ...eventOf(`region/${site}`, 'register.put', COUNTING_START_MS - index * HOUR_MS, {
      kind: 'site',
      region: index === 0 ? 'north' : 'south',
    }),
    subject: site,
  }));
  for (let number = 0; number < count; number += 1) {
    const data = { site: pick(SITES), riders: pick([3, 0.1, '12.5', 40]) };
    let event = eventOf(String(number), pick(TYPES), someTime(), data);
    events.push(event);
    for (let again = 0; random() < 0.15; again += 1) {
      const atMs = Date.parse(event.time) + Math.floor(random() * 180) * MINUTE_MS;
      const corrected = eventOf(`${number}/${again}`, event.type, atMs, { ...data, site: pick(SITES), replaces: event.id });
      event = { ...corrected, subject: event.subject };
      events.push(event);
    }
  }
  for (let number = 0; number < count / 4; number += 1) {
    const openedAtMs = someTime();
    const subject = `ticket/${number}`;
    events.push({ ...eventOf(`${number}/opened`, 'ticket.opened', openedAtMs), subject });
    if (random() < 0.9)
      events.push({ ...eventOf(`${number}/done`, 'ticket.contacted', openedAtMs + Math.floor(random() * 40) * MINUTE_MS), subject });
  }
  return events.sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
}

function eventOf(id: string, type: string, atMs: number, data: KeptEvent['data'] = {}): KeptEvent {
  return { id, source: '/sim', type, time: new Date(atMs).toISOString(), subject: `item/${id}`, data };
}

/** Bounds of the local day, week or shift that holds an instant, by the platform's own calendar. */
export function boundsOf(kind: 'day' | 'week' | 'shift', atMs: number): readonly [fromAtMs: number, toAtMs: number] {
  const date = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(ZONE).toPlainDate();
  const at = (day: Temporal.PlainDate, time: string) => day.toPlainDateTime(time).toZonedDateTime(ZONE).epochMilliseconds;
  if (kind === 'day') return [at(date, '00:00'), at(date.add({ days: 1 }), '00:00')];
  if (kind === 'week') {
    const monday = date.subtract({ days: date.dayOfWeek - 1 });
    return [at(monday, '00:00'), at(monday.add({ days: 7 }), '00:00')];
  }
  const starts = [-1, 0, 1].flatMap((days) => ['07:00', '15:00', '23:00'].map((time) => at(date.add({ days }), time)));
  return [starts.findLast((start) => start <= atMs) ?? 0, starts.find((start) => start > atMs) ?? 0];
}
