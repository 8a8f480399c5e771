import { expect, it } from 'vitest';
import { eventsOf, type Told, told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { stateAsOf } from '../engine/index.ts';
import { deskDetail } from './desk/desk-detail.ts';
import { DeskRows } from './desk/desk-view.ts';
import { judgementLines } from './explain/judgement.ts';

const says = 'says: { en: "Done.", zh: "办好。" }';
const BOOK = `book: owned
timezone: UTC
currency: USD
promises:
  - { id: case, ${says}, kind: deadline, opens: case.opened, met: case.closed, within: 8h, owner: first-contact }
  - { id: plain, ${says}, kind: deadline, opens: case.opened, met: case.closed, within: 8h }
`;
const at = (time: string) => `2026-06-01T${time}:00Z`;
const STORY: readonly Told[] = [
  ['case.opened', at('10:00'), { id: 'opened' }],
  ['call.taken', at('10:05'), { id: 'taken', data: { by: 'Ana' } }],
  ['case.assigned', at('10:10'), { id: 'first', data: { to: 'Bo', by: 'Lead' } }],
  ['case.assigned', at('10:20'), { id: 'second', data: { to: 'Cy' } }],
];
const caseLine = (story: readonly Told[]) => {
  const state = stateAsOf(bookOf(BOOK), eventsOf(story), { asOfMs: Date.parse(at('12:00')), places: null });
  const lines = state === null ? [] : [...judgementLines(state)];
  return lines.find((line) => line.kind === 'obligation' && line.promise === 'case');
};

it('[OBL-9] the first event that says who sent it sets the owner for good, and every assignment is a hand-off', () => {
  expect(caseLine(STORY.slice(0, 1))).toEqual(expect.objectContaining({ handoffs: 0 }));
  expect(caseLine(STORY.slice(0, 1))).not.toHaveProperty('owner');
  expect(caseLine(STORY)).toEqual(expect.objectContaining({ owner: 'Ana', handoffs: 2 }));
  expect(caseLine([3, 2, 1, 0].map((index) => STORY[index] as Told))).toEqual(caseLine(STORY));
});
it('[OBL-9, TIM-4] of two at one instant the one that ends the promise is the first', () => {
  const closed: Told = ['case.closed', at('10:05'), { id: 'zz', data: { by: 'Bea' } }];
  expect(caseLine([...STORY.slice(0, 2), closed])).toEqual(expect.objectContaining({ owner: 'Bea', met: '2026-06-01T10:05:00+00:00' }));
});
it('[OBL-9, LOG-2] a correction that takes an event out takes its effect out', () => {
  const noContact: Told = ['call.noted', at('11:00'), { id: 'x', data: { replaces: 'taken' } }];
  expect(caseLine([...STORY, noContact])).toEqual(expect.objectContaining({ owner: 'Lead', handoffs: 2 }));
  const noHandoff: Told = ['call.noted', at('11:00'), { id: 'x', data: { replaces: 'first' } }];
  expect(caseLine([...STORY, noHandoff])).toEqual(expect.objectContaining({ owner: 'Ana', handoffs: 1 }));
});
it('[OBL-9, ACT-2] the desk shows that owner and the hand-offs; other promises go by the last assignment', () => {
  const state = told(BOOK, STORY, at('12:00'));
  const owners = new DeskRows(state, { banner: null }).view.rows.map(({ promise, owner }) => [promise, owner]);
  expect(owners.sort()).toEqual([
    ['case', 'Ana'],
    ['plain', 'Cy'],
  ]);
  const detail = deskDetail(state, 'case item/1 1');
  expect([detail?.handoffs, detail?.remarks]).toEqual([2, [{ key: 'desk.handoffs', args: { count: 2 } }]]);
  expect(deskDetail(state, 'plain item/1 1')?.handoffs).toBe(null);
  expect([...judgementLines(state)].find((line) => line.promise === 'plain')).not.toHaveProperty('handoffs');
});
it('[OBL-1] an opening that opens nothing is counted, and its event says so', () => {
  const again: Told = ['case.opened', at('10:30'), { id: 'again' }];
  const detail = deskDetail(told(BOOK, [...STORY, again], at('12:00')), 'plain item/1 1');
  expect([detail?.ignoredOpenings, detail?.remarks]).toEqual([1, [{ key: 'desk.ignored.one' }]]);
  expect(detail?.events.filter(({ text }) => text.key === 'event.opened-nothing').map(({ atMs }) => atMs)).toEqual([
    Date.parse(at('10:30')),
  ]);
  const thrice = deskDetail(told(BOOK, [...STORY, again, ['case.opened', at('10:40'), { id: 'third' }]], at('12:00')), 'plain item/1 1');
  expect(thrice?.remarks).toEqual([{ key: 'desk.ignored.many', args: { count: 2 } }]);
});
it('[OBL-2] what was done before it opened says so, in its clock and above it', () => {
  const story: readonly Told[] = [['case.closed', at('09:00')], ...STORY.slice(0, 1)];
  const detail = deskDetail(told(BOOK, story, at('12:00')), 'plain item/1 1');
  expect(detail?.remarks).toEqual([{ key: 'desk.met-before' }]);
  expect(detail?.spans.map(({ why }) => why.key)).toEqual(['span.met-before']);
});
