import { expect, it } from 'vitest';
import type { Book } from '../../shared/book/index.ts';
import { advance, applyBatch, type Change, type EngineState, emptyState, next, standingOf, stateAsOf } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { judgementLines, type WindowLine, wallView } from '../../shared/view/index.ts';
import { faultsBySchema } from '../data/judge-schema.ts';
import {
  LINES_BOOK as BOOK,
  LINES_BOOKS as BOOKS,
  linesLife,
  MINUTES,
  LINES_START_MS as START_MS,
  SUBJECTS,
} from './availability-world.ts';
import { batchesOf, HOUR_MS, MINUTE_MS, seededRandom, seeds, shuffled } from './world.ts';

/** What a clerk with a ruled sheet writes down: each minute of each subject in service, stopped, down or up. Slow and plain. */
function sheetOf(events: readonly KeptEvent[], subject: string): readonly ('out' | 'stopped' | 'down' | 'up')[] {
  const own = events.filter((event) => event.subject.replace('circuit/', '') === subject);
  const isRegistered = own.some((event) => event.type === 'register.put');
  const byMinute = Map.groupBy(own, (event) => (Date.parse(event.time) - START_MS) / MINUTE_MS);
  const outages = new Set<string>();
  let [served, works, begun, untilMs] = [false, false, false, 0];
  return Array.from({ length: MINUTES }, (_, minute) => {
    const now = byMinute.get(minute) ?? [];
    const has = (type: string) => now.some((event) => event.type === type);
    for (const event of now) {
      if (event.type === 'register.put') served = true;
      if (event.type === 'register.removed') served = false;
      if (!isRegistered && !event.type.startsWith('register.') && !begun) [served, begun] = [true, true];
    }
    for (const { data } of now.filter((event) => event.type === 'visit.begun')) untilMs = Date.parse(String(data['until']));
    if (has('work.begun') !== has('work.ended')) works = has('work.begun');
    for (const pair of new Set(now.map(pairOf))) {
      const [downs, ups] = ['circuit.down', 'circuit.up'].map((type) => now.some((event) => event.type === type && pairOf(event) === pair));
      if (downs && !ups) outages.add(pair);
      if (ups && !downs) outages.delete(pair);
    }
    return !served ? 'out' : works || START_MS + minute * MINUTE_MS < untilMs ? 'stopped' : outages.size > 0 ? 'down' : 'up';
  });
}
function pairOf({ data, source }: KeptEvent): string {
  return data['outage'] === undefined ? source : `outage ${data['outage']}`;
}

function windowsOf(state: EngineState | null): readonly WindowLine[] {
  const lines = state === null ? [] : [...judgementLines(state)];
  expect(faultsBySchema(lines)).toEqual([]);
  return lines.filter((line) => line.kind === 'window');
}

type Living = { readonly book?: Book; readonly random?: () => number; readonly look?: (state: EngineState) => void };

/** As a server runs: it wakes when the state asks for it, and with chance at instants of its own too. */
function lived(events: readonly KeptEvent[], untilMs: number, { book = BOOK, random, look }: Living) {
  const state = emptyState(book);
  const changes: Change[] = [];
  for (const batch of batchesOf(events, (event) => Date.parse(event.time) + 20_000)) {
    for (let tick = next(state); random && state.nowAtMs > 0 && tick !== null && tick < batch.receivedAtMs; tick = next(state)) {
      changes.push(...advance(state, Math.min(batch.receivedAtMs, Math.max(tick, state.nowAtMs) + Math.floor(random() * 90_000))));
      look?.(state);
    }
    changes.push(...applyBatch(state, batch));
  }
  changes.push(...advance(state, untilMs));
  return { state, changes };
}

const END_MS = START_MS + MINUTES * MINUTE_MS;

it.each(seeds([], 12))('seed %i: [AVL-1, AVL-2, WIN-1] each day of each subject equals a minute by minute count', (seed) => {
  const events = linesLife(seed);
  const lines = windowsOf(stateAsOf(BOOK, events, { asOfMs: END_MS, places: null }));
  let compared = 0;
  for (const subject of SUBJECTS) {
    const sheet = sheetOf(events, subject);
    for (const line of lines.filter(({ group }) => group === subject)) {
      const [from, to] = [line.from, line.to].map((text) => (Date.parse(text) - START_MS) / MINUTE_MS);
      const day = sheet.slice(from, to);
      const [up, down] = ['up', 'down'].map((kind) => day.filter((minute) => minute === kind).length * 60);
      expect([line.good, line.all]).toEqual([up, (up as number) + (down as number)]);
      compared += line.all;
    }
    // Nothing that counts stands outside the windows.
    const counted = sheet.filter((minute) => minute === 'up' || minute === 'down').length * 60;
    expect(lines.filter(({ group }) => group === subject).reduce((sum, line) => sum + line.all, 0)).toBe(counted);
  }
  expect(compared).toBeGreaterThan(0);
});

it.each(seeds([], 12))('seed %i: [TIM-4] any order of arrival is judged to the same lines as the live run', (seed) => {
  const random = seededRandom(seed);
  const events = linesLife(seed);
  const asOfMs = START_MS + Math.floor(random() * MINUTES) * MINUTE_MS;
  const ordered = windowsOf(stateAsOf(BOOK, events, { asOfMs, places: null }));
  expect(windowsOf(stateAsOf(BOOK, shuffled(events, random), { asOfMs, places: null }))).toEqual(ordered);
  const known = events.filter((event) => Date.parse(event.time) <= asOfMs - 20_000);
  const state = lived(known, asOfMs, { random }).state;
  expect(windowsOf(state)).toEqual(windowsOf(stateAsOf(BOOK, known, { asOfMs, places: null })));
});

it.each(seeds([], 10))('seed %i: a replay gives the changes of the live run, and no wake is missed', (seed) => {
  const random = seededRandom(seed);
  const events = linesLife(seed);
  const book = BOOKS[seed % BOOKS.length] as Book;
  let looked = 0;
  const live = lived(events, END_MS + HOUR_MS, {
    book,
    random,
    look: (state) => {
      if (state.dirtySubjects.size === 0) looked += agreeing(state);
    },
  });
  expect(looked).toBeGreaterThan(100);
  const replayed = lived(events, END_MS + HOUR_MS, { book });
  expect(live.changes).toEqual(replayed.changes);
  const writtenMinor = live.changes.reduce((sum, change) => (change.kind === 'ledger' ? sum + change.amountMinor : sum), 0);
  const owed = [...judgementLines(live.state)].filter((line) => line.kind === 'ledger');
  expect(writtenMinor).toBe(owed.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0));
  expect(wallView(live.state, { boardId: 'wall', banner: null })).toEqual(wallView(replayed.state, { boardId: 'wall', banner: null }));
});

/** How many subjects stand as their spans say at this very instant; all that have a budget. */
function agreeing(state: EngineState): number {
  let looked = 0;
  for (const line of state.subjects.values()) {
    const { budget } = standingOf(state, line);
    if (line.state === 'idle' || budget === null) continue;
    expect([line.id, state.nowAtMs, line.state === 'broken']).toEqual([line.id, state.nowAtMs, budget.downMs > budget.allowedMs]);
    looked += 1;
  }
  return looked;
}
