import { PUBLIC_BOOK, PUBLIC_NOW, PUBLIC_REFERENCE, publicState } from '../../data/public-story.ts';
import { servePublic } from '../../data/served-public.ts';
import { told } from '../../data/story.ts';
import { type Stage, stateOf } from './stage.ts';

const PATHS: { readonly [state: string]: string } = {
  broken: '/promises',
  empty: '/promises',
  promise: '/promises/on-time',
  'promise-empty': '/promises/on-time',
  claim: '/promises/claim?promise=on-time',
  complain: '/promises/complain',
  follow: '/promises/cases',
  case: `/promises/cases/${PUBLIC_REFERENCE}`,
};

/** The customers' pages, with a year behind them and with nothing yet. */
export async function publicStage(): Promise<Stage> {
  const year = await servePublic({ state: publicState() });
  const empty = await servePublic({ state: told(PUBLIC_BOOK, [], PUBLIC_NOW) });
  return {
    open: async ({ state, language, newPage }) => {
      const path = stateOf(PATHS, state);
      const page = await newPage();
      const { url } = state.endsWith('empty') ? empty : year;
      await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      return page;
    },
    close: async () => {
      await year.close();
      await empty.close();
    },
  };
}
