import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NOW_MS } from '../data/wall-lines.ts';
import { WALL_VIEWS } from '../data/wall-views.ts';
import { launchChromium } from './chromium.ts';
import { type FakeWallServer, startFakeWall } from './fake-wall-server.ts';
import { faultsOnPage } from './page-faults.ts';

const HOUR_MS = 3_600_000;
const LANDSCAPE = { width: 1_920, height: 1_080 };
const PORTRAIT = { width: 1_080, height: 1_920 };
/** The fullest ones; the pictures (pictures/table.ts) have every fixture in every size and language. */
const PAGES = ['mock', 'long-names'].flatMap((board) => [
  { board, language: 'en', ...LANDSCAPE },
  { board, language: 'zh', ...PORTRAIT },
]);

let browser: Browser;
let server: FakeWallServer;
const startedAtMs = performance.now();

beforeAll(async () => {
  browser = await launchChromium();
  server = await startFakeWall({ views: WALL_VIEWS, nowAtMs: () => NOW_MS + performance.now() - startedAtMs });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** The mock on a page whose clocks are moved by hand and begin far from the server's. */
async function openMock(pageMs: number): Promise<Page> {
  server.speak();
  const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  await page.clock.install({ time: pageMs });
  await page.goto(`${server.url}/wall/mock`);
  await page.waitForSelector('[data-line]');
  return page;
}

it.each(PAGES)('everything of $board fits on $width × $height in $language', async ({ board, language, width, height }) => {
  const page = await browser.newPage({ viewport: { width, height } });
  const complaints: string[] = [];
  page.on('console', (message) => void complaints.push(message.text()));
  await page.goto(`${server.url}/wall/${board}?lang=${language}`);
  await page.waitForSelector('[data-line]');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  expect([...complaints, ...(await faultsOnPage(page))]).toEqual([]);
  await page.close();
});

it('every line is on the page once, and the last cell says so', async () => {
  const page = await openMock(0);
  expect([await page.locator('[data-line]').count(), await page.locator('.sum').textContent()]).toEqual([
    19,
    expect.stringContaining('19 of 19'),
  ]);
  await page.close();
});

it('five seconds after the last word the whole wall says so, whatever the transport believes', async () => {
  const page = await openMock(0);
  server.silence();
  await page.clock.runFor(8_000);
  const bar = await page.getByRole('alert').textContent();
  const tiles = await page
    .locator('article')
    .evaluateAll((all) => all.map((tile) => tile.classList.contains('no-data') || tile.classList.contains('broken')));
  expect([bar, tiles]).toEqual([expect.stringMatching(/No live data for [5-8] s/), [true, true, true, true]]);
  await page.close();
});

it('after eight hours of silence the wall comes back by itself, without old values', async () => {
  const page = await openMock(0);
  server.silence();
  await page.clock.fastForward(8 * HOUR_MS);
  await page.getByRole('alert').waitFor();
  server.speak();
  server.show('mock', { ...WALL_VIEWS.mock, board: { ...WALL_VIEWS.mock.board, owedMinor: 777_700 } });
  await page.clock.runFor(30_000);
  await page.getByText('¥7.8k already owed').waitFor();
  // The page's half minute passed faster than the server can beat: the bar goes with the next real one.
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  await page.close();
});

it.each([HOUR_MS, -HOUR_MS])('a page whose clock is %i ms off shows the server’s time', async (wrongMs) => {
  const page = await openMock(NOW_MS + wrongMs);
  expect(await page.getByRole('timer').first().textContent()).toMatch(/^15:4\d:\d\d$/);
  await page.close();
});

it('a board that is not in the book: which ones are, and what to do', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/wall/elsewhere`);
  expect(await page.getByRole('alert').textContent()).toMatch(/Use one that the promise book names.*no board "elsewhere".*mock, calm/s);
  await page.close();
});
