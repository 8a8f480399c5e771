import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { publicBoard, publicRecord } from '../../../shared/view/index.ts';
import { PUBLIC_BOOK, PUBLIC_NOW, PUBLIC_STORY, publicState } from '../../../test/data/public-story.ts';
import { atomFeed } from './atom.ts';
import { Corrections } from './corrections.ts';
import { PUBLIC_COLORS } from './public-colors.ts';
import { publicWords } from './public-words.ts';

const NOW_MS = Date.parse(PUBLIC_NOW);

it('[PUB-8] an entry that is corrected keeps its id and is updated, the others stay as they were', () => {
  const corrections = new Corrections();
  const entriesOf = (story: typeof PUBLIC_STORY, nowAtMs: number) => {
    const state = publicState(PUBLIC_NOW, PUBLIC_BOOK, story);
    const board = publicBoard(state, publicRecord(state));
    const correctedAtMs = (id: string, text: string) => corrections.correctedAtMs(id, text, nowAtMs);
    const feed = atomFeed({ board, words: publicWords('en', board.zone, board.currency), root: 'https://promises.example', correctedAtMs });
    return new Map(
      [...feed.matchAll(/<entry>\n<id>(.*)<\/id>\n<title>(.*)<\/title>\n<updated>(.*)<\/updated>/g)].map(([, id, ...rest]) => [id, rest]),
    );
  };
  const isMended = ([type, time]: (typeof PUBLIC_STORY)[number]) => type === 'departure.departed' && /^2026-01-0[67]/.test(time);
  const mended = PUBLIC_STORY.map((each) =>
    isMended(each) ? ([each[0], each[1].replace('12:09', '12:01'), each[2]] as typeof each) : each,
  );
  const before = entriesOf(PUBLIC_STORY, NOW_MS);
  const same = entriesOf(PUBLIC_STORY, NOW_MS + 1_000);
  const after = entriesOf(mended, NOW_MS + 2_000);
  expect([...same]).toEqual([...before]);
  expect(new Set(after.keys())).toEqual(new Set(before.keys()));
  const changed = [...after].filter(([id, rest]) => String(before.get(id)) !== String(rest));
  expect(changed.map(([id, rest]) => [before.get(id)?.[0], rest[0], rest[1]])).toEqual([
    ['Coaches on time, Jan 2026: Broken', 'Coaches on time, Jan 2026: Kept', new Date(NOW_MS + 2_000).toISOString()],
  ]);
  expect(after.keys().next().value).toBe(changed[0]?.[0]); // The newest first.
});
it('the colours of the pages are those of every screen', () => {
  const [tokens = ''] = readFileSync(new URL('../../../web/style/tokens.css', import.meta.url), 'utf8').split('@media'); // Before those for more contrast.
  const parsed = Object.fromEntries(
    [...tokens.matchAll(/--([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));/g)].map(([, name, day, night, both]) => [
      name,
      [day ?? both, night ?? both],
    ]),
  );
  expect(PUBLIC_COLORS).toEqual(Object.fromEntries(Object.keys(PUBLIC_COLORS).map((name) => [name, parsed[name]])));
});
