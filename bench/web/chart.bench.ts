import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { launchChromium } from '../../test/e2e/chromium.ts';
import { type Asked, benchmark, figure, median, type Row } from '../harness/index.ts';

/** The curve of the review in a real browser, with far more points than a designer ever gives it. */
const ENTRY = fileURLToPath(new URL('./chart-page.ts', import.meta.url));
const POINTS = 10_000;
/** The first ones compile what the others run. */
const WARM_UP = 5;

async function bundled(): Promise<string> {
  const output = await build({
    configFile: false,
    plugins: [svelte({ configFile: false })],
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, lib: { entry: ENTRY, formats: ['iife'], name: 'kept' } },
  });
  const [first] = Array.isArray(output) ? output : [output];
  const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined;
  if (chunk === undefined) throw new Error('Vite gave no bundle.');
  return chunk.code;
}

async function measure({ isQuick }: Asked): Promise<readonly Row[]> {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  await page.addScriptTag({ content: await bundled() });
  const took = await page.evaluate<readonly number[]>(`kept.updatesMs(${POINTS}, ${WARM_UP + (isQuick ? 5 : 40)})`);
  await browser.close();
  const name = `an update of a chart of ${POINTS} points`;
  return [figure({ name, value: median(took.slice(WARM_UP)), unit: 'ms', target: '≤ 16 ms', holds: (ms) => ms <= 16 })];
}

await benchmark(measure);
