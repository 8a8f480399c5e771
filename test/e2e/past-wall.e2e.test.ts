import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { KeptEvent } from '../../shared/event/index.ts';
import { DEPARTURES_BOOK } from '../simulation/world.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { post, startKept } from './kept-server.ts';
import { faultsOnPage } from './page-faults.ts';

const NOW_MS = Date.now();
const SCHEDULED_MS = NOW_MS - 20 * 60_000;
/** In a zone where it is about noon, whenever this runs: else what was due twenty minutes ago may be of yesterday, and differ in less. */
const BOOK = DEPARTURES_BOOK.replace('America/New_York', zoneAtNoon(NOW_MS));

function zoneAtNoon(atMs: number): string {
  const hoursAhead = 12 - new Date(atMs).getUTCHours();
  return hoursAhead === 0 ? 'Etc/GMT' : `Etc/GMT${hoursAhead > 0 ? '-' : '+'}${Math.abs(hoursAhead)}`; // Etc/GMT-2 is two hours ahead.
}

function event(type: string, number: number, atMs: number, data: KeptEvent['data'] = {}): KeptEvent {
  return { id: `${number}/${type}`, source: '/sim', type, time: new Date(atMs).toISOString(), subject: `departure/${number}`, data };
}
const opening = { scheduled: new Date(SCHEDULED_MS).toISOString(), origin: 'EWR', carrier: 'UA' };

it('[LOG-12, LOG-13] a wall of another time says so above it, how it differs from what is known now, and its clock stands still', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-e2e-'));
  writeFileSync(join(folder, 'book.yaml'), BOOK);
  const browser = await launchChromium();
  const server = await startKept({ command: 'serve', args: ['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data')] });
  onTestFinished(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const numbers = [1, 2, 3];
  await post(server.url, [
    event('feed.heartbeat', 0, Date.now()),
    ...numbers.map((number) => event('departure.scheduled', number, SCHEDULED_MS - 3_600_000, opening)),
  ]);
  await post(
    server.url,
    numbers.map((number) => event('departure.departed', number, SCHEDULED_MS)),
  );
  for (const [lang, title, differs] of [
    ['en', 'As shown on', /\d+ figures are different as known now/],
    ['zh', '当时所示', /按现在所知，有 \d+ 处数字不同/],
  ] as const) {
    const { page, complaints } = await openPage(browser, `${server.url}/wall/wall?known-at=5&lang=${lang}`);
    await page.locator('[data-line="leaves-on-time"]').waitFor();
    expect(await page.getByRole('note').textContent()).toContain(title);
    expect(await page.getByRole('note').textContent()).toMatch(differs);
    const [ink, ground] = await page
      .getByRole('note')
      .evaluate((bar) =>
        [bar.querySelector('b') ?? bar, bar].map((part, index) => getComputedStyle(part)[index === 0 ? 'color' : 'backgroundColor']),
      );
    expect(ink).not.toBe(ground);
    const clock = () => page.locator('header [role="timer"]').textContent();
    const before = await clock();
    await page.waitForFunction(() => performance.now() > 2_500);
    expect([await clock(), complaints, await faultsOnPage(page)]).toEqual([before, [], []]);
  }
  const { page } = await openPage(
    browser,
    `${server.url}/wall/wall?as-of=${encodeURIComponent(new Date(SCHEDULED_MS + 60_000).toISOString())}`,
  );
  await page.getByRole('note').waitFor();
  expect(await page.getByRole('note').textContent()).toContain('as known now');
  const refused = await openPage(browser, `${server.url}/wall/wall?known-at=999`);
  await expect.poll(() => refused.page.locator('[role="alert"]').textContent()).toContain('has places 1 to 8');
});
