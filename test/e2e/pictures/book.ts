import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startKept } from '../kept-server.ts';
import { fontsOf, type Stage, stateOf } from './stage.ts';

const BOOK = join(import.meta.dirname, '../../../examples/nyc-demo/book.yaml');

async function write(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText(text);
}

/** Changes a remark, and waits until the draft is checked. */
async function edit(page: Page): Promise<void> {
  const checked = page.waitForResponse((response) => response.url().endsWith('/api/book/check'));
  await write(page, '# A remark that changes nothing.\n');
  await checked;
  await page.locator('[aria-labelledby=findings-title][aria-busy=false]').waitFor();
}

const STATES: { readonly [state: string]: (page: Page) => Promise<void> } = {
  'in-force': async () => {},
  fault: async (page) => {
    await write(page, 'promisses: []\n');
    await page.locator('#findings-title + ul code').first().waitFor();
  },
  edited: async (page) => {
    await edit(page);
  },
  compared: async (page) => {
    await write(page, '# A remark that changes nothing.\n');
    await page.keyboard.press('F6');
    await page.locator('.cm-mergeView, .cm-changedLine').first().waitFor();
  },
  publish: async (page) => {
    await edit(page);
    await page.keyboard.press('F9');
    await page.locator('dialog[open]').waitFor();
  },
};

/** The page of the book of the demo, as the program serves it. */
export async function bookStage(): Promise<Stage> {
  const data = mkdtempSync(join(tmpdir(), 'kept-pictures-'));
  copyFileSync(BOOK, join(data, 'book.yaml'));
  const kept = await startKept({ command: 'serve', args: ['--book', join(data, 'book.yaml'), '--data', join(data, 'data')] });
  return {
    open: async ({ state, language, newPage }) => {
      const page = await newPage();
      await page.goto(`${kept.url}/book?lang=${language}`);
      await page.locator('.cm-content').waitFor();
      await page.locator('#findings-title + ul .tag').first().waitFor();
      await fontsOf(page);
      await stateOf(STATES, state)(page);
      return page;
    },
    close: async () => {
      await kept.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
