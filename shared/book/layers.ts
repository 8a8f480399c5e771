import type { Path, Source } from './source.ts';

type Raw = { readonly [key: string]: unknown };
export type RawPromise = Raw & { readonly id: string };
export type RawVersion = {
  readonly from: string | null;
  readonly note: string;
  readonly promises: readonly RawPromise[];
  readonly path: Path;
};

/**
 * The effective promises of each version: each is layered over the book and all earlier ones. Maps merge by key, promises by id,
 * lists and scalars replace, `null` removes.
 */
export function layersOf(book: Raw): readonly RawVersion[] {
  const base = (book['promises'] ?? []) as readonly RawPromise[];
  const versions = ((book['versions'] ?? []) as readonly Raw[]).map((version, index) => ({ version, index }));
  if (versions.length === 0) return [{ from: null, note: '', promises: base, path: [] }];
  const ordered = versions.sort((a, b) => (String(a.version['from']) < String(b.version['from']) ? -1 : 1));
  const layers: RawVersion[] = [];
  let promises = base;
  for (const { version, index } of ordered) {
    promises = overlaid(promises, (version['promises'] ?? []) as readonly RawPromise[]);
    layers.push({ from: String(version['from']), note: String(version['note'] ?? ''), promises, path: ['versions', index] });
  }
  return layers;
}

function overlaid(base: readonly RawPromise[], changes: readonly RawPromise[]): readonly RawPromise[] {
  const byId = new Map(base.map((promise) => [promise.id, promise]));
  for (const change of changes) byId.set(change.id, merged(byId.get(change.id), change) as RawPromise);
  return [...byId.values()];
}

function merged(base: unknown, change: unknown): unknown {
  if (!isMap(base) || !isMap(change)) return change;
  const result: { [key: string]: unknown } = { ...base };
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete result[key];
    else result[key] = merged(base[key], value);
  }
  return result;
}

/** Where a key of an effective promise was written: in the newest layer up to `layer` that names it, else in the book itself. */
export function placeInLayers(source: Source, layers: readonly RawVersion[], layer: number, id: string, path: Path, of: 'key' | 'value') {
  const book = source.value as Raw;
  for (let index = layer; index >= 0; index -= 1) {
    const own = layers[index]?.path ?? [];
    if (own.length === 0) continue;
    const promises = ((book['versions'] as readonly Raw[])[Number(own[1])]?.['promises'] ?? []) as readonly RawPromise[];
    const at = promises.findIndex((promise) => promise.id === id);
    if (at >= 0 && path.length > 0 && Object.hasOwn(promises[at] as object, path[0] as string))
      return source.placeOf([...own, 'promises', at, ...path], of);
  }
  const at = ((book['promises'] ?? []) as readonly RawPromise[]).findIndex((promise) => promise.id === id);
  return source.placeOf(['promises', at, ...path], of);
}

function isMap(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
