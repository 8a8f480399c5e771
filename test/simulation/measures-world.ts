import type { JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { bookOf, HOUR_MS, MINUTE_MS, seededRandom } from './world.ts';

export const MEASURES_ZONE = 'America/New_York';
const ratio = (id: string, keys: string) => `  - { id: ${id}, says: { en: "Well.", zh: "好。" }, kind: ratio, ${keys} }`;
const CALLS = 'good: call.answered, all: [call.answered, call.missed]';

/** Every measure that is no share, over events and over obligations, with a version that changes some of them. */
export const MEASURES_BOOK = bookOf(`
book: measures
timezone: ${MEASURES_ZONE}
currency: USD
calendars:
  office: { week: { mon-sun: ["09:00-12:00", "13:00-18:00"] } }
register:
  site: { key: data.site }
promises:
  - id: fixed
    says: { en: "Faults are fixed.", zh: "故障修复。" }
    kind: deadline
    opens: fault.opened
    met: fault.fixed
    within: 2h
    calendar: office
    stops: [{ from: fault.waiting, to: fault.resumed }]
${ratio('wait', `${CALLS}, window: week, group: data.site, measure: median of data.wait, target: "<= 30"`)}
${ratio('hourly', `${CALLS}, window: hour, measure: mean of data.wait, target: ">= 10"`)}
${ratio('lately', `${CALLS}, window: rolling 90min, group: data.site, measure: p95 of data.wait, target: "< 2min"`)}
${ratio('weight', `${CALLS}, window: day, measure: p90 of site.weight, target: "> 3"`)}
${ratio('repair', 'of: fixed, window: day, measure: median of obligation.worked, target: "<= 2h"')}
${ratio('took', 'of: fixed, window: week, counted: finished, group: data.site, measure: mean of obligation.elapsed, target: "<= 4h"')}
${ratio('sizes', 'of: fixed, window: rolling 5h, counted: opened, measure: p90 of item.size, target: "<= 7.5"')}
${ratio('weights', 'of: fixed, window: day, counted: opened, measure: median of site.weight, target: "<= 3"')}
${ratio('daily', 'of: fixed, window: week, measure: mean of daily share, target: ">= 50%"')}
${ratio('busy', 'of: fixed, window: week, counted: opened, measure: mean of daily busy hour, target: ">= 50%"')}
boards:
  wall: { promises: [fixed, wait, hourly, lately, weight, repair, took, sizes, weights, daily, busy] }
versions:
  - { from: 2013-03-09, note: first }
  - { from: 2013-03-10, note: second, promises: [{ id: wait, measure: p90 of data.late }, { id: lately, measure: mean of data.late }, { id: repair, measure: mean of obligation.elapsed }] }
`);
export const MEASURES_START_MS = Date.parse('2013-03-09T08:00:00-05:00');
export const MEASURES_END_MS = MEASURES_START_MS + 64 * HOUR_MS;
const VALUES = [3, 0.1, '12.5', 40, -1, 1e2, 30, 30, '30.0', 'x', null, true, '', 2.25];

/** Three days of calls and faults from a seed, some of them corrected once or more. */
export function measuresDays(seed: number, count: number): readonly KeptEvent[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const someTime = () =>
    MEASURES_START_MS + Math.floor((random() * (MEASURES_END_MS - MEASURES_START_MS - 9 * HOUR_MS)) / MINUTE_MS) * MINUTE_MS;
  const events: KeptEvent[] = [];
  const put = (type: string, subject: string, atMs: number, data: JsonObject = {}) => {
    let event = { id: `e${events.length}`, source: '/sim', type, time: new Date(atMs).toISOString(), subject, data };
    events.push(event);
    for (let again = 0; !type.startsWith('register.') && random() < 0.12; again += 1) {
      const time = new Date(Date.parse(event.time) + Math.floor(random() * 90) * MINUTE_MS).toISOString();
      const fresh = 'wait' in data ? someData() : data;
      event = { ...event, id: `${event.id}/${again}`, time, data: { ...fresh, replaces: event.id } };
      events.push(event);
    }
  };
  const someData = () => ({ site: pick(['A', 'B']), wait: pick(VALUES), late: pick(VALUES), size: pick(VALUES) });
  for (let number = 0; number < 8; number += 1) put('register.put', pick(['A', 'B']), someTime(), { kind: 'site', weight: pick(VALUES) });
  for (let number = 0; number < count; number += 1)
    put(pick(['call.answered', 'call.missed']), `call/${pick([1, 2, number])}`, someTime(), someData());
  for (let number = 0; number < count / 4; number += 1) {
    const [atMs, subject] = [someTime(), `fault/${number}`];
    put('fault.opened', subject, atMs, someData());
    const waitsAtMs = atMs + Math.floor(random() * 200) * MINUTE_MS;
    if (random() < 0.4) put('fault.waiting', subject, waitsAtMs);
    if (random() < 0.3) put('fault.resumed', subject, waitsAtMs + Math.floor(1 + random() * 200) * MINUTE_MS);
    if (random() < 0.9) put('fault.fixed', subject, atMs + Math.floor(200 + random() * 200) * MINUTE_MS);
  }
  return events.sort((a, b) => Date.parse(a.time) - Date.parse(b.time) || (a.id < b.id ? -1 : 1));
}

/** Bounds of the local day, week or hour that holds an instant, by the platform's own calendar. */
export function measuredBounds(kind: 'hour' | 'day' | 'week', atMs: number): readonly [fromAtMs: number, toAtMs: number] {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(MEASURES_ZONE);
  if (kind === 'hour') return [atMs - (atMs % HOUR_MS), atMs - (atMs % HOUR_MS) + HOUR_MS];
  const first =
    kind === 'day'
      ? local.startOfDay()
      : local
          .startOfDay()
          .subtract({ days: local.dayOfWeek - 1 })
          .startOfDay();
  return [first.epochMilliseconds, first.add({ days: kind === 'day' ? 1 : 7 }).startOfDay().epochMilliseconds];
}

/** Whether the office is open in the minute that begins at an instant. */
export function isOffice(atMs: number): boolean {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(MEASURES_ZONE);
  return (hour >= 9 && hour < 12) || (hour >= 13 && hour < 18);
}
