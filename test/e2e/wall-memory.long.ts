import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WallView } from '../../shared/view/index.ts';
import { NOW_MS } from '../data/wall-lines.ts';
import { WALL_VIEWS } from '../data/wall-views.ts';
import { launchChromium } from './chromium.ts';
import { type FakeWallServer, startFakeWall } from './fake-wall-server.ts';

/** As many changes of state as a busy wall sees in a day: one every four seconds. */
const CHANGES = 21_600;
const WARM_UP = 2_000;
const AT_A_TIME = 20;

let browser: Browser;
let server: FakeWallServer;
beforeAll(async () => {
  browser = await launchChromium();
  server = await startFakeWall({ views: { mock: WALL_VIEWS.mock }, nowAtMs: () => NOW_MS });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** The mock and the flood by turns, so that tiles of both kinds, curves and marks come and go. */
function viewAfter(change: number): WallView {
  const { mock, flood } = WALL_VIEWS;
  const view = change % 2 === 0 ? mock : flood;
  return { ...view, changes: view.changes.map((row) => ({ ...row, id: `${row.id} ${change}` })) };
}

async function measure(session: CDPSession): Promise<{ readonly heapBytes: number; readonly nodes: number; readonly listeners: number }> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heapBytes: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

it(`a wall that has seen ${CHANGES} changes of state holds no more than one that has seen ${WARM_UP}`, async () => {
  const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(`${server.url}/wall/mock`);
  await page.waitForSelector('[data-line]');
  const upTo = async (from: number, to: number): Promise<void> => {
    for (let change = from; change < to; change += 1) {
      server.show('mock', viewAfter(change));
      // The page keeps up: it has drawn these before the next ones are sent.
      if (change % AT_A_TIME === 0) await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
    }
  };
  await upTo(1, WARM_UP);
  const before = await measure(session);
  await upTo(WARM_UP, CHANGES);
  const after = await measure(session);
  console.info('after the first', WARM_UP, before, 'after', CHANGES, after);
  expect(after.heapBytes).toBeLessThan(before.heapBytes + 1_000_000);
  expect(after.nodes).toBeLessThan(before.nodes + 500);
  expect(after.listeners).toBeLessThan(before.listeners + 20);
});
