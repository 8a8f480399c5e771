/**
 * Takes pictures of the page of the book, for looking at:
 *   npx vite build && node test/e2e/book-pictures.ts FOLDER [PATTERN]
 * A picture is named screen-size-theme-language, and PATTERN, a regular expression, picks some. What is cut off or overlaps is printed.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { startKept } from './kept-server.ts';
import { faultsOnPage } from './page-faults.ts';

const BOOK = join(import.meta.dirname, '../../examples/nyc-demo/book.yaml');
const SIZES: { readonly [name: string]: { readonly width: number; readonly height: number } } = {
  '1440': { width: 1_440, height: 900 },
  '1280': { width: 1_280, height: 720 },
};
/** The check of a draft answers within this. */
const SETTLE_MS = 2_500;

async function write(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText(text);
}

const SCREENS: { readonly [name: string]: (page: Page) => Promise<void> } = {
  book: async () => {},
  fault: (page) => write(page, 'promisses: []\n'),
  edited: (page) => write(page, '# A remark that changes nothing.\n'),
};

async function take(browser: Browser, url: string, name: string, file: string): Promise<readonly string[]> {
  const [screen = '', size = '', theme, language] = name.split('-');
  const context = await browser.newContext({ viewport: SIZES[size] ?? { width: 1_440, height: 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  await page.goto(`${url}/book?theme=${theme}&lang=${language}`);
  await page.locator('.cm-content').waitFor();
  await SCREENS[screen]?.(page);
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: file });
  faults.push(...(await faultsOnPage(page)));
  await context.close();
  return faults;
}

async function main([folder, pattern = '.']: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Say which folder the pictures are for.');
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'kept-pictures-'));
  copyFileSync(BOOK, join(data, 'book.yaml'));
  const args = ['--book', join(data, 'book.yaml'), '--data', join(data, 'data')];
  const [browser, kept] = await Promise.all([launchChromium(), startKept({ command: 'serve', args })]);
  const names = Object.keys(SCREENS).flatMap((screen) =>
    Object.keys(SIZES).flatMap((size) =>
      ['light', 'dark'].flatMap((theme) => ['en', 'zh'].map((language) => [screen, size, theme, language].join('-'))),
    ),
  );
  for (const name of names) {
    if (!new RegExp(pattern).test(name)) continue;
    const faults = await take(browser, kept.url, name, join(folder, `${name}.png`));
    console.info([name, ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
  await browser.close();
  await kept.stop();
  rmSync(data, { recursive: true, force: true });
}

await main(process.argv.slice(2));
