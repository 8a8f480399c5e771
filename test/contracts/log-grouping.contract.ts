import { describe, expect, it } from 'vitest';
import type { Log } from '../../server/ports/index.ts';
import type { Batch } from '../../shared/event/index.ts';
import { batchesOf, event, type Opened } from './log.contract.ts';
import { ManualClock } from './manual-clock.ts';

const many = (count: number, prefix = 'e') => Array.from({ length: count }, (_, index) => event(`${prefix}${index}`));

/** When a log commits, and what it does when it cannot keep up or is closed. */
export function logGroupingContract(opened: Opened): void {
  describe('grouping', () => {
    it('appends under way together are one batch, 5 ms after the first', async () => {
      const clock = new ManualClock();
      const log = await opened(clock);
      const first = log.append([event('a')]);
      clock.move(4);
      const second = log.append([event('b')]);
      expect(log.head().place).toBe(0);
      clock.move(1);
      await Promise.all([first, second]);
      expect((await batchesOf(log)).map((batch) => batch.events.length)).toEqual([2]);
    });

    it('a thousand events do not wait', async () => {
      const log = await opened();
      const receipts = await Promise.all([log.append(many(600, 'a')), log.append(many(400, 'b'))]);
      expect(receipts.flat()).toHaveLength(1000);
      expect((await batchesOf(log)).map((batch) => batch.events.length)).toEqual([1000]);
    });

    it('an append is never split: what would be too much together becomes two batches', async () => {
      const clock = new ManualClock();
      const log = await opened(clock);
      const both = [log.append(many(600, 'a')), log.append(many(600, 'b'))];
      await both[0];
      clock.move(5);
      await both[1];
      expect((await batchesOf(log)).map((batch) => batch.events.length)).toEqual([600, 600]);
    });

    it('a megabyte does not wait', async () => {
      const log = await opened();
      await log.append([event('a', { data: { text: 'x'.repeat(1_000_000) } })]);
      expect(log.head().place).toBe(1);
    });

    it('what is urgent goes at once and takes along what waits', async () => {
      const log = await opened();
      const waiting = log.append([event('a')]);
      await log.append([event('b')], { urgent: true });
      await waiting;
      expect((await batchesOf(log)).map((batch) => batch.events.length)).toEqual([2]);
    });

    it('the instant of receipt never decreases, also when the clock goes back', async () => {
      const clock = new ManualClock();
      const log = await opened(clock);
      const startAtMs = clock.nowAtMs();
      for (const moveMs of [1000, -5000, 100]) {
        clock.move(moveMs);
        await log.append([event(`${moveMs}`)], { urgent: true });
      }
      expect((await batchesOf(log)).map((batch) => batch.receivedAtMs - startAtMs)).toEqual([1000, 1000, 1000]);
    });

    it('the instant of the oldest commit under way is known until it is told', async () => {
      const clock = new ManualClock();
      const log = await opened(clock);
      const seen: (number | null)[] = [log.inFlightAtMs()];
      const startAtMs = clock.nowAtMs();
      const first = log.append([event('a')], { urgent: true });
      clock.move(1000);
      const second = log.append([event('b')], { urgent: true });
      seen.push(log.inFlightAtMs());
      await Promise.all([first, second]);
      expect([...seen, log.inFlightAtMs()]).toEqual([null, startAtMs, null]);
    });

    it('an empty append is answered without a commit', async () => {
      const log = await opened();
      expect([await log.append([]), log.head().place]).toEqual([[], 0]);
    });
  });

  describe('listeners', () => {
    it('are told each batch in order, before its appends resolve', async () => {
      const log = await opened();
      const seen: string[] = [];
      log.onCommit((batch) => seen.push(`batch ${batch.firstPlace}`));
      await Promise.all(
        ['a', 'b', 'c'].map(async (prefix) => {
          await log.append(many(1000, prefix));
          seen.push(`answer ${prefix}`);
        }),
      );
      expect(seen.filter((line) => line.startsWith('batch'))).toEqual(['batch 1', 'batch 1001', 'batch 2001']);
      const answeredAfter = ['a', 'b', 'c'].map(
        (prefix, index) => seen.indexOf(`answer ${prefix}`) > seen.indexOf(`batch ${index * 1000 + 1}`),
      );
      expect(answeredAfter).toEqual([true, true, true]);
    });

    it('hear nothing of repeats, and nothing after they stopped', async () => {
      const log = await opened();
      const batches: Batch[] = [];
      const stop = log.onCommit((batch) => batches.push(batch));
      await log.append([event('a')], { urgent: true });
      await log.append([event('a')], { urgent: true });
      await log.append([event('a'), event('b')], { urgent: true });
      stop();
      await log.append([event('c')], { urgent: true });
      expect(batches.map((batch) => batch.events.map(({ id }) => id))).toEqual([['a'], ['b']]);
    });
  });

  describe('too much', () => {
    /** Fifty thousand events on the way take their time on a busy machine. */
    const TEST_MS_MAX = 30_000;
    const flood = (log: Log) => Promise.allSettled(Array.from({ length: 60 }, (_, index) => log.append(many(1000, `${index}-`))));

    it(
      'is refused with LOG_BUSY, and what was taken is written',
      async () => {
        const log = await opened();
        const refused = (await flood(log)).filter((answer) => answer.status === 'rejected');
        expect(refused.map((answer) => answer.reason.code)).toEqual(Array.from({ length: 10 }, () => 'LOG_BUSY'));
        expect(log.head().place).toBe(50_000);
      },
      TEST_MS_MAX,
    );

    it(
      'is over when the disk has caught up',
      async () => {
        const log = await opened();
        await flood(log);
        await expect(log.append([event('after')], { urgent: true })).resolves.toEqual([{ status: 'accepted', place: 50_001 }]);
      },
      TEST_MS_MAX,
    );
  });

  describe('closing', () => {
    it('writes what was taken', async () => {
      const log = await opened();
      const waiting = log.append([event('a')]);
      await log.close();
      await expect(waiting).resolves.toEqual([{ status: 'accepted', place: 1 }]);
    });

    it('refuses what comes later with LOG_CLOSED', async () => {
      const log = await opened();
      await log.close();
      await expect(log.append([event('a')])).rejects.toMatchObject({ code: 'LOG_CLOSED' });
    });
  });
}
