import { setTimeout as wait } from 'node:timers/promises';
import { ShiftedClock } from '../../../server/live/index.ts';
import { zoneOf } from '../../../shared/calendar/index.ts';
import { type DemoAt, demoOn } from '../demo-at.ts';
import { fontsOf, type Stage } from './stage.ts';

/** Figures are worked out at whole seconds. */
const SETTLED_MS = 4_000;
const zone = zoneOf('America/New_York');

function thursdayAt(hour: number): number {
  return zone.instantOfLocal({ year: 2026, month: 6, day: 18, hour, minute: 0, second: 20, ms: 0 }) as number;
}

/** The demo on a Thursday as `npm start` shows it. A state is a board, or `desk`, and an hour: `control-room-18`. */
export async function demoStage(): Promise<Stage> {
  let shown: { readonly atMs: number; readonly clock: ShiftedClock; readonly demo: DemoAt } | null = null;
  /** One at a time: each goes on by itself. */
  const demoOf = async (atMs: number): Promise<{ readonly url: string; readonly nowAtMs: number }> => {
    if (shown?.atMs !== atMs) {
      await shown?.demo.stop();
      const clock = new ShiftedClock(atMs);
      shown = { atMs, clock, demo: await demoOn(clock) };
      await wait(SETTLED_MS);
    }
    return { url: shown.demo.url, nowAtMs: shown.clock.nowAtMs() };
  };
  return {
    open: async ({ state, language, newPage }) => {
      const [, board = '', hour = ''] = /^(.+)-(\d+)$/.exec(state) ?? [];
      const { url, nowAtMs } = await demoOf(thursdayAt(Number(hour)));
      const page = await newPage();
      await page.clock.install({ time: nowAtMs }); // The computer's own clock is right, as the screen would say if it were not.
      await page.goto(`${url}${board === 'desk' ? '/desk' : `/wall/${board}`}?lang=${language}`);
      await page.waitForSelector(board === 'desk' ? '.pane table' : '[data-line]');
      await fontsOf(page);
      return page;
    },
    close: async () => shown?.demo.stop(),
  };
}
