import { setImmediate } from 'node:timers/promises';
import { beforeAll, expect, it, vi } from 'vitest';
import { type DeskPatch, type DeskView, patchDesk, patchView, type ViewPatch, type WallView } from '../../shared/view/index.ts';
import type { ReplayEnded, ReplayFrame, ReplayOpen, ReplayReply } from '../../shared/wire/index.ts';
import { BatchHistory } from '../../test/data/batch-history.ts';
import { HandClock } from '../../test/data/hand-clock.ts';
import { RECORDED_START_MS, type RecordedDay, recordedDay, recordOf } from '../../test/data/recorded-day.ts';
import { DEPARTURES_BOOK, HOUR_MS, MINUTE_MS } from '../../test/simulation/world.ts';
import { History } from './history.ts';
import { Replay } from './replay.ts';
import { Timeline } from './timeline.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // Whole days run through the live engine first.

const FROM_MS = RECORDED_START_MS;
const TO_MS = RECORDED_START_MS + 2 * HOUR_MS;
let day: RecordedDay;
let history: History;
beforeAll(async () => {
  day = await recordedDay(31, { isLate: true, secondBook: DEPARTURES_BOOK.replace('late: <15min', 'late: 0s') });
  history = new History({ log: new BatchHistory(day.batches) });
});

