import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PUBLIC_BOOK } from '../../data/public-story.ts';
import { type KeptServer, startKept } from '../kept-server.ts';
import { fontsOf, type Stage, stateOf } from './stage.ts';

const PASSWORD = 'a password of eighteen letters';

type State = {
  readonly path: string;
  /** Somebody who may let others in looks at it. */
  readonly isAdmin: boolean;
  readonly act?: (page: Page) => Promise<void>;
};

const STATES: { readonly [state: string]: State } = {
  'sign-in': { path: '/sign-in', isAdmin: false },
  refused: {
    path: '/sign-in',
    isAdmin: false,
    act: async (page) => {
      for (const [place, text] of ['Nobody', 'a wrong password'].entries()) await page.locator('input').nth(place).fill(text);
      await page.keyboard.press('Enter');
      await page.getByRole('alert').locator('p').waitFor();
    },
  },
  'first-link': { path: '/sign-in#first=AAAA', isAdmin: false },
  setup: { path: '/setup', isAdmin: true },
  sample: {
    path: '/setup',
    isAdmin: true,
    act: async (page) => {
      await page.locator('[aria-labelledby=feeds] button[aria-expanded]').first().click();
      await page.locator('pre').waitFor();
    },
  },
  once: {
    path: '/setup',
    isAdmin: true,
    act: async (page) => {
      await page.locator('[aria-labelledby=boards] tbody button').first().click();
      await page.locator('#once').waitFor();
    },
  },
};

/** The first admin, made as on a fresh install, with a second person. */
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

/** The pages by which people come in and by which they are let in; an install with a book of feeds and boards, and one without either. */
export async function setupStage(browser: Browser): Promise<Stage> {
  const data = mkdtempSync(join(tmpdir(), 'kept-pictures-'));
  writeFileSync(join(data, 'book.yaml'), PUBLIC_BOOK);
  const kept = await startKept({
    command: 'serve',
    args: ['--accounts', '--book', join(data, 'book.yaml'), '--data', join(data, 'data')],
  });
  const admin = await adminOf(browser, kept);
  return {
    open: async ({ state, language, newPage }) => {
      const { path, isAdmin, act } = stateOf(STATES, state);
      const page = await newPage(isAdmin ? admin : undefined);
      const [where = '', secret] = path.split('#');
      await page.goto(`${kept.url}${where}?lang=${language}${secret === undefined ? '' : `#${secret}`}`);
      await page.locator(isAdmin ? '[aria-labelledby=boards] table' : 'main form').waitFor();
      await fontsOf(page);
      await act?.(page);
      return page;
    },
    close: async () => {
      await admin.close();
      await kept.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
