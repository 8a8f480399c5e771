import { expect, it, onTestFinished } from 'vitest';
import type { ReplayOpen } from '../../shared/wire/index.ts';
import { HandClock } from '../../test/data/hand-clock.ts';
import { ReplayThreads } from './replay-threads.ts';

/** A thread that answers whatever it is asked, but dies when it is told to step. */
const PROGRAM = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ kind, id, wanted }) => {
      if (wanted?.do === 'step') throw new Error('it dies');
      if (wanted?.do === 'play') return parentPort.postMessage({ kind: 'ended', ended: { why: 'idle' } });
      if (id !== undefined) parentPort.postMessage({ kind: 'reply', id, reply: wanted.speed === 9 ? { ok: false, error: {} } : { ok: true, status: {} } });
    });`)}`,
);
const WANTED: ReplayOpen = { view: 'desk', fromAtMs: 1_000, toAtMs: 2_000 };

function threads() {
  const replays = new ReplayThreads({ program: PROGRAM, data: { folder: '', banner: null }, clock: new HandClock(5_000) });
  onTestFinished(() => replays.close());
  const ended: unknown[] = [];
  const open = (wanted: ReplayOpen = WANTED) => replays.open(wanted, { frame: () => {}, ended: (why) => ended.push(why) });
  return { replays, open, ended };
}

it('four run at a time, and one that is closed makes room', async () => {
  const { open } = threads();
  const running = Array.from({ length: 4 }, () => open());
  await Promise.all(running.map(({ opened }) => opened));
  expect(() => open()).toThrow(expect.objectContaining({ code: 'REPLAY_BUSY' }));
  expect(await running[0]?.replay.do({ do: 'close' })).toMatchObject({ ok: true });
  await expect(open().opened).resolves.toMatchObject({ ok: true });
});
it('one that is refused, dies or ends by itself makes room, and says why', async () => {
  const { open, ended } = threads();
  await open({ ...WANTED, speed: 9 }).opened;
  const [dying, idle] = [open(), open()];
  expect(await dying.replay.do({ do: 'step' })).toMatchObject({ ok: false, error: { code: 'SERVER_FAULT' } });
  expect(await idle.replay.do({ do: 'play' })).toMatchObject({ ok: false, error: { code: 'REPLAY_UNKNOWN' } });
  expect(ended).toMatchObject([{ why: 'failed', error: { code: 'SERVER_FAULT' } }, { why: 'idle' }]);
  await Promise.all([dying, idle].map(({ replay }) => replay.close()));
  const running = Array.from({ length: 4 }, () => open());
  expect(await Promise.all(running.map(({ opened }) => opened))).toMatchObject([{ ok: true }, { ok: true }, { ok: true }, { ok: true }]);
});
it('one that is closed takes its place until its thread is gone', async () => {
  const { open } = threads();
  const [first] = Array.from({ length: 4 }, () => open());
  const gone = first?.replay.close();
  expect(() => open()).toThrow(expect.objectContaining({ code: 'REPLAY_BUSY' }));
  await gone;
  await expect(open().opened).resolves.toMatchObject({ ok: true });
});
it('what has not happened yet cannot be replayed', () => {
  const { open } = threads();
  expect(() => open({ ...WANTED, toAtMs: 5_001 })).toThrow(expect.objectContaining({ code: 'REPLAY_INVALID' }));
});
