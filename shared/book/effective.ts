import { bookWithDefaults, promiseWithDefaults, unwritten } from './defaults.ts';
import { type HolidayYears, holidayYearsOf } from './holiday-years.ts';
import type { LayeredBook, LayeredVersion } from './layers.ts';
import { inMap, type Placed, type PlacedEntry, type PlacedMap, plainOf } from './placed.ts';

/**
 * What is in force: every value of a book over all that it extends, with the promises of each version whole and what the language
 * fills in. It says all that a verdict rests on but the events, so its hash names the terms of a receipt.
 */
export type EffectiveBook = { readonly root: PlacedMap; readonly holidaySets: readonly HolidayYears[] };

const KEYS_BEFORE = ['book', 'timezone', 'currency', 'calendars', 'shifts', 'feeds', 'register', 'personal', 'states'];
/** Governs all time in a book without versions. */
const FIRST_DATE = '1970-01-01';

/** @param layered of a book that was read without a fault. */
export function effectiveBookOf({ root, versions }: LayeredBook): EffectiveBook {
  const written: PlacedMap = root.kind === 'map' ? root : { kind: 'map', at: null, entries: new Map() };
  const filled = bookWithDefaults(written);
  const entries = new Map<string, PlacedEntry>();
  for (const key of [...KEYS_BEFORE, 'versions', 'boards']) {
    const entry = key === 'versions' ? versionsEntry(versions) : filled.entries.get(key);
    if (entry !== undefined) entries.set(key, entry);
  }
  return { root: { ...written, entries }, holidaySets: holidaySetsIn(filled) };
}

/** One text for one meaning of the words, whatever the files are laid out like: what the hash of a book is taken of. */
export function canonicalBookText({ root, holidaySets }: EffectiveBook): string {
  return JSON.stringify({ ...(plainOf(root) as object), 'holiday-sets': holidaySets });
}

/** One text for all that counts once every version of a book has come, whatever their dates: a draft and its dated form have the same. */
export function newestTermsText({ layered }: { readonly layered: LayeredBook }): string {
  const { root, holidaySets } = effectiveBookOf(layered);
  const { versions, ...others } = plainOf(root) as {
    readonly versions: readonly { readonly promises: readonly { readonly id: string }[] }[];
  };
  const promises = versions.at(-1)?.promises.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.stringify({ ...others, promises, 'holiday-sets': holidaySets });
}

function versionsEntry(versions: readonly LayeredVersion[]): PlacedEntry {
  return { keyAt: null, value: { kind: 'list', at: null, items: versions.map(versionOf) } };
}

function versionOf({ from, note, promises }: LayeredVersion): Placed {
  const made = promises.filter((promise) => inMap(promise, 'kind') !== undefined).map(promiseWithDefaults);
  const values: readonly (readonly [string, Placed])[] = [
    ['from', from ?? unwritten(FIRST_DATE)],
    ...(note === null ? [] : [['note', note] as const]),
    ['promises', { kind: 'list', at: null, items: made }],
  ];
  return { kind: 'map', at: from?.at ?? null, entries: new Map(values.map(([key, value]) => [key, { keyAt: value.at, value }])) };
}

function holidaySetsIn(root: PlacedMap): readonly HolidayYears[] {
  const calendars = inMap(root, 'calendars');
  const named = calendars?.kind === 'map' ? [...calendars.entries.values()].flatMap(({ value }) => namesIn(inMap(value, 'holidays'))) : [];
  return [...new Set(named.map((name) => name.toLowerCase()))].sort().flatMap((name) => holidayYearsOf(name) ?? []);
}

function namesIn(holidays: Placed | undefined): readonly string[] {
  return holidays === undefined ? [] : ([plainOf(holidays)].flat() as readonly string[]);
}
