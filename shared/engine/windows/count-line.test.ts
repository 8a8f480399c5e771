import { expect, it } from 'vitest';
import { type Told, told } from '../../../test/data/story.ts';
import type { Change, EngineState } from '../index.ts';

const count = (keys: string, parts = '') => `
book: story
timezone: America/New_York
currency: USD
${parts}promises:
  - id: falls
    says: { en: "Few falls.", zh: "少有跌落。" }
    kind: count
    of: fall.seen
${keys
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;
const PER = 'per: { rate: 1000, of: trip.run, value: data.riders }';
const day = (time: string) => `2013-03-04T${time}:00-05:00`;
const fall = (time: string, more: Told[2] = {}): Told => ['fall.seen', day(time), more];
const trip = (time: string, riders: number | string | boolean): Told => ['trip.run', day(time), { data: { riders } }];
const lineOf = (state: EngineState, id = 'falls') => state.lines.get(id);
const stateAt = (book: string, story: readonly Told[], time: string) => lineOf(told(book, story, day(time)))?.state;
const closings = (state: EngineState) =>
  state.recent.filter((change): change is Extract<Change, { kind: 'window' }> => change.kind === 'window');

const AT_MOST = count('window: day\ntarget: "<= 1"');
const AT_LEAST = count('window: day\ntarget: ">= 2"');

it('[WIN-3] an event counts in the window of its time, in the line of its group', () => {
  const state = told(
    count('window: day\ngroup: data.site\ntarget: "<= 1"'),
    [fall('08:00', { data: { site: 'A' } }), fall('09:00')],
    day('10:00'),
  );
  expect([lineOf(state, 'falls/A')?.current.broken, lineOf(state, 'falls/?')?.current.broken]).toEqual([1, 1]);
});
it('a count with an at-most target is broken at once when it is exceeded, at the event that was one too many', () => {
  expect(stateAt(AT_MOST, [fall('08:00')], '08:01')).not.toBe('broken');
  const state = told(AT_MOST, [fall('08:00'), fall('09:30'), fall('09:40')], day('10:00'));
  expect([lineOf(state)?.state, lineOf(state)?.breaksAtMs]).toEqual(['broken', Date.parse(day('09:30'))]);
});
it('a count with an at-least target is never broken before its window is over, and gets likelier to be as time goes by', () => {
  const state = (time: string) => stateAt(AT_LEAST, [fall('08:00')], time);
  expect([state('08:01'), state('23:50')]).toEqual(['on-track', 'likely']);
  const after = told(AT_LEAST, [fall('08:00')], '2013-03-05T00:00:05-05:00');
  expect(closings(after).map(({ verdict, kept, all }) => [verdict, kept, all])).toEqual([['broken', 0, 1]]);
});
it('[WIN-4] a count without events is 0 and judged', () => {
  const state = told(AT_MOST, [fall('08:00')], '2013-03-06T10:00:00-05:00');
  expect([lineOf(state)?.state, closings(state).length]).toEqual(['on-track', 0]);
});
it('[WIN-4] a rate is idle while there is nothing to count by', () => {
  expect(stateAt(count(`window: day\ntarget: "<= 1"\n${PER}`), [fall('08:00')], '09:00')).toBe('idle');
});
it('[WIN-6] what a rate is counted by is added up exactly, from numbers and decimal texts; anything else is 0', () => {
  const state = told(
    count(`window: day\ntarget: "<= 1"\n${PER}`),
    [trip('08:00', 0.1), trip('08:01', '0.2'), trip('08:02', 'many'), trip('08:03', true)],
    day('09:00'),
  );
  expect(lineOf(state)?.current.base).toEqual({ n: 3n, d: 10n });
});
it('a rate is not broken before its window is over, because more to count by may come', () => {
  const story = [trip('08:00', 10), fall('08:30'), fall('08:31')];
  expect(['broken', 'idle']).not.toContain(stateAt(count(`window: day\ntarget: "<= 1"\n${PER}`), story, '09:00'));
});
it('[FEED-3] a count that was not heard is no-data, unless it is exceeded already', () => {
  const feeds = 'feeds:\n  site: { source: /story, sends: [fall.*], heartbeat: 10min }\n';
  const beats = (from: number, to: number): Told[] =>
    Array.from({ length: to - from }, (_, index) => [
      'feed.heartbeat',
      new Date(Date.parse(day('00:00')) + (from + index) * 300_000).toISOString(),
      { on: 'feed' },
    ]);
  const state = (story: readonly Told[]) => stateAt(count('window: day\ntarget: "<= 1"', feeds), story, '03:00');
  expect(state(beats(0, 36))).toBe('on-track');
  expect(state(beats(0, 20))).toBe('no-data');
  expect(state([...beats(0, 20), fall('01:40'), fall('01:41')])).toBe('broken');
});
it('[LOG-2] a correction takes the place of the event that it names, in counts, sums and streaks', () => {
  const right = fall('09:00', { data: { replaces: 'wrong' } });
  const state = told(AT_MOST, [fall('08:00', { id: 'wrong' }), right], day('10:00'));
  expect([lineOf(state)?.current.broken, lineOf(state)?.streak?.at(state.nowAtMs)?.sinceAtMs]).toEqual([1, Date.parse(day('09:00'))]);
  const summed = told(
    count(`window: day\ntarget: "<= 1"\n${PER}`),
    [
      ['trip.run', day('08:00'), { id: 'wrong', data: { riders: 7 } }],
      ['trip.run', day('08:00'), { data: { riders: 9, replaces: 'wrong' } }],
    ],
    day('09:00'),
  );
  expect(lineOf(summed)?.current.base).toEqual({ n: 9n, d: 1n });
});
it('[TIM-4] a group that the register gives is the same when the register speaks later than the event', () => {
  const book = count('window: day\ngroup: site.region\ntarget: "<= 1"', 'register:\n  site: { key: data.site }\n');
  const put: Told = ['register.put', day('00:00'), { on: 'A', data: { kind: 'site', region: 'north' } }];
  const seen = fall('08:00', { data: { site: 'A' } });
  for (const story of [
    [put, seen],
    [seen, put],
  ]) {
    const state = told(book, story, day('09:00'));
    expect([lineOf(state, 'falls/north')?.current.broken, lineOf(state, 'falls/?')?.current.broken ?? 0]).toEqual([1, 0]);
  }
});
it('a base that is wrong by many powers of ten, or below 0, leaves no chance that is none', () => {
  const chance = (riders: string, target: string) =>
    lineOf(told(count(`window: day\ntarget: "${target}"\n${PER}`), [trip('08:00', riders), fall('08:30')], day('09:00')))?.chance;
  for (const target of ['<= 1', '>= 1']) {
    expect(chance('1e999', target)).toSatisfy((each: number) => each >= 0 && each <= 1);
    expect(chance('-5', target)).toBeNull();
  }
});
it('a rate of which none is allowed is broken at once by the first event, since no number of others mends it', () => {
  const none = count(`window: day\n${PER}\ntarget: "<= 0"`);
  expect(stateAt(none, [trip('08:00', 500)], '09:00')).not.toBe('broken');
  expect(stateAt(none, [trip('08:00', 500), fall('08:30')], '09:00')).toBe('broken');
});
