import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { foldedDay } from '../simulation/folded-day.ts';
import { launchChromium } from './chromium.ts';

const ENTRY = fileURLToPath(new URL('../simulation/folded-day.ts', import.meta.url));
/** What these days folded to when this was written: another value means that figures have changed, which a commit has to say. */
const GOLDEN = { 1: '7c76a9e5e475f36d', 2: '9d0ff023d373ec75' } as const;

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
const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

it('the same day gives the same bytes in Node and in Chromium: wall, chances, money', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundled() });
    for (const seed of [1, 2] as const) {
      const here = foldedDay(seed);
      expect(await page.evaluate(`kept.foldedDay(${seed})`)).toBe(here);
      expect(hash(here)).toBe(GOLDEN[seed]);
    }
  } finally {
    await browser.close();
  }
});
