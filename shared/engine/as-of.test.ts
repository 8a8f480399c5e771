import { expect, it } from 'vitest';
import { BASE_BOOK, bookWith, eventsOf, obligationsOn, type Told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { stateAsOf } from './index.ts';

const STORY: readonly Told[] = [
  ['departure.scheduled', '2013-03-04T06:00:00Z', { data: { scheduled: '2013-03-04T12:00:00Z' } }],
  ['departure.departed', '2013-03-04T12:10:00Z'],
];
function verdict(story: readonly Told[], known: { readonly asOf?: string; readonly places?: number }, book = BASE_BOOK) {
  const asOfMs = known.asOf === undefined ? null : Date.parse(known.asOf);
  const state = stateAsOf(bookOf(book), eventsOf(story), { asOfMs, places: known.places ?? null });
  return state === null ? null : obligationsOn(state)[0]?.state;
}

it('[LOG-3] as-of knows the events up to and at its instant', () => {
  expect(verdict(STORY, { asOf: '2013-03-04T12:09:59.999Z' })).toBe('open');
  expect(verdict(STORY, { asOf: '2013-03-04T12:10:00Z' })).toBe('kept');
});
it('[LOG-3] what is due between the last event and as-of has passed', () => {
  expect(verdict(STORY.slice(0, 1), { asOf: '2013-03-04T12:15:00Z' })).toBe('open');
  expect(verdict(STORY.slice(0, 1), { asOf: '2013-03-04T12:15:00.001Z' })).toBe('broken');
});
it('[LOG-3] known-at knows the first places of the log, however late their events', () => {
  expect(verdict(STORY, { places: 1 })).toBe('open');
  expect(verdict([...STORY].reverse(), { places: 2 })).toBe('kept');
  expect(verdict(STORY, { places: 0 })).toBeNull();
});
it('[LOG-3] without as-of it is the latest time that is known', () => {
  expect(verdict([...STORY, ['departure.scheduled', '2013-03-04T12:15:00.001Z', { on: 'b' }]].slice(0, 1) as Told[], {})).toBe('open');
  expect(verdict([STORY[0] as Told, ['departure.scheduled', '2013-03-04T12:15:00.001Z', { on: 'b' }]], {})).toBe('broken');
});
it('[LOG-2] a correction that lies after as-of has not been made yet', () => {
  const corrected: Told = ['departure.departed', '2013-03-04T12:20:00Z', { data: { replaces: 'departure.departed#1' } }];
  expect(verdict([...STORY, corrected], { asOf: '2013-03-04T12:19:00Z' })).toBe('kept');
  expect(verdict([...STORY, corrected], {})).toBe('broken');
});
it('[FEED-2] a feed that speaks after as-of has not confirmed anything yet', () => {
  const book = bookWith('settle: 15min', 'feeds:\n  gates: { source: /story, sends: [departure.*], heartbeat: 2min }\n');
  const story: readonly Told[] = [STORY[0] as Told, ['feed.heartbeat', '2013-03-04T13:00:00Z', { on: 'feed/gates' }]];
  expect(verdict(story, { asOf: '2013-03-04T12:20:00Z' }, book)).toBe('no-data');
  expect(verdict(story, {}, book)).toBe('broken');
});
it('an instant before 1970 is refused', () => {
  expect(() => verdict([['departure.scheduled', '1969-12-31T23:59:59Z']], {})).toThrow('before 1970');
});
