/**
 * Takes pictures of the desk in every state, for looking at:
 *   npx vite build && node test/e2e/desk-pictures.ts FOLDER [PATTERN]
 * A picture is named fixture-size-theme-language, and PATTERN, a regular expression, picks some. What is cut off or overlaps is printed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { DESK_VIEWS, deskDetail } from '../data/desk-views.ts';
import { NOW_MS } from '../data/wall-lines.ts';
import { launchChromium } from './chromium.ts';
import { type FakeDeskServer, startFakeDesk } from './fake-desk-server.ts';
import { faultsOnPage } from './page-faults.ts';

const SIZES: { readonly [name: string]: readonly [width: number, height: number] } = {
  '1440': [1_440, 900],
  '1280': [1_280, 720],
  '700': [700, 900],
  '640': [640, 800],
};
const SILENT_MS = 134_000;
const REFUSAL = { code: 'VALUE_RANGE', message: 'Field 1 acknowledged it a moment ago.', fix: 'See “What happened”.' } as const;

type Fixture = {
  readonly view: keyof typeof DESK_VIEWS;
  /** What happens before the picture. */
  readonly act: (page: Page, server: FakeDeskServer) => Promise<void>;
};

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
  await page.clock.runFor(500);
}

const FIXTURES: { readonly [name: string]: Fixture } = {
  mock: { view: 'mock', act: (page) => press(page, ...'jjjjj') },
  broken: { view: 'mock', act: (page) => press(page) },
  days: { view: 'mock', act: (page) => press(page, 'End', 'k') },
  stopped: { view: 'mock', act: (page) => press(page, 'End') },
  empty: { view: 'empty', act: (page) => press(page) },
  learning: { view: 'learning', act: (page) => press(page, 'b') },
  best: { view: 'mock', act: (page) => press(page, 'b', 'b') },
  flooded: { view: 'many', act: (page) => press(page, ...'jjjjjjjjjjjj', 'PageDown') },
  long: { view: 'long', act: (page) => press(page, 'j') },
  exclude: { view: 'mock', act: (page) => press(page, ...'jjjjj', 'x') },
  name: { view: 'mock', act: (page) => press(page, 'a') },
  keys: { view: 'mock', act: (page) => press(page, '?') },
  assign: { view: 'mock', act: (page) => press(page, ...'jjj', 's') },
  filtered: { view: 'mock', act: (page) => press(page, '/', ...'cabinet', 'Enter') },
  refused: {
    view: 'mock',
    act: async (page, server) => {
      server.refuse(REFUSAL);
      await press(page, 'a');
      await page.locator('.fault').waitFor();
    },
  },
  stale: {
    view: 'mock',
    act: async (page, server) => {
      await press(page, ...'jjjjj');
      await page.waitForSelector('.pane table');
      server.silence();
      await page.clock.runFor(SILENT_MS);
    },
  },
  loading: { view: 'mock', act: (page) => page.clock.runFor(3_000) },
};

async function take(browser: Browser, server: FakeDeskServer, name: string, file: string): Promise<readonly string[]> {
  const [fixtureName = '', size = '', theme, language] = name.split('-');
  const fixture = FIXTURES[fixtureName];
  const [width, height] = SIZES[size] ?? [0, 0];
  if (fixture === undefined) return [];
  const page = await browser.newPage({ viewport: { width, height } });
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(`console: ${message.text()}`)));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  await page.clock.install({ time: 0 });
  server.begin(DESK_VIEWS[fixture.view]);
  if (fixtureName === 'loading') server.silence();
  if (fixtureName !== 'name') await page.addInitScript(() => localStorage.setItem('kept.name', 'Shift lead A'));
  await page.goto(`${server.url}/desk?theme=${theme}&lang=${language}`);
  if (fixtureName !== 'loading') await page.waitForSelector(fixture.view === 'empty' ? '.nothing' : '[data-place]');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await fixture.act(page, server);
  if (!['empty', 'loading', 'name'].includes(fixtureName)) await page.waitForSelector('.pane table');
  await page.screenshot({ path: file });
  faults.push(...(await faultsOnPage(page)));
  await page.close();
  return faults;
}

async function main([folder, pattern = '.']: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Say which folder the pictures are for.');
  mkdirSync(folder, { recursive: true });
  const server = await startFakeDesk({ view: DESK_VIEWS.mock, detail: deskDetail, nowAtMs: () => NOW_MS });
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
