import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeskDetail } from '../../shared/view/index.ts';
import { launchChromium } from './chromium.ts';
import { type KeptServer, post, startKept } from './kept-server.ts';

const TICKETS = 9;
const MINUTE_MS = 60_000;
/** How soon the other desk shows what one lead did. */
const SHOWN_WITHIN_MS = 200;
const BOOK = `book: hotline
timezone: UTC
currency: CNY
promises:
  - id: first-call
    says: { en: "We phone you within 60 minutes.", zh: "六十分钟内回电。" }
    short: { en: Phone reply, zh: 电话回复 }
    kind: deadline
    opens: ticket.opened
    met: ticket.contacted
    within: 60min
    remedy: { pay: 20 CNY }
boards:
  hotline: { promises: [first-call] }
`;

let browser: Browser;
let server: KeptServer;
const folder = mkdtempSync(join(tmpdir(), 'kept-two-desks-'));

beforeAll(async () => {
  browser = await launchChromium();
  writeFileSync(join(folder, 'book.yaml'), BOOK);
  server = await startKept({ command: 'serve', args: ['--book', join(folder, 'book.yaml'), '--data', join(folder, 'data')] });
  // Nearly an hour old, so that all of them are in trouble and wait to be acknowledged.
  const opened = Array.from({ length: TICKETS }, (_, index) => ({
    id: `T-${index + 1}/opened`,
    source: '/hotline',
    type: 'ticket.opened',
    time: new Date(Date.now() - 50 * MINUTE_MS + index * 1_000).toISOString(),
    subject: `ticket/T-${index + 1}`,
    data: {},
  }));
  expect((await post(server.url, opened)).status).toBe(202);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A lead at a desk; the page notes when a key went down, and when a row's acknowledgement appeared. */
async function deskOf(name: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1_440, height: 900 } })).newPage();
  await page.addInitScript((known) => {
    localStorage.setItem('kept.name', known);
    const seen = new Map<string, number>();
    Object.assign(window, { seen });
    addEventListener('keydown', ({ key }) => seen.set(`key ${key}`, Date.now()), { capture: true });
    new MutationObserver(() => {
      for (const cell of document.querySelectorAll('[role=row] .ack [title]')) {
        const id = `ack ${cell.closest('[data-id]')?.getAttribute('data-id')}`;
        if (!seen.has(id)) seen.set(id, Date.now());
      }
    }).observe(document, { subtree: true, childList: true });
  }, name);
  await page.goto(`${server.url}/desk?lang=en`);
  await page.waitForSelector('.pane table');
  return page;
}

async function seenAtMs(page: Page, what: string): Promise<number> {
  const handle = await page.waitForFunction((key) => (window as unknown as { seen: Map<string, number> }).seen.get(key), what);
  return (await handle.jsonValue()) as number;
}

it('what one lead acknowledges shows at the other desk within 200 ms, with the name, and is in the log', async () => {
  const [one, other] = [await deskOf('Ann'), await deskOf('Bo')];
  const delaysMs: number[] = [];
  for (let ticket = 1; ticket <= TICKETS; ticket += 1) {
    const id = await one.locator('[aria-selected=true]').getAttribute('data-id');
    await one.keyboard.press('a');
    delaysMs.push((await seenAtMs(other, `ack ${id}`)) - (await seenAtMs(one, 'key a')));
    await one.keyboard.press('j');
  }
  const median = delaysMs.toSorted((a, b) => a - b)[Math.floor(TICKETS / 2)];
  console.info(`shown at the other desk after ${delaysMs.join(', ')} ms, median ${median} ms`);
  expect(median).toBeLessThan(SHOWN_WITHIN_MS);
  expect(await other.locator('[role=row] [title="acknowledged by Ann"]').count()).toBe(TICKETS);
  const detail = (await (
    await fetch(`${server.url}/api/obligations?id=${encodeURIComponent('first-call ticket/T-1 1')}`)
  ).json()) as DeskDetail;
  expect([detail.row.ackedBy, detail.events[0]?.actor]).toEqual(['Ann', 'Ann']);
});
it('an exclusion takes the row from both desks and its reason stays in the log; counted again, the row is back on both', async () => {
  const [one, other] = [await deskOf('Ann'), await deskOf('Bo')];
  const id = await one.locator('[aria-selected=true]').getAttribute('data-id');
  await one.keyboard.press('x');
  await one.getByRole('dialog').getByRole('textbox').fill('Storm, roads closed');
  await one.keyboard.press('Enter');
  await other.waitForFunction((gone) => document.querySelector(`[data-id="${gone}"]`) === null, id);
  const detail = (await (await fetch(`${server.url}/api/obligations?id=${encodeURIComponent(String(id))}`)).json()) as DeskDetail;
  expect(detail.excluded).toBe('Storm, roads closed');
  await one.getByRole('button', { name: 'Count again' }).waitFor();
  await one.keyboard.press('x');
  await one.getByLabel(/counts again$/).fill('There was no storm');
  await one.keyboard.press('Enter');
  for (const page of [one, other]) await page.waitForFunction((back) => document.querySelector(`[data-id="${back}"]`) !== null, id);
  await one.getByText('Counted again: There was no storm').waitFor();
});
