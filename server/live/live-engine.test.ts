import { expect, it } from 'vitest';
import { advance, applyBatch, type Change, emptyState } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { wallView } from '../../shared/view/index.ts';
import { HandClock } from '../../test/data/hand-clock.ts';
import { bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS, MINUTE_MS } from '../../test/simulation/world.ts';
import { MemoryLog } from '../log/index.ts';
import { LiveEngine } from './live-engine.ts';

const BOOK = bookOf(DEPARTURES_BOOK);
const START_MS = Date.UTC(2013, 6, 1, 8);
const WALL = { boardId: 'wall', banner: null };

/** Appends, lets the group commit's wait pass, and waits for the answer. */
async function append(log: MemoryLog, clock: HandClock, events: readonly KeptEvent[]) {
  const receipts = log.append(events);
  clock.moveTo(clock.nowAtMs() + 5);
  return receipts;
}

async function liveDay(seed: number) {
  const clock = new HandClock(START_MS - 8 * HOUR_MS);
  const log = new MemoryLog({ clock });
  const live = new LiveEngine({ log, clock, book: BOOK });
  const changes: Change[] = [];
  live.onChange((more) => changes.push(...more));
  await live.start();
  const events = [...departuresDay(seed, START_MS, 60)];
  for (let minute = START_MS - 8 * HOUR_MS; minute <= START_MS + 4 * HOUR_MS; minute += MINUTE_MS) {
    clock.moveTo(minute);
    const due: KeptEvent[] = [];
    while (events[0] !== undefined && Date.parse(events[0].time) <= minute) due.push(events.shift() as KeptEvent);
    if (due.length > 0) await append(log, clock, due);
  }
  return { clock, log, live, changes };
}

it('a replay of the log gives, entry by entry, the changes of the live run, and the same wall', async () => {
  const { log, live, changes } = await liveDay(3);
  const state = emptyState(BOOK);
  const replayed: Change[] = [];
  for await (const batch of log.read(0)) replayed.push(...applyBatch(state, batch));
  replayed.push(...advance(state, live.state.nowAtMs));
  expect(replayed).toEqual(changes);
  expect(JSON.stringify(wallView(state, WALL))).toBe(JSON.stringify(wallView(live.state, WALL)));
  expect(changes.filter((change) => change.kind === 'risk').length).toBeGreaterThan(5);
});
it('a log that stood empty shows what a replay of it shows, from its first entry on', async () => {
  const clock = new HandClock(START_MS - 9 * HOUR_MS);
  const log = new MemoryLog({ clock });
  const live = new LiveEngine({ log, clock, book: BOOK });
  await live.start();
  clock.moveTo(START_MS - 8 * HOUR_MS);
  expect(wallView(live.state, WALL)?.lines.length).toBeGreaterThan(0);
  await append(log, clock, departuresDay(6, START_MS, 3).slice(0, 2));
  const state = emptyState(BOOK);
  for await (const batch of log.read(0)) applyBatch(state, batch);
  advance(state, live.state.nowAtMs);
  expect(JSON.stringify(wallView(state, WALL))).toBe(JSON.stringify(wallView(live.state, WALL)));
});
it('a restart goes on where it was: the same wall from the log alone', async () => {
  const { clock, log, live } = await liveDay(4);
  const again = new LiveEngine({ log, clock, book: BOOK });
  await again.start();
  expect(JSON.stringify(wallView(again.state, WALL))).toBe(JSON.stringify(wallView(live.state, WALL)));
});
it('[OBL-6] another book judges the whole log anew, and what comes meanwhile is not lost', async () => {
  const { clock, log, live } = await liveDay(5);
  const strict = bookOf(DEPARTURES_BOOK.replace('late: <15min', 'late: 0s'));
  const before = live.state.lines.get('leaves-on-time')?.current.broken ?? 0;
  const changed = live.changeBook(strict);
  await append(log, clock, [
    {
      id: 'late-news',
      source: '/sim',
      type: 'feed.heartbeat',
      time: new Date(clock.nowAtMs()).toISOString(),
      subject: 'feed/gates',
      data: {},
    },
  ]);
  await changed;
  expect(live.generation).toBe(1);
  expect(live.state.lines.get('leaves-on-time')?.current.broken ?? 0).toBeGreaterThan(before);
  expect(live.state.place).toBe(log.head().place);
});
it('the log names the book and who put it there, once', async () => {
  const clock = new HandClock(START_MS);
  const log = new MemoryLog({ clock });
  const live = new LiveEngine({ log, clock, book: BOOK });
  await live.start();
  const put = { type: 'put-book', text: DEPARTURES_BOOK, bases: {}, restate: false, hash: 'h', by: 'console', atMs: START_MS } as const;
  const first = await live.command(put);
  const again = await live.command(put);
  const entries = (await Array.fromAsync(log.read(0))).flatMap((batch) => batch.events);
  expect([first.length, again.length, entries.length]).toEqual([1, 0, 1]);
  expect(entries[0]).toMatchObject({ type: 'kept.book-put', data: { by: 'console', hash: 'h' } });
});
