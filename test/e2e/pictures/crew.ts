import { crewState } from '../../data/crew-story.ts';
import { startCrewServer } from '../crew-server.ts';
import { fontsOf, type Stage, stateOf } from './stage.ts';

/** After this without an answer, what is shown is old. */
const STALE_MS = 20_000;
const GATE = '/crew/North%20gate';

type State = { readonly path: string; readonly now?: string; readonly isSilent?: boolean };

const STATES: { readonly [state: string]: State } = {
  calm: { path: GATE, now: '2026-06-13T15:00:00+08:00' },
  'at-risk': { path: GATE },
  broken: { path: GATE, now: '2026-06-14T15:00:00+08:00' },
  empty: { path: GATE, now: '2026-06-11T08:00:00+08:00' },
  stale: { path: GATE, isSilent: true },
  carrier: { path: '/crew/Blue%20Line' },
  list: { path: '/crew' },
  unknown: { path: '/crew/Nowhere' },
};

/** The pages of a site's own people. */
export async function crewStage(): Promise<Stage> {
  const server = await startCrewServer();
  return {
    open: async ({ state, language, newPage }) => {
      const { path, now, isSilent = false } = stateOf(STATES, state);
      server.hush(false);
      server.become(crewState(now));
      const page = await newPage();
      await page.clock.install();
      await page.goto(`${server.url}${path}?lang=${language}`);
      await page.locator('main :is(article, a, li)').first().waitFor();
      await fontsOf(page);
      server.hush(isSilent);
      if (isSilent) await page.clock.runFor(STALE_MS);
      return page;
    },
    close: () => server.close(),
  };
}
