import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { foldedDay } from '../simulation/folded-day.ts';
import { launchChromium } from './chromium.ts';

const ENTRY = fileURLToPath(new URL('../simulation/folded-day.ts', import.meta.url));

/** The engine as one script that a browser can run. */
async function bundled(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry: ENTRY, formats: ['iife'], name: 'kept' } },
  });
  const [first] = Array.isArray(output) ? output : [output];
  const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined;
  if (chunk === undefined) throw new Error('Vite gave no bundle.');
  return chunk.code;
}

it('the same day gives the same bytes in Node and in Chromium: wall, chances, money', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundled() });
    for (const seed of [1, 2]) {
      expect(await page.evaluate(`kept.foldedDay(${seed})`)).toBe(foldedDay(seed));
    }
  } finally {
    await browser.close();
  }
});
