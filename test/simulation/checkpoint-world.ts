import { deserialize, serialize } from 'node:v8';
import type { Book } from '../../shared/book/index.ts';
import {
  type EngineState,
  type Frozen,
  freeze,
  openKey,
  type PutAway,
  putAway,
  type Shelf,
  thaw,
  useShelf,
} from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { DeskRows, judgementLines, wallView } from '../../shared/view/index.ts';
import { ALL_KINDS_BOOK, ALL_KINDS_END_MS, allKindsDays } from './all-kinds-world.ts';
import { LINES_BOOKS, LINES_START_MS, linesLife, MINUTES } from './availability-world.ts';
import { COUNTING_BOOK, COUNTING_END_MS, countingDays } from './counting-world.ts';
import { LEDGER_BOOK, LEDGER_END_MS, ledgerDays } from './ledger-world.ts';
import { MEASURES_BOOK, MEASURES_END_MS, measuresDays } from './measures-world.ts';
import { bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, MINUTE_MS } from './world.ts';

export type SomeWorld = {
  readonly name: string;
  readonly book: Book;
  readonly endMs: number;
  eventsOf(seed: number): readonly KeptEvent[];
};

const DEPARTURES_MS = Date.UTC(2013, 6, 1, 8);

/** Every simulated world, small. */
export const WORLDS: readonly SomeWorld[] = [
  {
    name: 'departures',
    book: bookOf(DEPARTURES_BOOK),
    endMs: DEPARTURES_MS + 30 * HOUR_MS,
    eventsOf: (seed) => departuresDay(seed, DEPARTURES_MS, 60),
  },
  { name: 'all kinds', book: ALL_KINDS_BOOK, endMs: ALL_KINDS_END_MS, eventsOf: (seed) => allKindsDays(seed, 20) },
  { name: 'money', book: LEDGER_BOOK, endMs: LEDGER_END_MS, eventsOf: ledgerDays },
  { name: 'counts', book: COUNTING_BOOK, endMs: COUNTING_END_MS, eventsOf: (seed) => countingDays(seed, 150) },
  { name: 'measures', book: MEASURES_BOOK, endMs: MEASURES_END_MS, eventsOf: (seed) => measuresDays(seed, 150) },
  ...LINES_BOOKS.map((book, index) => ({
    name: `circuits ${index}`,
    book,
    endMs: LINES_START_MS + MINUTES * MINUTE_MS,
    eventsOf: linesLife,
  })),
];

/** What a wall, a desk and the ledger show, all lines of judgement, and every forecast, as text. */
export function pictureOf(state: EngineState): string {
  const forecasts = [...state.open.values()].map(({ obligation, forecast, rung }) => [openKey(obligation), obligation, forecast, rung]);
  const walls = state.book.boards.map(({ id }) => wallView(state, { boardId: id, banner: null }));
  return JSON.stringify([walls, new DeskRows(state, { banner: null }).view, [...judgementLines(state)], forecasts, state.recent]);
}

/** A shelf in memory. */
export class ListShelf implements Shelf {
  readonly #texts = new Map<string, string>();
  readonly #joined = new Map<string, [string, number][]>();

  put({ items, joined }: PutAway): void {
    for (let at = 0; at < items.length; at += 2) this.#texts.set(items[at] as string, items[at + 1] as string);
    for (const { key, subject, place } of joined) this.#joined.getOrInsertComputed(key, () => []).push([subject, place]);
  }

  read(subject: string): string | null {
    return this.#texts.get(subject) ?? null;
  }

  joiners(key: string): Iterable<readonly [string, number]> {
    return this.#joined.get(key) ?? [];
  }

  subjects(): Iterable<string> {
    return this.#texts.keys();
  }
}

/** As a checkpoint on disk brings it back. */
export function thawed(state: EngineState, shelf: Shelf | null = null): EngineState {
  return thaw(state.book, deserialize(serialize(freeze(state))) as Frozen, shelf);
}

/** Puts away what may be. Gives how many items. */
export function shelved(state: EngineState, shelf: ListShelf): number {
  useShelf(state, shelf);
  return putAway(state, (away) => shelf.put(away));
}
