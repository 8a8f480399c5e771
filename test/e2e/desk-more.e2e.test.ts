import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deskDetail } from '../data/desk-detail.ts';
import { DESK_VIEWS } from '../data/desk-views.ts';
import { NOW_MS } from '../data/wall-lines.ts';
import { launchChromium } from './chromium.ts';
import { type FakeDeskServer, startFakeDesk } from './fake-desk-server.ts';
import { faultsOnPage } from './page-faults.ts';

const SMALL = { width: 1_280, height: 720 };

let browser: Browser;
let server: FakeDeskServer;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startFakeDesk({ view: DESK_VIEWS.mock, detail: deskDetail, nowAtMs: () => NOW_MS });
});
beforeEach(() => server.begin(DESK_VIEWS.mock));
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function open(query = '?lang=en'): Promise<Page> {
  const page = await browser.newPage({ viewport: SMALL });
  await page.addInitScript(() => localStorage.setItem('kept.name', 'Ann'));
  await page.goto(`${server.url}/desk${query}`);
  await page.waitForSelector('.pane table');
  return page;
}
const find = async (page: Page, text: string) => {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.locator('.pane h1', { hasText: text }).waitFor();
};

it('[ACT-5] an acknowledgement is taken back in place by a key', async () => {
  const page = await open();
  await find(page, 'T-48213');
  await page.keyboard.press('a');
  await page.locator('.notice', { hasText: 'Undo' }).waitFor();
  await page.keyboard.press('u');
  await page.locator('.notice', { hasText: 'no longer acknowledged' }).waitFor();
  expect(server.acts.map((act) => act.do)).toEqual(['acknowledge', 'unacknowledge']);
  expect(await faultsOnPage(page)).toEqual([]);
  await page.close();
});

it('[ACT-6] a row is shelved with an end and a reason, says so, and is put back', async () => {
  const page = await open();
  await find(page, 'C-231');
  await page.keyboard.press('w');
  await page.locator('.ask select').selectOption('60');
  await page.locator('#desk-ask').fill('parts come at five');
  expect(await faultsOnPage(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.locator('[role=row]', { hasText: 'shelved until' }).waitFor();
  expect(server.acts[0]).toMatchObject({ do: 'shelve', by: 'Ann', reason: 'parts come at five', untilAtMs: expect.any(Number) });
  await page.keyboard.press('w');
  await page.locator('.notice', { hasText: 'back on the list' }).waitFor();
  await page.close();
});

it('a view is kept under a name, is there after a reload, and is forgotten', async () => {
  const page = await open('?lang=en&owner=Dispatch+B');
  await page.locator('.view select').selectOption({ label: 'Keep this one…' });
  await page.keyboard.type('Mine');
  await page.keyboard.press('Enter');
  await page.goto(`${server.url}/desk?lang=en`);
  await page.waitForSelector('.pane table');
  await page.locator('.view select').selectOption('Mine');
  expect(new URL(page.url()).searchParams.get('owner')).toBe('Dispatch B');
  expect(await faultsOnPage(page)).toEqual([]);
  await page.locator('.view select').selectOption({ label: 'Forget “Mine”' });
  await page.keyboard.press('Escape');
  await page.close();
});

it('the rest of an incident is one click away', async () => {
  const page = await open();
  await find(page, 'C-231');
  await page.getByRole('button', { name: 'Show all of this incident (1 more)' }).click();
  await page.waitForFunction(() => document.querySelectorAll('[data-id]').length === 2);
  expect(new URL(page.url()).searchParams.get('incident')).toBe('I-7');
  await page.close();
});

it('what nobody acknowledges is called out, with a way there', async () => {
  const page = await open('?lang=en&escalate=1min');
  const bar = page.locator('.call');
  await bar.waitFor();
  expect(await bar.textContent()).toMatch(/Nobody has acknowledged \d+ for 1 min or longer/);
  const [, label] = /Go to (\S+)/.exec((await bar.textContent()) ?? '') ?? [];
  await bar.locator('button').click();
  expect(await page.locator('.pane h1').textContent()).toContain(label);
  expect(await faultsOnPage(page)).toEqual([]);
  await page.close();
});

it('a complaint is verified, and another is rejected with a reason', async () => {
  const page = await open();
  await find(page, 'C-231');
  await page.getByRole('button', { name: 'Reject' }).click();
  await page.getByLabel('What the customer is told').fill('It left at 15:35, as the film shows.');
  await page.getByPlaceholder('Why complaint/88 is rejected').fill('it left on time');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Verify' }).click();
  const told = () => server.acts.map(({ id, do: what }) => `${what} ${id}`);
  await expect.poll(told).toEqual(['reject complaint/88', 'verify complaint/88']);
  expect(server.acts[0]).toMatchObject({ reason: 'it left on time', answer: 'It left at 15:35, as the film shows.' });
  await page.locator('.notice', { hasText: 'is verified' }).waitFor();
  await page.close();
});

it('a notice to the customer is drafted in the words of the promise', async () => {
  const page = await open();
  await find(page, 'T-48213');
  await page.getByRole('button', { name: 'Draft a notice' }).click();
  const draft = await page.locator('textarea').inputValue();
  expect(draft).toMatch(/^We promised you: “.+”\nFor T-48213 that is due by 15:54\./);
  expect(await faultsOnPage(page)).toEqual([]);
  await page.close();
});
