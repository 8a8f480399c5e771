import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOW_MS } from '../data/wall-lines.ts';
import { WALL_VIEWS } from '../data/wall-views.ts';
import { launchChromium } from './chromium.ts';
import { type FakeWallServer, startFakeWall } from './fake-wall-server.ts';
import { faultsOnPage } from './page-faults.ts';

const MINUTE_MS = 60_000;
const VIEWPORT = { width: 1_920, height: 1_080 };

let browser: Browser;
let server: FakeWallServer;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startFakeWall({ views: WALL_VIEWS, nowAtMs: () => NOW_MS });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function open(path: string, dateMs = NOW_MS): Promise<Page> {
  server.speak();
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.clock.install({ time: dateMs });
  await page.goto(`${server.url}/wall/${path}`);
  await page.waitForSelector('[data-line]');
  return page;
}

it('[LOG-14] the last cell shows the seal of the log as the server gave it', async () => {
  const page = await open('mock');
  expect(await page.locator('.sum').textContent()).toMatch(/#1,048,211\s(?:· .+)?3f9a 41c2 77d0 b1e8\s*$/);
  await page.close();
});

it.each([
  ['ahead', 7],
  ['behind', -7],
])('a clock of its own computer that is %s is said, and the time stays the server’s', async (way, minutes) => {
  const page = await open('mock', NOW_MS + minutes * MINUTE_MS + Math.sign(minutes) * 20_000);
  await page.clock.runFor(3_000);
  const head = await page.locator('header.top').textContent();
  expect(head).toContain(`Own clock 7 min ${way}`);
  expect(head).toMatch(/15:42:\d\d/);
  await page.close();
});

it('boards take turns, and one on which a promise breaks comes up at once', async () => {
  const page = await open('calm,few?every=10s');
  const board = () => page.locator('header.top').textContent();
  expect(await board()).toContain('board 1 of 2');
  await page.clock.runFor(10_500);
  expect(await board()).toContain('board 2 of 2');
  const lines = WALL_VIEWS.calm.lines.map((line, index) => (index === 0 ? { ...line, state: 'broken' as const } : line));
  server.show('calm', { ...WALL_VIEWS.calm, lines });
  await page.waitForFunction(() => document.querySelector('header.top')?.textContent?.includes('board 1 of 2'));
  expect(await faultsOnPage(page)).toEqual([]);
  server.show('calm', WALL_VIEWS.calm);
  await page.close();
});

it('a wall that meets other pages loads them, and draws what stood there before it hears a word', async () => {
  const page = await open('mock');
  await page.evaluate(() => Object.assign(window, { isOld: true }));
  server.serve('other pages');
  const again = page.waitForEvent('load');
  server.hangUp();
  await page.clock.runFor(60_000);
  server.silence();
  await again;
  await page.waitForSelector('[data-line]');
  expect(await page.evaluate(() => 'isOld' in window)).toBe(false);
  expect(await page.locator('[data-line]').count()).toBe(19);
  server.serve('pages');
  await page.close();
});

it('a screen that is near is drawn smaller, without anything cut off, and one that is too small for its distance says so', async () => {
  const page = await open('mock?inches=85');
  expect(Number(await page.locator('.stage').evaluate((stage) => stage.computedStyleMap().get('zoom')?.toString()))).toBe(0.8);
  expect(await faultsOnPage(page)).toEqual([]);
  await page.goto(`${server.url}/wall/mock?inches=32`);
  await page.waitForSelector('[data-line]');
  expect(await page.locator('.banner').textContent()).toBe('Read from 5 m this screen should measure 55 inches.');
  expect(await faultsOnPage(page)).toEqual([]);
  await page.close();
});
