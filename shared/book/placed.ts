import type { Path } from './source.ts';

/** Where a value is written, 1-based. */
export type Place = {
  /** The base, as a path from the folder of the book; `null` for the book itself. */
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
  /** The date of the version that it is written in, `null` outside of versions. */
  readonly version: string | null;
};

/** A value whose every part knows where it is written; `at` is `null` for what nobody wrote, a default of the language. */
export type Placed = PlacedMap | PlacedList | PlacedScalar;
export type PlacedEntry = { readonly keyAt: Place | null; readonly value: Placed };
export type PlacedMap = { readonly kind: 'map'; readonly at: Place | null; readonly entries: ReadonlyMap<string, PlacedEntry> };
export type PlacedList = { readonly kind: 'list'; readonly at: Place | null; readonly items: readonly Placed[] };
export type PlacedScalar = { readonly kind: 'scalar'; readonly at: Place | null; readonly value: unknown };

/** The value alone, in the order in which it is written. */
export function plainOf(placed: Placed): unknown {
  if (placed.kind === 'scalar') return placed.value;
  if (placed.kind === 'list') return placed.items.map(plainOf);
  return Object.fromEntries([...placed.entries].map(([key, { value }]) => [key, plainOf(value)]));
}

/** Where the value at a path is written, or its key; else the nearest part above it that is there. */
export function placeAt(root: Placed, path: Path, of: 'key' | 'value'): Place {
  let at = root.at;
  let value: Placed = root;
  for (const step of path) {
    const entry: PlacedEntry | undefined =
      value.kind === 'map' ? value.entries.get(String(step)) : value.kind === 'list' ? entryOf(value.items[Number(step)]) : undefined;
    if (entry === undefined) break;
    value = entry.value;
    at = of === 'key' ? (entry.keyAt ?? at) : (value.at ?? at);
  }
  return at ?? { file: null, line: 1, column: 1, version: null };
}

function entryOf(item: Placed | undefined): PlacedEntry | undefined {
  return item && { keyAt: item.at, value: item };
}

/** What is in a map under a key. */
export function inMap(placed: Placed | undefined, key: string): Placed | undefined {
  return placed?.kind === 'map' ? placed.entries.get(key)?.value : undefined;
}

/** The items of the list in a map under a key, none where there is no list. */
export function listIn(placed: Placed | undefined, key: string): readonly Placed[] {
  const list = inMap(placed, key);
  return list?.kind === 'list' ? list.items : [];
}

/** The text in a map under a key, `null` where there is none. */
export function textIn(placed: Placed | undefined, key: string): string | null {
  const text = inMap(placed, key);
  return text?.kind === 'scalar' && typeof text.value === 'string' ? text.value : null;
}

export function isNull(placed: Placed | undefined): boolean {
  return placed?.kind === 'scalar' && placed.value === null;
}

/** The map with one more entry, or another one in its place. */
export function withEntry(map: PlacedMap, key: string, value: Placed): PlacedMap {
  return { ...map, entries: new Map(map.entries).set(key, { keyAt: map.entries.get(key)?.keyAt ?? value.at, value }) };
}

export function withoutKey(map: PlacedMap, key: string): PlacedMap {
  return { ...map, entries: new Map([...map.entries].filter(([name]) => name !== key)) };
}

/** The value with the version that it is written in. */
export function inVersion(placed: Placed, version: string): Placed {
  const at = placed.at && { ...placed.at, version };
  if (placed.kind === 'scalar') return { ...placed, at };
  if (placed.kind === 'list') return { ...placed, at, items: placed.items.map((item) => inVersion(item, version)) };
  const entries = [...placed.entries].map(([key, { keyAt, value }]) => {
    return [key, { keyAt: keyAt && { ...keyAt, version }, value: inVersion(value, version) }] as const;
  });
  return { ...placed, at, entries: new Map(entries) };
}
