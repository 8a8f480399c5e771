/**
 * Takes pictures of the review in every state, for looking at:
 *   npx vite build && node test/e2e/review-pictures.ts FOLDER [PATTERN]
 * A picture is named fixture-size-theme-language, and PATTERN, a regular expression, picks some. What is cut off or overlaps is printed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { REVIEW_ANSWERS } from '../data/review-answers.ts';
import { EMPTY_WEEK } from '../data/review-week.ts';
import { launchChromium } from './chromium.ts';
import { type FakeReviewServer, type ReviewData, type ReviewMood, startFakeReview } from './fake-review-server.ts';
import { faultsOnPage } from './page-faults.ts';

const SIZES: { readonly [name: string]: readonly [width: number, height: number] } = {
  '1440': [1_440, 900],
  '1280': [1_280, 720],
  '640': [640, 800],
};
const SETTLE_MS = 1_200;

type Fixture = { readonly query?: string; readonly data?: Partial<ReviewData>; readonly mood?: ReviewMood; readonly isWhole?: boolean };

const ASKED = '&promise=faults&set=faults.within.silver=5h';
const FIXTURES: { readonly [name: string]: Fixture } = {
  week: { query: ASKED },
  whole: { query: ASKED, isWhole: true },
  league: { query: '&by=site' },
  tables: { query: `${ASKED}&as=table`, isWhole: true },
  ledger: { query: '&tab=ledger&line=l4' },
  empty: { data: { week: EMPTY_WEEK } },
  loading: { mood: 'wait' },
  error: { mood: 'fail' },
};

async function take(browser: Browser, server: FakeReviewServer, name: string, file: string): Promise<readonly string[]> {
  const [fixtureName = '', size = '', theme, language] = name.split('-');
  const fixture = FIXTURES[fixtureName];
  const [width, height] = SIZES[size] ?? [0, 0];
  if (fixture === undefined) return [];
  const page = await browser.newPage({ viewport: { width, height } });
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(`console: ${message.text()}`)));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  server.begin({ ...REVIEW_ANSWERS, ...fixture.data }, fixture.mood ?? 'answer');
  await page.addInitScript(() => localStorage.setItem('kept.name', 'Shift lead A'));
  await page.goto(`${server.url}/review?theme=${theme}&lang=${language}&at=2026-06-11T07:42:08Z${fixture.query ?? ''}`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(SETTLE_MS);
  if (fixture.isWhole === true) {
    const button = page.locator('#design-limit + button');
    if ((await button.count()) > 0) await button.click();
    const whole = await page.evaluate(() => (document.querySelector('main')?.scrollHeight ?? 0) + innerHeight);
    await page.setViewportSize({ width, height: whole - height + 120 });
    await page.waitForTimeout(SETTLE_MS);
  }
  await page.screenshot({ path: file });
  faults.push(...(await faultsOnPage(page)));
  await page.close();
  return faults;
}

async function main([folder, pattern = '.']: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Say which folder the pictures are for.');
  mkdirSync(folder, { recursive: true });
  const server = await startFakeReview(REVIEW_ANSWERS);
  const browser = await launchChromium();
  const names = Object.keys(FIXTURES).flatMap((fixture) =>
    Object.keys(SIZES).flatMap((size) =>
      ['light', 'dark'].flatMap((theme) => ['en', 'zh'].map((language) => [fixture, size, theme, language].join('-'))),
    ),
  );
  for (const name of names) {
    if (!new RegExp(pattern).test(name)) continue;
    const faults = await take(browser, server, name, join(folder, `${name}.png`));
    console.info([name, ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
  await browser.close();
  await server.close();
}

await main(process.argv.slice(2));
