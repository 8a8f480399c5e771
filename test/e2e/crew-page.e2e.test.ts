import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CREW_HIDDEN, crewState } from '../data/crew-story.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type CrewServer, startCrewServer } from './crew-server.ts';
import { faultsOnPage } from './page-faults.ts';

const TABLET = { width: 1_280, height: 800 };
const PHONE = { width: 390, height: 844 };
const GATE = '/crew/North%20gate';
/** The page has asked again by then, and after the longer one without an answer what it shows is old. */
const ASKED_MS = 6_000;
const STALE_MS = 20_000;

let browser: Browser;
let server: CrewServer;
beforeAll(async () => {
  browser = await launchChromium();
  server = await startCrewServer();
});
beforeEach(() => {
  server.hush(false);
  server.become(crewState());
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

it.each([
  { ...TABLET, language: 'zh', theme: 'dark' },
  { ...PHONE, language: 'en', theme: 'light' },
])('everything fits on $width × $height in $language', async ({ language, theme, ...viewport }) => {
  for (const path of [GATE, '/crew', '/crew/Nowhere']) {
    const { page, complaints } = await openPage(browser, `${server.url}${path}?lang=${language}&theme=${theme}`, viewport);
    await page
      .locator(path === GATE ? 'article' : 'li a')
      .first()
      .waitFor();
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const faults = complaints.filter((text) => !text.includes('404'));
    expect([...faults, ...(await faultsOnPage(page))]).toEqual([]);
    await page.context().close();
  }
});

it('[CREW-1, CREW-2, CREW-4, CREW-5, CREW-6] by keyboard from the list to a site: its promises, streaks, days, thanks and what is next', async () => {
  const { page } = await openPage(browser, `${server.url}/crew?lang=en`, TABLET);
  await page.getByRole('link', { name: 'North gate' }).focus();
  await page.keyboard.press('Enter');
  const coaches = page.getByRole('article', { name: 'Coaches on time' });
  await coaches.waitFor();
  const text = await coaches.textContent();
  for (const said of ['Kept so far', '2 of 3 kept', 'today · 2 still open · keep ≥ 60%', '2 days', 'Best 3 days'])
    expect(text).toContain(said);
  expect(await coaches.locator('.word').allTextContents()).toEqual(['Kept', 'Kept', 'Missed', 'None due', 'Kept', 'Kept', 'Now']);
  expect(await page.locator('.thanks').textContent()).toContain('Thank you: 1 that was at risk');
  const next = page.getByRole('region', { name: 'Coming up' });
  expect(await next.textContent()).toMatch(/N1600[\s\S]*due 16:05[\s\S]*N1700[\s\S]*due 17:05/);
  const whole = (await page.locator('main').textContent()) ?? '';
  expect(CREW_HIDDEN.filter((word) => whole.includes(word))).toEqual([]);
  await page.context().close();
});

it('what changes is there by itself, and a silent server is said with the age of what is shown', async () => {
  const page = await browser.newPage({ viewport: TABLET });
  await page.clock.install();
  await page.goto(`${server.url}${GATE}?lang=en`);
  const coaches = page.getByRole('article', { name: 'Coaches on time' });
  await coaches.waitFor();
  server.become(crewState('2026-06-18T16:05:01+08:00'));
  await page.clock.runFor(ASKED_MS);
  await expect.poll(() => coaches.textContent()).toContain('2 of 4 kept');
  server.hush(true);
  await page.clock.runFor(STALE_MS);
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toMatch(/No live data for \d+ s\. Values are from 16:05:01/);
  server.hush(false);
  await page.clock.runFor(ASKED_MS);
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.close();
});

it('an unknown site says which ones there are', async () => {
  const { page } = await openPage(browser, `${server.url}/crew/Nowhere?lang=en`, PHONE);
  await page.getByRole('listitem').first().waitFor();
  expect(await page.getByRole('alert').locator('p').allTextContents()).toEqual([
    'There is no site Nowhere.',
    'These are the sites there are:',
  ]);
  expect(await page.getByRole('listitem').locator('b').allTextContents()).toEqual(['Blue Line', 'North gate', 'South gate']);
  await page.context().close();
});
