import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type DemoAt, demoAt } from './demo-at.ts';

/** The rules of WCAG 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const THURSDAY_MS = Date.UTC(2026, 5, 18, 21);
const SCREENS = [
  { path: '/wall/control-room', shows: '[data-line]', width: 1_920, height: 1_080 },
  { path: '/wall/service', shows: '[data-line]', width: 1_080, height: 1_920 },
  { path: '/desk', shows: '.pane table', width: 1_440, height: 900 },
  { path: '/desk', shows: '[data-place]', width: 1_280, height: 720 },
  { path: '/review', shows: 'main', width: 1_440, height: 900 },
  { path: '/promises', shows: 'main', width: 390, height: 844 },
  { path: '/promises/complain', shows: 'form', width: 390, height: 844 },
];
const LOOKS = ['light', 'dark'].flatMap((theme) => ['en', 'zh'].map((language) => ({ theme, language })));

let browser: Browser;
let demo: DemoAt;
beforeAll(async () => {
  browser = await launchChromium();
  demo = await demoAt(THURSDAY_MS);
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

/** What axe finds, each with the elements that it finds it in. */
async function violationsOf(url: string, screen: (typeof SCREENS)[number], { theme }: (typeof LOOKS)[number]): Promise<readonly string[]> {
  const context = await browser.newContext({
    viewport: { width: screen.width, height: screen.height },
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    bypassCSP: true, // The checker is put into the page, which lets in no script but its own.
  });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector(screen.shows);
  await page.addScriptTag({ path: AXE });
  const found = await page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as {
      axe: { run: (of: Document, how: object) => Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }, TAGS);
  await context.close();
  return found;
}

it.each(SCREENS.flatMap((screen) => LOOKS.map((look) => ({ ...screen, ...look, screen }))))(
  'nothing on $path in $width × $height, $theme, $language, keeps anybody out',
  async ({ screen, path, theme, language }) => {
    expect(await violationsOf(`${demo.url}${path}?theme=${theme}&lang=${language}`, screen, { theme, language })).toEqual([]);
  },
);