/** A replay, the page that follows it, and the clock that moves both. */
function opened(wanted: Partial<ReplayOpen> = {}, { takes = true } = {}) {
  const clock = new HandClock(5_000_000);
  const frames: ReplayFrame[] = [];
  const ended: ReplayEnded[] = [];
  let view: WallView | DeskView | null = null;
  const replay = new Replay({
    history,
    clock,
    wanted: { view: 'wall', board: 'wall', fromAtMs: FROM_MS, toAtMs: TO_MS, speed: 600, ...wanted } as ReplayOpen,
    banner: null,
    sink: {
      frame: (frame) => {
        frames.push(frame);
        if (frame.kind === 'snapshot') view = frame.snapshot.view;
        if (frame.kind === 'delta')
          view =
            view !== null && 'rows' in view
              ? patchDesk(view, frame.delta.patch as DeskPatch)
              : patchView(view as WallView, frame.delta.patch as ViewPatch);
        if (takes) replay.taken();
      },
      ended: (why) => ended.push(why),
    },
  });
  /** Lets time pass, a tenth of a second at a time, with all that it sets off. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 50) {
      clock.moveTo(clock.nowAtMs() + 50);
      for (let turn = 0; turn < 4; turn += 1) await setImmediate();
    }
  };
  return { replay, frames, ended, pass, clock, view: () => view, status: () => (frames.at(-1) as ReplayFrame).status };
}
function statusOf(reply: ReplayReply) {
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.status;
}
async function stateAt(atMs: number) {
  return (await Timeline.at(history, atMs, new AbortController().signal)).state;
}

it('[LOG-12] it begins with the view of its first instant, and each delta makes that of its own', async () => {
  const { replay, frames, pass, view, status } = opened();
  expect(statusOf(await replay.open())).toMatchObject({ isPlaying: true, atMs: FROM_MS, speed: 600 });
  expect(frames[0]).toMatchObject({ kind: 'snapshot', snapshot: { seq: 0, nowAtMs: FROM_MS } });
  for (let look = 0; look < 6; look += 1) {
    await pass(1_000);
    expect(JSON.stringify(view())).toBe(recordOf(await stateAt(status().atMs)).wall);
  }
  expect(frames.filter(({ kind }) => kind === 'delta').length).toBeGreaterThan(5);
  replay.close();
});
it('a desk is replayed like a wall', async () => {
  const { replay, pass, view, status } = opened({ view: 'desk' });
  await replay.open();
  await pass(4_000);
  const { head, rows } = view() as DeskView;
  const shown = JSON.stringify({ head, rows: rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)) });
  expect(shown).toBe(recordOf(await stateAt(status().atMs)).desk);
  replay.close();
});
it('time runs at the speed that was asked for, changes with it, and stands while it is paused', async () => {
  const { replay, pass } = opened({ speed: 60 });
  await replay.open();
  await pass(10_000);
  const first = statusOf(await replay.do({ do: 'pause' }));
  expect(first.atMs - FROM_MS).toBeGreaterThanOrEqual(590_000);
  expect(first.atMs - FROM_MS).toBeLessThanOrEqual(600_000);
  await pass(5_000);
  expect(statusOf(await replay.do({ do: 'speed', speed: 3_600 }))).toMatchObject({ isPlaying: false, atMs: first.atMs, speed: 3_600 });
  await replay.do({ do: 'play' });
  await pass(1_000);
  const second = statusOf(await replay.do({ do: 'pause' }));
  expect(second.atMs - first.atMs).toBeGreaterThan(2_900_000);
  expect(second.atMs - first.atMs).toBeLessThanOrEqual(3_600_000);
  replay.close();
});
it('at most ten frames a second go out, and at the end it stands still', async () => {
  const { replay, frames, pass, status } = opened({ speed: 3_600 });
  await replay.open();
  await pass(1_000);
  expect(frames.length).toBeLessThanOrEqual(11);
  await pass(3_000);
  expect(status()).toMatchObject({ isAtEnd: true, isPlaying: false, atMs: TO_MS });
  const count = frames.length;
  await pass(3_000);
  expect(frames.length).toBe(count);
  replay.close();
});
it('a page that does not take its frames gets no more of them, and time waits for it', async () => {
  const { replay, frames, pass, status } = opened({}, { takes: false });
  await replay.open();
  await pass(3_000);
  expect(frames.length).toBe(2);
  const { atMs } = status();
  replay.taken();
  await pass(300);
  expect(frames.length).toBe(3);
  expect(status().atMs - atMs).toBeLessThanOrEqual(300 * 600);
  replay.close();
});
it('seeking goes to any instant of the range, back and forth, and no further', async () => {
  const { replay, view } = opened({ paused: true });
  await replay.open();
  for (const atMs of [FROM_MS + HOUR_MS, FROM_MS + 10 * MINUTE_MS, FROM_MS + 90 * MINUTE_MS]) {
    expect(statusOf(await replay.do({ do: 'seek', atMs }))).toMatchObject({ atMs, isPlaying: false });
    expect(JSON.stringify(view())).toBe(recordOf(await stateAt(atMs)).wall);
  }
  expect(statusOf(await replay.do({ do: 'seek', atMs: 5 })).atMs).toBe(FROM_MS);
  expect(statusOf(await replay.do({ do: 'seek', atMs: 9e12 })).atMs).toBe(TO_MS);
  replay.close();
});
it('of two seeks at once the last one counts, and one that runs goes on from there', async () => {
  const { replay, pass, status } = opened({ speed: 1 });
  await replay.open();
  const [, last] = await Promise.all([
    replay.do({ do: 'seek', atMs: FROM_MS + HOUR_MS }),
    replay.do({ do: 'seek', atMs: FROM_MS + 30 * MINUTE_MS }),
    replay.do({ do: 'play' }),
  ]);
  expect(statusOf(last).atMs).toBe(FROM_MS + 30 * MINUTE_MS);
  await pass(2_000);
  expect(status().atMs).toBeGreaterThan(FROM_MS + 30 * MINUTE_MS);
  expect(status().atMs).toBeLessThanOrEqual(FROM_MS + 30 * MINUTE_MS + 2_000);
  replay.close();
});
it('a step stands at the next change of a line, of one that is named too, and says when there is none', async () => {
  const { replay, view } = opened({ paused: true });
  await replay.open();
  const states = () => new Map((view() as WallView).lines.map(({ id, state }) => [id, state]));
  let [before, changed, changedAtMs] = [states(), '', 0];
  for (let step = 0; step < 4; step += 1) {
    const reply = await replay.do({ do: 'step' });
    expect(reply).toMatchObject({ ok: true, stepped: true, status: { isPlaying: false } });
    const after = states();
    [changed, changedAtMs] = [[...after].find(([id, state]) => before.get(id) !== state)?.[0] ?? '', statusOf(reply).atMs];
    expect(changed).not.toBe('');
    before = after;
  }
  await replay.do({ do: 'seek', atMs: changedAtMs - 1 });
  expect(await replay.do({ do: 'step', line: changed })).toMatchObject({ stepped: true, status: { atMs: changedAtMs } });
  expect(await replay.do({ do: 'step', line: 'no-such-line' })).toMatchObject({ stepped: false, status: { isAtEnd: true, atMs: TO_MS } });
  replay.close();
});
it('a step back stands at the change before, and the way there and back is the same', async () => {
  const { replay, view } = opened({ paused: true, fromAtMs: FROM_MS + HOUR_MS });
  await replay.open();
  const stepped: [atMs: number, wall: string][] = [];
  for (let step = 0; step < 4; step += 1) {
    const reply = await replay.do({ do: 'step', isBack: true });
    expect(reply).toMatchObject({ ok: true, stepped: true, status: { isPlaying: false } });
    stepped.push([statusOf(reply).atMs, JSON.stringify(view())]);
  }
  expect(stepped[0]?.[0]).toBeLessThan(FROM_MS + HOUR_MS);
  for (const [atMs, wall] of stepped.toReversed().slice(1)) {
    expect(statusOf(await replay.do({ do: 'step' })).atMs).toBe(atMs);
    expect(JSON.stringify(view())).toBe(wall);
  }
  expect(await replay.do({ do: 'step', isBack: true, line: 'no-such-line' })).toMatchObject({ stepped: false });
  replay.close();
});
it('over a change of the book it sends the whole view anew', async () => {
  const { replay, frames, pass, view, status } = opened({ fromAtMs: FROM_MS - 3 * HOUR_MS, toAtMs: FROM_MS, speed: 3_600 });
  await replay.open();
  await pass(4_000);
  const snapshots = frames.flatMap((frame) => (frame.kind === 'snapshot' ? [frame.snapshot.epoch] : []));
  expect([snapshots.length, new Set(snapshots).size]).toEqual([2, 2]);
  expect(JSON.stringify(view())).toBe(recordOf(await stateAt(status().atMs)).wall);
  replay.close();
});
it('one that nobody uses ends', async () => {
  const { replay, ended, pass, clock } = opened({ paused: true });
  await replay.open();
  clock.moveTo(clock.nowAtMs() + 9 * MINUTE_MS);
  await replay.do({ do: 'pause' });
  clock.moveTo(clock.nowAtMs() + 9 * MINUTE_MS);
  expect(ended).toEqual([]);
  clock.moveTo(clock.nowAtMs() + 2 * MINUTE_MS);
  await pass(50);
  expect(ended).toEqual([{ why: 'idle' }]);
});
it.each([
  [{ fromAtMs: 5 }, 'TIME_INVALID'],
  [{ board: 'nowhere' }, 'BOARD_UNKNOWN'],
])('what cannot be shown is refused: %j', async (wanted, code) => {
  const { replay } = opened(wanted);
  expect(await replay.open()).toMatchObject({ ok: false, error: { code } });
  replay.close();
});
