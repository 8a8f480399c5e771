import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deskDetail } from '../data/desk-detail.ts';
import { DESK_VIEWS } from '../data/desk-views.ts';
import { NOW_MS } from '../data/wall-lines.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type FakeDeskServer, startFakeDesk } from './fake-desk-server.ts';
import { faultsOnPage } from './page-faults.ts';

const LARGE = { width: 1_440, height: 900 };
const SIZES = [LARGE, { width: 1_280, height: 720 }, { width: 640, height: 800 }];
const REFUSAL = { code: 'LOG_FAILED', message: 'The disk is full.', fix: 'Free some space.' } as const;
const LOST_MS = 8_000;

let browser: Browser;
let server: FakeDeskServer;
const startedAtMs = performance.now();

beforeAll(async () => {
  browser = await launchChromium();
  server = await startFakeDesk({
    view: DESK_VIEWS.mock,
    detail: deskDetail,
    nowAtMs: () => NOW_MS + performance.now() - startedAtMs,
  });
});
beforeEach(() => server.begin(DESK_VIEWS.mock));
afterAll(async () => {
  await browser.close();
  await server.close();
});

type Options = { readonly query?: string; readonly name?: string };

/** The desk, with its list and, where it has rows, the first one explained. */
async function openDesk({ query = '?lang=en', name = 'Shift lead A' }: Options = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: LARGE });
  if (name !== '') await page.addInitScript((known) => localStorage.setItem('kept.name', known), name);
  await page.goto(`${server.url}/desk${query}`);
  await page.waitForSelector('.pane table');
  return page;
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

function selected(page: Page): Promise<string | null> {
  return page.locator('[aria-selected=true] b').first().textContent();
}

it.each(SIZES.flatMap((size) => [{ ...size, view: 'mock', language: 'zh' } as const, { ...size, view: 'long', language: 'en' } as const]))(
  'everything of $view fits on $width × $height in $language',
  async ({ view, language, width, height }) => {
    server.begin(DESK_VIEWS[view]);
    const { page, complaints } = await openPage(browser, `${server.url}/desk?lang=${language}`, { width, height });
    await page.waitForSelector('.pane table');
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    expect([...complaints, ...(await faultsOnPage(page))]).toEqual([]);
    await page.close();
  },
);

it('the keyboard alone finds, acknowledges, assigns, notes and excludes', async () => {
  const page = await openDesk({ name: '' });
  await press(page, '/', ...'cabinet', 'Enter', 'j');
  expect(await selected(page)).toBe('F-20874');
  await press(page, 'a');
  await page.getByLabel('Your name or role').waitFor();
  await press(page, ...'Ann', 'Enter');
  await page.getByText('F-20874 is acknowledged.').waitFor();
  await press(page, 's');
  await page.getByLabel('Assign F-20874 to').waitFor();
  await press(page, ...'Field 2', 'Enter');
  await page.getByText('F-20874 is assigned to Field 2.').waitFor();
  await press(page, 'n');
  await page.getByLabel('Note on F-20874').waitFor();
  await press(page, ...'kit sent', 'Enter');
  await page.getByText('The note on F-20874 is saved.').waitFor();
  await press(page, 'x');
  await page.getByRole('dialog').getByLabel('Reason', { exact: true }).waitFor();
  await press(page, 'Enter', ...'police', 'Enter');
  await page.getByText('F-20874 is excluded from the count.').waitFor();
  const of = { id: 'fault fault/F-20874 1', by: 'Ann' };
  expect(server.acts).toEqual([
    { ...of, do: 'acknowledge' },
    { ...of, do: 'assign', to: 'Field 2' },
    { ...of, do: 'note', text: 'kit sent' },
    { ...of, do: 'exclude', reason: 'police' },
  ]);
  await page.close();
});

it('[WARN-8] b goes to where acting saves most, then to the next best, whatever is filtered', async () => {
  const page = await openDesk();
  await press(page, 'b');
  expect(await selected(page)).toBe('F-20874');
  await press(page, '/', ...'harbour', 'Enter', 'b');
  expect([await selected(page), await page.getByPlaceholder('Find').inputValue()]).toEqual(['F-20874', '']);
  await press(page, 'b');
  expect(await selected(page)).toBe('T-48213');
  await page.close();
});

