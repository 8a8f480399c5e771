import { setImmediate } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { HandClock } from '../../test/data/hand-clock.ts';
import { ReviewThreads } from './review-threads.ts';

/** A thread that says it is half done and answers, but never where it is asked of the instant 1, and dies of 2; of 3 it says how often it was asked. */
const PROGRAM = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    let times = 0;
    parentPort.on('message', ({ kind, id, query }) => {
      times += 1;
      if (query.ask.atMs === 3) return parentPort.postMessage({ kind: 'reviewed', id, body: String(times) });
      if (kind !== 'review' || query.ask.atMs === 1) return;
      if (query.ask.atMs === 2) throw new Error('it dies');
      parentPort.postMessage({ kind: 'progress', id, share: 0.5 });
      parentPort.postMessage({ kind: 'reviewed', id, body: JSON.stringify([query.ask.atMs, query.untilPlace]) });
    });`)}`,
);
const NEVER = 1;
const DIES = 2;
const TIMES = 3;

function threads() {
  const clock = new HandClock(1_000_000);
  let head = 5;
  const reviews = new ReviewThreads({ program: PROGRAM, data: { folder: '', banner: null }, clock, head: () => head });
  onTestFinished(() => reviews.close());
  const shares: number[] = [];
  const earlier: string[] = [];
  const ask = (atMs: number, signal = new AbortController().signal) =>
    reviews.ask({ what: 'moment', atMs }, { signal, onProgress: (share) => shares.push(share), onEarlier: (body) => earlier.push(body) });
  const goOn = () => {
    head += 1;
  };
  return { clock, ask, shares, earlier, goOn };
}
const busy = expect.objectContaining({ code: 'HISTORY_BUSY' });

it('an answer comes with how far it is, of what live has folded', async () => {
  const { ask, shares } = threads();
  expect(await ask(7)).toBe('[7,5]');
  expect(shares).toEqual([0.5]);
});
it('a question that is asked again is answered at once, and of a log that went on it is told first what it was answered before', async () => {
  const { ask, shares, clock, earlier, goOn } = threads();
  expect(await ask(7)).toBe('[7,5]');
  expect([await ask(7), shares.length, earlier]).toEqual(['[7,5]', 1, []]);
  goOn();
  expect([await ask(7), earlier]).toEqual(['[7,6]', ['[7,5]']]);
  clock.moveTo(clock.nowAtMs() + 10_001);
  expect([await ask(7), shares.length]).toEqual(['[7,6]', 3]);
});
it('two are worked on at a time, eight wait, and more are refused; those whose client is gone make room', async () => {
  const { ask } = threads();
  const gone = new AbortController();
  const given = Promise.allSettled(Array.from({ length: 10 }, () => ask(NEVER, gone.signal)));
  expect(() => ask(7)).toThrow(busy);
  gone.abort();
  expect((await given).every(({ status }) => status === 'rejected')).toBe(true);
  expect(await ask(8)).toBe('[8,5]');
});
it('one that takes too long is given up', async () => {
  const { clock, ask } = threads();
  const slow = ask(NEVER);
  slow.catch(() => {});
  await setImmediate();
  clock.moveTo(clock.nowAtMs() + 600_001);
  await expect(slow).rejects.toEqual(busy);
});
it('a thread that has answered waits a minute for the next question, and is then gone', async () => {
  const { ask, clock, goOn } = threads();
  const times: string[] = [];
  for (const waitsMs of [0, 30_000, 60_001]) {
    clock.moveTo(clock.nowAtMs() + waitsMs);
    times.push(await ask(TIMES));
    goOn();
  }
  expect(times).toEqual(['1', '2', '1']);
  const gone = new AbortController();
  const never = ask(NEVER, gone.signal);
  gone.abort();
  await expect(never).rejects.toEqual(busy);
  expect(await ask(TIMES)).toBe('1');
});
it('a thread that dies fails its own question and no other', async () => {
  const { ask } = threads();
  await expect(ask(DIES)).rejects.toMatchObject({ code: 'SERVER_FAULT' });
  expect(await ask(9)).toBe('[9,5]');
});
