import { termDifferences, type Version } from '../../shared/book/index.ts';
import { dateText } from '../../shared/calendar/index.ts';
import { type BookTexts, type EngineState, readTexts } from '../../shared/engine/index.ts';
import { minorDigitsOf } from '../../shared/remedy/index.ts';
import { type BookOnScreen, type BookVersion, PUBLISHED_MAX, type PublishedBook } from '../../shared/wire/index.ts';
import type { BookEntry, EditedBook, LogHistory } from '../ports/index.ts';

export type ScreenSources = {
  readonly edited: EditedBook;
  readonly state: EngineState;
  /** `null` where the log cannot be read a second time. */
  readonly history: LogHistory | null;
  readonly canTry: boolean;
  readonly nowAtMs: number;
};

/** The book in force, its versions with what is open under each, and what the log names, newest first. */
export function bookOnScreen({ edited, state, history, canTry, nowAtMs }: ScreenSources): BookOnScreen {
  const { text, hash, read } = edited.current();
  const { id, zone, currency, versions } = read.book;
  const today = dateText(zone.localDayOf(nowAtMs));
  return {
    id,
    file: edited.file,
    text,
    hash,
    timezone: zone.id,
    currency,
    minorDigits: minorDigitsOf(currency),
    nowAtMs,
    today,
    versions: versionsOf(versions, {
      today,
      open: openByVersion(state),
      dayBefore: ({ fromAtMs }) => dateText(zone.localDayOf(fromAtMs - 1)),
    }),
    published: history === null ? [] : published(history, state.place),
    canTry,
  };
}

type Dates = { readonly today: string; readonly open: ReadonlyMap<string, number>; readonly dayBefore: (version: Version) => string };

function versionsOf(versions: readonly Version[], { today, open, dayBefore }: Dates): readonly BookVersion[] {
  const inForce = Math.max(
    0,
    versions.findLastIndex(({ from }) => from <= today),
  );
  return versions.map(({ from, note }, index) => {
    const next = versions[index + 1];
    return {
      from,
      to: next === undefined ? null : dayBefore(next),
      status: index < inForce ? 'past' : index === inForce ? 'in-force' : 'to-come',
      note,
      openItems: open.get(from) ?? 0,
    };
  });
}

function openByVersion({ open }: EngineState): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { obligation } of open.values()) counts.set(obligation.version, (counts.get(obligation.version) ?? 0) + 1);
  return counts;
}

/** What of an entry never changes again, by its place: two books are read for each. */
const differencesAt = new WeakMap<LogHistory, Map<number, PublishedBook['differences']>>();

function published(history: LogHistory, head: number): readonly PublishedBook[] {
  const known = differencesAt.get(history) ?? new Map<number, PublishedBook['differences']>();
  differencesAt.set(history, known);
  const books: PublishedBook[] = [];
  for (let entry = history.bookAt(head); entry !== null && books.length < PUBLISHED_MAX; ) {
    const before: BookEntry | null = history.bookAt(entry.place - 1);
    const { place, hash, by, publication } = entry;
    const differences = known.has(place) ? (known.get(place) ?? null) : differencesOf(before, entry);
    known.set(place, differences);
    books.push({ place, atMs: history.receivedAtMs(place) ?? 0, hash, by, publication, differences });
    entry = before;
  }
  return books;
}

function differencesOf(before: BookTexts | null, after: BookTexts): PublishedBook['differences'] {
  const [old, fresh] = [before === null ? null : readTexts(before), readTexts(after)];
  return old?.ok === true && fresh.ok ? termDifferences(old, fresh) : null;
}
