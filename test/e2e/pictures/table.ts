import { EXAMPLES } from '../examples.ts';
import { type Look, nameOf, type Picture, type Size } from './picture.ts';

/** The states that every screen is looked at in, as far as it can be in them. */
const MAIN = ['calm', 'at-risk', 'broken', 'flood', 'stale', 'empty'];
const HOURS = [3, 8, 18];

type Row = {
  readonly screen: string;
  readonly states: readonly string[];
  readonly sizes: readonly Size[];
  /** At this size also with more contrast. */
  readonly contrastAt?: Size;
  /** The window is made as tall as what it shows. */
  readonly isWhole?: boolean;
};

/** Every screen, the states it is looked at in and the sizes of window: each in both themes and both languages. */
const TABLE: readonly Row[] = [
  { screen: 'wall', states: MAIN, sizes: ['1080p', '4k', 'portrait'], contrastAt: '1080p' },
  {
    screen: 'wall',
    states: ['planned', 'learning', 'many', 'few', 'no-data', 'long-names', 'kinds', 'kinds-calm', 'backfill', 'stale-many', 'stale-few'],
    sizes: ['1080p', 'portrait', '720p'],
  },
  { screen: 'wall', states: ['waiting', 'waiting-long', 'unknown-board'], sizes: ['1080p', 'portrait'] },
  { screen: 'desk', states: MAIN, sizes: ['1440', '1280', '640'], contrastAt: '1440' },
  {
    screen: 'desk',
    states: ['likely', 'days', 'stopped', 'complaint', 'learning', 'best', 'long', 'assign', 'filtered', 'refused', 'loading'],
    sizes: ['1440', '1280'],
  },
  { screen: 'desk', states: ['exclude', 'name', 'keys'], sizes: ['1440', '640'], contrastAt: '1440' },
  { screen: 'review', states: MAIN, sizes: ['1440', '1280', '640'], contrastAt: '1440', isWhole: true },
  { screen: 'review', states: ['league', 'tables', 'ledger'], sizes: ['1440', '640'], contrastAt: '1440', isWhole: true },
  { screen: 'review', states: ['loading', 'error'], sizes: ['1440', '1280'] },
  { screen: 'public', states: ['broken', 'empty'], sizes: ['1440', 'phone', 'narrow'], contrastAt: 'phone', isWhole: true },
  {
    screen: 'public',
    states: ['promise', 'promise-empty', 'claim', 'complain', 'follow', 'case'],
    sizes: ['1440', 'phone', 'narrow'],
    isWhole: true,
  },
  { screen: 'book', states: ['in-force', 'fault', 'edited', 'compared', 'publish'], sizes: ['1440', '1280'], contrastAt: '1440' },
  { screen: 'crew', states: MAIN.filter((state) => state !== 'flood'), sizes: ['tablet', 'phone'], contrastAt: 'phone', isWhole: true },
  { screen: 'crew', states: ['carrier', 'list', 'unknown'], sizes: ['tablet', 'phone'], isWhole: true },
  { screen: 'setup', states: ['setup'], sizes: ['1440', '1280', 'phone'], contrastAt: '1440', isWhole: true },
  { screen: 'setup', states: ['sample', 'once', 'sign-in', 'refused', 'first-link'], sizes: ['1440', 'phone'], isWhole: true },
  { screen: 'receipt', states: ['broken', 'window', 'line'], sizes: ['sheet', 'phone'], isWhole: true },
  { screen: 'receipt', states: ['paper-broken', 'paper-window', 'paper-line'], sizes: ['a4'] },
  ...HOURS.flatMap((hour): readonly Row[] => [
    { screen: 'demo', states: [`control-room-${hour}`, `departures-${hour}`], sizes: ['1080p'] },
    { screen: 'demo', states: [`service-${hour}`], sizes: ['portrait'] },
    { screen: 'demo', states: [`desk-${hour}`], sizes: ['1440'] },
  ]),
  { screen: 'example', states: EXAMPLES.map(({ name }) => name), sizes: ['1080p'] },
];

function picturesOf({ screen, states, sizes, contrastAt, isWhole = false }: Row): readonly Picture[] {
  const looksAt = (size: Size): readonly Look[] =>
    size === contrastAt ? ['light', 'dark', 'light-contrast', 'dark-contrast'] : ['light', 'dark'];
  return states.flatMap((state) =>
    (['en', 'zh'] as const).flatMap((language) =>
      sizes.flatMap((size) => looksAt(size).map((look) => ({ screen, state, size, look, language, isWhole }))),
    ),
  );
}

export const PICTURES: readonly Picture[] = TABLE.flatMap(picturesOf);

/** Main states of the wall and the desk and some of the others, each once: another size, look and language each time. */
export const SAMPLE: readonly Picture[] = [...Map.groupBy(PICTURES, ({ screen }) => screen)]
  .filter(([screen]) => !['demo', 'example'].includes(screen))
  .flatMap(([screen, pictures]) => {
    const count = ['wall', 'desk'].includes(screen) ? MAIN.length : 3;
    return [...Map.groupBy(pictures, ({ state }) => state).values()].slice(0, count);
  })
  .flatMap((pictures, nth) => pictures[(nth * 7) % pictures.length] ?? []);

export function picturesLike(pattern: RegExp): readonly Picture[] {
  return PICTURES.filter((picture) => pattern.test(nameOf(picture)));
}
