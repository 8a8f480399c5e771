import { beforeAll, expect, it, vi } from 'vitest';
import { BatchHistory } from '../../test/data/batch-history.ts';
import { type RecordedDay, recordedDay, recordOf } from '../../test/data/recorded-day.ts';
import { DEPARTURES_BOOK, HOUR_MS, seededRandom } from '../../test/simulation/world.ts';
import { History } from './history.ts';
import { Timeline } from './timeline.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // Whole days run through the live engine first.

const STRICTER = DEPARTURES_BOOK.replace('late: <15min', 'late: 0s');
const signal = new AbortController().signal;
let day: RecordedDay;
let history: History;
beforeAll(async () => {
  day = await recordedDay(11, { isLate: true, secondBook: STRICTER, silentHours: [9, 9.5] });
  history = new History({ log: new BatchHistory(day.batches) });
});

it('[LOG-12] going on from instant to instant shows exactly what live showed, forecasts too', async () => {
  const { recorded } = day;
  expect(recorded.length).toBeGreaterThan(500);
  expect(recorded.filter(({ wall }) => wall.includes('"chance":0.')).length).toBeGreaterThan(100);
  const timeline = await Timeline.at(history, (recorded[0] as (typeof recorded)[0]).atMs, signal);
  for (const live of recorded) {
    await timeline.forwardTo(live.atMs, { signal });
    const replayed = recordOf(timeline.state);
    expect([replayed.place, replayed.wall === live.wall, replayed.desk === live.desk], `at ${live.atMs}`).toEqual([live.place, true, true]);
  }
  expect(timeline.generation).toBe(1);
});
it('[LOG-12] going straight to any instant shows what live showed', async () => {
  const random = seededRandom(5);
  for (let draw = 0; draw < 12; draw += 1) {
    const live = day.recorded[Math.floor(random() * day.recorded.length)] as RecordedDay['recorded'][0];
    const timeline = await Timeline.at(history, live.atMs, signal);
    expect(recordOf(timeline.state)).toEqual(live);
  }
});
it('a step stops at the first change that is looked for, and going on from there changes nothing', async () => {
  const [first, last] = [day.recorded[0], day.recorded.at(-1)] as [RecordedDay['recorded'][0], RecordedDay['recorded'][0]];
  const stepped = await Timeline.at(history, first.atMs, signal);
  const found: number[] = [];
  for (;;) {
    const changes = await stepped.stepTo(last.atMs, (change) => change.kind === 'line', { signal });
    if (changes.length === 0) break;
    expect(changes.every(({ atMs }) => atMs === stepped.atMs)).toBe(true);
    found.push(stepped.atMs);
  }
  expect(found.length).toBeGreaterThan(5);
  expect(recordOf(stepped.state)).toEqual(last);
  for (const atMs of found.slice(0, 3)) expect(recordOf((await Timeline.at(history, atMs, signal)).state).atMs).toBe(atMs);
});
it('it lets go when it is told to, and goes on from there', async () => {
  const last = day.recorded.at(-1) as RecordedDay['recorded'][0];
  const timeline = await Timeline.at(history, last.atMs - 6 * HOUR_MS, signal);
  let looks = 0;
  await timeline.forwardTo(last.atMs, { signal, isOver: () => ++looks > 20 });
  expect(timeline.atMs).toBeLessThan(last.atMs);
  const stopped = new AbortController();
  stopped.abort(new Error('enough'));
  await expect(timeline.forwardTo(last.atMs, { signal: stopped.signal })).rejects.toThrow('enough');
  await timeline.forwardTo(last.atMs, { signal });
  expect(recordOf(timeline.state)).toEqual(last);
});
it('before the log begins there is nothing to show', async () => {
  await expect(Timeline.at(history, 1_000, signal)).rejects.toMatchObject({
    code: 'TIME_INVALID',
    message: expect.stringContaining('begins at 2013'),
  });
});
