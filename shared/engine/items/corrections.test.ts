import { expect, it } from 'vitest';
import { type Told, told } from '../../../test/data/story.ts';
import { judgementLines } from '../../view/index.ts';

const BOOK = `
book: counts
timezone: UTC
currency: USD
promises:
  - { id: answered, says: { en: "Answered.", zh: "有回应。" }, kind: deadline, opens: ticket.opened, met: ticket.contacted, within: 1h }
  - { id: falls, says: { en: "Falls.", zh: "跌落。" }, kind: count, of: fall.seen, window: day, target: "<= 4" }
`;
const NOW = '2026-06-01T12:00:00Z';
const fall = (id: string, data = {}, source = '/sim'): Told => ['fall.seen', '2026-06-01T10:00:00Z', { id, data, source }];
const falls = (story: readonly Told[]) =>
  [...judgementLines(told(BOOK, story, NOW))].flatMap((line) => (line.kind === 'window' ? [line.all] : []));

it('[WIN-3] two events are two whose source and id only run together to the same text', () => {
  expect(falls([fall('b c', {}, '/a'), fall('c', {}, '/a b')])).toEqual([2]);
});
it('[LOG-2] each link of a chain takes the place of the one before, in any order of arrival, and another source says nothing', () => {
  const chain = [fall('1'), fall('2', { replaces: '1' }), fall('3', { replaces: '2' }), fall('4', { replaces: '3' }, '/other')];
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ])
    expect(falls(order.map((index) => chain[index] as Told))).toEqual([2]);
});
it('an event that says nothing about an obligation does not have its item judged anew, after a correction neither', () => {
  const opened: Told = ['ticket.opened', '2026-06-01T09:00:00Z'];
  const story = [opened, fall('1'), fall('2', { replaces: '1' })];
  const state = told(BOOK, story, NOW);
  const [obligation] = state.items.get('item/1')?.obligations ?? [];
  expect(obligation?.state).toBe('broken');
  const later = told(BOOK, [...story, fall('3'), fall('4')], NOW);
  expect(later.items.get('item/1')?.obligations).toEqual([obligation]);
  expect(['fall.seen', 'ticket.contacted', 'kept.excluded'].map((type) => later.judgedTypes(type))).toEqual([false, true, true]);
});

const on = (subject: string, id: string, type: string, time: string, data = {}): Told => [
  type,
  `2026-06-01T${time}:00Z`,
  { id, data, source: '/sim', on: subject },
];
const verdicts = (story: readonly Told[]) =>
  [...judgementLines(told(BOOK, story, NOW))].flatMap((line) => {
    if (line.kind === 'obligation') return [`${line.subject} ${line.state}`];
    return line.kind === 'window' ? [`falls ${line.all}`] : [];
  });
const ORDERS = [
  [0, 1, 2, 3, 4, 5],
  [5, 4, 3, 2, 1, 0],
  [3, 0, 5, 1, 4, 2],
  [4, 2, 0, 5, 3, 1],
];
it('[LOG-2] a correction takes the place of an event that was sent under another subject, in any order of arrival', () => {
  const story = [
    on('ticket/1', 'o1', 'ticket.opened', '09:00'),
    on('ticket/2', 'o2', 'ticket.opened', '09:00'),
    on('ticket/1', 'm', 'ticket.contacted', '09:30'),
    on('ticket/2', 'm2', 'ticket.contacted', '09:30', { replaces: 'm' }), // The call was about the other ticket.
    on('site/1', 'f', 'fall.seen', '10:00'),
    on('site/2', 'f2', 'note.taken', '10:00', { replaces: 'f' }), // It was no fall at all.
  ];
  const another = on('site/3', 'f3', 'fall.seen', '08:00');
  for (const order of ORDERS)
    expect(verdicts([another, ...order.map((index) => story[index] as Told)])).toEqual(['ticket/1 broken', 'ticket/2 kept', 'falls 1']);
});
it('[LOG-2] of two corrections under other subjects the later in the log counts, and a chain of them its newest', () => {
  const opened = [1, 2, 3].map((number) => on(`ticket/${number}`, `o${number}`, 'ticket.opened', '09:00'));
  const met = on('ticket/1', 'm', 'ticket.contacted', '09:30');
  const rivals = [2, 3].map((number) => on(`ticket/${number}`, `m${number}`, 'ticket.contacted', '09:30', { replaces: 'm' }));
  const only = (...kept: readonly number[]) => [1, 2, 3].map((number) => `ticket/${number} ${kept.includes(number) ? 'kept' : 'broken'}`);
  expect(verdicts([...opened, met, ...rivals])).toEqual(only(3));
  expect(verdicts([...rivals.toReversed(), ...opened, met])).toEqual(only(2));
  const chain = [rivals[0] as Told, on('ticket/3', 'm3', 'ticket.contacted', '09:30', { replaces: 'm2' })];
  for (const order of ORDERS) expect(verdicts(order.map((index) => [...opened, met, ...chain][index] as Told))).toEqual(only(3));
});
