import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { DeskView } from '../../shared/view/index.ts';
import { deskDetail } from '../../test/data/desk-detail.ts';
import { DESK_VIEWS, manyRows } from '../../test/data/desk-views.ts';
import { NOW_MS } from '../../test/data/wall-lines.ts';
import { launchChromium } from '../../test/e2e/chromium.ts';
import { type FakeDeskServer, startFakeDesk } from '../../test/e2e/fake-desk-server.ts';
import { type Asked, benchmark, figure, median, mediansOf, type Row } from '../harness/index.ts';
import { metricsOf, openCold, workedMs } from './page.ts';

/** The desk in a real browser: what it loads, what a tick of 5,000 countdowns costs it, and whether 20,000 rows scroll without a gap. */
const SCREEN = { width: 1_440, height: 900 };
const TICK_ROWS = 5_000;
const SCROLL_ROWS = 20_000;
/** As many as change in a busy second. */
const CHANGED_ROWS = 50;
const FRAMES = 300;

function deskOf(rows: number): DeskView {
  return { ...DESK_VIEWS.many, rows: manyRows(rows) };
}

async function open(browser: Browser, server: FakeDeskServer, rows: number): Promise<Page> {
  server.begin(deskOf(rows));
  const { page } = await openCold(browser, `${server.url}/desk`, SCREEN);
  await page.waitForSelector('[data-place]');
  return page;
}

async function scripts(browser: Browser, server: FakeDeskServer): Promise<number> {
  server.begin(DESK_VIEWS.mock);
  const { page, scriptBytes } = await openCold(browser, `${server.url}/desk`, SCREEN);
  await page.waitForSelector('[data-place]');
  await page.context().close();
  return scriptBytes() / 1000;
}

/** ms of the main thread for one second in which all countdowns go on and so many rows change. */
async function tick(browser: Browser, server: FakeDeskServer, seconds: number, changes: number): Promise<number> {
  const page = await open(browser, server, TICK_ROWS);
  const session = await metricsOf(page);
  await wait(2_000);
  const rows = manyRows(TICK_ROWS);
  const ticks: number[] = [];
  for (let second = 0; second < seconds; second += 1) {
    const before = await workedMs(session);
    const changed = rows.slice(second * changes, (second + 1) * changes);
    if (changes > 0) server.patch({ rows: changed.map((row) => ({ ...row, rev: row.rev + 1 + second, ackedBy: 'A' })), gone: [] });
    await wait(1_000);
    ticks.push((await workedMs(session)) - before);
  }
  await page.context().close();
  return median(ticks);
}

/** Share of the frames of a fast scroll in which a part of the list in sight had no row. */
async function blankShare(browser: Browser, server: FakeDeskServer): Promise<number> {
  const page = await open(browser, server, SCROLL_ROWS);
  const share = await page.evaluate(
    (frames) =>
      new Promise<number>((resolve) => {
        const list = document.querySelector<HTMLElement>('.list');
        if (list === null) throw new Error('There is no list.');
        let [frame, blank] = [0, 0];
        const isBlank = (): boolean => {
          const box = list.getBoundingClientRect();
          const middle = box.left + box.width / 2;
          return [0.1, 0.3, 0.5, 0.7, 0.9].some(
            (part) => document.elementFromPoint(middle, box.top + box.height * part)?.closest('.line, .hd') === null,
          );
        };
        const step = (): void => {
          if (frame > 0 && isBlank()) blank += 1;
          frame += 1;
          if (frame > frames) resolve(blank / frames);
          else {
            list.scrollTop += frame % 50 === 0 ? 40_000 : 900; // Mostly a fast wheel, now and then a jump by the bar.
            // As the browser does between a scroll and the next frame.
            setTimeout(() => requestAnimationFrame(step));
          }
        };
        requestAnimationFrame(step);
      }),
    FRAMES,
  );
  await page.context().close();
  return share * 100;
}

async function measure({ isQuick, rounds }: Asked): Promise<readonly Row[]> {
  const browser = await launchChromium();
  const server = await startFakeDesk({ view: DESK_VIEWS.mock, detail: deskDetail, nowAtMs: () => NOW_MS });
  const seconds = isQuick ? 2 : 10;
  const [still = 0, busy = 0] = await mediansOf(rounds, [
    () => tick(browser, server, seconds, 0),
    () => tick(browser, server, seconds, CHANGED_ROWS),
  ]);
  const rows = [
    figure({
      name: "JavaScript of the desk's first view, gzip",
      value: await scripts(browser, server),
      unit: 'kB',
      target: '≤ 130 kB',
      holds: (kB) => kB <= 130,
    }),
    figure({ name: `a second's tick of ${TICK_ROWS} rows`, value: still, unit: 'ms', target: '≤ 5 ms', holds: (ms) => ms <= 5 }),
    figure({ name: `the same with ${CHANGED_ROWS} rows changed`, value: busy, unit: 'ms' }),
    figure({
      name: `frames with blank rows, ${SCROLL_ROWS} rows scrolled`,
      value: await blankShare(browser, server),
      unit: '%',
      target: 'none',
      holds: (share) => share === 0,
    }),
  ];
  await browser.close();
  await server.close();
  return rows;
}

await benchmark(measure);
