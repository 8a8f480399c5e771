import { expect, it } from 'vitest';
import { DistinctEvents, type KeptEvent } from './index.ts';

const EVENT: KeptEvent = { id: '1', source: '/s', type: 'a.b', time: '2026-06-01T00:30:00+02:00', subject: 'x', data: { a: 1, b: 2 } };

function taken(...events: readonly KeptEvent[]) {
  const distinct = new DistinctEvents();
  return [events.map((event) => distinct.take(event)), [...distinct.inOrder()]];
}

it('[LOG-1] an identical repeat is not taken again, however its instant and its keys are written', () => {
  const repeat = { ...EVENT, time: '2026-05-31T22:30:00Z', data: { b: 2, a: 1 } };
  expect(taken(EVENT, repeat)).toEqual([['accepted', 'repeat'], [EVENT]]);
});
it('[LOG-1] of two with other content the first stands', () => {
  expect(taken(EVENT, { ...EVENT, data: { a: 2 } })).toEqual([['accepted', 'conflict'], [EVENT]]);
});
it('[LOG-1] an id may come again from another source or on another UTC day', () => {
  expect(taken(EVENT, { ...EVENT, source: '/t' }, { ...EVENT, time: '2026-06-01T02:00:00+02:00' })[0]).toEqual([
    'accepted',
    'accepted',
    'accepted',
  ]);
});
