import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type KeptServer, post, startKept } from './kept-server.ts';
import { faultsOnPage } from './page-faults.ts';

const MINUTE_MS = 60_000;
const TICKETS = 12;
const SIZES = [
  { width: 1_440, height: 900 },
  { width: 1_280, height: 720 },
];
const BOOK = `book: hotline
timezone: UTC
currency: CNY
promises:
  - id: first-call
    says: { en: "We usually phone you within 60 minutes.", zh: "六十分钟内回电。" }
    short: { en: Phone reply, zh: 电话回复 }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    within: 60min
    remedy: { pay: 20 CNY, to: data.customer }
boards:
  hotline: { promises: [first-call] }
`;

let browser: Browser;
let server: KeptServer;
const folder = mkdtempSync(join(tmpdir(), 'kept-book-page-'));
const file = join(folder, 'book.yaml');

/** Tickets of the last hours, each phoned after 50 minutes: within 60 and not within 45. */
function tickets() {
  const startAtMs = Date.now() - 6 * 60 * MINUTE_MS;
  return Array.from({ length: TICKETS }, (_, nth) => nth).flatMap((nth) =>
    (['opened', 'contacted'] as const).map((what) => ({
      id: `T-${nth}/${what}`,
      source: '/hotline',
      type: `ticket.${what}`,
      time: new Date(startAtMs + (nth + (what === 'opened' ? 0 : 50)) * MINUTE_MS).toISOString(),
      subject: `ticket/T-${nth}`,
      data: { customer: 'c' },
    })),
  );
}

beforeAll(async () => {
  browser = await launchChromium();
  writeFileSync(file, BOOK);
  server = await startKept({ command: 'serve', args: ['--book', file, '--data', join(folder, 'data')] });
  expect((await post(server.url, tickets())).status).toBe(202);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Goes on with Tab until the field of an id has the focus. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let nth = 0; nth < 40; nth += 1) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
    await press(page, 'Tab');
  }
  throw new Error(`Tab does not lead to ${id}.`);
}

/** Finds a text in the editor and writes another in its place. */
async function rewrite(page: Page, from: string, to: string): Promise<void> {
  await press(page, 'F8', 'Control+f');
  await page.keyboard.type(from);
  await press(page, 'Enter', 'Escape');
  await page.keyboard.insertText(to);
}

it.each(
  SIZES.flatMap((size) => [
    { ...size, theme: 'light', language: 'en' },
    { ...size, theme: 'dark', language: 'zh' },
  ]),
)(
  'everything fits on $width × $height in $language, $theme, and the page asks for nothing that its policy forbids',
  async ({ width, height, theme, language }) => {
    const { page, complaints } = await openPage(browser, `${server.url}/book?lang=${language}&theme=${theme}`, { width, height });
    await page.waitForSelector('.cm-content');
    await page.waitForSelector('.tag');
    expect([...complaints, ...(await faultsOnPage(page))]).toEqual([]);
    await page.close();
  },
);

it('[BOOK-9] keys and their values are offered where they may stand, and faults are told at their place', async () => {
  const { page } = await openPage(browser, `${server.url}/book?lang=en`, { width: 1_440, height: 900 });
  await page.waitForSelector('.tag');
  await rewrite(page, 'kind: deadline', 'kind: ');
  await press(page, 'Control+Space');
  await page.getByRole('option', { name: 'ratio' }).waitFor();
  await press(page, 'Escape');
  await page.getByRole('heading', { name: /To mend first/ }).waitFor();
  expect(await page.getByRole('button', { name: /Publish: 1 to mend/ }).isDisabled()).toBe(true);
  await press(page, 'F8');
  await page.getByText(/^Line 8, column/).waitFor();
  await page.close();
});

