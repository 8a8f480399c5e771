import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { KeptEvent } from '../../shared/event/index.ts';
import type { WallView } from '../../shared/view/index.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type KeptServer, post, startKept } from './kept-server.ts';

/** A zone in which it is noon now: a coach of twenty minutes ago is one of today whenever the test runs. */
const NOON_ZONE = `Etc/GMT${new Date().getUTCHours() < 12 ? '-' : '+'}${Math.abs(12 - new Date().getUTCHours())}`;

const BOOK = `book: depot
timezone: ${NOON_ZONE}
currency: CNY
feeds:
  gates: { source: /gates, sends: [coach.*], heartbeat: 10min }
promises:
  - id: leaves-on-time
    says: { en: "Coaches leave on time.", zh: "班车准点发车。" }
    short: { en: Coaches, zh: 班车 }
    kind: deadline
    opens: coach.scheduled
    due: data.scheduled
    late: 5min
    met: coach.departed
    broken: [coach.cancelled]
    group: data.gate
    tolerate: 1
    remedy: { pay: 46 CNY }
boards:
  hall: { title: { en: Depot, zh: 车场 }, promises: [leaves-on-time], language: en }
`;

let browser: Browser;
let folder: string;
let server: KeptServer | undefined;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(async () => {
  await server?.stop();
  server = undefined;
  for (const context of browser.contexts()) await context.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The depot's book and an empty data folder. */
async function startDepot(port = 0): Promise<KeptServer> {
  writeFileSync(bookFile(), BOOK);
  server = await startKept({ command: 'serve', args: ['--book', bookFile(), '--data', join(folder, 'data')], port });
  return server;
}
function newFolder(): void {
  folder = mkdtempSync(join(tmpdir(), 'kept-e2e-'));
}
function bookFile(): string {
  return join(folder, 'book.yaml');
}

function event(type: string, subject: string, atMs: number, data: KeptEvent['data'] = {}): KeptEvent {
  return { id: `${subject}/${type}`, source: '/gates', type, time: new Date(atMs).toISOString(), subject, data };
}
/** A coach that should have left 20 minutes ago and did so in time, or never did. */
function coach(number: number, leavesInTime: boolean): readonly KeptEvent[] {
  const scheduledAtMs = Date.now() - 20 * 60_000;
  const subject = `coach/C-${number}`;
  const opened = event('coach.scheduled', subject, scheduledAtMs - 600_000, {
    scheduled: new Date(scheduledAtMs).toISOString(),
    gate: number % 2 === 0 ? 'A' : 'B',
  });
  return leavesInTime ? [opened, event('coach.departed', subject, scheduledAtMs)] : [opened];
}
const beat = (): KeptEvent => event('feed.heartbeat', `feed/${Date.now()}`, Date.now());
const cell = (page: Page, line: string) => page.locator(`[data-line="${line}"]`);

// That records change it by themselves, demo-hours-suite.ts shows on a clock of its own: here it would wait for up to a minute.
it('the demo leads to a live wall of real departures whose countdowns run', async () => {
  newFolder();
  server = await startKept({ command: 'demo', args: ['--data', folder] });
  const { page, complaints } = await openPage(browser, server.url);
  await page.getByText('nycflights13').waitFor();
  await page.getByText('simulated').first().waitFor(); // Whoever looks is told what is real and what is not.
  await cell(page, 'airport-hour/EWR').waitFor();
  expect(await page.locator('[data-line]').count()).toBeGreaterThanOrEqual(17);
  const countdowns = async () => (await page.locator('[role="timer"]').allTextContents()).join();
  const before = await countdowns();
  await expect.poll(countdowns).not.toBe(before);
  expect(complaints).toEqual([]);
});

it('an event posted over HTTP changes the wall, and a second browser sees the same', async () => {
  newFolder();
  const { url } = await startDepot();
  await post(url, [beat(), ...coach(2, true), ...coach(4, true)]);
  const [first, second] = await Promise.all([openPage(browser, `${url}/wall/hall`), openPage(browser, `${url}/wall/hall`)]);
  await expect.poll(() => cell(first.page, 'leaves-on-time/A').textContent()).toContain('2');
  const answer = await post(url, [...coach(6, false), ...coach(8, false)]);
  expect(answer.status).toBe(202);
  for (const { page, complaints } of [first, second]) {
    await expect.poll(() => page.locator('article.broken').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  }
  const texts = await Promise.all([first, second].map(({ page }) => page.locator('[data-line]').allTextContents()));
  expect(texts[0]).toEqual(texts[1]);
});

it('killed during ingest and started again: nothing acknowledged is missing, the wall says stale meanwhile and recovers by itself', async () => {
  newFolder();
  const { url, port } = await startDepot();
  const { page } = await openPage(browser, `${url}/wall/hall`);
  await cell(page, 'leaves-on-time').waitFor();
  const acknowledged = new Set<number>();
  const sending = (async () => {
    for (let number = 1; ; number += 1) {
      try {
        const answer = await post(url, coach(number, true));
        if (answer.status === 202) acknowledged.add(number);
      } catch {
        return; // The server is gone, in the middle of a request.
      }
    }
  })();
  await expect.poll(() => acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(50);
  await server?.kill();
  await sending;
  await page.getByText(/No live data/).waitFor({ timeout: 10_000 });
  await startDepot(port);
  await expect.poll(() => page.getByText(/No live data/).count(), { timeout: 20_000 }).toBe(0);
  const view = (await (await fetch(`${url}/api/boards/hall`)).json()) as WallView;
  const kept = view.lines.find((line) => line.id === 'leaves-on-time')?.good ?? 0;
  // One more may be on disk than was answered: the request that was under way.
  expect(kept === acknowledged.size || kept === acknowledged.size + 1).toBe(true);
  await post(url, [beat(), ...coach(100_000, false), ...coach(100_002, false)]);
  await expect.poll(() => page.locator('article.broken').count()).toBeGreaterThan(0);
});

it('a broken book is refused while the server runs, and the old one stays; a right one takes its place', async () => {
  newFolder();
  const kept = await startDepot();
  const { page } = await openPage(browser, `${kept.url}/wall/hall`);
  await cell(page, 'leaves-on-time').waitFor();
  writeFileSync(bookFile(), BOOK.replace('late: 5min', 'late: five minutes'));
  await kept.says(/book\.yaml:13:11: .*late.*does not fit.*Write a duration/);
  await kept.says(/stays in force/);
  expect(await cell(page, 'leaves-on-time').count()).toBe(1);
  writeFileSync(bookFile(), BOOK.replace('title: { en: Depot', 'title: { en: Depot North'));
  await page.getByText('Depot North').waitFor();
});

it('the wall speaks Chinese when it is asked to', async () => {
  newFolder();
  const { url } = await startDepot();
  await post(url, [beat(), ...coach(2, false), ...coach(4, false)]);
  const { page } = await openPage(browser, `${url}/wall/hall?lang=zh`);
  await page.getByText('已违诺').first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
});

it('Ctrl-C ends the server cleanly', async () => {
  newFolder();
  const kept = await startDepot();
  expect(await kept.stop()).toBe(0);
});
