import { expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { SAMPLE } from './pictures/table.ts';
import { takePictures } from './pictures/take.ts';

it('in each screen’s main states nothing is cut off and nothing overlaps; pictures.long.ts looks at all sizes, themes and languages', async () => {
  const browser = await launchChromium();
  const faults: string[] = [];
  await takePictures(SAMPLE, {
    browser,
    folder: null,
    tell: ({ name, faults: found }) => faults.push(...found.map((fault) => `${name}: ${fault}`)),
  });
  await browser.close();
  expect(faults).toEqual([]);
});
