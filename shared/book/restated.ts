import { dateText } from '../calendar/index.ts';
import type { Book } from './book.ts';
import { effectiveBookOf } from './effective.ts';
import type { LayeredBook } from './layers.ts';
import { plainOf } from './placed.ts';
import { typeSetOf } from './type-set.ts';

type Raw = { readonly [key: string]: unknown };
/** A book that was read: as the engine works with it, and as it is written. */
export type Terms = { readonly book: Book; readonly layered: LayeredBook };

/** Keys of a promise that no verdict, figure or sum rests on. */
const FREE_KEYS: ReadonlySet<string> = new Set(['id', 'says', 'short', 'by', 'to', 'public', 'warn']);

/**
 * What a new book says otherwise of the time before a day than the old one did, as names such as `first-call.within`; none when the past
 * stays as it was judged. Words, boards, thresholds and warnings may change at any time.
 * @param atMs the instant at which the new book comes; the local day that holds it is not past.
 */
export function restatedBy(old: Terms, fresh: Terms, atMs: number): readonly string[] {
  const untilAtMs = todayStartAtMs(old, fresh, atMs);
  const [before, after] = [pastOf(old), pastOf(fresh)];
  const starts = startsOf(old, fresh).filter((each) => each.fromAtMs < untilAtMs);
  const changed = [Number.NEGATIVE_INFINITY, ...starts.map(({ fromAtMs }) => fromAtMs)].flatMap((startAtMs) => [
    ...changedAt([before, after], startAtMs),
  ]);
  return [...new Set([...changedKeys(before.whole, after.whole), ...changed])];
}

/**
 * The local date, from that of an instant on, from which a new book says otherwise than the old one did; `null` where all terms are the
 * same. What it restates of the time before counts from that day on.
 */
export function takesEffectFrom(old: Terms, fresh: Terms, atMs: number): string | null {
  const today = dateText(fresh.book.zone.localDayOf(atMs));
  const [before, after] = [pastOf(old), pastOf(fresh)];
  if (changedKeys(before.whole, after.whole).length > 0) return today;
  const later = startsOf(old, fresh).filter(({ from }) => from > today);
  const days = [{ from: today, fromAtMs: atMs }, ...later.toSorted((a, b) => a.fromAtMs - b.fromAtMs)];
  return days.find(({ fromAtMs }) => [...changedAt([before, after], fromAtMs)].length > 0)?.from ?? null;
}

function todayStartAtMs(old: Terms, fresh: Terms, atMs: number): number {
  return Math.min(dayStartAtMs(old.book, atMs), dayStartAtMs(fresh.book, atMs));
}

function dayStartAtMs({ zone }: Book, atMs: number): number {
  return zone.startOfLocalDay(zone.localDayOf(atMs));
}

function startsOf(old: Terms, fresh: Terms): readonly Book['versions'][number][] {
  return [...old.book.versions, ...fresh.book.versions];
}

/** What two books say otherwise of the time that begins at an instant. */
function* changedAt([before, after]: readonly [Past, Past], startAtMs: number): Iterable<string> {
  const [then, now] = [promisesAt(before, startAtMs), promisesAt(after, startAtMs)];
  yield* changedPromises(then, now);
  yield* changedParts([before, after], [...then.values(), ...now.values()]);
}

type Past = {
  /** Keys on which all of a book rests. */
  readonly whole: Raw;
  readonly versions: readonly { readonly fromAtMs: number; readonly promises: ReadonlyMap<string, Raw> }[];
  /** Parts of the book that promises name, by their kind and name. */
  readonly parts: { readonly [kind in 'calendars' | 'feeds' | 'register' | 'shifts']: Raw };
};

