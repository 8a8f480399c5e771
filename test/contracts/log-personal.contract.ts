import { describe, expect, it } from 'vitest';
import type { Batch, JsonObject, KeptEvent } from '../../shared/event/index.ts';
import { batchesOf, event, type Opened } from './log.contract.ts';
import { ManualClock } from './manual-clock.ts';

const PERSONAL = ['data.passenger', 'data.contact.phone', 'customer.phone'];
const SEAL = { sealed: expect.stringMatching(/^[\w-]{43}$/) };
const put = (id: string, data: JsonObject): KeptEvent => event(id, { type: 'register.put', subject: `customer/${id}`, data });

/** Personal fields stand apart from the first event on. */
export function logPersonalContract(opened: Opened): void {
  const withPersonal = () => opened(new ManualClock(), PERSONAL);

  describe('personal fields', () => {
    it('leave a seal in the record', async () => {
      const log = await withPersonal();
      await log.append([event('a', { data: { passenger: 'A. Ryan', contact: { phone: '0171', by: 'day' }, seat: 4 } })], { urgent: true });
      const [batch] = await batchesOf(log);
      expect(batch?.events[0]?.data).toEqual({ passenger: SEAL, contact: { phone: SEAL, by: 'day' }, seat: 4 });
    });

    it('can be asked for by place', async () => {
      const log = await withPersonal();
      await log.append([event('a'), event('b', { data: { passenger: { name: 'A. Ryan' }, contact: { phone: '0171' } } })], {
        urgent: true,
      });
      expect([await log.personal(1), await log.personal(2), await log.personal(3)]).toEqual([
        undefined,
        { 'data.passenger': { name: 'A. Ryan' }, 'data.contact.phone': '0171' },
        undefined,
      ]);
    });

    it('of a register kind are sealed in events of that kind alone', async () => {
      const log = await withPersonal();
      await log.append(
        [put('c', { kind: 'customer', phone: '0171' }), put('s', { kind: 'site', phone: '0172' }), event('t', { data: { phone: '0173' } })],
        {
          urgent: true,
        },
      );
      const [batch] = await batchesOf(log);
      expect(batch?.events.map(({ data }) => data['phone'])).toEqual([SEAL, '0172', '0173']);
    });

    it('have seals that tell nothing: equal values have different ones', async () => {
      const log = await withPersonal();
      await log.append([event('a', { data: { passenger: 'A. Ryan' } }), event('b', { data: { passenger: 'A. Ryan' } })], { urgent: true });
      const [batch] = await batchesOf(log);
      expect(batch?.events[0]?.data).not.toEqual(batch?.events[1]?.data);
    });

    it('reach listeners sealed, as reading gives them', async () => {
      const log = await withPersonal();
      const told: Batch[] = [];
      log.onCommit((batch) => told.push(batch));
      await log.append([event('a', { data: { passenger: 'A. Ryan', seat: 4 } })], { urgent: true });
      expect(JSON.stringify(told)).toBe(JSON.stringify(await batchesOf(log)));
    });

    it.each([
      ['together', true],
      ['in one commit after the other', false],
    ])('[LOG-1] repeated with the same value %s are a repeat, with another one a conflict', async (_, together) => {
      const log = await withPersonal();
      const events = ['A. Ryan', 'A. Ryan', 'B. Ryan'].map((passenger) => event('a', { data: { passenger, seat: 4 } }));
      const appends = together ? [events] : events.map((one) => [one]);
      const receipts = (await Promise.all(appends.map((some) => log.append(some, { urgent: true })))).flat();
      expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'repeat', 'conflict']);
    });

    it('[LOG-1] that are equal do not hide a difference beside them', async () => {
      const log = await withPersonal();
      const receipts = await log.append(
        [4, 5].map((seat) => event('a', { data: { passenger: 'A. Ryan', seat } })),
        { urgent: true },
      );
      expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'conflict']);
    });
  });
}
