import { REVIEW_ANSWERS } from '../../data/review-answers.ts';
import { CALM_WEEK, EMPTY_WEEK } from '../../data/review-week.ts';
import { WALL_VIEWS } from '../../data/wall-views.ts';
import { type ReviewData, type ReviewMood, startFakeReview } from '../fake-review-server.ts';
import { fontsOf, type Stage, stateOf } from './stage.ts';

/** Charts are loaded and drawn when they come in sight. */
const DRAWN_MS = 1_000;

type State = { readonly query?: string; readonly data?: Partial<ReviewData>; readonly mood?: ReviewMood };

const ASKED = '&promise=faults&set=faults.within.silver=5h';
const STATES: { readonly [state: string]: State } = {
  broken: { query: ASKED },
  calm: { data: { week: CALM_WEEK, wall: WALL_VIEWS.calm } },
  'at-risk': { data: { week: CALM_WEEK, wall: WALL_VIEWS['at-risk'] } },
  flood: { query: ASKED, data: { wall: WALL_VIEWS.flood } },
  stale: { data: { wall: WALL_VIEWS['no-data'] } },
  empty: { data: { week: EMPTY_WEEK, wall: WALL_VIEWS.empty } },
  league: { query: '&by=site' },
  tables: { query: `${ASKED}&as=table` },
  ledger: { query: '&tab=ledger&line=l4' },
  loading: { mood: 'wait' },
  error: { mood: 'fail' },
};

/** The review of a week that never was. */
export async function reviewStage(): Promise<Stage> {
  const server = await startFakeReview(REVIEW_ANSWERS);
  return {
    settleMs: 250,
    open: async ({ state, language, newPage }) => {
      const { query = '', data, mood = 'answer' } = stateOf(STATES, state);
      server.begin({ ...REVIEW_ANSWERS, ...data }, mood);
      const page = await newPage();
      await page.addInitScript(() => localStorage.setItem('kept.name', 'Shift lead A'));
      await page.goto(`${server.url}/review?lang=${language}&at=2026-06-11T07:42:08Z${query}`);
      await page.locator('main').waitFor();
      await fontsOf(page);
      await page.waitForTimeout(DRAWN_MS);
      // What a design would do is reckoned when it is asked for.
      const design = page.locator('#design-limit + button');
      if ((await design.count()) > 0) await design.click();
      await page.waitForTimeout(DRAWN_MS / 2);
      return page;
    },
    close: () => server.close(),
  };
}
