import { expect, it } from 'vitest';
import type { Book } from '../../shared/book/index.ts';
import { advance, applyBatch, type EngineState, emptyState, openKey } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { judgementLines, wallView } from '../../shared/view/index.ts';
import { ALL_KINDS_BOOK, ALL_KINDS_START_MS, allKindsDays } from './all-kinds-world.ts';
import { bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, MINUTE_MS, seededRandom, seeds } from './world.ts';

const START_MS = Date.UTC(2013, 6, 1, 8);

/** All figures of a state: verdicts, windows, sums, what is open with its forecast, and where each item stands in the log. */
function figuresOf(state: EngineState, boardId: string | null): unknown {
  const open = [...state.open.values()].map(({ obligation, forecast, rung }) => [openKey(obligation), obligation, forecast, rung]);
  return {
    lines: [...judgementLines(state)].map((line) => JSON.stringify(line)),
    open: open.map((each) => JSON.stringify(each)).sort(),
    lapsed: [...state.lapsed.values()].map((each) => JSON.stringify(each)).sort(),
    // A register may have spoken of what an item joined for a moment: then its place is not that of the batch.
    items: [...state.items.values()].map(({ subject, place, wakeAtMs }) => [subject, boardId === null ? 0 : place, wakeAtMs]),
    // What was said of a moment that nobody saw is no figure: a batch says it no more.
    wall: boardId === null ? null : { ...wallView(state, { boardId, banner: null }), changes: [] },
    learned: learnedBy(state),
    place: state.place,
    unused: state.unused,
  };
}

/** What foresight knows: text for text. */
function learnedBy(state: EngineState): string {
  const { learners, surroundings } = state.foresight.data(() => 0);
  return JSON.stringify([learners, surroundings]);
}

type World = { readonly book: Book; readonly events: readonly KeptEvent[]; readonly boardId: string | null; readonly seed: number };

/** Folds the same log twice: in commits of some size, and as commits of one event each that were received at the same instants. */
function expectSame({ book, events, boardId, seed }: World): void {
  const random = seededRandom(seed);
  const [together, singly] = [emptyState(book), emptyState(book)];
  for (let from = 0; from < events.length; ) {
    const commit = events.slice(from, from + 1 + Math.floor(random() * 60));
    const lastAtMs = Math.max(...commit.map(({ time }) => Date.parse(time)));
    const receivedAtMs = Math.max(together.nowAtMs, lastAtMs + Math.floor(random() * 3 * MINUTE_MS));
    applyBatch(together, { firstPlace: from + 1, receivedAtMs, events: commit });
    commit.forEach((event, index) => {
      applyBatch(singly, { firstPlace: from + index + 1, receivedAtMs, events: [event] });
      // A reader may stop inside a commit: what it holds is a state like any other.
      if (index === commit.length >> 1) figuresOf(singly, boardId);
    });
    from += commit.length;
    if (random() < 0.3) expect(figuresOf(together, boardId), `place ${from}`).toEqual(figuresOf(singly, boardId));
    if (random() < 0.5) for (const state of [together, singly]) advance(state, receivedAtMs + 1_500);
  }
  expect(figuresOf(together, boardId), 'in the end').toEqual(figuresOf(singly, boardId));
}

it.each(seeds([], 4))('seed %i: [LOG-3, FOR-2] a commit of departures leaves the figures that its events leave one by one', (seed) => {
  expectSame({ book: bookOf(DEPARTURES_BOOK), events: departuresDay(seed, START_MS, 150), boardId: 'wall', seed });
});
it.each(seeds([], 4))('seed %i: [LOG-3, FOR-2] a commit of all kinds leaves the figures that its events leave one by one', (seed) => {
  const late = seededRandom(seed + 7);
  const events = allKindsDays(seed, 14).map((event) => ({
    event,
    atMs: Date.parse(event.time) + (late() < 0.2 ? late() * 9 * HOUR_MS : 0),
  }));
  const arrived = events.sort((a, b) => a.atMs - b.atMs).map(({ event }) => event);
  expect(Date.parse(arrived[0]?.time ?? '')).toBeGreaterThanOrEqual(ALL_KINDS_START_MS - 24 * HOUR_MS);
  expectSame({ book: ALL_KINDS_BOOK, events: arrived, boardId: null, seed });
});
