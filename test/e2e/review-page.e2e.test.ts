import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { serveOptions, startServer } from '../../server/command/index.ts';
import { ShiftedClock } from '../../server/live/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { REVIEW_ANSWERS } from '../data/review-answers.ts';
import { EMPTY_WEEK } from '../data/review-week.ts';
import { DEPARTURES_BOOK } from '../simulation/world.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type FakeReviewServer, startFakeReview } from './fake-review-server.ts';
import { post } from './kept-server.ts';
import { faultsOnPage } from './page-faults.ts';

const LARGE = { width: 1_440, height: 900 };
const WAIT_MS = 60_000;
/** Wednesday 10 June 2026, 15:00 in New York. */
const START_MS = Date.parse('2026-06-10T15:00:00-04:00');
const MINUTE_MS = 60_000;

let browser: Browser;
let fake: FakeReviewServer;

beforeAll(async () => {
  browser = await launchChromium();
  fake = await startFakeReview(REVIEW_ANSWERS);
});
beforeEach(() => fake.begin(REVIEW_ANSWERS, 'answer'));
afterAll(async () => {
  await browser.close();
  await fake.close();
});

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

function queryOf(page: Page): URLSearchParams {
  return new URL(page.url()).searchParams;
}

it.each([
  { ...LARGE, language: 'zh', theme: 'dark' },
  { width: 1_280, height: 720, language: 'en', theme: 'light' },
])('everything fits on $width × $height in $language', async ({ width, height, language, theme }) => {
  for (const query of ['', '&by=site', '&as=table', '&tab=ledger&line=l4']) {
    const url = `${fake.url}/review?lang=${language}&theme=${theme}&promise=faults&set=faults.within=5h${query}`;
    const { page, complaints } = await openPage(browser, url, { width, height });
    await page.locator(query.includes('ledger') ? '.ledger [aria-current=true]' : '.compare').waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    expect([...complaints, ...(await faultsOnPage(page))]).toEqual([]);
    await page.close();
  }
});

it('a chart is drawn on a canvas when it is in sight, and t turns it into its table', async () => {
  const { page } = await openPage(browser, `${fake.url}/review?lang=en`, LARGE);
  await page
    .getByRole('img', { name: /Said 65%, broke 78%/ })
    .locator('canvas')
    .waitFor();
  await press(page, 't');
  await page.getByRole('row', { name: '60–70% 65% 78%' }).waitFor();
  expect([await page.locator('canvas').count(), queryOf(page).get('as')]).toEqual([0, 'table']);
  await page.close();
});

it('long work says how far it is, can be cancelled and started again', async () => {
  fake.begin(REVIEW_ANSWERS, 'wait');
  const { page } = await openPage(browser, `${fake.url}/review?lang=en`, LARGE);
  await page.getByText('Counting the week: 42%').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  await page.getByText('Counting the week: cancelled').waitFor();
  fake.begin(REVIEW_ANSWERS, 'answer');
  await page.getByRole('button', { name: 'Start again' }).press('Enter');
  await page.locator('.compare').waitFor();
  await page.close();
});

it('a refusal, no data and no server are said plainly', async () => {
  fake.begin(REVIEW_ANSWERS, 'fail');
  const { page } = await openPage(browser, `${fake.url}/review?lang=en`, LARGE);
  await page.getByText('Others are asking the past now. Try again in a moment.').waitFor();
  fake.begin({ ...REVIEW_ANSWERS, week: EMPTY_WEEK }, 'answer');
  await page.getByRole('button', { name: 'Start again' }).press('Enter');
  await page.getByText('Nothing was promised or decided in this week.').waitFor();
  await page.route('**/api/review/**', (route) => route.abort());
  await press(page, ']');
  await page.getByText('The server did not answer.').waitFor();
  await page.close();
});

function departure(number: number, type: string, atMs: number, data: KeptEvent['data'] = {}): KeptEvent {
  return { id: `${number}/${type}`, source: '/sim', type, time: new Date(atMs).toISOString(), subject: `departure/${number}`, data };
}

