/**
 * Takes pictures of the demo's walls and its desk at three hours of a day, in both languages, for looking at:
 *   npx vite build && node test/e2e/demo-pictures.ts FOLDER [PATTERN]
 * A picture is named screen-hour-theme-language, and PATTERN, a regular expression, picks some. What is cut off or overlaps is printed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { zoneOf } from '../../shared/calendar/index.ts';
import { launchChromium } from './chromium.ts';
import { demoAt } from './demo-at.ts';
import { faultsOnPage } from './page-faults.ts';

const SCREENS = {
  'control-room': { path: '/wall/control-room', width: 1_920, height: 1_080 },
  departures: { path: '/wall/departures', width: 1_920, height: 1_080 },
  service: { path: '/wall/service', width: 1_080, height: 1_920 },
  desk: { path: '/desk', width: 1_440, height: 900 },
} as const;
const HOURS = [3, 8, 18];
/** Figures are worked out at whole seconds. */
const SETTLED_MS = 4_000;
const zone = zoneOf('America/New_York');

type Screen = keyof typeof SCREENS;
type Shot = { readonly screen: Screen; readonly theme: string; readonly language: string; readonly name: string };
/** Where the demo is, and what time it is there. */
type Shown = { readonly url: string; readonly atMs: number };

function shotsAt(hour: number, pattern: RegExp): readonly Shot[] {
  const screens = Object.keys(SCREENS) as Screen[];
  const all = screens.flatMap((screen) =>
    ['dark', 'light'].flatMap((theme) =>
      ['en', 'zh'].map((language) => ({ screen, theme, language, name: `${screen}-${hour}-${theme}-${language}` })),
    ),
  );
  return all.filter(({ name }) => pattern.test(name));
}

async function take(browser: Browser, { url, atMs }: Shown, { screen, theme, language, name }: Shot, folder: string): Promise<void> {
  const { path, width, height } = SCREENS[screen];
  const page = await browser.newPage({ viewport: { width, height } });
  await page.clock.install({ time: atMs }); // The computer's own clock is right, as the screen would say if it were not.
  await page.goto(`${url}${path}?theme=${theme}&lang=${language}`);
  await page.waitForSelector(screen === 'desk' ? '.pane table' : '[data-line]');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.info([name, ...(await faultsOnPage(page)).map((fault) => `  ${fault}`)].join('\n'));
  await page.close();
}

async function main([folder, pattern = '.']: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Say which folder the pictures are for.');
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  for (const hour of HOURS) {
    const shots = shotsAt(hour, new RegExp(pattern));
    if (shots.length === 0) continue;
    const atMs = zone.instantOfLocal({ year: 2026, month: 6, day: 18, hour, minute: 0, second: 20, ms: 0 }) as number;
    const demo = await demoAt(atMs);
    await wait(SETTLED_MS);
    for (const shot of shots) await take(browser, { url: demo.url, atMs }, shot, folder);
    await demo.stop();
  }
  await browser.close();
}

await main(process.argv.slice(2));
