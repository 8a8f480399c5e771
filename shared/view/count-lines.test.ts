import { expect, it } from 'vitest';
import { faultsBySchema } from '../../test/data/judge-schema.ts';
import { eventsOf, type Told, told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { stateAsOf } from '../engine/index.ts';
import { judgementLines, wallView } from './index.ts';

const book = (keys: string) => `
book: story
timezone: America/New_York
currency: USD
promises:
  - id: falls
    says: { en: "Few falls.", zh: "少有跌落。" }
    kind: count
    of: fall.seen
${keys
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
boards:
  wall: { promises: [falls] }
`;
const at = (time: string) => `2013-03-${time}-05:00`;
const fall = (time: string, data = {}): Told => ['fall.seen', at(time), { data }];
const trip = (time: string, riders: number): Told => ['trip.run', at(time), { data: { riders } }];
const DAILY = book('window: day\ntarget: "<= 1"');
const PER = book('window: day\ntarget: "<= 1.5"\nper: { rate: 1000, of: trip.run, value: data.riders }');

function lines(text: string, story: readonly Told[], now: string) {
  const state = stateAsOf(bookOf(text), eventsOf(story), { asOfMs: Date.parse(now), places: null });
  const all = state === null ? [] : [...judgementLines(state)];
  expect(faultsBySchema(all)).toEqual([]);
  return all.filter((line) => line.kind === 'window');
}
function wallLine(text: string, story: readonly Told[], now: string) {
  const line = wallView(told(text, story, now), { boardId: 'wall', banner: null })?.lines[0];
  if (line === undefined) throw new Error('the line is on the wall');
  return line;
}

it('a count has its keys in one order, its events in `all`, and its streak on the window that holds as-of', () => {
  expect(JSON.stringify(lines(DAILY, [fall('04T12:00:00'), fall('04T12:00:00')], at('04T13:00:00'))[0])).toBe(
    '{"kind":"window","promise":"falls","group":null,"from":"2013-03-04T00:00:00-05:00","to":"2013-03-05T00:00:00-05:00",' +
      '"value":"2/1","good":0,"all":2,"state":"broken","over":false,"since":"2013-03-04T12:00:00-05:00","streak":3600,"record":3600}',
  );
});
it('[WIN-4] windows of a count go from its first to the one that holds as-of, those without events 0 and judged', () => {
  const found = lines(DAILY, [fall('04T12:00:00'), fall('06T12:00:00')], at('08T06:00:00'));
  expect(found.map(({ from, value, state, over }) => [from.slice(8, 10), value, state, over])).toEqual([
    ['04', '1/1', 'kept', true],
    ['05', '0/1', 'kept', true],
    ['06', '1/1', 'kept', true],
    ['07', '0/1', 'kept', true],
    ['08', '0/1', 'kept', false],
  ]);
});
it('[AVL-3] since, streak and record stand on the window that holds as-of only', () => {
  const found = lines(DAILY, [fall('04T12:00:00'), fall('06T12:00:00')], at('06T13:00:00.500'));
  expect(found.map((line) => 'since' in line)).toEqual([false, false, true]);
  expect(found.at(-1)).toMatchObject({ since: at('06T12:00:00'), streak: 3600.5, record: 48 * 3600 });
});
it('[AVL-3] before the first counted event the streak runs from the first sign of service', () => {
  expect(lines(PER, [trip('04T08:00:00', 500), trip('04T09:00:00', 500)], at('04T10:00:00'))[0]).toMatchObject({
    value: '0/1',
    state: 'kept',
    since: at('04T08:00:00'),
    streak: 7200,
    record: 7200,
  });
});
it('[WIN-6] a rate is an exact fraction, and idle while there is nothing to count by', () => {
  const found = lines(PER, [fall('04T08:00:00'), trip('05T08:00:00', 700), fall('05T08:00:00')], at('05T09:00:00'));
  expect(found.map(({ value, state, all }) => [value, state, all])).toEqual([
    [null, 'idle', 1],
    ['10/7', 'kept', 1],
  ]);
});
it('[WIN-5] a window that rolls is one line up to the last whole minute, and never over', () => {
  const found = lines(book('window: rolling 60min\ntarget: "<= 1"'), [fall('04T12:00:00'), fall('04T12:10:00')], at('04T12:30:45'));
  expect(found).toMatchObject([
    {
      from: at('04T11:30:00'),
      to: at('04T12:30:00'),
      value: '2/1',
      all: 2,
      state: 'broken',
      over: false,
      since: at('04T12:10:00'),
      streak: 1245,
    },
  ]);
});
it('[WIN-1] windows by shifts are bounded by them', () => {
  const shifts = `${book('window: shift\ntarget: "<= 1"')}shifts: { day: "07:00-19:00", night: "19:00-07:00" }\n`;
  const found = lines(shifts, [fall('09T20:00:00'), fall('10T12:00:00')], '2013-03-10T13:00:00-04:00');
  expect(found.map(({ from, to }) => [from, to])).toEqual([
    ['2013-03-09T19:00:00-05:00', '2013-03-10T07:00:00-04:00'],
    ['2013-03-10T07:00:00-04:00', '2013-03-10T19:00:00-04:00'],
  ]);
});
it('a wall shows the events of a count, since when there was none, and the record', () => {
  const line = wallLine(DAILY, [fall('04T08:00:00'), fall('04T12:00:00')], at('04T12:30:05'));
  expect(line).toMatchObject({
    kind: 'count',
    state: 'broken',
    share: null,
    good: 0,
    all: 2,
    owedMinor: 0,
    breaksAtMs: Date.parse(at('04T12:00:00')),
  });
  expect(line.count).toEqual({ value: 2, sinceAtMs: Date.parse(at('04T12:00:00')), recordMs: 4 * 3_600_000 });
});
it('the headroom of a count is the part of its events that is left, and negative past the target', () => {
  const headroom = (falls: number, target: string) =>
    wallLine(
      book(`window: day\ntarget: "${target}"`),
      Array.from({ length: falls }, () => fall('04T08:00:00')),
      at('04T09:00:00'),
    ).headroom;
  expect([headroom(1, '<= 3'), headroom(3, '<= 3'), headroom(6, '<= 3')]).toEqual([0.75, 0.25, -1]);
  expect([headroom(1, '>= 4'), headroom(4, '>= 4')]).toEqual([-0.75, 0.2]);
});
it('what changed says how many were counted', () => {
  const state = told(DAILY, [fall('04T08:00:00'), fall('04T12:00:00')], at('04T12:30:00'));
  expect(wallView(state, { boardId: 'wall', banner: null })?.changes[0]?.detail).toEqual({ key: 'change.count-detail', args: { all: 2 } });
});
