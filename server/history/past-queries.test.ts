import { expect, it, onTestFinished } from 'vitest';
import { HandClock } from '../../test/data/hand-clock.ts';
import { PastQueries } from './past-queries.ts';

/** A thread that answers what it is asked, but for a board called `never`, and dies of one called `dies`. */
const PROGRAM = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    let asked = 0;
    parentPort.on('message', ({ kind, id, query }) => {
      if (kind !== 'ask' || query.ask.board === 'never') return;
      if (query.ask.board === 'dies') throw new Error('it dies');
      asked += 1;
      parentPort.postMessage({ kind: 'answer', id, answer: { shown: {}, body: query.ask.board + asked } });
    });`)}`,
);
const WHEN = { knownAt: { place: 1 }, asOfMs: null };
const AWAITED = new AbortController().signal;

function queries() {
  const clock = new HandClock(1_000_000);
  const past = new PastQueries({ program: PROGRAM, data: { folder: '', banner: null }, clock, head: () => 5 });
  onTestFinished(() => past.close());
  const ask = (board: string, signal = AWAITED) => past.ask({ what: 'board', board }, WHEN, signal);
  return { clock, past, ask };
}
const busy = expect.objectContaining({ code: 'HISTORY_BUSY' });

it('an answer stands for some seconds, and those who ask the same at once share one', async () => {
  const { clock, ask } = queries();
  const first = await Promise.all([ask('a'), ask('a')]);
  expect(first.map(({ body }) => body)).toEqual(['a1', 'a1']);
  expect((await ask('a')).body).toBe('a1');
  clock.moveTo(clock.nowAtMs() + 10_001);
  expect((await ask('a')).body).toBe('a2');
});
it('two are worked out at a time, sixteen wait, and more are refused', async () => {
  const { past } = queries();
  const gone = new AbortController();
  const waiting = Array.from({ length: 18 }, (_, index) =>
    past.ask({ what: 'board', board: 'never' }, { knownAt: { place: index + 1 }, asOfMs: null }, gone.signal),
  );
  const outcomes = Promise.allSettled(waiting);
  await expect(past.ask({ what: 'desk', sites: 'all' }, WHEN, AWAITED)).rejects.toEqual(busy);
  gone.abort();
  expect((await outcomes).every(({ status }) => status === 'rejected')).toBe(true);
  await expect(past.ask({ what: 'board', board: 'again' }, WHEN, AWAITED)).resolves.toMatchObject({ body: 'again1' });
});
it('one that takes too long is given up, and the next is answered', async () => {
  const { clock, ask } = queries();
  const slow = ask('never');
  slow.catch(() => {});
  clock.moveTo(clock.nowAtMs() + 60_001);
  await expect(slow).rejects.toEqual(busy);
  expect((await ask('c')).body).toBe('c1');
});
it('a thread that dies fails its own query and no other', async () => {
  const { ask } = queries();
  await expect(ask('dies')).rejects.toMatchObject({ code: 'SERVER_FAULT' });
  expect((await ask('d')).body).toBe('d1');
});
