import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TICKETS_BOOK } from '../data/tickets-book.ts';
import { launchChromium } from './chromium.ts';
import { type KeptServer, startKept } from './kept-server.ts';
import { faultsOnPage } from './page-faults.ts';

let browser: Browser;
let folder: string;
let kept: KeptServer;

beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), 'kept-handover-'));
  writeFileSync(join(folder, 'book.yaml'), TICKETS_BOOK);
  kept = await startKept({ command: 'serve', args: ['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data')] });
});
afterAll(async () => {
  await kept.stop();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function deskOf(name: string, language: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 720 } });
  await page.addInitScript((who) => localStorage.setItem('kept.name', who), name);
  await page.goto(`${kept.url}/desk?lang=${language}`);
  await page.waitForSelector('.pane table');
  return page;
}

it('[ACT-7, ACT-8] one lead reads what was written by itself and signs it by keys, the next one sees it, takes it over, and prints it', async () => {
  const event = { specversion: '1.0', id: 'e1', source: '/desk', type: 'ticket.opened', subject: 'ticket/T-1', data: {} };
  const body = JSON.stringify({ ...event, time: new Date().toISOString() });
  await fetch(`${kept.url}/api/events`, { method: 'POST', headers: { 'content-type': 'application/cloudevents+json' }, body });

  const ann = await deskOf('Ann', 'en');
  await ann.keyboard.press('n');
  await ann.keyboard.type('Ring 4 is dug up');
  await ann.keyboard.press('Enter');
  await ann.locator('.notice', { hasText: 'saved' }).waitFor();
  await ann.keyboard.press('h');
  await ann.locator('.paper .event', { hasText: 'Ring 4 is dug up' }).waitFor();
  expect(await faultsOnPage(ann)).toEqual([]);
  await ann.getByLabel('What the next lead must know').focus();
  await ann.keyboard.type('Call the clinic first.');
  await ann.keyboard.press('Tab');
  await ann.keyboard.press('Enter');
  await ann.getByText('It is signed off and stands in the log.').waitFor();

  const ben = await deskOf('Ben', 'zh');
  await ben.locator('.call', { hasText: 'Ann' }).waitFor();
  await ben.keyboard.press('h');
  await ben.getByText('Call the clinic first.').waitFor();
  await ben.getByRole('button', { name: /签字时/ }).click();
  await ben.locator('.paper .event', { hasText: 'Ring 4 is dug up' }).waitFor(); // Ann's shift, out of the log.
  await ben.emulateMedia({ media: 'print' });
  expect(await ben.locator('.paper').isVisible()).toBe(true);
  expect(await ben.locator('[role=grid]').isVisible()).toBe(false);
  await ben.emulateMedia({ media: 'screen' });
  await ben.getByRole('button', { name: '接班', exact: true }).click();
  await ben.getByText('您已接班，已记入日志。').waitFor();
  await ben.keyboard.press('Escape');
  await ben.locator('.call', { hasText: 'Ann' }).waitFor({ state: 'detached' });
  await ann.getByText('Taken over by Ben').waitFor();
});
