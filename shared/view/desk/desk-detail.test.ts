import { expect, it } from 'vitest';
import { TICKETS_BOOK, ticketEvent } from '../../../test/data/tickets-book.ts';
import { bookOf, HOUR_MS, MINUTE_MS } from '../../../test/simulation/world.ts';
import { advance, applyBatch, emptyState } from '../../engine/index.ts';
import type { KeptEvent } from '../../event/index.ts';
import { sayText } from '../../text/index.ts';
import type { DeskDetail } from './desk.ts';
import { deskDetail } from './desk-detail.ts';

/** 09:00 in the book's zone. */
const START_MS = Date.UTC(2026, 5, 18, 1);
const REPAIR = 'repaired ticket/T-1 1';
const at = (minutes: number, type: string, data: KeptEvent['data'] = {}) => ticketEvent('T-1', type, START_MS + minutes * MINUTE_MS, data);

function detailAfter(events: readonly KeptEvent[], minutes: number, book = TICKETS_BOOK): DeskDetail {
  const state = emptyState(bookOf(book));
  applyBatch(state, { firstPlace: 1, receivedAtMs: START_MS, events });
  advance(state, START_MS + minutes * MINUTE_MS);
  const detail = deskDetail(state, REPAIR);
  if (detail === null) throw new Error('no detail');
  return detail;
}
const counted = (detail: DeskDetail) =>
  detail.spans.reduce((sum, { fromAtMs, toAtMs, counts }) => sum + (counts ? toAtMs - fromAtMs : 0), 0);

it('the spans run from the opening to the due without gap, say why in both languages, and what counts is the allowance', () => {
  const detail = detailAfter([at(0, 'ticket.opened'), at(60, 'ticket.waiting'), at(90, 'ticket.resumed')], 120);
  expect(detail.spans.map(({ why }) => [sayText('en', why), sayText('zh', why)])).toEqual([
    ['working time', '工作时间'],
    ['stopped: Waiting', '暂停：等待中'],
    ['working time', '工作时间'],
    ['closed', '非工作时间'],
    ['working time', '工作时间'],
  ]);
  expect(counted(detail)).toBe(8 * HOUR_MS);
  expect([detail.spans[0]?.fromAtMs, detail.spans.at(-1)?.toAtMs]).toEqual([START_MS, detail.row.dueAtMs]);
  for (const [index, span] of detail.spans.entries()) if (index > 0) expect(span.fromAtMs).toBe(detail.spans[index - 1]?.toAtMs);
});
it('a stop is told in the words of what stopped it; elapsed time and a time that was set are not called working time', () => {
  const wordsOf = (book: string, type: string, data: KeptEvent['data'] = {}) =>
    detailAfter(
      [at(0, 'ticket.opened', { by: '2026-06-18T20:00:00+08:00' }), at(60, type, data), at(90, 'ticket.resumed')],
      120,
      book,
    ).spans.map(({ why }) => [sayText('en', why), sayText('zh', why)]);
  expect(wordsOf(TICKETS_BOOK, 'ticket.waiting', { cause: 'customer' })[1]).toEqual([
    'stopped: Waiting for the customer',
    '暂停：等待客户',
  ]);
  const strange = TICKETS_BOOK.replace('from: ticket.waiting', 'from: ticket.parked');
  expect(wordsOf(strange, 'ticket.parked')[1]).toEqual(['stopped: ticket.parked', '暂停：ticket.parked']);
  const elapsed = TICKETS_BOOK.replace('    calendar: office\n', '');
  expect(wordsOf(elapsed, 'ticket.waiting').map(([en]) => en)).toEqual(['elapsed time', 'stopped: Waiting', 'elapsed time']);
  const scheduled = TICKETS_BOOK.replace(
    / {4}tier: customer.tier\n {4}within: .*8h }\n {4}calendar: office\n.*resumed }]\n/,
    '    due: data.by\n',
  );
  expect(wordsOf(scheduled, 'ticket.waiting')).toEqual([['until the time that was set', '至约定时刻']]);
});
it('events are told newest first, in words where there are any, with who did it', () => {
  const events = [
    at(0, 'ticket.opened'),
    at(5, 'ticket.assigned', { to: 'Field 3', by: 'Lead A' }),
    at(6, 'ticket.waiting', { cause: 'customer' }),
    at(7, 'ticket.waiting', { cause: 'weather' }),
    at(8, 'ticket.mended'),
    at(9, 'kept.noted', { by: 'Lead B', text: 'fine now' }),
  ];
  const detail = detailAfter(events, 10, TICKETS_BOOK.replace('met: ticket.resolved', 'met: [ticket.resolved, ticket.mended]'));
  expect(detail.events.map(({ text, actor }) => [sayText('en', text), sayText('zh', text), actor])).toEqual([
    ['Note: fine now', '备注：fine now', 'Lead B'],
    ['ticket.mended', 'ticket.mended', '/tickets'],
    ['Waiting', '等待中', '/tickets'],
    ['Waiting for the customer', '等待客户', '/tickets'],
    ['Assigned to Field 3', '指派给 Field 3', 'Lead A'],
    ['Opened', '已受理', '/tickets'],
  ]);
  expect(detail).toMatchObject({ metAtMs: START_MS + 8 * MINUTE_MS, row: { state: 'kept', owner: 'Field 3' } });
});
it('of many events the newest fifty are told, and how many there are', () => {
  const events = Array.from({ length: 70 }, (_, minute) => at(minute, minute === 0 ? 'ticket.opened' : 'item.fact'));
  const { events: told, eventsTotal } = detailAfter(events, 80);
  expect([told.length, eventsTotal, told[0]?.atMs, told[49]?.atMs]).toEqual([50, 70, START_MS + 69 * MINUTE_MS, START_MS + 20 * MINUTE_MS]);
});
it('the other promises on the item stand with how they are', () => {
  const states = (minutes: number) => detailAfter([at(0, 'ticket.opened')], minutes).also.map(({ id, state }) => [id, state]);
  expect(states(1)).toEqual([['first-call ticket/T-1 1', 'on-track']]);
  expect(states(50)).toEqual([['first-call ticket/T-1 1', 'at-risk']]);
  expect(states(61)).toEqual([['first-call ticket/T-1 1', 'broken']]);
});
