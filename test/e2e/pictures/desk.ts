import type { Page } from 'playwright-core';
import { deskDetail } from '../../data/desk-detail.ts';
import { DESK_VIEWS } from '../../data/desk-views.ts';
import { NOW_MS } from '../../data/wall-lines.ts';
import { type FakeDeskServer, startFakeDesk } from '../fake-desk-server.ts';
import { fontsOf, type Stage, stateOf } from './stage.ts';

const SILENT_MS = 134_000;
const REFUSAL = { code: 'ALREADY_EXCLUDED', message: 'It is excluded already.', fix: 'Count it again first.' } as const;

type State = {
  readonly view: keyof typeof DESK_VIEWS;
  /** What happens before the picture. */
  readonly act: (page: Page, server: FakeDeskServer) => Promise<void>;
};

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
  await page.clock.runFor(500);
}

const STATES: { readonly [state: string]: State } = {
  calm: { view: 'calm', act: (page) => press(page, 'j') },
  'at-risk': { view: 'at-risk', act: (page) => press(page, 'j', 'j') },
  broken: { view: 'mock', act: (page) => press(page) },
  flood: { view: 'many', act: (page) => press(page, ...'jjjjjjjjjjjj', 'PageDown') },
  empty: { view: 'empty', act: (page) => press(page) },
  stale: {
    view: 'mock',
    act: async (page, server) => {
      await press(page, ...'jjjjj');
      await page.waitForSelector('.pane table');
      server.silence();
      await page.clock.runFor(SILENT_MS);
    },
  },
  likely: { view: 'mock', act: (page) => press(page, ...'jjjjj') },
  days: { view: 'mock', act: (page) => press(page, 'End', 'k') },
  stopped: { view: 'mock', act: (page) => press(page, 'End') },
  complaint: { view: 'mock', act: (page) => press(page, ...'jjjjjjj') },
  learning: { view: 'learning', act: (page) => press(page, 'b') },
  best: { view: 'mock', act: (page) => press(page, 'b', 'b') },
  long: { view: 'long', act: (page) => press(page, 'j') },
  exclude: { view: 'mock', act: (page) => press(page, ...'jjjjj', 'x') },
  name: { view: 'mock', act: (page) => press(page, 'a') },
  keys: { view: 'mock', act: (page) => press(page, '?') },
  assign: { view: 'mock', act: (page) => press(page, ...'jjj', 's') },
  filtered: { view: 'mock', act: (page) => press(page, '/', ...'cabinet', 'Enter') },
  refused: {
    view: 'mock',
    act: async (page, server) => {
      server.refuse(REFUSAL);
      await press(page, 'a');
      await page.locator('.fault').waitFor();
    },
  },
  loading: { view: 'mock', act: (page) => page.clock.runFor(3_000) },
};
/** States in which no row is explained. */
const WITHOUT_PANE = ['empty', 'loading', 'name'];

/** The desk of somebody who has given their name. */
export async function deskStage(): Promise<Stage> {
  const server = await startFakeDesk({ view: DESK_VIEWS.mock, detail: deskDetail, nowAtMs: () => NOW_MS });
  return {
    open: async ({ state, language, newPage }) => {
      const { view, act } = stateOf(STATES, state);
      const page = await newPage();
      await page.clock.install({ time: 0 });
      server.begin(DESK_VIEWS[view]);
      if (state === 'loading') server.silence();
      if (state !== 'name') await page.addInitScript(() => localStorage.setItem('kept.name', 'Shift lead A'));
      await page.goto(`${server.url}/desk?lang=${language}`);
      if (state !== 'loading') await page.waitForSelector(view === 'empty' ? '.nothing' : '[data-place]');
      await fontsOf(page);
      await act(page, server);
      if (!WITHOUT_PANE.includes(state)) await page.waitForSelector('.pane table');
      return page;
    },
    close: () => server.close(),
  };
}
