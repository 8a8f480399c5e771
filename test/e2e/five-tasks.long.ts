import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type DemoAt, demoAt } from './demo-at.ts';
import { doTask, TASK_NAMES } from './five-tasks.ts';

const THURSDAY_MS = Date.UTC(2026, 5, 18, 22);

let browser: Browser;
let demo: DemoAt;
beforeAll(async () => {
  [browser, demo] = await Promise.all([launchChromium(), demoAt(THURSDAY_MS)]);
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

it.each(TASK_NAMES)('by the keyboard alone, and with few keys: %s', async (name) => {
  const { keystrokes, keystrokesMax } = await doTask(browser, demo.url, name);
  expect(keystrokes).toBeLessThanOrEqual(keystrokesMax);
});
