import { expect, it } from 'vitest';
import type { JsonObject } from '../../shared/event/index.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { answerCase } from './deadline-case.ts';

const BOOK = bookOf(`
book: cases
timezone: Asia/Shanghai
currency: CNY
calendars:
  office: { week: { mon-fri: ["09:00-18:00"] }, holidays: cn, makeup: ["09:00-18:00"] }
  desk: { week: { mon-fri: ["09:00-12:00", "13:00-18:00"] } }
register:
  customer: { key: data.customer, default: { tier: standard } }
promises:
  - { id: first-call, says: &t { en: a, zh: b }, kind: deadline, opens: ticket.opened, met: ticket.contacted, within: 60min }
  - { id: deliver, says: *t, kind: deadline, opens: contract.signed, met: contract.delivered, within: 10wd, calendar: office }
  - { id: pay, says: *t, kind: deadline, opens: contract.delivered, met: contract.paid, within: 15wd, calendar: office }
  - id: repair
    says: *t
    kind: deadline
    opens: ticket.opened
    met: ticket.resolved
    calendar: desk
    tier: customer.tier
    within: { gold: 4h, silver: 6h, standard: 12h }
    limits: [{ when: 'data.key == true', within: 2h }]
    stops: [{ from: ticket.waiting, to: ticket.resumed, when: 'data.cause == "customer"' }]
    reopened: ticket.reopened
  - { id: repair-on, says: *t, kind: deadline, opens: ticket.opened, met: ticket.resolved, calendar: desk, within: 4h, reopened: ticket.reopened, reopen: run-on }
  - { id: repair-anew, says: *t, kind: deadline, opens: ticket.opened, met: ticket.resolved, calendar: desk, within: 4h, reopened: ticket.reopened, reopen: restart }
  - { id: tiered, says: *t, kind: deadline, opens: ticket.opened, met: ticket.resolved, tier: [customer.tier, data.category], within: { gold: { line: 1h, sms: 2h } } }
  - { id: slot, says: *t, kind: deadline, opens: order.placed, met: order.delivered, slot: [data.from, data.to] }
  - { id: notice, says: *t, kind: deadline, opens: change.announced, met: change.notified, before: { of: data.starts, by: 5wd }, calendar: office }
  - { id: departs, says: *t, kind: deadline, opens: departure.scheduled, met: departure.departed, due: data.scheduled, late: 300s, early: 60s, stops: [{ from: hold.begun, to: hold.ended }] }
  - { id: monthly, says: *t, kind: deadline, opens: bill.due, met: bill.paid, within: 1 month }
  - { id: elapsed, says: *t, kind: deadline, opens: ticket.opened, met: ticket.resolved, within: 4h elapsed, calendar: desk }
`);

function ask(promise: string, given: JsonObject) {
  return answerCase(BOOK, promise, { id: 'c', ...given });
}
const mark = (type: string, time: string, data: JsonObject = {}) => ({ type, time, data });
/** A Monday. */
const MON = '2026-03-02';
const on = (time: string, date = MON) => `${date}T${time}+08:00`;

