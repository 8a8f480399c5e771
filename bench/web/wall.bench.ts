import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { WallView } from '../../shared/view/index.ts';
import { NOW_MS } from '../../test/data/wall-lines.ts';
import { WALL_VIEWS } from '../../test/data/wall-views.ts';
import { launchChromium } from '../../test/e2e/chromium.ts';
import { demoAt } from '../../test/e2e/demo-at.ts';
import { type FakeWallServer, startFakeWall } from '../../test/e2e/fake-wall-server.ts';
import { type Asked, benchmark, figure, median, type Row } from '../harness/index.ts';
import { heapBytes, metricsOf, openCold, paintedAtMs } from './page.ts';

/**
 * The wall in a real browser: what it loads, how soon it shows something, whether it keeps up, and what it holds after a day.
 * "First meaningful" is the demo's control room with its lines drawn, loaded with an empty cache from a server that runs.
 */
const SCREEN = { width: 1_920, height: 1_080 };
const UPDATES_PER_SECOND = 50;
/** As many changes of state as a busy wall sees in a day: one every four seconds. */
const DAY_CHANGES = 21_600;
const WARM_UP = 2_000;
const AT_A_TIME = 20;
const THURSDAY_MS = Date.UTC(2026, 5, 18, 21);

/** The mock and the flood by turns, so that tiles of both kinds, curves and marks come and go. */
function viewAfter(change: number): WallView {
  const { mock, flood } = WALL_VIEWS;
  const view = change % 2 === 0 ? mock : flood;
  return { ...view, changes: view.changes.map((row) => ({ ...row, id: `${row.id} ${change}` })) };
}

/** The same tiles with other figures: one of them each time. */
function tileAfter(update: number): WallView {
  const { mock } = WALL_VIEWS;
  const at = update % mock.lines.length;
  const lines = mock.lines.map((line, place) => (place === at ? { ...line, chance: (update % 90) / 100 } : line));
  return { ...mock, lines };
}

async function firstShown(browser: Browser, rounds: number): Promise<readonly Row[]> {
  const demo = await demoAt(THURSDAY_MS);
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const { page, scriptBytes } = await openCold(browser, `${demo.url}/wall/control-room`, SCREEN);
    const atMs = await paintedAtMs(page, '[data-line]');
    if (round > 0) times.push(atMs); // The first one has warmed the server up.
    bytes = scriptBytes();
    await page.context().close();
  }
  await demo.stop();
  return [
    figure({ name: 'JavaScript of the wall, gzip', value: bytes / 1000, unit: 'kB', target: '≤ 80 kB', holds: (kB) => kB <= 80 }),
    figure({ name: 'first meaningful wall', value: median(times), unit: 'ms', target: '≤ 1,000 ms', holds: (ms) => ms <= 1_000 }),
  ];
}

async function framesUnderUpdates(browser: Browser, server: FakeWallServer, seconds: number): Promise<number> {
  const { page } = await openCold(browser, `${server.url}/wall/mock`, SCREEN);
  await page.waitForSelector('[data-line]');
  const counted = page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        const beganMs = performance.now();
        let frames = 0;
        const count = (nowMs: number): void => {
          frames += 1;
          if (nowMs - beganMs < ms) requestAnimationFrame(count);
          else resolve((frames * 1000) / (nowMs - beganMs));
        };
        requestAnimationFrame(count);
      }),
    seconds * 1000,
  );
  for (let update = 0; update < seconds * UPDATES_PER_SECOND; update += 1) {
    server.show('mock', tileAfter(update));
    await wait(1000 / UPDATES_PER_SECOND);
  }
  const rate = await counted;
  await page.context().close();
  return rate;
}

async function grownMB(browser: Browser, server: FakeWallServer, changes: number): Promise<number> {
  const { page } = await openCold(browser, `${server.url}/wall/mock`, SCREEN);
  const session = await metricsOf(page);
  await page.waitForSelector('[data-line]');
  const upTo = async (from: number, to: number): Promise<void> => {
    for (let change = from; change < to; change += 1) {
      server.show('mock', viewAfter(change));
      // The page keeps up: it has drawn these before the next ones are sent.
      if (change % AT_A_TIME === 0) await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
    }
  };
  await upTo(1, WARM_UP);
  const before = await heapBytes(session);
  await upTo(WARM_UP, WARM_UP + changes);
  const after = await heapBytes(session);
  await page.context().close();
  return (after - before) / 1e6;
}

async function measure({ isQuick, rounds }: Asked): Promise<readonly Row[]> {
  const browser = await launchChromium();
  const server = await startFakeWall({ views: { mock: WALL_VIEWS.mock }, nowAtMs: () => NOW_MS });
  const rows = [...(await firstShown(browser, rounds))];
  const frames: number[] = [];
  for (let round = 0; round < rounds; round += 1) frames.push(await framesUnderUpdates(browser, server, isQuick ? 1 : 5));
  rows.push(
    figure({
      name: `${UPDATES_PER_SECOND} tile updates/s`,
      value: median(frames),
      unit: 'frames/s',
      target: '≥ 55 frames/s',
      holds: (rate) => rate >= 55,
    }),
    figure({
      name: isQuick ? 'heap grown by 200 changes' : 'heap grown by a day of changes',
      value: await grownMB(browser, server, isQuick ? 200 : DAY_CHANGES),
      unit: 'MB',
      target: '≤ 10 MB',
      holds: (grown) => grown <= 10,
    }),
  );
  await browser.close();
  await server.close();
  return rows;
}

await benchmark(measure);
