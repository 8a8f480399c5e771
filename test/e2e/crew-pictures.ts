/**
 * Takes pictures of the pages of a site's own people, for looking at:
 *   npx vite build && node test/e2e/crew-pictures.ts FOLDER [PATTERN]
 * A picture is named fixture-size-theme-language, and PATTERN, a regular expression, picks some. What is cut off or overlaps is printed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { crewState } from '../data/crew-story.ts';
import { launchChromium } from './chromium.ts';
import { type CrewServer, startCrewServer } from './crew-server.ts';
import { faultsOnPage } from './page-faults.ts';

const SIZES: { readonly [name: string]: readonly [width: number, height: number] } = {
  tablet: [1_280, 800],
  phone: [390, 844],
};
const SETTLE_MS = 800;
const STALE_MS = 20_000;

type Fixture = { readonly path: string; readonly now?: string; readonly isSilent?: boolean };

const GATE = '/crew/North%20gate';
const FIXTURES: { readonly [name: string]: Fixture } = {
  site: { path: GATE },
  broken: { path: GATE, now: '2026-06-14T15:00:00+08:00' },
  early: { path: GATE, now: '2026-06-11T08:00:00+08:00' },
  stale: { path: GATE, isSilent: true },
  carrier: { path: '/crew/Blue%20Line' },
  list: { path: '/crew' },
  unknown: { path: '/crew/Nowhere' },
};

async function take(browser: Browser, server: CrewServer, name: string, file: string): Promise<readonly string[]> {
  const [fixtureName = '', size = '', theme, language] = name.split('-');
  const fixture = FIXTURES[fixtureName];
  const [width, height] = SIZES[size] ?? [0, 0];
  if (fixture === undefined) return [];
  const { path, now, isSilent = false } = fixture;
  server.become(crewState(now));
  const page = await browser.newPage({ viewport: { width, height } });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  await page.goto(`${server.url}${path}?theme=${theme}&lang=${language}`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(SETTLE_MS);
  server.hush(isSilent);
  if (isSilent) await page.waitForTimeout(STALE_MS);
  await page.screenshot({ path: file });
  faults.push(...(await faultsOnPage(page)));
  await page.close();
  server.hush(false);
  return faults;
}

async function main([folder, pattern = '.']: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Say which folder the pictures are for.');
  mkdirSync(folder, { recursive: true });
  const server = await startCrewServer();
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