it('[CLK-1] phoned at the 60th minute is kept, a second later is broken', () => {
  const opens = on('17:50:00');
  expect(ask('first-call', { opens, marks: [mark('ticket.contacted', on('18:50:00'))], now: on('20:00:00') })).toMatchObject({
    state: 'kept',
    due: on('18:50:00'),
    met: on('18:50:00'),
    left: null,
  });
  expect(ask('first-call', { opens, marks: [mark('ticket.contacted', on('18:50:01'))], now: on('20:00:00') })).toMatchObject({
    state: 'broken',
  });
});
it('[CAL-3] ten working days from a Thursday before the Spring Festival, with make-up days', () => {
  expect(ask('deliver', { opens: '2026-02-12T15:00:00+08:00', now: '2026-02-13T00:00:00+08:00' })).toMatchObject({
    state: 'open',
    due: '2026-03-04T18:00:00+08:00',
  });
  expect(ask('pay', { opens: '2026-03-04T10:00:00+08:00', now: '2026-03-05T00:00:00+08:00' })).toMatchObject({
    due: '2026-03-25T18:00:00+08:00',
  });
});
it('[CAL-4] a due that depends on holidays nobody has published is provisional', () => {
  expect(ask('deliver', { opens: '2026-12-28T15:00:00+08:00', now: '2026-12-29T00:00:00+08:00' })).toMatchObject({ provisional: true });
});
it('[CAL-2] opened while closed, it counts from the next opening', () => {
  expect(ask('repair', { opens: on('20:00:00'), register: { customer: { tier: 'gold' } }, now: on('21:00:00') })).toMatchObject({
    due: on('14:00:00', '2026-03-03'),
    left: 4 * 3600,
  });
});
it('[CAL-5] a month later is the same day, until midnight, and ignores hours', () => {
  expect(ask('monthly', { opens: '2026-01-31T10:00:00+08:00', now: '2026-02-01T00:00:00+08:00' })).toMatchObject({
    due: '2026-03-01T00:00:00+08:00',
  });
});
it('elapsed time ignores the calendar', () => {
  expect(ask('elapsed', { opens: on('17:00:00'), now: on('17:00:00') })).toMatchObject({ due: on('21:00:00') });
});
it('[CLK-2] a stop counts nothing; one for another cause does not stop', () => {
  const waiting = (cause: string) => [mark('ticket.waiting', on('10:00:00'), { cause }), mark('ticket.resumed', on('11:30:00'))];
  const asked = { opens: on('09:00:00'), register: { customer: { tier: 'gold' } }, now: on('11:45:00') };
  expect(ask('repair', { ...asked, marks: waiting('customer') })).toMatchObject({ state: 'open', due: on('15:30:00'), left: 2.75 * 3600 });
  expect(ask('repair', { ...asked, marks: waiting('internal') })).toMatchObject({ due: on('14:00:00') });
});
it('[CLK-2] while a stop without an end holds there is no due, only what is left', () => {
  const asked = {
    opens: on('09:00:00'),
    register: { customer: { tier: 'gold' } },
    marks: [mark('ticket.waiting', on('10:00:00'), { cause: 'customer' })],
  };
  expect(ask('repair', { ...asked, now: '2026-03-09T09:00:00+08:00' })).toMatchObject({ state: 'stopped', due: null, left: 3 * 3600 });
});
it('[CLK-2] a stop over a weekend takes working time only', () => {
  const marks = [
    mark('ticket.waiting', on('17:00:00', '2026-03-06'), { cause: 'customer' }),
    mark('ticket.resumed', on('10:00:00', '2026-03-09')),
  ];
  expect(
    ask('repair', {
      opens: on('16:00:00', '2026-03-06'),
      register: { customer: { tier: 'gold' } },
      marks,
      now: on('10:00:00', '2026-03-09'),
    }),
  ).toMatchObject({ due: on('14:00:00', '2026-03-09'), left: 3 * 3600 });
});
it('[CLK-2] a ticket that is waiting when it is opened burns no time', () => {
  const marks = [mark('ticket.waiting', on('09:00:00'), { cause: 'customer' }), mark('ticket.resumed', on('11:00:00'))];
  expect(ask('repair', { opens: on('09:00:00'), register: { customer: { tier: 'gold' } }, marks, now: on('11:00:00') })).toMatchObject({
    due: on('16:00:00'),
  });
});
it('[CLK-3] a stop moves a due that came with the event, and `late` is added after', () => {
  const marks = [mark('hold.begun', on('11:00:00')), mark('hold.ended', on('11:10:00'))];
  expect(ask('departs', { opens: on('08:00:00'), data: { scheduled: on('12:00:00') }, marks, now: on('11:20:00') })).toMatchObject({
    scheduled: on('12:10:00'),
    due: on('12:15:00'),
  });
});
it('[CLK-4] a slot has two ends: before it begins is not kept either', () => {
  const asked = { opens: on('11:00:00'), data: { from: on('11:40:00'), to: on('12:00:00') }, now: on('13:00:00') };
  expect(
    ['11:39:59', '11:40:00', '12:00:00', '12:00:01'].map(
      (time) => ask('slot', { ...asked, marks: [mark('order.delivered', on(time))] })['state'],
    ),
  ).toEqual(['broken', 'kept', 'kept', 'broken']);
});
it('[CLK-6] notice is due at the end of the working day five working days before', () => {
  expect(
    ask('notice', { opens: '2026-03-02T10:00:00+08:00', data: { starts: '2026-03-20' }, now: '2026-03-03T00:00:00+08:00' }),
  ).toMatchObject({ due: '2026-03-13T18:00:00+08:00' });
});
it('[CLK-7] what is left is working time, over lunch and the night', () => {
  expect(ask('repair', { opens: on('11:00:00'), register: { customer: { tier: 'standard' } }, now: on('12:30:00') })).toMatchObject({
    left: 11 * 3600,
  });
});
it('[OBL-4] a reopened one goes on without the time it was closed, with it, or anew', () => {
  const marks = [mark('ticket.resolved', on('10:00:00')), mark('ticket.reopened', on('13:30:00'))];
  const asked = { opens: on('09:00:00'), marks, register: { customer: { tier: 'gold' } }, now: on('13:40:00') };
  const dues = ['repair', 'repair-on', 'repair-anew'].map((promise) => ask(promise, asked));
  expect(dues.map(({ state, due, met }) => [state, due, met])).toEqual([
    ['open', on('16:30:00'), null],
    ['open', on('14:00:00'), null],
    ['open', on('17:30:00'), null],
  ]);
});
it('[OBL-4] reopened after its time was gone, run-on is broken', () => {
  const marks = [mark('ticket.resolved', on('10:00:00')), mark('ticket.reopened', on('15:00:00'))];
  expect(ask('repair-on', { opens: on('09:00:00'), marks, now: on('15:10:00') })).toMatchObject({ state: 'broken' });
});
it('[OBL-4] reopening one that is open is ignored', () => {
  expect(
    ask('repair-anew', { opens: on('09:00:00'), marks: [mark('ticket.reopened', on('11:00:00'))], now: on('11:30:00') }),
  ).toMatchObject({ due: on('14:00:00') });
});
it('[OBL-5] a change of tier judges from the same start, and what is already over breaks at the change', () => {
  const silver = { register: { customer: { tier: 'silver' } }, opens: on('09:00:00') };
  const toGold = (time: string) => [mark('register.put', on(time), { customer: { tier: 'gold' } })];
  expect(ask('repair', { ...silver, marks: toGold('11:00:00'), now: on('11:30:00') })).toMatchObject({
    state: 'open',
    due: on('14:00:00'),
  });
  expect(
    ask('repair', { ...silver, marks: [...toGold('15:00:00'), mark('ticket.resolved', on('15:30:00'))], now: on('17:00:00') }),
  ).toMatchObject({ state: 'broken', due: on('14:00:00') });
});
it('[OBL-5] a tier without an allowance is no-data, and a default stands in where the register is silent', () => {
  expect(
    ask('tiered', { opens: on('09:00:00'), register: { customer: { tier: 'gold' } }, data: { category: 'line' }, now: on('09:10:00') }),
  ).toMatchObject({ due: on('10:00:00') });
  expect(
    ask('tiered', { opens: on('09:00:00'), register: { customer: { tier: 'tin' } }, data: { category: 'line' }, now: on('19:00:00') }),
  ).toMatchObject({ state: 'no-data', due: null, left: null });
  expect(ask('repair', { opens: on('09:00:00'), now: on('09:00:00') })).toMatchObject({ left: 12 * 3600 });
});
it('the first limit whose condition holds wins over the tiers', () => {
  expect(
    ask('repair', { opens: on('09:00:00'), register: { customer: { tier: 'gold' } }, data: { key: true }, now: on('09:00:00') }),
  ).toMatchObject({ due: on('11:00:00') });
});
it('marks after now have not happened, and before the opening there is nothing', () => {
  expect(
    ask('first-call', { opens: on('10:00:00'), marks: [mark('ticket.contacted', on('10:30:00'))], now: on('10:20:00') }),
  ).toMatchObject({ state: 'open', met: null, left: 40 * 60 });
  expect(ask('first-call', { opens: on('10:00:00'), now: on('09:00:00') })).toMatchObject({ state: 'idle', due: null });
});
it('the spans of a deadline add up to its allowance, and say why the rest does not count', () => {
  const marks = [mark('ticket.waiting', on('10:00:00'), { cause: 'customer' }), mark('ticket.resumed', on('11:30:00'))];
  const answer = ask('repair', { opens: on('09:00:00'), register: { customer: { tier: 'gold' } }, marks, now: on('11:45:00') });
  const spans = answer['spans'] as readonly {
    readonly from: string;
    readonly to: string;
    readonly counts: boolean;
    readonly why: string;
  }[];
  expect(spans.map(({ from, to, counts, why }) => [from.slice(11, 16), to.slice(11, 16), counts, why])).toEqual([
    ['09:00', '10:00', true, 'working time'],
    ['10:00', '11:30', false, 'stopped: Waiting for the customer'],
    ['11:30', '12:00', true, 'working time'],
    ['12:00', '13:00', false, 'closed'],
    ['13:00', '15:30', true, 'working time'],
  ]);
  expect(spans.filter((span) => span.counts).reduce((sum, span) => sum + Date.parse(span.to) - Date.parse(span.from), 0)).toBe(
    4 * 3_600_000,
  );
});
it('a holiday in between is named', () => {
  const answer = ask('deliver', { opens: '2026-02-12T15:00:00+08:00', now: '2026-02-13T00:00:00+08:00' });
  expect(JSON.stringify(answer['spans'])).toMatch(/holiday: .*Spring Festival/);
});
it('a case that cannot be judged names its field', () => {
  expect(() => ask('first-call', { opens: 'yesterday', now: on('10:00:00') })).toThrow(/opens must be RFC 3339/);
  expect(() => ask('nothing', { opens: on('10:00:00'), now: on('10:00:00') })).toThrow(/no deadline promise `nothing`/);
  expect(() => ask('first-call', { opens: on('10:00:00'), now: on('10:00:00'), marks: [{ type: 'a.b', time: 5 }] })).toThrow(
    /marks\[0\]\.time/,
  );
});
it('a stop of thousands of years is refused, not written out', () => {
  const marks = [mark('ticket.waiting', on('10:00:00'), { cause: 'customer' })];
  const gold = { opens: on('09:00:00'), register: { customer: { tier: 'gold' } }, marks };
  expect(() => ask('repair', { ...gold, now: '9999-01-01T00:00:00Z' })).toThrow(/over 20000 days/);
  expect(ask('repair', { ...gold, now: '2046-01-01T00:00:00Z' })).toMatchObject({ state: 'stopped' });
});
