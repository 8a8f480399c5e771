import { afterEach, describe, expect, it } from 'vitest';
import type { Clock, Log } from '../../server/ports/index.ts';
import type { Batch, JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { logGroupingContract } from './log-grouping.contract.ts';
import { logHealthContract } from './log-health.contract.ts';
import { logPersonalContract } from './log-personal.contract.ts';
import { ManualClock } from './manual-clock.ts';

export type OpenLog = (options: { readonly clock: Clock; readonly personal?: readonly string[] }) => Promise<Log>;

export const event = (id: string, more: Partial<KeptEvent> = {}): KeptEvent => ({
  id,
  source: 'urn:kept:test',
  type: 'ticket.opened',
  time: '2026-06-18T09:00:00+08:00',
  subject: `ticket/${id}`,
  data: {},
  ...more,
});

export const batchesOf = (log: Log, afterPlace = 0, untilPlace?: number): Promise<Batch[]> =>
  Array.fromAsync(log.read(afterPlace, untilPlace));

/** What every log promises, whatever it writes to. */
export function logContract(name: string, open: OpenLog): void {
  describe(`Log: ${name}`, () => {
    let log: Log | undefined;
    const opened = async (clock: Clock = new ManualClock(), personal: readonly string[] = []): Promise<Log> => {
      log = await open({ clock, personal });
      return log;
    };
    afterEach(async () => {
      await log?.close();
      log = undefined;
    });
    identity(opened);
    reading(opened);
    logGroupingContract(opened);
    logPersonalContract(opened);
    logHealthContract(opened);
  });
}

export type Opened = (clock?: Clock, personal?: readonly string[]) => Promise<Log>;

/** Appends one after the other, each in a commit of its own. */
async function statuses(log: Log, events: readonly KeptEvent[]): Promise<string[]> {
  const seen: string[] = [];
  for (const one of events) for (const { status, place } of await log.append([one], { urgent: true })) seen.push(`${status} ${place}`);
  return seen;
}

function identity(opened: Opened): void {
  describe('identity', () => {
    it('[LOG-1] an identical repeat counts once and names the place of the first', async () => {
      expect(await statuses(await opened(), [event('a'), event('b'), event('a')])).toEqual(['accepted 1', 'accepted 2', 'repeat 1']);
    });

    it('[LOG-1] a repeat with other content is a conflict and the first stands', async () => {
      const log = await opened();
      expect(await statuses(log, [event('a'), event('a', { subject: 'ticket/other' })])).toEqual(['accepted 1', 'conflict 1']);
      expect((await batchesOf(log)).flatMap((batch) => batch.events)).toEqual([event('a')]);
    });

    it.each<[string, Partial<KeptEvent>]>([
      ['another source', { source: 'urn:kept:other' }],
      ['another UTC day, on the same local date', { time: '2026-06-18T07:00:00+08:00' }],
      ['a source that is written like the end of the id', { id: 'a","source":"urn:kept:test' }],
    ])('[LOG-1] %s is another identity', async (_, other) => {
      expect(await statuses(await opened(), [event('a'), event('a', other)])).toEqual(['accepted 1', 'accepted 2']);
    });

    it.each<[string, Partial<KeptEvent>, Partial<KeptEvent>]>([
      ['the same instant in another offset', {}, { time: '2026-06-18T01:00:00.000Z' }],
      ['the same data in another order', { data: { a: 1, b: [{ c: 2, d: 3 }] } }, { data: { b: [{ d: 3, c: 2 }], a: 1 } }],
      ['a number in another notation', { data: { a: 100 } }, { data: { a: 1e2 } }],
    ])('[LOG-1] %s is the same content', async (_, first, second) => {
      expect(await statuses(await opened(), [event('a', first), event('a', second)])).toEqual(['accepted 1', 'repeat 1']);
    });

    it.each<[string, Partial<KeptEvent>]>([
      ['type', { type: 'ticket.closed' }],
      ['time of the same UTC day', { time: '2026-06-18T09:00:00.001+08:00' }],
      ['sequence', { sequence: '2' }],
      ['data', { data: { a: null } }],
    ])('[LOG-1] another %s is other content', async (_, other) => {
      expect(await statuses(await opened(), [event('a'), event('a', other)])).toEqual(['accepted 1', 'conflict 1']);
    });

    it('[LOG-1] repeats and conflicts inside one append are seen', async () => {
      const log = await opened();
      const receipts = await log.append([event('a'), event('a'), event('b'), event('a', { data: { x: 1 } })], { urgent: true });
      expect(receipts.map(({ status, place }) => `${status} ${place}`)).toEqual(['accepted 1', 'repeat 1', 'accepted 2', 'conflict 1']);
    });

    it('[LOG-1] repeats across appends that share a commit are seen', async () => {
      const log = await opened();
      const both = await Promise.all([log.append([event('a')]), log.append([event('a'), event('b')], { urgent: true })]);
      expect(both.flat().map(({ status, place }) => `${status} ${place}`)).toEqual(['accepted 1', 'repeat 1', 'accepted 2']);
    });

    it('[LOG-1] texts that need escaping are told apart and come back whole', async () => {
      const log = await opened();
      const events = ['line\nbreak', 'quote"', '","type":"', 'back\\slash', '北', '\u{1F600}', 'a'].map((id) =>
        event(id, { data: { text: id } }),
      );
      expect(await statuses(log, [...events, ...events])).toEqual([
        ...events.map((_, index) => `accepted ${index + 1}`),
        ...events.map((_, index) => `repeat ${index + 1}`),
      ]);
      expect((await batchesOf(log)).flatMap((batch) => batch.events)).toEqual(events);
    });
  });
}

function reading(opened: Opened): void {
  describe('reading', () => {
    const three = async (clock = new ManualClock()): Promise<Log> => {
      const log = await opened(clock);
      for (const ids of [['a', 'b'], ['c'], ['d', 'e', 'f']]) {
        await log.append(
          ids.map((id) => event(id)),
          { urgent: true },
        );
        clock.move(1000);
      }
      return log;
    };
    const shape = (batches: readonly Batch[]): string[] =>
      batches.map((batch) => `${batch.firstPlace}:${batch.events.map(({ id }) => id).join('')}`);

    it('gives batches as they were committed', async () => {
      const clock = new ManualClock();
      const startAtMs = clock.nowAtMs();
      const batches = await batchesOf(await three(clock));
      expect(shape(batches)).toEqual(['1:ab', '3:c', '4:def']);
      expect(batches.map((batch) => batch.receivedAtMs - startAtMs)).toEqual([0, 1000, 2000]);
    });

    it.each<[number, number | undefined, string[]]>([
      [0, 3, ['1:ab', '3:c']],
      [1, 5, ['2:b', '3:c', '4:de']],
      [4, undefined, ['5:ef']],
      [4, 5, ['5:e']],
      [6, undefined, []],
      [3, 3, []],
    ])('after %i until %s gives that range', async (after, until, expected) => {
      expect(shape(await batchesOf(await three(), after, until))).toEqual(expected);
    });

    it('can stop early and start again', async () => {
      const log = await three();
      for await (const batch of log.read(0)) {
        expect(batch.firstPlace).toBe(1);
        break;
      }
      expect(shape(await batchesOf(log, 2))).toEqual(['3:c', '4:def']);
    });

    it('sees what is committed while it reads', async () => {
      const log = await three();
      const seen: string[] = [];
      for await (const batch of log.read(3)) {
        seen.push(...shape([batch]));
        if (batch.firstPlace === 4) await log.append([event('g')], { urgent: true });
      }
      expect(seen).toEqual(['4:def', '7:g']);
    });

    it('of an empty log gives nothing', async () => {
      const log = await opened();
      expect([await batchesOf(log), log.head()]).toEqual([[], { place: 0, receivedAtMs: 0 }]);
    });

    it('gives the same JSON as the listeners got', async () => {
      const log = await opened();
      const told: Batch[] = [];
      log.onCommit((batch) => told.push(batch));
      const data: JsonObject = { n: 1.5, deep: [{ z: 1, a: null }], text: '北\n' };
      const { id, ...rest } = event('a', { data, sequence: '7' });
      await log.append([{ ...rest, id }, event('b')], { urgent: true });
      expect(JSON.stringify(await batchesOf(log))).toBe(JSON.stringify(told));
    });

    it('what stands beside the attributes of an event is not kept, nor told, nor does it make a repeat another event', async () => {
      const log = await opened();
      const told: Batch[] = [];
      log.onCommit((batch) => told.push(batch));
      const beside = (more: object): KeptEvent => ({ ...event('a'), ...more });
      expect(await statuses(log, [beside({ specversion: '1.0', traceparent: '1' }), beside({ traceparent: '2' })])).toEqual([
        'accepted 1',
        'repeat 1',
      ]);
      expect([...(await batchesOf(log)), ...told].flatMap(({ events }) => events)).toEqual([event('a'), event('a')]);
    });
  });
}