function pastOf({ book, layered }: Terms): Past {
  const root = plainOf(effectiveBookOf(layered).root) as Raw;
  const versions = root['versions'] as readonly { readonly promises: readonly Raw[] }[];
  return {
    whole: { timezone: root['timezone'], currency: root['currency'] },
    versions: book.versions.map(({ fromAtMs }, index) => ({
      fromAtMs,
      promises: new Map((versions[index]?.promises ?? []).map((promise) => [String(promise['id']), promise])),
    })),
    parts: {
      calendars: (root['calendars'] ?? {}) as Raw,
      feeds: (root['feeds'] ?? {}) as Raw,
      register: (root['register'] ?? {}) as Raw,
      shifts: { shifts: root['shifts'] ?? {} },
    },
  };
}

function promisesAt({ versions }: Past, atMs: number): ReadonlyMap<string, Raw> {
  const version = versions.findLast(({ fromAtMs }) => fromAtMs <= atMs) ?? versions[0];
  return version?.promises ?? new Map();
}

function* changedPromises(then: ReadonlyMap<string, Raw>, now: ReadonlyMap<string, Raw>): Iterable<string> {
  for (const [id, key] of differencesOf(then, now)) yield key === null ? id : `${id}.${key}`;
}

/** By the id of a promise its keys that say something else; `null` for one that only one of both has. */
function* differencesOf(
  then: ReadonlyMap<string, Raw>,
  now: ReadonlyMap<string, Raw>,
): Iterable<readonly [id: string, key: string | null]> {
  for (const id of new Set([...then.keys(), ...now.keys()])) {
    const [old, fresh] = [then.get(id), now.get(id)];
    if (old === undefined || fresh === undefined) yield [id, null];
    else for (const key of changedKeys(old, fresh)) if (!FREE_KEYS.has(key)) yield [id, key];
  }
}

/**
 * Ids of the promises that two books judge otherwise at some time; `null` where they differ in anything that all promises rest on, or might.
 * What a promise says in words, to whom, where it is shown and when it is warned of counts for nothing.
 */
export function judgedOtherwise(was: Terms, would: Terms): ReadonlySet<string> | null {
  const [before, after] = [pastOf(was), pastOf(would)];
  const common = ({ book: { personal } }: Terms, { whole, parts }: Past): Raw => ({ ...whole, ...parts, personal });
  if (changedKeys(common(was, before), common(would, after)).length > 0) return null;
  const ids = new Set<string>();
  for (const { fromAtMs } of startsOf(was, would))
    for (const [id] of differencesOf(promisesAt(before, fromAtMs), promisesAt(after, fromAtMs))) ids.add(id);
  return ids;
}

/** Parts that some promise of the past names. */
function* changedParts([before, after]: readonly [Past, Past], promises: readonly Raw[]): Iterable<string> {
  const uses = usesOf(promises);
  for (const kind of Object.keys(uses) as (keyof typeof uses)[])
    for (const name of changedKeys(before.parts[kind], after.parts[kind])) {
      if ([before, after].some(({ parts }) => name in parts[kind] && uses[kind](name, parts[kind][name] as Raw)))
        yield kind === 'shifts' ? kind : `${kind}.${name}`;
    }
}

type Uses = { readonly [kind in keyof Past['parts']]: (name: string, part: Raw) => boolean };

/** Whether a promise may rest on a part: rather one too many than one too few. */
function usesOf(promises: readonly Raw[]): Uses {
  const texts = promises.flatMap((promise) =>
    Object.entries(promise).flatMap(([key, value]) => (FREE_KEYS.has(key) ? [] : textsIn(value))),
  );
  const types = typeSetOf(texts);
  return {
    calendars: (name) => promises.some((promise) => promise['calendar'] === name),
    feeds: (_, { sends }) => {
      const sent = [sends].flat().map(String);
      return sent.some(types.has) || texts.some(typeSetOf(sent).has);
    },
    register: (kind) => texts.some((text) => text.includes(kind)),
    shifts: () => texts.includes('shift'),
  };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function changedKeys(old: Raw, fresh: Raw): readonly string[] {
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter((key) => sorted(old[key]) !== sorted(fresh[key]));
}

/** One text for one value, in whatever order its keys are written. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`).join(',')}}`;
}
