import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WallFeed, WallView } from '../../shared/view/index.ts';
import { REVIEW_ANSWERS } from '../data/review-answers.ts';
import { NOW_MS } from '../data/wall-lines.ts';
import { WALL_VIEWS } from '../data/wall-views.ts';
import { launchChromium } from './chromium.ts';
import { startFakeReview } from './fake-review-server.ts';
import { type FakeWallServer, startFakeWall } from './fake-wall-server.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const { mock: MOCK, flood: FLOOD, calm: CALM } = WALL_VIEWS;
/** The fixtures are of one board: each gets a name of its own, by which a rotation can be followed. */
const BOARDS = { mock: MOCK, calm: named(CALM, 'Calm'), flood: named(FLOOD, 'Flood') };
/** What a wall holds more after many changes, in bytes, before somebody looks for where it went. */
const GROWTH_MAX = 2_000_000;
/** Switches before it is measured, and how much more a page may hold after many more: far less than one board or chart each. */
const WARM_ROUNDS = 6;
const SWITCHED_MAX = { nodes: 400, listeners: 20 };

let browser: Browser;
let server: FakeWallServer;
const startedAtMs = performance.now();
const serverNowMs = (): number => NOW_MS + performance.now() - startedAtMs;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startFakeWall({ views: BOARDS, nowAtMs: serverNowMs });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** A wall whose page's clocks are moved by hand and begin where they are told. */
async function open(pageMs = 0, board = 'mock'): Promise<Page> {
  server.speak();
  server.show('mock', MOCK);
  const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  await page.clock.install({ time: pageMs });
  await page.goto(`${server.url}/wall/${board}`);
  await page.waitForSelector('[data-line]');
  return page;
}

function named(view: WallView, name: string): WallView {
  return { ...view, board: { ...view.board, name: { en: name, zh: name } } };
}

function owing(minor: number): WallView {
  return { ...MOCK, board: { ...MOCK.board, owedMinor: minor } };
}

/** Hot tiles that could pass for figures of now. */
function freshTiles(page: Page): Promise<number> {
  return page.locator('article:not(.no-data):not(.broken)').count();
}

type Held = { readonly heapBytes: number; readonly nodes: number; readonly listeners: number };

