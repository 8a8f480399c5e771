/**
 * Takes pictures of the pages by which people come in and by which they are let in, for looking at:
 *   npx vite build && node test/e2e/access-pictures.ts FOLDER [PATTERN]
 * A picture is named screen-size-theme-language, and PATTERN, a regular expression, picks some. What is cut off or overlaps is printed.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { TICKETS_BOOK } from '../data/tickets-book.ts';
import { launchChromium } from './chromium.ts';
import { type KeptServer, startKept } from './kept-server.ts';
import { faultsOnPage } from './page-faults.ts';

const SIZES: { readonly [name: string]: { readonly width: number; readonly height: number } } = {
  '1440': { width: 1_440, height: 900 },
  '1280': { width: 1_280, height: 720 },
  phone: { width: 390, height: 844 },
};
const PASSWORD = 'a password of eighteen letters';

type Screen = {
  readonly path: string;
  /** Somebody who may let others in looks at it. */
  readonly isAdmin: boolean;
  readonly act: (page: Page) => Promise<void>;
};

const SCREENS: { readonly [name: string]: Screen } = {
  signin: { path: '/sign-in', isAdmin: false, act: async () => {} },
  refused: {
    path: '/sign-in',
    isAdmin: false,
    act: async (page) => {
      for (const [place, text] of ['Nobody', 'a wrong password'].entries()) await page.locator('input').nth(place).fill(text);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  setup: { path: '/setup', isAdmin: true, act: async (page) => page.locator('section').first().waitFor() },
};

/** The first admin, made as on a fresh install, with a second person and a wall. */
async function adminOf(browser: Browser, kept: KeptServer): Promise<BrowserContext> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto((/http:\/\/\S+#first=\S+/.exec(kept.said())?.[0] ?? '').replace('#', '?lang=en#'));
  await page.getByLabel('Name').fill('Ana');
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByLabel('The same password again').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Who may come in' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Wei');
  await page.getByRole('combobox', { name: 'Role', exact: true }).selectOption('lead');
  await page.getByRole('button', { name: 'Add somebody' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.close();
  return context;
}

async function take(context: BrowserContext, url: string, name: string, file: string): Promise<readonly string[]> {
  const [screenName = '', size = '', theme, language] = name.split('-');
  const screen = SCREENS[screenName];
  if (screen === undefined) return [];
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  await page.setViewportSize(SIZES[size] ?? { width: 1_440, height: 900 });
  await page.goto(`${url}${screen.path}?theme=${theme}&lang=${language}`);
  await page.locator('main').waitFor();
  await screen.act(page);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: file });
  faults.push(...(await faultsOnPage(page)));
  await page.close();
  return faults;
}

async function main([folder, pattern = '.']: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Say which folder the pictures are for.');
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'kept-pictures-'));
  writeFileSync(join(data, 'book.yaml'), TICKETS_BOOK);
  const args = ['--accounts', '--book', join(data, 'book.yaml'), '--data', join(data, 'data')];
  const [browser, kept] = await Promise.all([launchChromium(), startKept({ command: 'serve', args })]);
  const [admin, stranger] = [await adminOf(browser, kept), await browser.newContext()];
  const names = Object.keys(SCREENS).flatMap((screen) =>
    Object.keys(SIZES).flatMap((size) =>
      ['light', 'dark'].flatMap((theme) => ['en', 'zh'].map((language) => [screen, size, theme, language].join('-'))),
    ),
  );
  for (const name of names) {
    if (!new RegExp(pattern).test(name)) continue;
    const context = SCREENS[name.split('-')[0] ?? '']?.isAdmin === true ? admin : stranger;
    const faults = await take(context, kept.url, name, join(folder, `${name}.png`));
    console.info([name, ...faults.map((fault) => `  ${fault}`)].join('\n'));
  }
  await browser.close();
  await kept.stop();
  rmSync(data, { recursive: true, force: true });
}

await main(process.argv.slice(2));
