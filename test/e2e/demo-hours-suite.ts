import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type DemoFlights, demoEvents, loadDemoFlights } from '../../server/demo/index.ts';
import { zoneOf } from '../../shared/calendar/index.ts';
import type { DeskView, WallView } from '../../shared/view/index.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type DemoAt, demoAt } from './demo-at.ts';
import { faultsOnPage } from './page-faults.ts';

const FLIGHTS = fileURLToPath(new URL('../../examples/nyc-demo/flights.csv.gz', import.meta.url));
const MINUTE_MS = 60_000;
const zone = zoneOf('America/New_York');
/** A Thursday in the middle of a month. */
const DAY = { year: 2026, month: 6, day: 18 };

let browser: Browser;
let flights: DemoFlights;
let demo: DemoAt | undefined;

/** That the demo is alive and true at hours of its day. */
export function demoHoursSuite(hours: readonly number[]): void {
  beforeAll(async () => {
    [browser, flights] = await Promise.all([launchChromium(), loadDemoFlights(FLIGHTS)]);
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await demo?.stop();
    demo = undefined;
  });

  it.each(hours)('at %i:00 the demo shows a wall and a desk that are alive and true', async (hour) => {
    const startAtMs = zone.instantOfLocal({ ...DAY, hour, minute: 0, second: 20, ms: 0 }) as number;
    demo = await demoAt(startAtMs);
    const { page, complaints } = await openPage(browser, `${demo.url}/wall/control-room?lang=en`);
    await page.waitForSelector('[data-line]');
    // Alive: its clock is the server's, every feed is heard, nothing is without data, and something comes next.
    await expect.poll(() => page.locator('.stage').textContent()).toContain(`${String(hour).padStart(2, '0')}:0`);
    const wall = await json<WallView>('/api/boards/control-room');
    expect(wall.feeds.map(({ state }) => state)).toEqual(wall.feeds.map(() => 'live'));
    expect(wall.lines.filter(({ state }) => state === 'no-data').map(({ id }) => id)).toEqual([]);
    expect(wall.next.length).toBe(8);
    expect(await page.locator('[data-line]').count()).toBe(wall.lines.length);
    // True: the departures of the day, counted from the records by other code.
    const line = wall.lines.find(({ id }) => id === 'leaves-on-time');
    const { kept, decided } = recount(startAtMs);
    expect(Math.abs((line?.good ?? 0) - kept)).toBeLessThanOrEqual(2); // A minute may have passed since.
    expect(Math.abs((line?.all ?? 0) - decided)).toBeLessThanOrEqual(2);
    expect([...complaints, ...(await faultsOnPage(page))]).toEqual([]);
    const desk = await openPage(browser, `${demo.url}/desk?lang=en`);
    await desk.page.waitForSelector('[role=grid] [role=row]');
    expect((await json<DeskView>('/api/desk')).head.total).toBeGreaterThan(50);
    expect(desk.complaints).toEqual([]);
  });
}

/** Departures due today that have left, or that are broken because they have not, straight from the demo's events and not from the engine. */
function recount(nowAtMs: number): { readonly kept: number; readonly decided: number } {
  const events = demoEvents(flights, nowAtMs - 48 * 60 * MINUTE_MS, nowAtMs + 1);
  const left = new Map(events.filter(({ type }) => type === 'departure.departed').map(({ subject, time }) => [subject, Date.parse(time)]));
  const cancelled = new Set(events.filter(({ type }) => type === 'departure.cancelled').map(({ subject }) => subject));
  const [fromAtMs, toAtMs] = [zone.startOfLocalDay(zone.localDayOf(nowAtMs)), zone.startOfLocalDay(zone.localDayOf(nowAtMs) + 1)];
  let [kept, decided] = [0, 0];
  for (const { type, subject, data } of events) {
    if (type !== 'departure.scheduled') continue;
    const dueAtMs = Date.parse(String(data['scheduled'])) + 15 * MINUTE_MS - 1;
    if (dueAtMs < fromAtMs || dueAtMs >= toAtMs) continue;
    const leftAtMs = left.get(subject);
    const isKept = leftAtMs !== undefined && leftAtMs <= dueAtMs;
    if (isKept) kept += 1;
    if (isKept || cancelled.has(subject) || dueAtMs < nowAtMs) decided += 1;
  }
  return { kept, decided };
}

async function json<T>(path: string): Promise<T> {
  return (await fetch(`${demo?.url}${path}`)).json() as Promise<T>;
}
