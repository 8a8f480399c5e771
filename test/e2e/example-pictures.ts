/**
 * Takes pictures of each example's wall, in both languages and themes, for looking at:
 *   npx vite build && node test/e2e/example-pictures.ts FOLDER [PATTERN]
 * A picture is named example-theme-language, and PATTERN, a regular expression, picks some. What is cut off or overlaps is printed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { showFolder } from '../../server/command/index.ts';
import { launchChromium } from './chromium.ts';
import { EXAMPLES } from './examples.ts';
import { faultsOnPage } from './page-faults.ts';

/** Figures are worked out at whole seconds. */
const SETTLED_MS = 3_000;

async function main([folder, pattern = '.']: readonly string[]): Promise<void> {
  if (folder === undefined) throw new Error('Say which folder the pictures are for.');
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  for (const { name, at, board } of EXAMPLES) {
    const shots = ['dark', 'light'].flatMap((theme) =>
      ['en', 'zh'].map((language) => ({ theme, language, file: `${name}-${theme}-${language}` })),
    );
    const wanted = shots.filter(({ file }) => new RegExp(pattern).test(file));
    if (wanted.length === 0) continue;
    const server = await showFolder(join(import.meta.dirname, '../../examples', name), { at, args: ['--port', '0'] });
    const url = /http:\/\/localhost:\d+/.exec(server.lines.join('\n'))?.[0] ?? '';
    await wait(SETTLED_MS);
    for (const { theme, language, file } of wanted) {
      const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
      await page.goto(`${url}/wall/${board}?theme=${theme}&lang=${language}`);
      await page.waitForSelector('[data-line]');
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.screenshot({ path: join(folder, `${file}.png`) });
      console.info([file, ...(await faultsOnPage(page)).map((fault) => `  ${fault}`)].join('\n'));
      await page.close();
    }
    await server.stop();
  }
  await browser.close();
}

await main(process.argv.slice(2));