it('a filter is in the address, comes back from it, and Escape clears it', async () => {
  const page = await openDesk({ query: '?lang=en&theme=dark' });
  await press(page, '/', ...'line', 'Enter');
  await page.getByTitle('At risk', { exact: true }).click();
  await expect.poll(() => new URL(page.url()).search).toBe('?lang=en&theme=dark&find=line&state=at-risk');
  const listed = await page.locator('[data-place]').count();
  await page.reload();
  await page.waitForSelector('.pane table');
  expect([await page.locator('[data-place]').count(), await page.getByPlaceholder('Find').inputValue()]).toEqual([listed, 'line']);
  await press(page, 'Escape');
  await expect.poll(() => new URL(page.url()).search).toBe('?lang=en&theme=dark');
  await page.close();
});

it('what the server refuses is taken back and said', async () => {
  const page = await openDesk();
  server.refuse(REFUSAL);
  await press(page, 'a');
  await page.getByText('F-20871 is not acknowledged. The server could not write it to disk. Tell its operator and do it again.').waitFor();
  expect(await page.locator('[aria-selected=true] .ack').textContent()).toContain('new');
  await page.close();
});

it('rows do not move while keys are pressed, and the selection stays with its row when they do', async () => {
  const page = await openDesk();
  await press(page, 'j', 'j');
  const row = DESK_VIEWS.mock.rows.find(({ label }) => label === 'L-3390');
  if (row === undefined) throw new Error('The fixture has no such row.');
  server.patch({ rows: [{ ...row, state: 'broken', dueAtMs: NOW_MS - 3_600_000, rev: 9 }], gone: [] });
  await page.getByText(/^1 moved/).waitFor();
  const first = page.locator('[data-place="0"] b').first();
  const held = await first.textContent();
  await expect.poll(() => first.textContent()).toBe('L-3390');
  expect([held, await selected(page)]).toEqual(['F-20871', 'C-412']);
  await page.close();
});

it('twenty thousand rows scroll without a blank, however fast', async () => {
  server.begin(DESK_VIEWS.many);
  const page = await openDesk();
  const blanks = await page.evaluate(async () => {
    const list = document.querySelector('[role=grid]');
    if (list === null) return ['no list'];
    const faults: string[] = [];
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let step = 0; step < 120; step += 1) {
      // Long jumps, to both ends and back, and a page at a time.
      const far = (step * 7_919 * 30) % (list.scrollHeight - list.clientHeight);
      list.scrollTop = step % 10 === 0 ? list.scrollHeight : step % 3 === 0 ? far : list.scrollTop + list.clientHeight * 0.9;
      await frame();
      const box = list.getBoundingClientRect();
      for (let y = box.top + 40; y < box.bottom - 2; y += 30) {
        if (document.elementFromPoint(box.left + 100, y)?.closest('[role=row]') == null) faults.push(`${step}: blank at ${y}`);
      }
    }
    return faults;
  });
  const drawn = await page.locator('[data-place]').count();
  expect([blanks, drawn < 80, await page.getByRole('grid').getAttribute('aria-rowcount')]).toEqual([[], true, '20003']);
  await page.close();
});

it('when the link is lost facts stay, chances go, and nothing can be sent', async () => {
  const page = await browser.newPage({ viewport: LARGE });
  await page.clock.install({ time: 0 });
  await page.goto(`${server.url}/desk?lang=en`);
  await page.waitForSelector('[data-place]');
  await page.clock.runFor(500);
  await page.waitForSelector('.pane table');
  server.silence();
  await page.clock.runFor(LOST_MS);
  expect(await page.getByRole('alert').textContent()).toMatch(/No live data for \d+ s/);
  const row = (label: string) => page.locator('[data-place]').filter({ hasText: label });
  expect([await row('C-412').locator('.chance-cell').textContent(), await row('F-20871').locator('.mark').getAttribute('class')]).toEqual([
    'was 91%',
    expect.not.stringContaining('hollow'),
  ]);
  expect(await page.locator('.acts button:disabled').count()).toBe(5);
  await page.close();
});

it('an empty desk says so, and what comes next', async () => {
  server.begin(DESK_VIEWS.empty);
  const page = await browser.newPage();
  await page.goto(`${server.url}/desk?lang=en`);
  await page.getByText('Nothing is open.').waitFor();
  await page.close();
});

it('all keys are listed, Escape closes the list, and keys go on from the rows', async () => {
  const page = await openDesk();
  await press(page, '?');
  await page.getByRole('dialog', { name: 'All keys' }).waitFor();
  await press(page, 'Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
  await press(page, 'j');
  expect(await selected(page)).toBe('C-305');
  await page.close();
});
