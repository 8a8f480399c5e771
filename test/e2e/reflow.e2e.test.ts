import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deskDetail } from '../data/desk-detail.ts';
import { DESK_VIEWS } from '../data/desk-views.ts';
import { REVIEW_ANSWERS } from '../data/review-answers.ts';
import { TICKETS_BOOK } from '../data/tickets-book.ts';
import { NOW_MS } from '../data/wall-lines.ts';
import { launchChromium } from './chromium.ts';
import { startCrewServer } from './crew-server.ts';
import { startFakeDesk } from './fake-desk-server.ts';
import { startFakeReview } from './fake-review-server.ts';
import { type KeptServer, startKept } from './kept-server.ts';

/** A window of 1280 × 1024 at 400%: WCAG 2.2, 1.4.10. */
const ZOOMED = { width: 320, height: 256 };

let browser: Browser;
let folder: string;
let kept: KeptServer;
let admin: BrowserContext;
const fakes: { readonly [name: string]: { readonly url: string; close(): Promise<void> } } = {};

beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(join(tmpdir(), 'kept-reflow-'));
  writeFileSync(join(folder, 'book.yaml'), TICKETS_BOOK);
  kept = await startKept({ command: 'serve', args: ['--accounts', '--book', join(folder, 'book.yaml'), '--data', join(folder, 'data')] });
  admin = await browser.newContext({ viewport: ZOOMED });
  const page = await admin.newPage();
  await page.goto((/http:\/\/\S+#first=\S+/.exec(kept.said())?.[0] ?? '').replace('#', '?lang=en#'));
  await page.getByLabel('Name').fill('Ana');
  for (const label of ['New password', 'The same password again']) await page.getByLabel(label).fill('the password of Ana');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/setup/);
  await page.close();
  Object.assign(fakes, {
    desk: await startFakeDesk({ view: DESK_VIEWS.mock, detail: deskDetail, nowAtMs: () => NOW_MS }),
    review: await startFakeReview(REVIEW_ANSWERS),
    crew: await startCrewServer(),
  });
});
afterAll(async () => {
  for (const fake of Object.values(fakes)) await fake.close();
  await kept.stop();
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What can be reached by scrolling across alone: only tables, charts, the list of the desk and the text of a book may be so wide. */
function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const ofTwoDimensions = 'table, svg, canvas, [role=grid], .cm-editor, .scroll, .sr, .skip, [aria-hidden=true]';
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      const { right, width, height } = element.getBoundingClientRect();
      return width > 0 && height > 0 && right > innerWidth + 1 && element.closest(ofTwoDimensions) === null;
    });
    const across = document.documentElement.scrollWidth - innerWidth;
    return [...wide.map(({ outerHTML }) => outerHTML.slice(0, 120)), ...(across > 0 ? [`the page is ${across} px too wide`] : [])];
  });
}

/** Text that is cut off and reached by no scrolling. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll<HTMLElement>('*')]
      .filter((element) => {
        const { overflowY, display } = getComputedStyle(element);
        if (
          display === 'none' ||
          overflowY !== 'hidden' ||
          element.closest('.sr, .cut, [aria-hidden=true], [role=grid], .cm-editor, svg') !== null
        )
          return false;
        return element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 2;
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 120)),
  );
}

const SCREENS: readonly (readonly [at: string, path: string, shows: string])[] = [
  ['desk', '/desk', '.pane table'],
  ['review', '/review?at=2026-06-11T07:42:08Z', '.columns table'],
  ['review', '/review?tab=ledger&line=l4', 'table'],
  ['crew', '/crew', 'main a'],
  ['kept', '/book', '.cm-content'],
  ['kept', '/promises', 'main'],
  ['kept', '/promises/complain', 'form'],
  ['kept', '/setup', 'table'],
  ['kept', '/sign-in', 'form'],
];

it.each(SCREENS.flatMap(([at, path, shows]) => ['en', 'zh'].map((language) => ({ at, path, shows, language }))))(
  '$path in $language at 400% stands in one column, and nothing of it is lost',
  async ({ at, path, shows, language }) => {
    const page = await admin.newPage();
    await page.goto(`${fakes[at]?.url ?? kept.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
    await page.waitForSelector(shows, { state: 'attached' });
    expect({ wide: await tooWide(page), cut: await cutOff(page) }).toEqual({ wide: [], cut: [] });
    await page.close();
  },
);
