import { expect, it } from 'vitest';
import type { ViewPatch, WallView } from '../../shared/view/index.ts';
import { patchView } from '../../shared/view/index.ts';
import type { Delta } from '../../shared/wire/index.ts';
import { HandClock } from '../../test/data/hand-clock.ts';
import { WallPicture } from './picture.ts';
import { Room } from './room.ts';

const START_MS = 1_000_000;
const EMPTY: WallView = {
  board: {
    id: 'wall',
    name: { en: 'Wall', zh: '墙' },
    language: 'en',
    timezone: 'UTC',
    currency: 'USD',
    distanceM: 5,
    bookId: 'b',
    bookVersion: '',
    atStakeMinor: 0,
    owedMinor: 0,
    more: {},
    banner: null,
  },
  lines: [],
  hot: [],
  next: [],
  feeds: [],
  changes: [],
};

function roomOf(clock: HandClock, view: () => WallView, send: (delta: Delta<ViewPatch>) => void, rows = 1) {
  return new Room({ epoch: 'e', clock, picture: new WallPicture(view), intervalMs: 100, rowsIn: () => rows, send });
}

/** A room whose view counts: `figure` is what it shows. */
function countingRoom(rows = 1) {
  const clock = new HandClock(START_MS);
  const sent: Delta<ViewPatch>[] = [];
  const world = { figure: 0 };
  const view = (): WallView => ({ ...EMPTY, board: { ...EMPTY.board, owedMinor: world.figure } });
  const room = roomOf(clock, view, (delta) => sent.push(delta), rows);
  const change = () => {
    world.figure += 1;
    room.touch();
  };
  return { clock, sent, room, change, view };
}

it('the first change goes out at once', () => {
  const { sent, change } = countingRoom();
  change();
  expect(sent.map((delta) => delta.seq)).toEqual([1]);
});
it('a flood of changes goes out at most ten times a second, and the last one is not lost', () => {
  const { clock, sent, change, view } = countingRoom();
  for (let ms = 0; ms < 2_000; ms += 1) {
    clock.moveTo(START_MS + ms);
    change();
  }
  clock.moveTo(START_MS + 3_000);
  expect(sent.length).toBeLessThanOrEqual(21);
  expect(sent.reduce((held, delta) => patchView(held, delta.patch), EMPTY)).toEqual(view());
});
it('a change that the view does not show is not sent', () => {
  const { sent, room } = countingRoom();
  room.touch();
  expect(sent).toEqual([]);
});
it('a client that comes back gets just what it missed', () => {
  const { clock, room, change, sent } = countingRoom();
  for (let step = 1; step <= 5; step += 1) {
    clock.moveTo(START_MS + step * 1_000);
    change();
  }
  expect(room.join({ epoch: 'e', seq: 3 })).toEqual({ deltas: sent.slice(3) });
});
it('a client that missed nothing, and one that left before anything was sent, get no deltas and no snapshot', () => {
  const { room, change } = countingRoom();
  expect(room.join({ epoch: 'e', seq: 0 })).toEqual({ deltas: [] });
  change();
  expect(room.join({ epoch: 'e', seq: 1 })).toEqual({ deltas: [] });
});
it('a client of another epoch, from the future, or too long away gets the whole view', () => {
  const { clock, room, change } = countingRoom();
  for (let step = 1; step <= 1_000; step += 1) {
    clock.moveTo(START_MS + step * 1_000);
    change();
  }
  for (const resume of [{ epoch: 'other', seq: 999 }, { epoch: 'e', seq: 5_000 }, { epoch: 'e', seq: 1 }, undefined]) {
    expect(room.join(resume)).toMatchObject({ snapshot: { seq: 1_000, view: { board: { owedMinor: 1_000 } } } });
  }
});
it('nobody in the room costs nothing, and whoever joins then sees what is now', () => {
  const clock = new HandClock(START_MS);
  let figure = 0;
  const room = roomOf(
    clock,
    () => ({ ...EMPTY, board: { ...EMPTY.board, owedMinor: figure } }),
    () => {},
  );
  figure = 7;
  expect(room.join(undefined)).toMatchObject({ snapshot: { view: { board: { owedMinor: 7 } } } });
});
it('deltas of many rows are held only as long as there is room for them', () => {
  const { clock, room, change } = countingRoom(20_000);
  for (let step = 1; step <= 4; step += 1) {
    clock.moveTo(START_MS + step * 1_000);
    change();
  }
  expect(room.join({ epoch: 'e', seq: 3 })).toMatchObject({ deltas: [{ seq: 4 }] });
  expect(room.join({ epoch: 'e', seq: 1 })).toMatchObject({ snapshot: { seq: 4 } });
});
