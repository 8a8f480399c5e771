import { expect, it } from 'vitest';
import { KeptError } from '../../../shared/error/index.ts';
import { publicRecord } from '../../../shared/view/index.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import { PUBLIC_BOOK, PUBLIC_NOW, publicState } from '../../../test/data/public-story.ts';
import type { PastAnswer } from '../../ports/index.ts';
import { PublicFigures } from './public-figures.ts';

const STATE = publicState();
const RECORD = publicRecord(STATE);
const MINUTE_MS = 60_000;

/** Figures over a past that answers when the test says so. */
function figures() {
  const clock = new ManualClock(STATE.nowAtMs);
  const source = { state: STATE };
  const asked: { answer(asOfMs: number): void; fail(): void; readonly signal: AbortSignal }[] = [];
  const past = {
    ask: (_ask: unknown, _when: unknown, signal: AbortSignal) => {
      const { promise, resolve, reject } = Promise.withResolvers<PastAnswer>();
      const shown = { mode: 'known-at', place: 1, atMs: 0, head: 1, book: null, bookOf: 'then' } as const;
      asked.push({
        answer: (asOfMs) => resolve({ shown, body: JSON.stringify({ ...RECORD, asOfMs }) }),
        fail: () => reject(new KeptError('HISTORY_BUSY', 'Too many ask.')),
        signal,
      });
      return promise;
    },
  };
  return { clock, source, asked, own: new PublicFigures({ source, past, clock }) };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('the past is worked out once for all who look within five minutes', async () => {
  const { clock, asked, own } = figures();
  const first = [own.board(), own.board()];
  asked[0]?.answer(1);
  expect((await Promise.all(first)).map(({ record }) => record?.asOfMs)).toEqual([1, 1]);
  clock.move(4 * MINUTE_MS);
  await own.board();
  expect(asked).toHaveLength(1);
  clock.move(MINUTE_MS);
  expect((await own.board()).record?.asOfMs).toBe(1); // The last one stands until the new one is there.
  expect(asked).toHaveLength(2);
  asked[1]?.answer(2);
  await settle();
  expect((await own.board()).record?.asOfMs).toBe(2);
});
it('the first visitor waits three seconds for it, and sees the rest then', async () => {
  const { clock, own } = figures();
  const board = own.board();
  clock.move(3_000);
  expect(await board).toMatchObject({ record: null, rows: [{ id: 'on-time', history: null }, {}, {}, {}, {}] });
});
it('what cannot be worked out is tried again after a minute', async () => {
  const { clock, asked, own } = figures();
  const board = own.board();
  asked[0]?.fail();
  expect((await board).record).toBeNull();
  clock.move(MINUTE_MS - 1);
  await own.board();
  expect(asked).toHaveLength(1);
  clock.move(1);
  const next = own.board();
  asked[1]?.answer(2);
  expect((await next).record?.asOfMs).toBe(2);
});
it('[PUB-1] what another book makes private is gone at once, and the past is worked out anew', async () => {
  const { source, asked, own } = figures();
  const board = own.board();
  asked[0]?.answer(1);
  expect((await board).rows.map(({ id }) => id)).toContain('line-up');
  source.state = publicState(PUBLIC_NOW, PUBLIC_BOOK.replace('    item: line\n', '    item: line\n    public: false\n'));
  expect((await own.board()).rows.map(({ id }) => id)).not.toContain('line-up');
  expect(asked).toHaveLength(2);
  own.close();
  expect(asked[1]?.signal.aborted).toBe(true);
});
it('without a past of its own it is worked out from the state', async () => {
  const own = new PublicFigures({ source: { state: STATE }, past: null, clock: new ManualClock(STATE.nowAtMs) });
  expect((await own.board()).record).toEqual({
    asOfMs: RECORD.asOfMs,
    months: RECORD.months,
    paid: RECORD.paid,
    medianPayMs: RECORD.medianPayMs,
  });
});
