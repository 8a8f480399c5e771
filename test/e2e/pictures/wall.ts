import type { Page } from 'playwright-core';
import { NOW_MS } from '../../data/wall-lines.ts';
import { WALL_VIEWS } from '../../data/wall-views.ts';
import { startFakeWall } from '../fake-wall-server.ts';
import { fontsOf, type Stage } from './stage.ts';

const SILENT_MS = 134_000;
/** States that are drawn after the server fell silent, and the board that stands there then. */
const STALE: { readonly [state: string]: string } = { stale: 'mock', 'stale-many': 'many', 'stale-few': 'few' };
/** States in which nothing was heard yet, and for how long. */
const WAITING_MS: { readonly [state: string]: number } = { waiting: 3_000, 'waiting-long': 60_000 };

/** The wall as boards that never were would have it; a state is the name of a board, or one of the above. */
export async function wallStage(): Promise<Stage> {
  const server = await startFakeWall({ views: WALL_VIEWS, nowAtMs: () => NOW_MS });
  const settle = async (page: Page, state: string): Promise<void> => {
    const waitingMs = WAITING_MS[state];
    if (waitingMs !== undefined) return page.clock.runFor(waitingMs);
    await page.waitForSelector(state === 'unknown-board' ? 'main h1' : '.roll');
    await fontsOf(page);
    if (STALE[state] === undefined) return;
    server.silence();
    await page.clock.runFor(SILENT_MS);
  };
  return {
    open: async ({ state, language, newPage }) => {
      const page = await newPage();
      await page.clock.install({ time: NOW_MS });
      if (state in WAITING_MS) server.silence();
      else server.speak();
      await page.goto(`${server.url}/wall/${STALE[state] ?? (state === 'broken' ? 'mock' : state)}?lang=${language}`);
      await settle(page, state);
      return page;
    },
    close: () => server.close(),
  };
}
