import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type DemoFlights, demoEvents, loadDemoFlights } from '../../server/demo/index.ts';
import { zoneOf } from '../../shared/calendar/index.ts';
import type { DeskView, WallView } from '../../shared/view/index.ts';
import { LeapingClock } from '../data/leaping-clock.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type DemoAt, demoOn } from './demo-at.ts';
import { faultsOnPage } from './page-faults.ts';

const FLIGHTS = fileURLToPath(new URL('../../examples/nyc-demo/flights.csv.gz', import.meta.url));
const MINUTE_MS = 60_000;
const zone = zoneOf('America/New_York');
/** A Thursday in the middle of a month. */
const DAY = { year: 2026, month: 6, day: 18 };

type Count = { readonly kept: number; readonly decided: number };

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
    const clock = new LeapingClock(startAtMs);
    demo = await demoOn(clock);
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
    await expect.poll(() => offBy(clock)).toEqual({ kept: 0, decided: 0 });
    // It changes by itself: the seal names the last place of the log and its hash, and each minute has records, in quiet hours too.
    const seal = await sealOf(page);
    clock.leapTo(nextMinuteAfter(clock.nowAtMs()));
    await expect.poll(() => sealOf(page)).not.toBe(seal);
    await expect.poll(() => offBy(clock)).toEqual({ kept: 0, decided: 0 });
    expect([...complaints, ...(await faultsOnPage(page))]).toEqual([]);
    const desk = await openPage(browser, `${demo.url}/desk?lang=en`);
    await desk.page.waitForSelector('[role=grid] [role=row]');
    expect((await json<DeskView>('/api/desk')).head.total).toBeGreaterThan(50);
    expect(desk.complaints).toEqual([]);
  });
}

/** What the wall's figure of the day's departures has more than a recount, which is of now too: both change at whole minutes only. */
async function offBy(clock: LeapingClock): Promise<Count> {
  const { lines } = await json<WallView>('/api/boards/control-room');
  const line = lines.find(({ id }) => id === 'leaves-on-time');
  const { kept, decided } = recount(clock.nowAtMs());
  return { kept: (line?.good ?? 0) - kept, decided: (line?.all ?? 0) - decided };
}

async function sealOf(page: Page): Promise<string> {
  return (await page.locator('.roll .sum').allTextContents()).join();
}

function nextMinuteAfter(atMs: number): number {
  return (Math.floor(atMs / MINUTE_MS) + 1) * MINUTE_MS;
}

/** Departures due today that have left, or that are broken because they have not, straight from the demo's events and not from the engine. */
function recount(nowAtMs: number): Count {
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
