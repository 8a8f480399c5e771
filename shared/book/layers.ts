import { faultOf } from '../text/index.ts';
import type { FoundFault } from './issue.ts';
import { overlaid, promisesOverlaid } from './overlay.ts';
import { inMap, inVersion, isNull, listIn, type Placed, type PlacedMap, placeAt, textIn, withEntry, withoutKey } from './placed.ts';

type Raw = { readonly [key: string]: unknown };
export type RawPromise = Raw & { readonly id: string };

/** The promises in force from a date, each layered over the book, all that it extends and all earlier versions. */
export type LayeredVersion = {
  /** `null` in a book without versions. */
  readonly from: Placed | null;
  readonly note: Placed | null;
  /** In the book's order. A change of a promise that nobody has made by then stands among them without a `kind`. */
  readonly promises: readonly Placed[];
};

/** A book over all that it extends. */
export type LayeredBook = {
  /** One map of all keys: `promises` without their versions, `versions` as they are written, base first. */
  readonly root: Placed;
  /** By date; the first also governs what was before it. Never empty. */
  readonly versions: readonly LayeredVersion[];
  /** Ids that one list of promises names twice. */
  readonly issues: readonly FoundFault[];
};

type Layer = { readonly from: Placed | null; readonly note: Placed | null; readonly promises: readonly Placed[] };

/** @param roots a book with all that it extends, the last base first. */
export function layeredOf(roots: readonly Placed[]): LayeredBook {
  const layers = roots.reduce<readonly Layer[]>((before, root) => [...keptOf(before, root), ...layersIn(root)], []);
  return { root: roots.reduce(rootOver), versions: versionsOf(layers), issues: layers.flatMap(({ promises }) => repeatedIn(promises)) };
}

/** What a book leaves of the layers below it: it may remove all promises or all versions of its base. */
function keptOf(layers: readonly Layer[], root: Placed): readonly Layer[] {
  if (isNull(inMap(root, 'promises'))) return [];
  return isNull(inMap(root, 'versions')) ? layers.filter(({ from }) => from === null) : layers;
}

/** A book alone, and its versions by their dates. */
function layersIn(root: Placed): readonly Layer[] {
  const versions = listIn(root, 'versions').map((version) => {
    const from = inMap(version, 'from') ?? null;
    const promises = listIn(version, 'promises').map((promise) => inVersion(promise, dateOf(from)));
    return { from, note: inMap(version, 'note') ?? null, promises };
  });
  return [
    { from: null, note: null, promises: listIn(root, 'promises') },
    ...versions.sort((a, b) => byText(dateOf(a.from), dateOf(b.from))),
  ];
}

function versionsOf(layers: readonly Layer[]): readonly LayeredVersion[] {
  const dates = new Map<string, Layer>();
  for (const layer of layers)
    if (layer.from !== null) dates.set(dateOf(layer.from), { ...layer, note: layer.note ?? dates.get(dateOf(layer.from))?.note ?? null });
  const ordered = [...dates].sort(([a], [b]) => byText(a, b));
  if (ordered.length === 0) return [{ from: null, note: null, promises: promisesBy(layers, '') }];
  return ordered.map(([date, { from, note }]) => ({ from, note, promises: promisesBy(layers, date) }));
}

/** The book that extends comes after its base with all its versions up to the date: what it says holds, whatever the base changes. */
function promisesBy(layers: readonly Layer[], date: string): readonly Placed[] {
  return layers.reduce<readonly Placed[]>(
    (promises, layer) => (layer.from === null || dateOf(layer.from) <= date ? promisesOverlaid(promises, layer.promises) : promises),
    [],
  );
}

function rootOver(base: Placed, own: Placed): Placed {
  if (base.kind !== 'map' || own.kind !== 'map') return own;
  const merged = overlaid(withoutBase(base), withoutBase(own)) as PlacedMap;
  return withLists(merged, base, own);
}

/** The base has been read: the name of it says nothing any more. */
function withoutBase(root: PlacedMap): PlacedMap {
  return textIn(root, 'extends') === null ? root : withoutKey(root, 'extends');
}

function withLists(merged: PlacedMap, base: PlacedMap, own: PlacedMap): PlacedMap {
  let root = merged;
  if (areLists(base, own, 'promises'))
    root = withEntry(root, 'promises', listOf(own, 'promises', promisesOverlaid(listIn(base, 'promises'), listIn(own, 'promises'))));
  if (areLists(base, own, 'versions'))
    root = withEntry(root, 'versions', listOf(own, 'versions', [...listIn(base, 'versions'), ...listIn(own, 'versions')]));
  return root;
}

function areLists(base: PlacedMap, own: PlacedMap, key: string): boolean {
  return inMap(base, key)?.kind === 'list' && inMap(own, key)?.kind === 'list';
}

function listOf(own: PlacedMap, key: string, items: readonly Placed[]): Placed {
  return { kind: 'list', at: inMap(own, key)?.at ?? own.at, items };
}

function repeatedIn(promises: readonly Placed[]): readonly FoundFault[] {
  const ids = promises.map((promise) => textIn(promise, 'id'));
  return promises.flatMap((promise, index) => {
    const id = ids[index] ?? null;
    if (id === null || ids.indexOf(id) === index) return [];
    const { file, line, column } = placeAt(promise, ['id'], 'value');
    return [{ file, line, column, path: `promises.${id}.id`, fault: faultOf('fault.same-id', { id }) }];
  });
}

function dateOf(from: Placed | null): string {
  return from?.kind === 'scalar' ? String(from.value) : '';
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
