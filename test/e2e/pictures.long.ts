import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { PICTURES } from './pictures/table.ts';
import { takePictures } from './pictures/take.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

it.each([...Map.groupBy(PICTURES, ({ screen }) => screen)])(
  'in no picture of the %s is anything cut off, and nothing overlaps, whatever its state, size, theme and language',
  async (_, pictures) => {
    const faults: string[] = [];
    let looked = 0;
    await takePictures(pictures, {
      browser,
      folder: null,
      tell: ({ name, faults: found }) => {
        looked += 1;
        faults.push(...found.map((fault) => `${name}: ${fault}`));
      },
    });
    expect(looked).toBe(pictures.length);
    expect(faults).toEqual([]);
  },
);
