import { expect, it } from 'vitest';
import { type Told, told } from '../../test/data/story.ts';
import { judgementLines } from '../view/index.ts';

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
