import { inMap, listIn, type Placed, type PlacedMap, textIn, withEntry } from './placed.ts';

type Default = {
  readonly key: string;
  readonly value: unknown;
  /** Where the key means something; everywhere unless given. */
  readonly where?: (map: PlacedMap) => boolean;
};

const has = (key: string) => (map: PlacedMap) => map.entries.has(key);

/** What the language takes a key for that a promise of a kind does not have. */
export const PROMISE_DEFAULTS: { readonly [kind: string]: readonly Default[] } = {
  deadline: [
    { key: 'late', value: '0min', where: has('due') },
    { key: 'reopen', value: 'exclude-closed', where: has('reopened') },
    { key: 'repeat', value: false },
    { key: 'per', value: 'day' },
    { key: 'tolerate', value: 0 },
    { key: 'roll', value: 'total' },
    { key: 'settle', value: '15min' },
    { key: 'public', value: true },
  ],
  ratio: [
    { key: 'measure', value: 'share' },
    { key: 'busy', value: 'clock', where: (promise) => textIn(promise, 'measure') === 'mean of daily busy hour' },
    { key: 'counted', value: 'due', where: has('of') },
    { key: 'public', value: true },
  ],
  availability: [{ key: 'public', value: true }],
  count: [{ key: 'public', value: true }],
};
const REMEDY_DEFAULTS: readonly Default[] = [
  { key: 'per', value: 'obligation' },
  { key: 'points', value: 'full', where: (remedy) => textIn(remedy, 'per')?.startsWith('percentage point') === true },
  { key: 'round', value: 'half-up', where: (remedy) => !remedy.entries.has('do') },
];
const STATES: readonly Default[] = [
  { key: 'at-risk', value: 0.25 },
  { key: 'likely', value: 0.8 },
];
const FEED_DEFAULTS: readonly Default[] = [{ key: 'lag', value: '5min' }];

/** Longest short names, in UTF-16 units: a promise without one has the beginning of what it says. */
const SHORT_LENGTH = { en: 15, zh: 7 } as const;

/** A promise with what the language adds to it. */
export function promiseWithDefaults(promise: Placed): Placed {
  if (promise.kind !== 'map') return promise;
  const filled = filledIn(promise, [shortOf(promise), ...(PROMISE_DEFAULTS[textIn(promise, 'kind') ?? ''] ?? [])]);
  const remedy = inMap(filled, 'remedy');
  if (remedy?.kind === 'map') return withEntry(filled, 'remedy', filledIn(remedy, REMEDY_DEFAULTS));
  if (remedy?.kind !== 'list') return filled;
  return withEntry(filled, 'remedy', {
    ...remedy,
    items: listIn(filled, 'remedy').map((item) => (item.kind === 'map' ? filledIn(item, REMEDY_DEFAULTS) : item)),
  });
}

function shortOf(promise: PlacedMap): Default {
  const says = inMap(promise, 'says');
  const shortened = (language: keyof typeof SHORT_LENGTH) => (textIn(says, language) ?? '').slice(0, SHORT_LENGTH[language]);
  return { key: 'short', value: { en: shortened('en'), zh: shortened('zh') } };
}

/** A book with what the language adds outside of its promises. */
export function bookWithDefaults(root: PlacedMap): PlacedMap {
  const zone = textIn(root, 'timezone') ?? '';
  let filled = withEntry(root, 'states', filledIn(mapIn(root, 'states'), STATES));
  filled = eachOf(filled, 'feeds', () => FEED_DEFAULTS);
  filled = eachOf(filled, 'calendars', () => [{ key: 'timezone', value: zone }]);
  return eachOf(filled, 'boards', (id) => [
    { key: 'title', value: { en: id, zh: id } },
    { key: 'language', value: 'en' },
    { key: 'distance', value: '5m' },
  ]);
}

function eachOf(root: PlacedMap, key: string, defaultsOf: (name: string) => readonly Default[]): PlacedMap {
  const all = inMap(root, key);
  if (all?.kind !== 'map') return root;
  const entries = [...all.entries].map(([name, { keyAt, value }]) => {
    return [name, { keyAt, value: value.kind === 'map' ? filledIn(value, defaultsOf(name)) : value }] as const;
  });
  return withEntry(root, key, { ...all, entries: new Map(entries) });
}

function filledIn(map: PlacedMap, defaults: readonly Default[]): PlacedMap {
  return defaults.reduce(
    (filled, { key, value, where }) =>
      filled.entries.has(key) || where?.(filled) === false ? filled : withEntry(filled, key, unwritten(value)),
    map,
  );
}

function mapIn(root: PlacedMap, key: string): PlacedMap {
  const map = inMap(root, key);
  return map?.kind === 'map' ? map : { kind: 'map', at: null, entries: new Map() };
}

/** A value that nobody wrote. */
export function unwritten(value: unknown): Placed {
  if (Array.isArray(value)) return { kind: 'list', at: null, items: value.map(unwritten) };
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', at: null, value };
  return {
    kind: 'map',
    at: null,
    entries: new Map(Object.entries(value).map(([key, inner]) => [key, { keyAt: null, value: unwritten(inner) }])),
  };
}