/** A server of these departures, at an instant of ours. */
async function serveAt(folder: string, atMs: number) {
  const args = ['--port', '0', '--book', join(folder, 'book.yaml'), '--data', join(folder, 'data')];
  const server = await startServer(serveOptions(args, false, {}), new ShiftedClock(atMs));
  return { url: /http:\/\/localhost:\d+/.exec(server.lines.join('\n'))?.[0] ?? '', stop: () => server.stop() };
}

/** A server on a Wednesday at four, which was told at three of departures that had left late. */
async function startDepartures(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-review-'));
  writeFileSync(join(folder, 'book.yaml'), DEPARTURES_BOOK);
  const scheduledMs = START_MS - 90 * MINUTE_MS;
  const opening = { scheduled: new Date(scheduledMs).toISOString(), origin: 'EWR', carrier: 'UA' };
  const numbers = [1, 2, 3, 4];
  const told = await serveAt(folder, START_MS);
  await post(told.url, [
    ...numbers.map((number) => departure(number, 'departure.scheduled', scheduledMs - 60 * MINUTE_MS, opening)),
    ...numbers.map((number) => departure(number, 'departure.departed', scheduledMs + number * 10 * MINUTE_MS)),
    departure(0, 'departure.heartbeat', START_MS),
  ]);
  await told.stop();
  const server = await serveAt(folder, START_MS + 60 * MINUTE_MS);
  onTestFinished(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return server.url;
}

it('the keyboard alone finds why a day was bad, pins a note, decides, and opens the money behind it', async () => {
  const { page, complaints } = await openPage(browser, `${await startDepartures()}/review?lang=en`, LARGE);
  page.setDefaultTimeout(WAIT_MS);
  await page.locator('.compare').waitFor();
  await expect.poll(() => page.locator('h1').textContent()).toBe('Week 24, 8 Jun to 14 Jun');
  await press(page, 'Shift+B');
  const before = queryOf(page).get('at');
  expect(before).toMatch(/^2026-06-10T1[89]:/);
  await press(page, 'ArrowRight');
  await expect.poll(() => Date.parse(queryOf(page).get('at') ?? '') - Date.parse(before ?? '')).toBe(5 * MINUTE_MS);

  await press(page, 'n', ...'fog');
  await press(page, 'Enter');
  await page.getByLabel('Your name or role').waitFor();
  await press(page, ...'Ann', 'Enter');
  await page.getByRole('button', { name: /^Go to Wed/ }).waitFor();

  await page.getByLabel('What is decided').focus();
  await press(page, ...'Spare gate', 'Tab', ...'Ops', 'Tab', ...'06172026', 'Tab', 'Tab', 'Enter');
  await page.getByText('Ops, by 17 Jun').waitFor();

  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await press(page, 'l', 'j');
  await expect.poll(() => queryOf(page).get('line')).not.toBe(null);
  await page.getByRole('link', { name: 'Show proof' }).waitFor();

  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('link', { name: 'Show proof' }).waitFor();
  await press(page, 'w');
  await page.getByRole('button', { name: 'Done Spare gate' }).waitFor();
  expect([queryOf(page).get('at'), complaints]).toEqual([new URL(link).searchParams.get('at'), []]);
  await page.close();
});

it('space plays the wall of then, and pausing compares it with what is known now', async () => {
  const url = await startDepartures();
  const at = new Date(START_MS + 10 * MINUTE_MS).toISOString();
  const { page } = await openPage(browser, `${url}/review?lang=en&speed=1&at=${at}`, LARGE);
  page.setDefaultTimeout(WAIT_MS);
  await page.locator('.compare').waitFor();
  await press(page, '1', ' ');
  await page.getByText('What the wall shows').waitFor();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await press(page, ' ');
  await page.getByRole('button', { name: 'Play' }).waitFor();
  await page.locator('.compare').waitFor();
  await press(page, '?');
  await page.getByRole('dialog', { name: 'All keys' }).waitFor();
  await press(page, 'Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await page.close();
});
