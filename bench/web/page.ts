import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';

/** What a page has loaded and when it first showed something. */
export type Opened = { readonly page: Page; readonly scriptBytes: () => number };

/** Opens a page in a context of its own, so that nothing is cached, and counts its scripts as they would be sent, compressed. */
export async function openCold(
  browser: Browser,
  url: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<Opened> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const scripts = new Map<string, Promise<number>>();
  let bytes = 0;
  page.on('response', (response) => {
    if (!response.url().endsWith('.js') || scripts.has(response.url())) return;
    const size = response.body().then((body) => gzipSync(body).length);
    scripts.set(response.url(), size);
    void size.then((each) => {
      bytes += each;
    });
  });
  await page.goto(url);
  return { page, scriptBytes: () => bytes };
}

/** ms from the beginning of the navigation until an element that matches is in the page, and painted. */
export function paintedAtMs(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector(wanted) === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now()));
        };
        look();
      }),
    selector,
  );
}

/** Seconds of each that a page's main thread has spent so far. What it spends on drawing, a computer with a screen gives to others. */
const WORK = new Set(['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration']);

/** ms that the page's main thread has worked so far: scripts, styles and layout. */
export async function workedMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.filter(({ name }) => WORK.has(name)).reduce((sum, { value }) => sum + value * 1000, 0);
}

/** Bytes of the page's heap after a full collection. */
export async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
}

export async function metricsOf(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return session;
}
