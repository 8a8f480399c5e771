import { expect, it } from 'vitest';
import { eventsOf, type Told, told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { incidentsOn, stateAsOf } from '../engine/index.ts';
import { deskDetail } from './desk/desk-detail.ts';
import { DeskRows } from './desk/desk-view.ts';

const BOOK = `book: faults
timezone: UTC
currency: USD
promises:
  - id: fault
    says: { en: "Restored.", zh: "恢复。" }
    kind: deadline
    opens: fault.opened
    met: fault.closed
    within: 8h
    exclude: [{ when: "has(incident.id)", reason: none }]
`;
const at = (time: string) => `2026-06-01T${time}:00Z`;
const STORY: readonly Told[] = [
  ['fault.opened', at('10:00'), { on: 'F-1', id: 'f1' }],
  ['fault.opened', at('10:05'), { on: 'F-2', id: 'f2' }],
  ['incident.opened', at('10:10'), { on: 'I-7', id: 'o', data: { title: 'Cabinet 12', cause: 'fibre cut' } }],
  ['incident.linked', at('10:15'), { on: 'I-7', id: 'a', data: { about: 'F-1' } }],
  ['incident.linked', at('10:20'), { on: 'I-7', id: 'b', data: { about: ['F-2', 'F-1', 3] } }],
];
const SEVEN = { id: 'I-7', title: 'Cabinet 12', cause: 'fibre cut', isOpen: true, sinceAtMs: Date.parse(at('10:15')) };
const CLOSED: Told = ['incident.closed', at('11:00'), { on: 'I-7', id: 'c' }];

it('an incident claims the items that it is linked with, since the first link, in any order of arrival', () => {
  for (const order of [
    [0, 1, 2, 3, 4],
    [4, 3, 2, 1, 0],
    [2, 4, 0, 3, 1],
  ]) {
    const events = eventsOf(order.map((index) => STORY[index] as Told));
    const state = stateAsOf(bookOf(BOOK), events, { asOfMs: Date.parse(at('12:00')), places: null });
    expect(state && incidentsOn(state, 'F-1')).toEqual([SEVEN]);
    expect(state && incidentsOn(state, 'F-2')).toEqual([{ ...SEVEN, sinceAtMs: Date.parse(at('10:20')) }]);
    expect(state && incidentsOn(state, 'I-7')).toEqual([]);
  }
});
it('[LOG-2] a correction takes a link back', () => {
  const corrected = told(
    BOOK,
    [...STORY, ['incident.linked', at('10:30'), { on: 'I-7', data: { about: 'F-1', replaces: 'b' } }]],
    at('12:00'),
  );
  expect(incidentsOn(corrected, 'F-2')).toEqual([]);
  expect(incidentsOn(corrected, 'F-1')).toEqual([SEVEN]);
});
it('open incidents come before closed ones, and one that nothing opened is open', () => {
  const later: Told = ['incident.linked', at('11:30'), { on: 'I-9', id: 'd', data: { about: 'F-1' } }];
  const incidents = incidentsOn(told(BOOK, [...STORY, CLOSED, later], at('12:00')), 'F-1');
  expect(incidents.map(({ id, isOpen, title }) => [id, isOpen, title])).toEqual([
    ['I-9', true, ''],
    ['I-7', false, 'Cabinet 12'],
  ]);
});
it('desk rows carry the incident that claims them, and no condition reads it', () => {
  const state = told(BOOK, STORY.slice(0, 4), at('10:16'));
  const rows = new DeskRows(state, { banner: null });
  expect(rows.view.rows.map(({ subject, incident, state: standing }) => [subject, incident, standing])).toEqual([
    ['F-1', 'I-7', 'on-track'],
    ['F-2', null, 'on-track'],
  ]);
  const shown = told(BOOK, [...STORY, CLOSED], at('12:00'));
  expect(deskDetail(shown, 'fault F-2 1')?.incidents).toEqual([{ ...SEVEN, isOpen: false, sinceAtMs: Date.parse(at('10:20')) }]);
  expect(deskDetail(shown, 'fault F-2 1')?.remarks).toEqual([
    { key: 'desk.incident.closed', args: { name: 'I-7 · Cabinet 12 · fibre cut' } },
  ]);
});
