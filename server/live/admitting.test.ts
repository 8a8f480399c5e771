import { expect, it } from 'vitest';
import { HandClock } from '../../test/data/hand-clock.ts';
import { bookOf, DEPARTURES_BOOK, departuresDay, HOUR_MS } from '../../test/simulation/world.ts';
import { MemoryLog } from '../log/index.ts';
import { admitting } from './admitting.ts';
import { LiveEngine, type LiveShelf } from './live-engine.ts';

const START_MS = Date.UTC(2013, 6, 1, 8);

it('[LOG-5] while the disk takes no items that are over, events are refused before memory grows, and taken again once it does', async () => {
  const clock = new HandClock(START_MS + 24 * HOUR_MS);
  const log = new MemoryLog({ clock });
  const disk = { isFull: true, asked: 0 };
  const shelf: LiveShelf = {
    begin: () => {},
    putAway: (state) => {
      disk.asked += 1;
      if (disk.isFull) throw new Error('database or disk is full');
      state.items.turn();
      state.items.drop(state.items.over(() => true));
    },
    settle: () => {},
    close: () => {},
  };
  const live = new LiveEngine({ log, clock, book: bookOf(DEPARTURES_BOOK), newShelf: () => shelf, bounds: { awaitingMax: 100 } });
  await live.start();
  const door = admitting(live, log);
  const send = (day: number) =>
    door.append(
      departuresDay(day, START_MS, 1_000).map((event) => ({ ...event, id: `${day}/${event.id}`, subject: `${event.subject}/${day}` })),
      { urgent: true },
    );
  await send(1);
  await expect(send(2)).rejects.toMatchObject({
    code: 'LOG_BUSY',
    message: expect.stringContaining('wait for the disk: database or disk is full'),
  });
  const { asked } = disk;
  await expect(send(2)).rejects.toMatchObject({ code: 'LOG_BUSY' });
  expect(disk.asked).toBe(asked);
  disk.isFull = false;
  clock.moveTo(clock.nowAtMs() + 5_001);
  await expect(send(2)).resolves.toHaveLength(departuresDay(2, START_MS, 1_000).length);
  live.stop();
});
