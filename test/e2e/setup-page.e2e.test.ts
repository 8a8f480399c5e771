import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PUBLIC_BOOK } from '../data/public-story.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type KeptServer, startKept } from './kept-server.ts';

const PASSWORD = 'the password of Ana';
const SIZE = { width: 1_280, height: 720 };
/** Nothing on the page is further away than this. */
const TABS_MAX = 120;

let browser: Browser;
let folder: string;
let kept: KeptServer;

beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), 'kept-setup-'));
  writeFileSync(join(folder, 'book.yaml'), PUBLIC_BOOK);
  kept = await startKept({ command: 'serve', args: ['--accounts', '--book', join(folder, 'book.yaml'), '--data', join(folder, 'data')] });
});
afterAll(async () => {
  await kept.stop();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What has the focus: its words, and the heading that it stands under. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const region = element?.closest('section')?.querySelector('h2')?.textContent ?? '';
    return `${region.trim()}: ${element?.textContent?.trim() ?? ''}`;
  });
}

/** Goes on with Tab until something has the focus. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  const passed: string[] = [];
  for (let nth = 0; nth < TABS_MAX; nth += 1) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (here === wanted) return;
    passed.push(here);
  }
  throw new Error(`Tab does not lead to "${wanted}", but to ${passed.join(', ')}.`);
}

/** What is shown once has the focus and is selected: it is copied, and put away. */
async function takeSecret(page: Page): Promise<string> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('once');
  const secret = await page.evaluate(() => getSelection()?.toString() ?? '');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#once').waitFor({ state: 'detached' });
  return secret;
}

/** The first admin of a fresh install, by keyboard. */
async function firstAdmin(): Promise<Page> {
  const link = /http:\/\/\S+#first=\S+/.exec(kept.said())?.[0] ?? '';
  const { page } = await openPage(browser, link.replace('#', '?lang=en#'), SIZE);
  await page.getByLabel('Name').waitFor();
  for (const text of ['Ana', PASSWORD, PASSWORD]) {
    await page.keyboard.press('Tab');
    await page.keyboard.insertText(text);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Feeds' }).waitFor();
  return page;
}

it('[ACC-5, ACC-13] by keyboard alone a feed gets its key and shows a sample, a board its wall, and both lead to their place in the book', async () => {
  const page = await firstAdmin();
  await page
    .getByRole('region', { name: 'Feeds' })
    .getByRole('row', { name: /exchange/ })
    .waitFor();

  await tabTo(page, 'Feeds: Make an ingest key');
  await page.keyboard.press('Enter');
  const key = await takeSecret(page);
  expect(await focused(page)).toBe('Feeds: Make an ingest key');
  await tabTo(page, 'Feeds: Sample');
  await page.keyboard.press('Enter');
  const sample = (await page.locator('pre').textContent()) ?? '';
  // The sample is an event that the server takes with this key.
  const headers = { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${key}` };
  const body = /-d '(.+)'/.exec(sample)?.[1] ?? '';
  expect((await fetch(`${kept.url}/api/events`, { method: 'POST', headers, body })).status).toBe(202);
  await page.keyboard.press('Enter');
  await page.locator('pre').waitFor({ state: 'detached' });

  await tabTo(page, 'Boards: Make a wall token');
  await page.keyboard.press('Enter');
  const { page: wall } = await openPage(browser, await takeSecret(page));
  await wall.locator('[data-line]').first().waitFor();

  await tabTo(page, 'Boards: In the book');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/book\?/);
  await expect.poll(() => page.locator('.cm-activeLine').textContent()).toContain('hall');
  await page.goBack();
  await page
    .getByRole('region', { name: 'Feeds' })
    .getByRole('row', { name: /exchange/ })
    .waitFor();
  await tabTo(page, 'Feeds: In the book');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.cm-activeLine').textContent()).toContain('exchange');
});
