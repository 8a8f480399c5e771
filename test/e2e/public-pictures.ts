/**
 * Takes pictures of the customers' pages, for looking at: node test/e2e/public-pictures.ts FOLDER
 * On a wide screen and on a phone, by day and by night, in both languages, with a year behind them and with nothing yet.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { PUBLIC_BOOK, PUBLIC_NOW, PUBLIC_REFERENCE, publicState } from '../data/public-story.ts';
import { servePublic } from '../data/served-public.ts';
import { told } from '../data/story.ts';
import { launchChromium } from './chromium.ts';

const SCREENS = { wide: [1_440, 900], phone: [390, 844], narrow: [320, 640] } as const;
const PATHS = {
  board: '/promises',
  promise: '/promises/on-time',
  claim: '/promises/claim?promise=on-time',
  complain: '/promises/complain',
  follow: '/promises/cases',
  case: `/promises/cases/${PUBLIC_REFERENCE}`,
} as const;

type Shot = { readonly browser: Browser; readonly url: string; readonly screen: keyof typeof SCREENS; readonly scheme: 'light' | 'dark' };

async function take({ browser, url, screen, scheme }: Shot, file: string): Promise<readonly string[]> {
  const [width, height] = SCREENS[screen];
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, javaScriptEnabled: true });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(`console: ${message.text()}`)));
  await page.goto(url);
  await page.screenshot({ path: file, fullPage: true });
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (excess > 0) faults.push(`wider than its screen by ${excess} px`);
  await context.close();
  return faults;
}

async function main([folder]: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Say which folder the pictures are for.');
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  for (const [what, state] of [
    ['year', publicState()],
    ['nothing', told(PUBLIC_BOOK, [], PUBLIC_NOW)],
  ] as const) {
    const served = await servePublic({ state });
    for (const [name, path] of Object.entries(PATHS)) {
      if (what === 'nothing' && name !== 'board' && name !== 'promise') continue;
      for (const screen of Object.keys(SCREENS) as (keyof typeof SCREENS)[]) {
        for (const [language, scheme] of [
          ['en', 'light'],
          ['zh', 'dark'],
          ['zh', 'light'],
          ['en', 'dark'],
        ] as const) {
          if (screen === 'narrow' && scheme === 'dark') continue;
          const picture = `${what}-${name}-${screen}-${language}-${scheme}`;
          const url = `${served.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
          const faults = await take({ browser, url, screen, scheme }, join(folder, `${picture}.png`));
          if (faults.length > 0) console.info([picture, ...faults.map((fault) => `  ${fault}`)].join('\n'));
        }
      }
    }
    await served.close();
  }
  await browser.close();
}

await main(process.argv.slice(2));