it('[BOOK-9] a page in Chinese tells faults in Chinese', async () => {
  const { page, complaints } = await openPage(browser, `${server.url}/book?lang=zh`, { width: 1_440, height: 900 });
  await page.waitForSelector('.tag');
  await rewrite(page, 'within: 60min', 'within: soon');
  await page.getByText('"soon" 不合要求。请写时限，例如 60min').waitFor();
  expect([...complaints, ...(await faultsOnPage(page))]).toEqual([]);
  await page.close();
});

it('[BOOK-5] the keyboard alone edits, compares, tries on the past and publishes', async () => {
  const { page, complaints } = await openPage(browser, `${server.url}/book?lang=en`, { width: 1_440, height: 900 });
  await page.waitForSelector('.tag');
  await press(page, 'F8');
  await page.getByText(/^Line 6, column/).waitFor();
  await rewrite(page, 'within: 60min', 'within: 45min');
  await page.getByText('not dated yet').waitFor();
  await page.getByText('1 line changed').waitFor();
  await press(page, 'F6');
  await page.getByText('compared with the book in force').waitFor();
  await page.locator('.cm-deletedChunk').getByText('60min').waitFor();
  await press(page, 'F6', 'F7');
  // Each ticket, and their day where it is over by now: before six in the morning they are yesterday's.
  await page.getByText(/0 → 1[23]/).waitFor();
  await press(page, 'F9');
  await tabTo(page, 'publish-by');
  await page.keyboard.insertText('Ann');
  await tabTo(page, 'publish-owner');
  await page.keyboard.insertText('Service desk');
  await tabTo(page, 'publish-reviewer');
  await page.keyboard.insertText('Bo');
  await tabTo(page, 'publish-budget');
  await page.keyboard.insertText('1000');
  // Twelve at 20 in the one day that there is: over the budget.
  await page
    .getByText('By the past it would owe CN¥87,600 a year.')
    .or(page.getByText('By the past it would owe ¥87,600 a year.'))
    .waitFor();
  await tabTo(page, 'publish-reason');
  await page.keyboard.insertText('Customers were told so');
  await tabTo(page, 'publish-note');
  await page.keyboard.insertText('A quarter of an hour sooner');
  await press(page, 'Enter');
  await page.getByText(/^Published\. Its terms count from /).waitFor();
  await page.getByText('over budget: Customers were told so').waitFor();
  const written = readFileSync(file, 'utf8');
  expect(written.startsWith(BOOK)).toBe(true);
  expect(written.slice(BOOK.length)).toMatch(/note: A quarter of an hour sooner\n\s+promises:\n\s+- \{ id: first-call, within: 45min \}/);
  expect(complaints).toEqual([]);
  await page.close();
});

it('[BOOK-7] a draft from before is told that another book has come into force, and can go on over it', async () => {
  const { page } = await openPage(browser, `${server.url}/book?lang=en`, { width: 1_440, height: 900 });
  await page.waitForSelector('.tag');
  await rewrite(page, 'We usually phone', 'We phone');
  await page.getByText('changes words, boards or warnings only').waitFor();
  const book = (await (await fetch(`${server.url}/api/book`)).json()) as {
    readonly text: string;
    readonly hash: string;
    readonly today: string;
  };
  const text = book.text.replace('Phone reply', 'Called back');
  const headers = { 'content-type': 'application/json' };
  await (await fetch(`${server.url}/api/book/trial`, { method: 'POST', headers, body: JSON.stringify({ text }) })).text();
  const request = { text, base: book.hash, by: 'Cy', owner: 'Cy', reviewer: 'Di', from: book.today, budgetMinor: 1e9 };
  expect((await fetch(`${server.url}/api/book/publish`, { method: 'POST', headers, body: JSON.stringify(request) })).status).toBe(201);
  await page.reload();
  await page.getByText('Another book has come into force since this draft was begun.').waitFor();
  await page.getByRole('button', { name: 'Keep my text, and compare' }).press('Enter');
  await page.locator('.cm-deletedChunk').getByText('Called back').waitFor();
  await page.close();
});
