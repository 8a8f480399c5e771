/**
 * Takes pictures of the wall in every state, for looking at:
 *   npx vite build && node test/e2e/wall-pictures.ts FOLDER [PATTERN]
 * A picture is named fixture-size-theme-language, and PATTERN, a regular expression, picks some. What is cut off or overlaps is printed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { NOW_MS } from '../data/wall-lines.ts';
import { WALL_VIEWS } from '../data/wall-views.ts';
import { launchChromium } from './chromium.ts';
import { type FakeWallServer, startFakeWall } from './fake-wall-server.ts';
import { faultsOnPage } from './page-faults.ts';

type Picture = {
  readonly fixture: string;
  readonly board: string;
  readonly size: string;
  readonly theme: string;
  readonly language: string;
};

const SIZES: { readonly [name: string]: readonly [width: number, height: number] } = {
  '1080p': [1_920, 1_080],
  '4k': [3_840, 2_160],
  portrait: [1_080, 1_920],
  '720p': [1_280, 720],
  '768p': [1_366, 768],
};
const SILENT_MS = 134_000;
/** A fixture that is drawn after the server fell silent, and what it is a fixture of. */
const STALE: { readonly [fixture: string]: string } = { stale: 'mock', 'stale-many': 'many', 'stale-few': 'few' };
const OTHER = ['waiting', 'waiting-long', 'unknown-board'];

function pictures(): readonly Picture[] {
  const fixtures = [...Object.keys(WALL_VIEWS), ...Object.keys(STALE), ...OTHER];
  return fixtures.flatMap((fixture) =>
    Object.keys(SIZES).flatMap((size) =>
      ['dark', 'light'].flatMap((theme) =>
        ['en', 'zh'].map((language) => ({ fixture, board: STALE[fixture] ?? fixture, size, theme, language })),
      ),
    ),
  );
}

async function take(browser: Browser, server: FakeWallServer, picture: Picture, file: string): Promise<readonly string[]> {
  const [width, height] = SIZES[picture.size] ?? [0, 0];
  const page = await browser.newPage({ viewport: { width, height } });
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(`console: ${message.text()}`)));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  await page.clock.install({ time: NOW_MS });
  if (picture.fixture.startsWith('waiting')) server.silence();
  else server.speak();
  await page.goto(`${server.url}/wall/${picture.board}?theme=${picture.theme}&lang=${picture.language}`);
  await settle(page, server, picture);
  await page.screenshot({ path: file });
  faults.push(...(await faultsOnPage(page)));
  await page.close();
  return faults;
}

async function settle(page: Page, server: FakeWallServer, { fixture }: Picture): Promise<void> {
  if (fixture === 'waiting') return page.clock.runFor(3_000);
  if (fixture === 'waiting-long') return page.clock.runFor(60_000);
  await page.waitForSelector(fixture === 'unknown-board' ? 'main h1' : '.roll');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  if (STALE[fixture] === undefined) return;
  server.silence();
  await page.clock.runFor(SILENT_MS);
}

async function main([folder, pattern = '.']: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Say which folder the pictures are for.');
  mkdirSync(folder, { recursive: true });
  const server = await startFakeWall({ views: WALL_VIEWS, nowAtMs: () => NOW_MS });
  const browser = await launchChromium();
  for (const picture of pictures()) {
    const name = [picture.fixture, picture.size, picture.theme, picture.language].join('-');
    if (!new RegExp(pattern).test(name)) continue;
    const faults = await take(browser, server, picture, join(folder, `${name}.png`));
    console.info([name, ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
  await browser.close();
  await server.close();
}

await main(process.argv.slice(2));
