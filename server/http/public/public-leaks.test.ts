import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../../shared/text/en.ts';
import { zh } from '../../../shared/text/zh.ts';
import { DeskRows } from '../../../shared/view/index.ts';
import { INTERNAL_WORDS, PUBLIC_BOOK, PUBLIC_NOW, PUBLIC_REFERENCE, PUBLIC_STORY } from '../../../test/data/public-story.ts';
import { type ServedPublic, servePublic } from '../../../test/data/served-public.ts';
import { told } from '../../../test/data/story.ts';

// As it happened, so that there are forecasts: the last weeks of the story, and the complaint with what it is about.
const RECENT = PUBLIC_STORY.filter(
  ([type, time, { on = '' } = {}]) => time > '2026-05-25' || type === 'register.put' || /2026-01-05|^complaint/.test(on),
);
const state = told(PUBLIC_BOOK, RECENT, PUBLIC_NOW);
let served: ServedPublic;
beforeAll(async () => {
  served = await servePublic({ state });
});
afterAll(() => served.close());

const PAGES = [
  '',
  '/on-time',
  '/phone-back',
  '/calls-through',
  '/line-up',
  '/few-complaints',
  '/claim',
  '/complain',
  '/cases',
  '/nothing',
  '/cases/none',
];
/** The one text of the inside that somebody may see who has it already. */
const CASE = `/cases/${PUBLIC_REFERENCE}`;
const OTHERS = ['/feed.atom', '/badge.svg', '/on-time/badge.svg'];

/** Every text and every chance that the inside of the server tells, as its JSON and CSV say it. */
async function insideOf(): Promise<{ readonly texts: ReadonlySet<string>; readonly chances: readonly number[] }> {
  const rows = new DeskRows(state, { banner: null }).view.rows.map(({ id }) => `/api/obligations?id=${encodeURIComponent(id)}`);
  const texts = new Set<string>(INTERNAL_WORDS);
  const chances: number[] = [];
  const collect = (value: unknown, key = ''): void => {
    if (typeof value === 'string') texts.add(value);
    else if (typeof value === 'number' && /chance|precision|recall/i.test(key)) chances.push(value);
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) collect(inner, Array.isArray(value) ? key : name);
  };
  for (const path of ['/api/desk', '/api/boards/hall', '/api/money', ...rows]) collect(await (await fetch(served.url + path)).json());
  const csv = await (await fetch(`${served.url}/api/accruals.csv`)).text();
  for (const cell of csv
    .split('\n')
    .slice(1)
    .flatMap((line) => line.trim().split(',')))
    texts.add(cell);
  for (const item of state.items.values()) texts.add(item.subject);
  for (const { feed } of state.feeds) texts.add(feed.source).add(feed.id);
  return { texts, chances };
}

/** What may stand on both sides: what is public of the book, and Kept's own words, which tell nothing of anybody. */
function isTold(text: string): boolean {
  const promises = state.book.versions.flatMap((version) => version.promises.filter(({ isPublic }) => isPublic));
  const own = [
    ...promises.flatMap(({ id, says, short }) => [id, says.en, says.zh, short.en, short.zh]),
    'northgate',
    'Asia/Shanghai',
    'CNY',
    'gold',
    'standard',
  ];
  return [...own, ...Object.values(en), ...Object.values(zh), ...Object.keys(en)].some((each) => each.includes(text));
}

it('[PUB-1] no text and no chance from the inside is on any public page', async () => {
  const inside = await insideOf();
  const hidden = [...inside.texts].filter((each) => each.length > 2 && /[^\d.,:\s-]/.test(each) && !isTold(each));
  expect(hidden).toEqual(
    expect.arrayContaining(['driver-wang', 'ticket/open-1', '/exchange', 'Ms Li at desk 4', 'the driver overslept again']),
  );
  expect(inside.chances.filter((chance) => chance > 0 && chance < 1).length).toBeGreaterThan(1);
  const hints = [...hidden, ...inside.chances.map(String).filter((chance) => chance.length > 3)];
  const found: string[] = [];
  for (const path of [...PAGES, ...OTHERS, CASE])
    for (const language of ['en', 'zh']) {
      const page = (await (await fetch(`${served.url}/promises${path}?lang=${language}`)).text())
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&');
      found.push(...hints.filter((each) => page.includes(each)).map((each) => `${path} in ${language}: ${each}`));
      expect(page).not.toMatch(/chance|likely|at-risk|at risk|很可能|有风险/i);
    }
  expect(found).toEqual([]);
});
