/**
 * Takes pictures of receipts, for looking at: node test/e2e/receipt-pictures.ts FOLDER
 * On a screen, on a narrow one, and as the first sheet of A4 that a printer gets, in both languages.
 */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import type { Browser } from 'playwright-core';
import { createApp } from '../../server/http/index.ts';
import { openKey } from '../../shared/engine/index.ts';
import { obligationReceiptPath, windowReceiptPath } from '../../shared/view/index.ts';
import { RECEIPT_BOOK, RECEIPT_STORY } from '../data/receipt-story.ts';
import { told } from '../data/story.ts';
import { launchChromium } from './chromium.ts';

const SHEETS: { readonly [name: string]: readonly [width: number, height: number, media: 'screen' | 'print'] } = {
  screen: [1_000, 1_300, 'screen'],
  narrow: [420, 900, 'screen'],
  // A4 less its margins, at 96 dots an inch.
  paper: [688, 1_016, 'print'],
};

const state = told(RECEIPT_BOOK, RECEIPT_STORY, '2026-07-03T12:00:00+08:00');
const obligation = state.items.get('ticket/T-48213')?.obligations[0];
if (obligation === undefined) throw new Error('The story has no such obligation.');
const PAGES: { readonly [name: string]: string } = {
  obligation: obligationReceiptPath({ id: openKey(obligation), promise: obligation.promise, subject: obligation.subject }),
  window: windowReceiptPath({ promise: 'repaired-share', group: null, from: '2026-06-01T00:00:00+08:00' }),
  line: windowReceiptPath({ promise: 'line-up', group: 'circuit/C-17', from: '2026-06-01T00:00:00+08:00' }),
};

async function take(browser: Browser, url: string, sheet: keyof typeof SHEETS, file: string): Promise<readonly string[]> {
  const [width, height, media] = SHEETS[sheet] ?? [0, 0, 'screen'];
  const page = await browser.newPage({ viewport: { width, height } });
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(`console: ${message.text()}`)));
  await page.emulateMedia({ media });
  await page.goto(url);
  await page.screenshot({ path: file, fullPage: media === 'screen' });
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (excess > 0) faults.push(`wider than its sheet by ${excess} px`);
  if (media === 'print') await page.pdf({ path: file.replace(/png$/, 'pdf'), preferCSSPageSize: true });
  await page.close();
  return faults;
}

async function main([folder]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Say which folder the pictures are for.');
  mkdirSync(folder, { recursive: true });
  const app = createApp({ webRoot: folder, events: express.Router(), source: { state, isLive: true }, banner: null });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/receipts`;
  const browser = await launchChromium();
  for (const [name, path] of Object.entries(PAGES)) {
    for (const sheet of Object.keys(SHEETS)) {
      for (const language of ['en', 'zh']) {
        const picture = `${name}-${sheet}-${language}`;
        const faults = await take(browser, `${root}${path}?lang=${language}`, sheet, join(folder, `${picture}.png`));
        console.info([picture, ...faults.map((fault) => `  ${fault}`)].join('\n'));
      }
    }
  }
  await browser.close();
  server.close();
}

await main(process.argv.slice(2));
