import { Document, isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import type { TextOf } from './chain.ts';
import { plainOf } from './placed.ts';
import { readBook } from './read-book.ts';
import type { Terms } from './restated.ts';

type Raw = { readonly [key: string]: unknown };

export type Dating = {
  /** The text of the book in force, and that of the draft; both without faults. */
  readonly text: string;
  readonly draft: string;
  readonly textOf: TextOf;
  /** Local date from which the draft is to count, `YYYY-MM-DD`. */
  readonly from: string;
  /** What the version is about; may be empty. */
  readonly note: string;
};

/** Stands before the first date of any book: a version from it is what has held so far. */
const FIRST_VERSION = '  - { from: 1970-01-01 }\n';
const FLOW_LENGTH_MAX = 100;
const LINE_WIDTH = 140;

/**
 * The draft with its changes of promises moved into a version from a date: `promises` and `versions` as they are in force, and what
 * differs behind them, so that nothing changes of the time before (BOOK-6). What stands elsewhere, such as boards, stays as drafted.
 * `null` where the text is not written so that this can be done: as one map with its keys at the beginnings of lines.
 */
export function datedText({ text, draft, textOf, from, note }: Dating): string | null {
  const [old, fresh] = [readBook(text, { textOf }), readBook(draft, { textOf })];
  const [before, parts] = [partsOf(text), partsOf(draft)];
  if (!old.ok || !fresh.ok || before === null || parts === null) return null;
  const promises = changesOf(newestOf(old), newestOf(fresh));
  const version = { from, ...(note === '' ? {} : { note }), ...(promises.length === 0 ? {} : { promises }) };
  const hasVersions = old.layered.versions[0]?.from !== null;
  const written = before.get('versions') ?? (hasVersions ? 'versions:\n' : `versions:\n${FIRST_VERSION}`);
  const versions = withVersion(written, version);
  if (versions === null) return null;
  parts.set('versions', versions);
  const standing = before.get('promises');
  if (standing === undefined) parts.delete('promises');
  else parts.set('promises', standing);
  return [...parts.values()].map(ended).join('');
}

/** The text of each key of a book with what stands before the next one; what stands before the first under no name. */
function partsOf(text: string): Map<string, string> | null {
  const { contents } = parseDocument(text, { logLevel: 'error' });
  if (!isMap(contents) || contents.flow === true) return null;
  const starts = contents.items.map(({ key }) =>
    isScalar(key) ? { key: String(key.value), at: key.range?.[0] ?? -1 } : { key: '', at: -1 },
  );
  if (starts.some(({ at }) => at < 0 || (at > 0 && text[at - 1] !== '\n'))) return null;
  const parts = starts.map(({ key, at }, index) => [key, text.slice(at, starts[index + 1]?.at ?? text.length)] as const);
  return new Map([['', text.slice(0, starts[0]?.at ?? 0)], ...parts]);
}

/** The text of the versions with one more, `null` where they are not a list with an item a line. */
function withVersion(written: string, version: Raw): string | null {
  const { contents } = parseDocument(written, { logLevel: 'error' });
  const list = isMap(contents) ? contents.items[0]?.value : null;
  const first = isSeq(list) ? (list.items[0] as { readonly range?: readonly number[] } | undefined)?.range?.[0] : undefined;
  if (isSeq(list) && (list.flow === true || first === undefined)) return null;
  const indent = first === undefined ? '  ' : (/( *)- *$/.exec(written.slice(0, first))?.[1] ?? '  ');
  return `${ended(written)}${versionText(version).replace(/^(?=.)/gm, indent)}`;
}

/** As an item of a list; a promise with few changes stands on one line. */
function versionText(version: Raw): string {
  const document = new Document([version]);
  const promises = document.getIn([0, 'promises']) as YAMLSeq | undefined;
  for (const promise of promises?.items ?? [])
    if (isMap(promise) && JSON.stringify(promise.toJS(document)).length <= FLOW_LENGTH_MAX) promise.flow = true;
  return document.toString({ lineWidth: LINE_WIDTH });
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** The promises when all versions have come, as they are written, by id. */
function newestOf({ layered }: Pick<Terms, 'layered'>): ReadonlyMap<string, Raw> {
  const promises = layered.versions.at(-1)?.promises.map((promise) => plainOf(promise) as Raw) ?? [];
  return new Map(promises.filter(({ kind }) => kind !== undefined).map((promise) => [String(promise['id']), promise]));
}

/** What a version has to say so that one list of promises becomes the other (BOOK-1). */
function changesOf(old: ReadonlyMap<string, Raw>, fresh: ReadonlyMap<string, Raw>): readonly Raw[] {
  const gone = [...old.keys()].filter((id) => !fresh.has(id)).map((id) => ({ id, kind: null }));
  const changed = [...fresh].flatMap(([id, promise]) => {
    const before = old.get(id);
    if (before === undefined) return [promise];
    const change = changeOf(before, promise);
    return Object.keys(change).length === 0 ? [] : [{ id, ...change }];
  });
  return [...changed, ...gone];
}

/** Keys that differ: maps by their keys, all else as a whole, and `null` for what is gone. */
function changeOf(old: Raw, fresh: Raw): Raw {
  const change: { [key: string]: unknown } = {};
  for (const key of Object.keys(old)) if (!(key in fresh)) change[key] = null;
  for (const [key, value] of Object.entries(fresh)) {
    const before = old[key];
    if (JSON.stringify(before) === JSON.stringify(value)) continue;
    change[key] = isRaw(before) && isRaw(value) ? changeOf(before, value) : value;
  }
  return change;
}

function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