async function heldBy(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heapBytes: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

/** What is held more by the last rounds than after the first ones, which load and compile. */
async function growth(page: Page, rounds: number, round: () => Promise<void>): Promise<Held> {
  for (let first = 0; first < WARM_ROUNDS; first += 1) await round();
  const before = await heldBy(page);
  for (let more = 0; more < rounds; more += 1) await round();
  const after = await heldBy(page);
  return {
    heapBytes: after.heapBytes - before.heapBytes,
    nodes: after.nodes - before.nodes,
    listeners: after.listeners - before.listeners,
  };
}

/** ms that the wall's clock shows, of the day. */
async function shownMs(page: Page): Promise<number> {
  const [hours = 0, minutes = 0, seconds = 0] = ((await page.getByRole('timer').first().textContent()) ?? '').split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

describe('screens that lie', () => {
  it('connection lost, dashboard went on looking normal; an operator would not notice', async () => {
    const page = await open();
    await page.context().setOffline(true);
    server.silence();
    await page.clock.runFor(6_000);
    expect([await page.getByRole('alert').textContent(), await freshTiles(page)]).toEqual([expect.stringMatching(/No live data/), 0]);
    await page.close();
  });

  it('after the network came back the widgets kept the old state', async () => {
    const page = await open();
    server.silence();
    await page.clock.runFor(20_000);
    server.speak();
    server.show('mock', owing(777_700));
    await page.clock.runFor(30_000);
    await page.getByText('¥7.8k already owed').waitFor();
    const another = await open(0);
    server.show('mock', owing(777_700));
    await another.getByText('¥7.8k already owed').waitFor();
    // A wall that came back and one that was just opened say the same of every line.
    const lines = (of: Page) => of.locator('[data-line]').allTextContents();
    await expect.poll(async () => (await lines(page)).join()).toBe((await lines(another)).join());
    await page.close();
    await another.close();
  });

  it('wall panel lost its server without any sign, never recovered', async () => {
    const page = await open();
    server.silence();
    await page.clock.fastForward(36 * HOUR_MS);
    await page.getByRole('alert').waitFor();
    server.speak();
    server.show('mock', owing(555_500));
    await page.clock.runFor(30_000);
    await page.getByText('¥5.6k already owed').waitFor();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await page.close();
  });

  it('server unreachable but network up: nothing shown', async () => {
    const page = await open();
    server.silence(); // The sockets stay open, and new ones are taken: only the heartbeat is gone.
    await page.clock.runFor(8_000);
    expect(await page.getByRole('alert').textContent()).toMatch(/No live data for [5-8] s/);
    await page.close();
  });

  it('a departures screen showed two-day-old data as current', async () => {
    const page = await open();
    const [first] = MOCK.feeds;
    if (first === undefined) throw new Error('the mock has feeds');
    const old: WallFeed = { ...first, state: 'silent', lastSeenAtMs: NOW_MS - 48 * HOUR_MS };
    server.show('mock', { ...MOCK, feeds: MOCK.feeds.map((feed) => (feed.id === old.id ? old : feed)) });
    await page
      .getByText(/silent (2 d|48 h)/)
      .first()
      .waitFor();
    await page.close();
  });

  it('a kiosk tab ran out of memory after hours or days', async () => {
    const page = await open();
    const changes = async (from: number, to: number): Promise<void> => {
      for (let change = from; change < to; change += 1) {
        const view = change % 2 === 0 ? MOCK : FLOOD;
        server.show('mock', { ...view, changes: view.changes.map((row) => ({ ...row, id: `${row.id} ${change}` })) });
        if (change % 50 === 0) await page.clock.runFor(100);
      }
    };
    await changes(0, 100);
    const before = await heldBy(page);
    await changes(100, 500); // The long run has a day of them.
    expect((await heldBy(page)).heapBytes - before.heapBytes).toBeLessThan(GROWTH_MAX);
    await page.close();
  });

  it('memory rose with each switch between boards', async () => {
    const wall = await open(0, 'mock,flood,calm?every=10s');
    const boards = new Set<string | null>();
    const byWall = await growth(wall, 36, async () => {
      await wall.clock.runFor(10_000);
      boards.add(await wall.locator('h1').first().textContent());
    });
    expect([
      boards.size,
      byWall.heapBytes < GROWTH_MAX,
      byWall.nodes < SWITCHED_MAX.nodes,
      byWall.listeners < SWITCHED_MAX.listeners,
    ]).toEqual([3, true, true, true]);
    await wall.close();
    // The charts of the review come and go with each turn between them and their tables.
    const reviewed = await startFakeReview(REVIEW_ANSWERS);
    const review = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
    await review.goto(`${reviewed.url}/review?promise=faults`);
    await review.locator('canvas').first().waitFor();
    const byReview = await growth(review, 10, async () => {
      await review.keyboard.press('t');
      await review.locator('canvas').first().waitFor({ state: 'detached' });
      await review.keyboard.press('t');
      await review.locator('canvas').first().waitFor();
    });
    expect([byReview.heapBytes < GROWTH_MAX, byReview.nodes < SWITCHED_MAX.nodes, byReview.listeners < SWITCHED_MAX.listeners]).toEqual([
      true,
      true,
      true,
    ]);
    await review.close();
    await reviewed.close();
  });

  it('countdown wrong because the client’s clock was ahead (the correction was clamped at zero)', async () => {
    for (const wrongMs of [-7 * HOUR_MS, 7 * HOUR_MS]) {
      const page = await open(NOW_MS + wrongMs);
      const away = Math.abs((await shownMs(page)) - ((serverNowMs() + zoneMs()) % (24 * HOUR_MS)));
      expect(Math.min(away, 24 * HOUR_MS - away)).toBeLessThan(5_000);
      await page.close();
    }
  });

  it('clock drifted because ticks were counted, not time read', async () => {
    const page = await open();
    const before = await shownMs(page);
    server.silence(); // Nobody corrects it meanwhile.
    await page.clock.fastForward(10 * MINUTE_MS); // Ten minutes in which no timer fired.
    await page.clock.runFor(1_000);
    expect(Math.abs((await shownMs(page)) - before - 10 * MINUTE_MS)).toBeLessThan(10_000);
    await page.close();
  });

  it('recovery failed when nothing had been sent before the break', async () => {
    const page = await open(0, 'calm'); // Nothing was ever sent to it but the snapshot.
    server.silence();
    await page.clock.runFor(15_000);
    await page.getByRole('alert').waitFor();
    server.speak();
    await page.clock.runFor(30_000);
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    expect(await page.locator('[data-line]').count()).toBe(CALM.lines.length);
    await page.close();
  });

  it('everything reconnected at once again and again after sleep', async () => {
    const page = await open();
    let sockets = 0;
    page.on('websocket', () => {
      sockets += 1;
    });
    server.silence();
    await page.clock.fastForward(8 * HOUR_MS);
    server.speak();
    await page.clock.runFor(60_000);
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    expect(sockets).toBeLessThan(10); // Not one for each try that the sleep left out.
    await page.close();
  });
});

/** How far the mock's zone is ahead of UTC at its instant. */
function zoneMs(): number {
  const format = new Intl.DateTimeFormat('en', { timeZone: MOCK.board.timezone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' });
  const [hours = 0, minutes = 0] = format.format(NOW_MS).split(':').map(Number);
  const ofDay = NOW_MS % (24 * HOUR_MS);
  return Math.round(((hours * 60 + minutes) * MINUTE_MS - ofDay) / (15 * MINUTE_MS)) * 15 * MINUTE_MS;
}
