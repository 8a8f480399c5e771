import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PUBLIC_BOOK } from '../data/public-story.ts';
import { eventsOf } from '../data/story.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { launchChromium } from './chromium.ts';
import { post, startKept } from './kept-server.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const MINUTE_MS = 60_000;
const COMPLAINT = 'The coach left nine minutes late and nobody said why.';

/** A server of its own with one coach that left nine minutes late this morning. */
async function startServer() {
  const folder = scratchFolder({ 'book.yaml': PUBLIC_BOOK });
  const kept = await startKept({ command: 'serve', args: ['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data')] });
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString();
  const data = { scheduled: ago(40), fare: '46.00', driver: 'driver-wang', depot: 'hall-depot-7' };
  const answer = await post(
    kept.url,
    eventsOf([
      ['departure.scheduled', ago(90), { on: 'departure/D-1', data }],
      ['departure.departed', ago(31), { on: 'departure/D-1' }],
    ]),
  );
  expect(answer.status).toBe(202);
  return kept;
}

/** A phone without scripts; what a page is wider than its screen by, and what its console complains of, is a fault. */
async function phone(width = 390): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly faults: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 844 }, javaScriptEnabled: false, locale: 'en-GB', hasTouch: true });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('response', (response) => void (response.status() >= 500 && faults.push(`${response.status()} ${response.url()}`)));
  return { context, page, faults };
}

it('[PUB-5, PUB-6, PUB-8] somebody without scripts reads the board, complains by keyboard alone, and follows the case to its end', async () => {
  const kept = await startServer();
  const { context, page, faults } = await phone();
  await page.goto(`${kept.url}/promises`);
  expect(await page.locator('h1').textContent()).toBe('What we promise, and whether we kept it');
  const coach = page.getByRole('article', { name: 'Coaches on time' });
  expect(await coach.textContent()).toMatch(/Broken since .*How it is measured/s);
  expect(await page.content()).not.toContain('driver-wang');

  await page.getByRole('link', { name: 'Make a complaint' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Which promise is it about?').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('departure/D-1');
  await page.keyboard.press('Tab');
  await page.keyboard.type(COMPLAINT);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Zhang San');
  await page.keyboard.press('Tab');
  await page.keyboard.type('138 1111 2222');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab'); // Over the field for e-mail to the button: the trap is no stop.
  expect(await page.locator(':focus').textContent()).toBe('Send the complaint');
  await page.keyboard.press('Enter');

  await page.waitForURL(/\/promises\/cases\/[0-9A-Z]{16}$/);
  const address = page.url();
  const reference = (await page.locator('h1').textContent())?.replace('Case ', '') ?? '';
  expect(await page.locator('.standing').textContent()).toContain('Received.');
  expect(await page.content()).not.toMatch(/Zhang San|138 1111|nobody said why/);

  const about = { about: 'departure/D-1', promise: 'on-time', customer: 'p-71', by: 'Ms Li', reason: 'do not tell them that' };
  const on = `complaint/${address.slice(-16)}`;
  expect((await post(kept.url, eventsOf([['complaint.verified', new Date().toISOString(), { on, data: about }]]))).status).toBe(202);
  await page.goto(`${kept.url}/promises`);
  await page.locator('nav').getByRole('link', { name: 'Follow a case' }).click();
  await page.getByLabel('Reference number').fill(reference.toLowerCase());
  await page.keyboard.press('Enter');
  await page.waitForURL(`${address}?lang=en`);
  expect(await page.locator('.standing').textContent()).toMatch(/Confirmed\. You are owed ¥23, to be paid by /);
  expect(await page.content()).not.toContain('do not tell them that');
  await page.goBack();
  expect(faults).toEqual([]);
  await context.close();
  await kept.stop();
});

it('what is wrong with a form has the focus, and each fault leads to its field', async () => {
  const kept = await startServer();
  const { context, page, faults } = await phone();
  await page.goto(`${kept.url}/promises/complain?lang=zh`);
  await page.getByLabel('发生了什么？').fill('   ');
  await page.getByLabel('电子邮箱').fill('a@b');
  await page.getByRole('button', { name: '提交投诉' }).click();
  const alert = page.getByRole('alert');
  expect(await page.locator(':focus').getAttribute('role')).toBe('alert');
  expect(await alert.getByRole('link').allTextContents()).toEqual([
    '请简要说明发生了什么。',
    '电子邮箱格式不正确，应类似 name@example.org。',
  ]);
  await alert.getByRole('link').first().click();
  expect(page.url()).toMatch(/#text$/);
  expect(await page.getByLabel('发生了什么？').getAttribute('aria-describedby')).toBe('text-fault text-hint');
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
  await context.close();
  await kept.stop();
});

it('every page fits 320 px, as at 400% zoom of a wide screen, and every field and button is large enough to touch', async () => {
  const kept = await startServer();
  const { context, page, faults } = await phone(320);
  for (const path of ['', '/on-time', '/claim?promise=on-time', '/complain', '/cases']) {
    for (const language of ['en', 'zh']) {
      await page.goto(`${kept.url}/promises${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      // Scripts are off in the page alone: the browser may still be asked.
      const sizes = await Promise.all([page.locator('html').boundingBox(), page.locator('main').boundingBox()]);
      expect(sizes.map((box) => (box?.x ?? 0) + (box?.width ?? 0) <= 320)).toEqual([true, true]);
      for (const target of await page.locator('.button, input:not([type=hidden]):not(#website), select, textarea').all())
        expect((await target.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
      for (const box of await page.locator('main *:visible').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().right)))
        expect(box).toBeLessThanOrEqual(320);
    }
  }
  expect(faults).toEqual([]);
  await context.close();
  await kept.stop();
});
