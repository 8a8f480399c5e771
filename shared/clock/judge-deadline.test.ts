import { expect, it } from 'vitest';
import { BASE_BOOK, bookWith, eventsOf, obligationsOn, type Told, told } from '../../test/data/story.ts';
import { bookOf, seededRandom, shuffled } from '../../test/simulation/world.ts';
import { advance, applyBatch, emptyState } from '../engine/index.ts';

const OPENED: Told = ['departure.scheduled', '2013-07-01T06:00:00-04:00', { data: { scheduled: '2013-07-01T12:00:00-04:00' } }];
const left = (time: string): Told => ['departure.departed', time];
const EVENING = '2013-07-01T20:00:00-04:00';

/** State of the only obligation after a story. */
function verdict(story: readonly Told[], { book = BASE_BOOK, now = EVENING } = {}) {
  return obligationsOn(told(book, story, now))[0]?.state;
}

it('[CLK-1] met at the due instant is met, a millisecond later is broken', () => {
  expect(verdict([OPENED, left('2013-07-01T12:15:00-04:00')])).toBe('kept');
  expect(verdict([OPENED, left('2013-07-01T12:15:00.001-04:00')])).toBe('broken');
});
it('[CLK-1] open at the due instant is open, from the next millisecond it is broken', () => {
  expect(verdict([OPENED], { now: '2013-07-01T12:15:00-04:00' })).toBe('open');
  expect(verdict([OPENED], { now: '2013-07-01T12:15:00.001-04:00' })).toBe('broken');
});
it('[CLK-1] `<15min` is due one millisecond before 15 minutes are over', () => {
  const book = bookWith('late: <15min');
  expect(verdict([OPENED, left('2013-07-01T12:14:59.999-04:00')], { book })).toBe('kept');
  expect(verdict([OPENED, left('2013-07-01T12:15:00-04:00')], { book })).toBe('broken');
});
it('[TIM-1] digits after the millisecond are cut, never rounded', () => {
  expect(verdict([OPENED, left('2013-07-01T12:15:00.0009-04:00')])).toBe('kept');
});
it('[TIM-2] a due without an offset is read in the zone of the book', () => {
  const opened: Told = ['departure.scheduled', '2013-07-01T06:00:00Z', { data: { scheduled: '2013-07-01T12:00' } }];
  expect(obligationsOn(told(BASE_BOOK, [opened], EVENING))[0]?.due).toBe('2013-07-01T16:15:00.000Z');
});
it('[CLK-4] the due is the schedule and what `late` tolerates', () => {
  expect(obligationsOn(told(BASE_BOOK, [OPENED], EVENING))[0]?.due).toBe('2013-07-01T16:15:00.000Z');
});
it('[CLK-4] met before the schedule less `early` is broken; without `early` nothing is too early', () => {
  const book = bookWith('early: 60s');
  expect(verdict([OPENED, left('2013-07-01T11:59:00-04:00')], { book })).toBe('kept');
  expect(verdict([OPENED, left('2013-07-01T11:58:59.999-04:00')], { book })).toBe('broken');
  expect(verdict([OPENED, left('2013-07-01T09:00:00-04:00')])).toBe('kept');
});
it('[CLK-5] a type in `moves` changes the schedule until the due has passed', () => {
  const book = bookWith('moves: departure.moved');
  const moved = (time: string): Told => ['departure.moved', time, { data: { scheduled: '2013-07-01T14:00:00-04:00' } }];
  expect(verdict([OPENED, moved('2013-07-01T12:15:00-04:00'), left('2013-07-01T14:15:00-04:00')], { book })).toBe('kept');
  expect(verdict([OPENED, moved('2013-07-01T12:15:00.001-04:00'), left('2013-07-01T14:15:00-04:00')], { book })).toBe('broken');
});
it('[OBL-1] a second opening on the same subject is ignored', () => {
  const again: Told = ['departure.scheduled', '2013-07-01T07:00:00-04:00', { data: { scheduled: '2013-07-01T18:00:00-04:00' } }];
  expect(obligationsOn(told(BASE_BOOK, [OPENED, again], EVENING)).map((each) => each.due)).toEqual(['2013-07-01T16:15:00.000Z']);
});
it('[OBL-1] with `repeat` the next opening counts once the last one was met, also late', () => {
  const book = bookWith('repeat: true');
  const second: Told = ['departure.scheduled', '2013-07-01T13:00:00-04:00', { data: { scheduled: '2013-07-01T18:00:00-04:00' } }];
  const states = obligationsOn(told(book, [OPENED, left('2013-07-01T12:40:00-04:00'), second, left('2013-07-01T18:05:00-04:00')], EVENING));
  expect(states.map(({ nth, state }) => [nth, state])).toEqual([
    [1, 'broken'],
    [2, 'kept'],
  ]);
});
it('[OBL-2] the first mark that finishes decides', () => {
  expect(verdict([OPENED, ['departure.cancelled', '2013-07-01T11:00:00-04:00'], left('2013-07-01T12:00:00-04:00')])).toBe('broken');
  expect(verdict([OPENED, left('2013-07-01T12:00:00-04:00'), ['departure.cancelled', '2013-07-01T12:01:00-04:00']])).toBe('kept');
});
it('[OBL-2] met before it was opened is met', () => {
  expect(verdict([left('2013-07-01T05:50:00-04:00'), OPENED])).toBe('kept');
});
it('[OBL-3] a broken one stays broken, and shows when it was met after all', () => {
  expect(obligationsOn(told(BASE_BOOK, [OPENED, left('2013-07-01T13:00:00-04:00')], EVENING))[0]).toMatchObject({
    state: 'broken',
    met: '2013-07-01T17:00:00.000Z',
  });
});
it('[OBL-6] the version in force at the opening governs to the end', () => {
  const book = bookWith('', 'versions:\n  - { from: 2013-01-01 }\n  - { from: 2013-07-01, promises: [{ id: leaves, late: 1h }] }\n');
  const opened = (time: string): Told => ['departure.scheduled', time, { data: { scheduled: '2013-07-01T12:00:00-04:00' } }];
  expect(obligationsOn(told(book, [opened('2013-06-30T23:59:59-04:00')], EVENING))[0]).toMatchObject({
    version: '2013-01-01',
    due: '2013-07-01T16:15:00.000Z',
  });
  expect(obligationsOn(told(book, [opened('2013-07-01T00:00:00-04:00')], EVENING))[0]).toMatchObject({
    version: '2013-07-01',
    due: '2013-07-01T17:00:00.000Z',
  });
});
it('[OBL-7] an exclusion by a person wins over any verdict, before and after it, until it is taken back', () => {
  const out: Told = ['kept.excluded', '2013-07-01T15:00:00-04:00', { data: { reason: 'bomb alarm', by: 'lead' } }];
  const back: Told = ['kept.included', '2013-07-01T16:00:00-04:00', { data: { reason: 'mistaken', by: 'lead' } }];
  expect(obligationsOn(told(BASE_BOOK, [OPENED, out], EVENING))[0]).toMatchObject({
    state: 'excluded',
    reason: 'bomb alarm',
    owedMinor: 0,
  });
  expect(verdict([OPENED, out, back])).toBe('broken');
  expect(
    verdict([OPENED, ['kept.excluded', '2013-07-01T07:00:00-04:00', { data: { promise: 'another', reason: 'no', by: 'lead' } }]]),
  ).toBe('broken');
});
it('[OBL-7] an exclusion by a rule has its reason and is not taken back by a person', () => {
  const book = bookWith("exclude: [{ when: 'data.charter == true', reason: charter }]");
  const charter: Told = ['departure.scheduled', OPENED[1], { data: { scheduled: '2013-07-01T12:00:00-04:00', charter: true } }];
  expect(
    obligationsOn(told(book, [charter, ['kept.included', '2013-07-01T08:00:00-04:00', { data: { by: 'lead' } }]], EVENING))[0],
  ).toMatchObject({ state: 'excluded', reason: 'charter' });
  expect(verdict([OPENED], { book })).toBe('broken');
});
it('[TIM-4] of two marks at one instant, met comes before broken; a sequence comes before the meaning', () => {
  const noon = '2013-07-01T12:00:00-04:00';
  expect(verdict([OPENED, ['departure.cancelled', noon, { id: 'a' }], ['departure.departed', noon, { id: 'b' }]])).toBe('kept');
  expect(verdict([OPENED, ['departure.cancelled', noon, { sequence: '1' }], ['departure.departed', noon, { sequence: '2' }]])).toBe(
    'broken',
  );
  expect(verdict([OPENED, ['departure.cancelled', noon], ['departure.departed', noon, { sequence: '1' }]])).toBe('broken');
});
it('[TIM-4] one order of marks whatever the order of arrival', () => {
  const noon = '2013-07-01T12:00:00-04:00';
  const story: readonly Told[] = [
    OPENED,
    ['departure.cancelled', noon, { id: 'z' }],
    ['departure.departed', noon, { id: 'm' }],
    ['departure.departed', noon, { id: 'b', sequence: '9' }],
    left('2013-07-01T12:30:00-04:00'),
  ];
  const outcomes = Array.from({ length: 20 }, (_, seed) => {
    const state = emptyState(bookOf(BASE_BOOK));
    const events = shuffled(eventsOf(story), seededRandom(seed));
    applyBatch(state, { firstPlace: 1, receivedAtMs: Date.parse(EVENING), events });
    return JSON.stringify(obligationsOn(state));
  });
  expect(new Set(outcomes).size).toBe(1);
});
it('[LOG-2] a correction takes the place of the event that it names, the newest of a chain counts', () => {
  const wrong: Told = ['departure.departed', '2013-07-01T12:10:00-04:00', { id: 'd1' }];
  const better: Told = ['departure.departed', '2013-07-01T12:40:00-04:00', { id: 'd2', data: { replaces: 'd1' } }];
  const best: Told = ['departure.departed', '2013-07-01T12:12:00-04:00', { id: 'd3', data: { replaces: 'd2' } }];
  expect(verdict([OPENED, wrong, better])).toBe('broken');
  expect(verdict([OPENED, wrong, better, best])).toBe('kept');
  expect(
    verdict([OPENED, wrong, ['departure.departed', '2013-07-01T12:40:00-04:00', { id: 'd2', source: '/other', data: { replaces: 'd1' } }]]),
  ).toBe('kept');
});
it('[LOG-2] of two corrections of one event the later in the log counts', () => {
  const wrong: Told = ['departure.departed', '2013-07-01T12:10:00-04:00', { id: 'd1' }];
  const first: Told = ['departure.departed', '2013-07-01T12:40:00-04:00', { id: 'd2', data: { replaces: 'd1' } }];
  const second: Told = ['departure.departed', '2013-07-01T12:12:00-04:00', { id: 'd3', data: { replaces: 'd1' } }];
  expect(verdict([OPENED, wrong, first, second])).toBe('kept');
  expect(verdict([OPENED, wrong, second, first])).toBe('broken');
});
it('[LOG-2] an opening that a correction took back leaves nothing in any window', () => {
  const withdrawn: Told = ['departure.withdrawn', '2013-07-01T08:00:00-04:00', { data: { replaces: 'departure.scheduled#0' } }];
  const book = bookWith('moves: departure.withdrawn');
  const state = told(book, [OPENED, withdrawn], '2013-07-01T09:00:00-04:00');
  const tally = state.lines.get('leaves')?.current;
  expect([obligationsOn(state).length, tally?.open, state.open.size]).toEqual([0, 0, 0]);
});
it('[MON-1] a breach owes its amount once, and a verdict that turns takes it back by a contra line', () => {
  const state = emptyState(bookOf(bookWith('remedy: { pay: 12.345 USD }')));
  const [opened, departed] = eventsOf([OPENED, left('2013-07-01T12:10:00-04:00')]);
  applyBatch(state, { firstPlace: 1, receivedAtMs: Date.parse(OPENED[1]), events: opened ? [opened] : [] });
  const broke = advance(state, Date.parse('2013-07-01T12:20:00-04:00'));
  const turned = applyBatch(state, {
    firstPlace: 2,
    receivedAtMs: Date.parse('2013-07-01T12:30:00-04:00'),
    events: departed ? [departed] : [],
  });
  const ledger = [...broke, ...turned].filter((change) => change.kind === 'ledger').map(({ line, amountMinor }) => [line, amountMinor]);
  expect(ledger).toEqual([
    ['owed', 1235],
    ['contra', -1235],
  ]);
});
