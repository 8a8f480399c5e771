import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { showFolder } from '../../server/command/index.ts';
import type { WallView } from '../../shared/view/index.ts';
import { openPage } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { EXAMPLES } from './examples.ts';
import { faultsOnPage } from './page-faults.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

it.each(EXAMPLES)('the wall of $name shows its promises in English and in Chinese', async ({ name, board, at }) => {
  const server = await showFolder(join(import.meta.dirname, '../../examples', name), { at, args: ['--port', '0'] });
  try {
    const url = /http:\/\/localhost:\d+/.exec(server.lines.join('\n'))?.[0] ?? '';
    const shown = async () => (await (await fetch(`${url}/api/boards/${board}`)).json()) as WallView;
    // Lines are reckoned at the next whole second.
    await expect.poll(async () => (await shown()).lines.some(({ state }) => state !== 'idle')).toBe(true);
    const wall = await shown();
    const { page, complaints } = await openPage(browser, 'about:blank');
    for (const language of ['en', 'zh'] as const) {
      await page.goto(`${url}/wall/${board}?lang=${language}`);
      await page.waitForSelector('[data-line]');
      expect(await page.locator('body').textContent()).toContain(wall.board.name[language]);
      expect(await page.locator('[data-line]').count()).toBe(wall.lines.length);
      expect([...complaints, ...(await faultsOnPage(page))]).toEqual([]);
    }
    await page.context().close();
  } finally {
    await server.stop();
  }
});
