import { expect, it } from 'vitest';
import { patchView, type ViewPatch, WallPicture, type WallView } from '../../shared/view/index.ts';
import type { Delta, Position } from '../../shared/wire/index.ts';
import { EMPTY_WALL } from '../../test/data/empty-wall.ts';
import { HandClock } from '../../test/data/hand-clock.ts';
import { HandOutlet } from '../../test/data/hand-outlet.ts';
import { Member, WAITING_BYTES_MAX } from './member.ts';
import { Room } from './room.ts';

const START_MS = 1_000_000;
const DELTAS_PER_MIB = 20;

/** What came over the wire: the name of each event and what it brought. */
type Heard = { readonly event: string; readonly payload: unknown };

/** A room whose view counts: `figure` is what it shows. One member is in it that takes everything at once. */
function countingRoom(fill = '') {
  const clock = new HandClock(START_MS);
  const world = { figure: 0 };
  const view = (): WallView => ({
    ...EMPTY_WALL,
    board: { ...EMPTY_WALL.board, owedMinor: world.figure, name: { en: fill && `${world.figure}${fill}`, zh: '墙' } },
  });
  const room = new Room({ epoch: 'e', clock, picture: new WallPicture(view), intervalMs: 100 });
  const enter = (resume?: Position) => {
    const heard: Heard[] = [];
    const outlet = new HandOutlet((event, payload) => heard.push({ event, payload }));
    const member = new Member(outlet, 0);
    const position = room.join(member, resume);
    return { heard, outlet, member, position };
  };
  const { heard } = enter();
  const change = () => {
    world.figure += 1;
    room.touch();
  };
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      clock.moveTo(clock.nowAtMs() + 1_000);
      change();
    }
  };
  return { clock, room, change, pass, view, enter, heard, deltas: () => deltasIn(heard) };
}
const deltasIn = (heard: readonly Heard[]) =>
  heard.filter(({ event }) => event === 'delta').map(({ payload }) => payload as Delta<ViewPatch>);
const events = (heard: readonly Heard[]) => heard.map(({ event }) => event);
const line = { kind: 'line', id: 'calls', atMs: 1 } as const;

it('the first change goes out at once', () => {
  const { deltas, change } = countingRoom();
  change();
  expect(deltas().map((delta) => delta.seq)).toEqual([1]);
});
it('a flood of changes goes out at most ten times a second, and the last one is not lost', () => {
  const { clock, deltas, change, view } = countingRoom();
  for (let ms = 0; ms < 2_000; ms += 1) {
    clock.moveTo(START_MS + ms);
    change();
  }
  clock.moveTo(START_MS + 3_000);
  expect(deltas().length).toBeLessThanOrEqual(21);
  expect(deltas().reduce((held, delta) => patchView(held, delta.patch), EMPTY_WALL)).toEqual(view());
});
it('a change that the view does not show is not sent', () => {
  const { deltas, room } = countingRoom();
  room.touch();
  expect(deltas()).toEqual([]);
});
it('a client that comes back gets just what it missed, and is told where that leads', () => {
  const { enter, pass, deltas } = countingRoom();
  pass(5);
  const { heard, position } = enter({ epoch: 'e', seq: 3 });
  expect([deltasIn(heard), position]).toEqual([deltas().slice(3), { epoch: 'e', seq: 5 }]);
});
it('a client that missed nothing, and one that left before anything was sent, get nothing', () => {
  const { enter, change } = countingRoom();
  expect(enter({ epoch: 'e', seq: 0 })).toMatchObject({ heard: [], position: { seq: 0 } });
  change();
  expect(enter({ epoch: 'e', seq: 1 })).toMatchObject({ heard: [], position: { seq: 1 } });
});
it('a client of another epoch, from the future, or too long away gets the whole view', () => {
  const { pass, enter } = countingRoom();
  pass(1_000);
  for (const resume of [{ epoch: 'other', seq: 999 }, { epoch: 'e', seq: 5_000 }, { epoch: 'e', seq: 1 }, undefined]) {
    const { heard } = enter(resume);
    expect(heard).toMatchObject([{ event: 'snapshot', payload: { seq: 1_000, view: { board: { owedMinor: 1_000 } } } }]);
  }
});
it('many deltas that are more to send than the whole view are not sent', () => {
  const { pass, enter } = countingRoom('x'.repeat(1_000));
  pass(100);
  expect(events(enter({ epoch: 'e', seq: 98 }).heard)).toEqual(['delta', 'delta']);
  expect(events(enter({ epoch: 'e', seq: 10 }).heard)).toEqual(['snapshot']);
});
it('whoever joins an empty room sees what is now', () => {
  const { room, enter, pass } = countingRoom();
  room.flush();
  pass(7);
  expect(enter().heard).toMatchObject([{ payload: { view: { board: { owedMinor: 7 } } } }]);
});
it('large deltas are held only as long as there is room for them', () => {
  const { pass, enter } = countingRoom('x'.repeat(3 * 1024 * 1024));
  pass(4);
  expect(events(enter({ epoch: 'e', seq: 3 }).heard)).toEqual(['delta']);
  expect(events(enter({ epoch: 'e', seq: 1 }).heard)).toEqual(['snapshot']);
});

