import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type DemoAt, demoAt } from './demo-at.ts';

/** The rules of WCAG 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const THURSDAY_MS = Date.UTC(2026, 5, 18, 21);
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
type Looked = { readonly path: string; readonly shows: string; readonly width: number; readonly height: number };
/** Each screen at the sizes that it is made for, and what is there once it is drawn. */
const SCREENS: readonly Looked[] = [
  { path: '/wall/control-room', shows: '[data-line]', width: 1_920, height: 1_080 },
  { path: '/wall/service', shows: '[data-line]', width: 1_080, height: 1_920 },
  { path: '/desk', shows: '.pane table', width: 1_440, height: 900 },
  { path: '/desk', shows: '[data-place]', width: 1_280, height: 720 },
  { path: '/book', shows: '.cm-content, kept-editor, main', width: 1_440, height: 900 },
  { path: '/crew/EWR', shows: 'main', width: 390, height: 844 },
  { path: '/review', shows: 'main', width: 1_440, height: 900 },
  { path: '/promises', shows: 'main', width: 390, height: 844 },
  { path: '/promises/complain', shows: 'form', width: 390, height: 844 },
];
type Look = {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'zh';
  /** What the reader has asked of their system: more contrast, or colours of their own. */
  readonly asks?: 'more-contrast' | 'own-colours';
};
const LOOKS: readonly Look[] = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'zh' },
  { theme: 'light', language: 'zh', asks: 'more-contrast' },
  { theme: 'dark', language: 'en', asks: 'own-colours' },
  { theme: 'light', language: 'zh' },
  { theme: 'dark', language: 'en' },
  { theme: 'dark', language: 'zh', asks: 'more-contrast' },
  { theme: 'light', language: 'en', asks: 'own-colours' },
];

export type Sight = { readonly screen: Looked; readonly look: Look };
/** Each screen in every look. */
export const SIGHTS: readonly Sight[] = SCREENS.flatMap((screen) => LOOKS.map((look) => ({ screen, look })));
/** Each screen once and each look at least once, the next look for each next screen. */
export const SAMPLE: readonly Sight[] = SCREENS.flatMap((screen, nth) => {
  const look = LOOKS[nth % LOOKS.length];
  return look === undefined ? [] : [{ screen, look }];
});

/** What axe finds, each with the elements that it finds it in. */
async function violationsOf(browser: Browser, base: string, screen: Looked, { theme, language, asks }: Look): Promise<readonly string[]> {
  const context = await browser.newContext({
    viewport: { width: screen.width, height: screen.height },
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    contrast: asks === 'more-contrast' ? 'more' : null,
    forcedColors: asks === 'own-colours' ? 'active' : null,
    bypassCSP: true, // The checker is put into the page, which lets in no script but its own.
  });
  const page = await context.newPage();
  await page.goto(`${base}${screen.path}?theme=${theme}&lang=${language}`);
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

/** A test for each of these sights of the demo. */
export function testSights(sights: readonly Sight[]): void {
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
  it.each(sights.map(({ screen, look }) => ({ ...screen, asks: 'nothing', ...look, screen, look })))(
    'nothing on $path in $width × $height, $theme, $language, with $asks asked, keeps anybody out',
    async ({ screen, look }) => {
      expect(await violationsOf(browser, demo.url, screen, look)).toEqual([]);
    },
  );
}
