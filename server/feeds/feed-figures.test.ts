import { expect, it } from 'vitest';
import { emptyState } from '../../shared/engine/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { HandClock } from '../../test/data/hand-clock.ts';
import { bookWith } from '../../test/data/story.ts';
import { bookOf, MINUTE_MS } from '../../test/simulation/world.ts';
import { LiveEngine } from '../live/index.ts';
import { MemoryLog } from '../log/index.ts';
import { FeedFigures } from './index.ts';

const START_MS = Date.UTC(2013, 6, 1, 8);
const BOOK = bookOf(bookWith('settle: 15min', 'feeds:\n  gates: { source: /story, sends: [departure.*], heartbeat: 2min, lag: 5min }\n'));

async function setUp() {
  const clock = new HandClock(START_MS);
  const log = new MemoryLog({ clock });
  const live = new LiveEngine({ log, clock, book: BOOK });
  await live.start();
  const figures = new FeedFigures({ source: live, log, clock });
  const door = figures.counting(log);
  const send = (...events: readonly KeptEvent[]) => door.append(events, { urgent: true });
  return { clock, figures, send, gates: () => figures.report().feeds[0] };
}
let sent = 0;
function event(agoMs: number, more: Partial<KeptEvent> = {}): KeptEvent {
  sent += 1;
  const time = new Date(START_MS - agoMs).toISOString();
  return { id: `e${sent}`, source: '/story', type: 'departure.scheduled', time, subject: 'flight/1', data: {}, ...more };
}

it('a feed that was never heard has no figures', async () => {
  const { gates } = await setUp();
  expect(gates()).toEqual({
    id: 'gates',
    source: '/story',
    sends: ['departure.*'],
    heartbeatMs: 2 * MINUTE_MS,
    state: 'waiting',
    receivedAtMs: null,
    latestAtMs: null,
    lag: null,
    perMinute: 0,
    repeats: 0,
    conflicts: 0,
    refused: {},
    backlogMs: null,
  });
});
it('how late events come is their receipt less their own time, in the middle and at worst', async () => {
  const { send, gates } = await setUp();
  await send(event(1_000), event(3_000), event(60_000));
  expect(gates()).toMatchObject({
    state: 'live',
    receivedAtMs: START_MS,
    latestAtMs: START_MS - 1_000,
    lag: { medianMs: 3_000, worstMs: 60_000 },
    backlogMs: 0,
  });
});
it('a feed that tells old things has a backlog', async () => {
  const { send, gates } = await setUp();
  await send(event(38 * MINUTE_MS));
  expect(gates()).toMatchObject({ state: 'behind', backlogMs: 38 * MINUTE_MS });
});
it('the rate is that of the last whole minute, and figures are forgotten after ten', async () => {
  const { clock, send, gates } = await setUp();
  await send(...Array.from({ length: 300 }, () => event(0)));
  clock.moveTo(START_MS + MINUTE_MS);
  expect(gates()?.perMinute).toBe(300);
  clock.moveTo(START_MS + 11 * MINUTE_MS);
  expect(gates()).toMatchObject({ perMinute: 0, lag: null });
});
it('repeats, conflicts and refusals are counted for the feed that sent them', async () => {
  const { figures, send, gates } = await setUp();
  const first = event(0);
  await send(first, first, { ...first, subject: 'flight/2' });
  figures.refused('EVENT_FUTURE', '/story/a', 'departure.scheduled');
  figures.refused('EVENT_FIELD', null, null);
  expect(gates()).toMatchObject({ repeats: 1, conflicts: 1, refused: { EVENT_FUTURE: 1 } });
  expect(figures.report().other).toEqual({ repeats: 0, conflicts: 0, refused: { EVENT_FIELD: 1 } });
});
it('codes that never end do not grow without end', () => {
  const source = { state: emptyState(BOOK) };
  const figures = new FeedFigures({ source, log: { onCommit: () => () => {} }, clock: { nowAtMs: () => START_MS } });
  for (let code = 0; code < 1_000; code += 1) figures.refused(`CODE_${code}`, null, null);
  expect(Object.keys(figures.report().other.refused)).toHaveLength(100);
});