/** One of two members takes nothing any more, until more than may wait has been sent. */
function slowMember() {
  const parts = countingRoom('x'.repeat(WAITING_BYTES_MAX / DELTAS_PER_MIB));
  const slow = parts.enter();
  slow.outlet.isSlow = true;
  parts.pass(DELTAS_PER_MIB + 3);
  const readmit = () => parts.room.readmit();
  return { ...parts, slow, readmit };
}
it('a client for which over 1 MB waits leaves the room, and what waited for it is let go; the others notice nothing', () => {
  const { room, slow, deltas } = slowMember();
  expect([room.slow, deltas().length]).toEqual([1, DELTAS_PER_MIB + 3]);
  expect(slow.outlet.waitingBytes()).toBeLessThan(WAITING_BYTES_MAX / 10);
});
it('a slow client gets each alarm singly, and comes back by a snapshot once all has drained', () => {
  const { room, slow, readmit, pass } = slowMember();
  room.alarm([{ ...line, state: 'likely', hasBroken: false }]);
  readmit();
  pass(1);
  expect(room.slow).toBe(1);
  slow.outlet.drain();
  slow.outlet.isSlow = false;
  readmit();
  pass(1);
  expect(events(slow.heard)).toEqual(['snapshot', 'delta', 'alarm', 'snapshot', 'delta']);
  expect([room.slow, slow.heard.at(-1)?.payload]).toMatchObject([0, { seq: DELTAS_PER_MIB + 5 }]);
});
it('alarms that cannot leave are one of a line, of its newest state, and that it broke is kept', () => {
  const { room, slow, readmit } = slowMember();
  for (const state of ['likely', 'broken', 'on-track', 'at-risk'] as const)
    for (const id of ['calls', 'trains']) room.alarm([{ ...line, id, state, hasBroken: state === 'broken' }]);
  slow.outlet.isSlow = false;
  slow.outlet.drain();
  readmit();
  const alarms = slow.heard.filter(({ event }) => event === 'alarm').map(({ payload }) => payload);
  expect(alarms.filter((alarm) => (alarm as { readonly hasBroken: boolean }).hasBroken)).toHaveLength(2);
  expect(alarms.slice(-2)).toMatchObject([
    { id: 'calls', state: 'at-risk' },
    { id: 'trains', state: 'at-risk' },
  ]);
  expect(alarms.length).toBeLessThanOrEqual(4);
});
it('a view that is larger than all that may wait does not make its client a slow one', () => {
  const { room, enter, pass } = countingRoom('x'.repeat(3 * WAITING_BYTES_MAX));
  const desk = enter();
  desk.outlet.isSlow = true;
  room.leave(desk.member);
  expect(room.join(desk.member, undefined)).not.toBeNull();
  const waited = desk.outlet.waitingBytes();
  room.beat(0, 2_000);
  expect([room.slow, waited > 3 * WAITING_BYTES_MAX]).toEqual([0, true]);
  pass(1);
  expect(room.slow).toBe(1);
});
it('a client that asks for the view again while it is on its way does not get it twice', () => {
  const { room, enter } = countingRoom('x'.repeat(3 * WAITING_BYTES_MAX));
  const desk = enter();
  desk.outlet.isSlow = true;
  expect(room.join(desk.member, undefined)).not.toBeNull();
  expect([room.join(desk.member, undefined), room.slow]).toEqual([null, 1]);
  desk.outlet.drain();
  room.readmit();
  expect([events(desk.heard), room.slow]).toEqual([['snapshot', 'snapshot'], 0]);
});
it('a heartbeat says where the room is, to one slice at a time, and not where a delta has just said it', () => {
  const { clock, room, heard, change } = countingRoom();
  room.beat(1, 2_000);
  room.beat(0, 2_000);
  change();
  room.beat(0, 2_000);
  clock.moveTo(START_MS + 2_000);
  room.beat(0, 2_000);
  expect(events(heard)).toEqual(['snapshot', 'heartbeat', 'delta', 'heartbeat']);
});
it('nobody is in a room that all have left', () => {
  const { room, slow } = slowMember();
  room.leave(slow.member);
  expect([room.slow, room.size]).toEqual([0, 1]);
});
