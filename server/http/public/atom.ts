import { createHash } from 'node:crypto';
import type { PublicBoard, PublicMonth, PublicRow } from '../../../shared/view/index.ts';
import { type Html, html } from '../html.ts';
import { bookName } from './page-frame.ts';
import type { PublicWords } from './public-words.ts';

export type Feed = {
  readonly board: PublicBoard;
  readonly words: PublicWords;
  /** Where the pages are reached, without a slash at the end. */
  readonly root: string;
  /** When an entry was last seen to become another one, by its id; see `Corrections`. */
  readonly correctedAtMs: (id: string, text: string) => number | null;
};

type Entry = { readonly id: string; readonly atMs: number; readonly promise: string; readonly title: string; readonly text: string };

/** What became of the promises, month by month, and what is broken now: RFC 4287. An id stays the same whatever is corrected. */
export function atomFeed(feed: Feed): string {
  const { board, words, root, correctedAtMs } = feed;
  const entries = board.rows
    .flatMap((row) => [...(row.history?.months ?? []).flatMap((month) => monthEntry(feed, row, month)), ...brokenEntry(feed, row)])
    .map((entry) => ({ ...entry, updatedAtMs: Math.max(entry.atMs, correctedAtMs(entry.id, `${entry.title}\n${entry.text}`) ?? 0) }))
    .sort((a, b) => b.updatedAtMs - a.updatedAtMs || (a.id < b.id ? -1 : 1));
  const name = bookName(board.book);
  const self = `${root}/promises/feed.atom?lang=${words.language}`;
  const { markup } = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.language === 'zh' ? 'zh-CN' : 'en'}">
<id>${idOf([board.book, words.language])}</id>
<title>${words.say('public.atom.title', { name })}</title>
<updated>${instant(entries[0]?.updatedAtMs ?? 0)}</updated>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${root}/promises?lang=${words.language}"/>
<author><name>${name}</name></author>
${entries.map((entry) => entryXml(feed, entry))}</feed>
`;
  return markup;
}

function entryXml({ root, words }: Feed, { id, title, text, promise, updatedAtMs }: Entry & { readonly updatedAtMs: number }): Html {
  return html`<entry>
<id>${id}</id>
<title>${title}</title>
<updated>${instant(updatedAtMs)}</updated>
<link rel="alternate" type="text/html" href="${root}/promises/${promise}?lang=${words.language}"/>
<content type="text">${text}</content>
</entry>
`;
}

/** Of a month with nothing due there is nothing to tell. It is dated by the end of the month. */
function monthEntry(
  { board, words }: Feed,
  { id, title, says }: PublicRow,
  { month, state, kept, judged, endAtMs }: PublicMonth,
): readonly Entry[] {
  if (state === 'idle') return [];
  const result = words.say(`public.mark.${state}`);
  const told = { title: words.pick(title), says: words.pick(says), month: words.month(month), result, kept, judged };
  return [
    {
      id: idOf([board.book, words.language, id, month]),
      atMs: endAtMs,
      promise: id,
      title: words.say('public.atom.month', told),
      text: words.say('public.atom.month-text', told),
    },
  ];
}

function brokenEntry({ board, words }: Feed, { id, title, says, brokenSinceMs }: PublicRow): readonly Entry[] {
  if (brokenSinceMs === null) return [];
  const told = { title: words.pick(title), time: words.moment(brokenSinceMs) };
  const text = words.pick(says);
  return [
    {
      id: idOf([board.book, words.language, id, 'broken', String(brokenSinceMs)]),
      atMs: brokenSinceMs,
      promise: id,
      title: words.say('public.atom.broken', told),
      text,
    },
  ];
}

/** A UUID by names: RFC 9562, version 8, from SHA-256. */
function idOf(names: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(names)).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString();
}
