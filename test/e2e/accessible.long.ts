import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Look, SCREENS, violationsOf } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { type DemoAt, demoAt } from './demo-at.ts';

const THURSDAY_MS = Date.UTC(2026, 5, 18, 21);
/** Those that the short run leaves out. */
const LOOKS: readonly Look[] = [
  { theme: 'light', language: 'zh' },
  { theme: 'dark', language: 'en' },
];

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

it.each(SCREENS.flatMap((screen) => LOOKS.map((look) => ({ ...screen, ...look, screen, look }))))(
  'nothing on $path in $width × $height, $theme, $language, keeps anybody out',
  async ({ screen, look }) => {
    expect(await violationsOf(browser, demo.url, screen, look)).toEqual([]);
  },
);
