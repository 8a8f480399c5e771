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
calendars:
  office: { week: { mon-fri: ["09:00-17:00"] } }
promises:
  - id: fixed
    says: { en: "Faults are fixed.", zh: "故障修复。" }
    kind: deadline
    opens: fault.opened
    met: fault.fixed
    broken: fault.dropped
    within: 4h
    calendar: office
    stops: [{ from: fault.waiting, to: fault.resumed }]
    reopened: fault.reopened
  - id: figure
    says: { en: "Soon.", zh: "很快。" }
    kind: ratio
${keys
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
boards:
  wall: { promises: [figure] }
`;
const calls = (measure: string, rest = 'window: day\ntarget: "<= 30"') =>
  book(`good: call.answered\nall: [call.answered, call.missed]\nmeasure: ${measure}\n${rest}`);
const faults = (measure: string, rest = 'window: day\ntarget: "<= 4h"') => book(`of: fixed\nmeasure: ${measure}\n${rest}`);
const at = (time: string) => `2013-03-${time}-05:00`;
const call = (time: string, wait: unknown, type = 'call.answered'): Told => [type, at(time), { data: { wait } as never }];
/** Calls of one day, a minute apart. */
const waits = (...all: readonly unknown[]) => all.map((wait, index) => call(`04T12:${String(index).padStart(2, '0')}:00`, wait));
const fault = (type: string, time: string, on = 'a', data = {}): Told => [`fault.${type}`, at(time), { on: `fault/${on}`, data }];
const MONDAY = at('04T23:00:00');

function lines(text: string, story: readonly Told[], now = MONDAY) {
  const state = stateAsOf(bookOf(text), eventsOf(story), { asOfMs: Date.parse(now), places: null });
  const all = state === null ? [] : [...judgementLines(state)];
  expect(faultsBySchema(all)).toEqual([]);
  return all.filter((line) => line.kind === 'window');
}
const valuesOf = (text: string, story: readonly Told[], now?: string) => lines(text, story, now).map(({ value, state }) => [value, state]);

it.each([
  ['mean of data.wait', '53/2', 'kept'],
  ['median of data.wait', '25/1', 'kept'],
  ['p90 of data.wait', '40/1', 'broken'],
  ['p95 of data.wait', '40/1', 'broken'],
])('[WIN-6] %s is %s exactly, a value that occurred or the mean of the middle two', (measure, value, state) => {
  expect(valuesOf(calls(measure), waits(30, 20, '40.0', 16))).toEqual([[value, state]]);
});
it('[WIN-6] a median of an odd number is the middle one, and p90 of ten the ninth smallest', () => {
  expect(valuesOf(calls('median of data.wait'), waits(3, -1, 2.5))).toEqual([['5/2', 'kept']]);
  expect(valuesOf(calls('p90 of data.wait'), waits(10, 9, 8, 7, 6, 5, 4, 3, 2, 1))).toEqual([['9/1', 'kept']]);
  expect(valuesOf(calls('p90 of data.wait'), waits(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1))).toEqual([['10/1', 'kept']]);
});
it('[WIN-6] what brings no number leaves the statistic and stays in the counts', () => {
  const story = [...waits(30, 'long', null, true, '', {}, [1]), call('04T13:00:00', 10, 'call.missed')];
  const [line] = lines(calls('mean of data.wait'), story);
  expect([line?.value, line?.good, line?.all]).toEqual(['20/1', 7, 8]);
  expect(valuesOf(calls('mean of data.wait'), waits('long'))).toEqual([[null, 'idle']]);
});
it('[WIN-6] a number counts by its shortest text, and is compared before it is rounded', () => {
  expect(valuesOf(calls('mean of data.wait', 'window: day\ntarget: "<= 0.2"'), waits(0.1, 0.3))).toEqual([['1/5', 'kept']]);
  expect(valuesOf(calls('mean of data.wait', 'window: day\ntarget: "< 0.2"'), waits(0.1, 0.3))).toEqual([['1/5', 'broken']]);
  expect(valuesOf(calls('mean of data.wait', 'window: day\ntarget: ">= 0.2"'), waits(0.1, '0.2999999999999'))).toEqual([
    ['3999999999999/20000000000000', 'broken'],
  ]);
});
it('[WIN-6] a repair takes seconds from its opening to its doing, elapsed, or those of its calendar that no stop took', () => {
  const story = [
    fault('opened', '04T16:00:00'),
    fault('waiting', '05T09:30:00'),
    fault('resumed', '05T11:00:00'),
    fault('fixed', '05T12:00:30.5'),
  ];
  expect(valuesOf(faults('median of obligation.elapsed'), story, at('06T00:00:00'))).toEqual([['144061/2', 'broken']]);
  expect(valuesOf(faults('median of obligation.worked'), story, at('06T00:00:00'))).toEqual([['18061/2', 'kept']]);
});
it('[WIN-6] a broken repair has its time once it is done, and what is open, excluded or never done has none', () => {
  const story = [fault('opened', '04T09:00:00'), fault('opened', '04T10:00:00', 'b'), fault('dropped', '04T11:00:00', 'b')];
  expect(valuesOf(faults('mean of obligation.worked'), story)).toEqual([[null, 'idle']]);
  const done = [...story, fault('fixed', '04T15:00:00')];
  expect(valuesOf(faults('mean of obligation.worked'), done)).toEqual([['21600/1', 'broken']]);
  const excluded: Told = ['kept.excluded', at('04T16:00:00'), { on: 'fault/a', data: { reason: 'r', by: 'b' } }];
  expect(valuesOf(faults('mean of obligation.worked'), [...done, excluded])).toEqual([[null, 'idle']]);
});
it('[OBL-4, WIN-6] the time that a reopened one was closed is not worked', () => {
  const story = [
    fault('opened', '04T09:00:00'),
    fault('fixed', '04T10:00:00'),
    fault('reopened', '04T12:00:00'),
    fault('fixed', '04T13:00:00'),
  ];
  expect(valuesOf(faults('mean of obligation.worked'), story)).toEqual([['7200/1', 'kept']]);
  expect(valuesOf(faults('mean of obligation.elapsed'), story)).toEqual([['14400/1', 'kept']]);
});
it('[OBL-2] done before its opening, it took no time', () => {
  expect(valuesOf(faults('mean of obligation.worked'), [fault('fixed', '04T09:00:00'), fault('opened', '04T10:00:00')])).toEqual([
    ['0/1', 'kept'],
  ]);
});
it('[WIN-2, WIN-7] a mean over days of obligations takes the day by the instant that decides the window', () => {
  const story = [
    fault('opened', '04T16:00:00', 'a'),
    fault('fixed', '04T16:30:00', 'a'), // Due on the 5th.
    fault('opened', '05T09:00:00', 'b'),
    fault('opened', '05T09:00:00', 'c'),
    fault('fixed', '05T10:00:00', 'c'),
    fault('opened', '06T09:00:00', 'd'),
    fault('fixed', '06T09:10:00', 'd'),
  ];
  const week = (counted: string) => faults('mean of daily share', `window: week\ncounted: ${counted}\ntarget: ">= 80%"`);
  const [due] = lines(week('due'), story, at('07T08:00:00'));
  expect([due?.value, due?.good, due?.all, due?.days, due?.empty_days]).toEqual(['5/6', 3, 4, 4, 2]);
  const [opened] = lines(week('opened'), story, at('07T08:00:00'));
  expect([opened?.value, opened?.days, opened?.empty_days]).toEqual(['5/6', 4, 1]);
});
it('[WIN-7] a day that has yet to begin is in the mean, and is none of the days begun', () => {
  const story = [fault('opened', '04T16:00:00'), fault('fixed', '04T16:30:00')];
  const [line] = lines(faults('mean of daily share', 'window: week\ntarget: ">= 80%"'), story);
  expect([line?.value, line?.days, line?.empty_days]).toEqual(['1/1', 1, 1]);
});
it('[MON-4] a missed window of a statistic owes its plain payment', () => {
  const text = calls('median of data.wait').replace('    measure:', '    remedy: { pay: 5 USD }\n    measure:');
  const state = stateAsOf(bookOf(text), eventsOf(waits(31)), { asOfMs: Date.parse(at('05T12:00:00')), places: null });
  const owed = [...(state === null ? [] : judgementLines(state))].filter((line) => line.kind === 'ledger');
  expect(owed.map(({ amount, subject }) => [amount, subject])).toEqual([['5.00', 'figure']]);
});

function onWall(text: string, story: readonly Told[], now = MONDAY) {
  const view = wallView(told(text, story, now), { boardId: 'wall', banner: null });
  const line = view?.lines[0];
  if (line === undefined) throw new Error('the line is on the wall');
  return { line, hot: view?.hot[0] };
}

it('[WIN-9] a wall shows a statistic with its target in the unit that the book wrote, and its curve', () => {
  const story = [...['a', 'b', 'c'].flatMap((on, index) => [fault('opened', '04T09:00:00', on), fault('fixed', `04T1${index}:00:00`, on)])];
  const { line, hot } = onWall(faults('median of obligation.worked'), story, at('04T16:30:00'));
  expect(line.target).toEqual({ kind: 'value', op: '<=', value: 14_400, unit: 'h' });
  expect([line.statistic, line.share, line.headroom, line.state]).toEqual([{ value: 7_200, count: 3 }, null, 0.5, 'on-track']);
  expect([...new Set(hot?.history.map(([, value]) => value))]).toEqual([3_600, 5_400, 7_200]);
  expect(hot?.forecast).toEqual([]);
});
it('[WIN-5] a statistic over a window that rolls is broken by its figures, and has a curve', () => {
  const text = calls('p90 of data.wait', 'window: rolling 2h\ntarget: "<= 30"');
  const { line, hot } = onWall(text, waits(10, 50), at('04T12:30:00'));
  expect([line.state, line.statistic?.value, line.target.unit, line.headroom]).toEqual(['broken', 50, undefined, -0.667]);
  expect(hot?.history.at(-1)?.[1]).toBe(50);
  expect(onWall(text, waits(10, 50), at('04T14:01:30')).line.statistic?.value).toBe(50);
  expect(onWall(text, waits(50, 10), at('04T14:01:30')).line.statistic?.value).toBe(10);
});
it('[WIN-9] the chance of a statistic goes up with the values beyond its target, and is certain when nothing more comes', () => {
  const chanceAt = (story: readonly Told[], now: string) => onWall(calls('median of data.wait'), story, now).line.chance ?? 0;
  const [well, ill] = [waits(10, 20, 10, 20, 50), waits(50, 60, 40, 10, 20)];
  expect(chanceAt(well, at('04T18:00:00'))).toBeLessThan(0.3);
  expect(chanceAt(ill, at('04T18:00:00'))).toBeGreaterThan(0.5);
  const chanceOfMean = (target: string) =>
    onWall(calls('mean of data.wait', `window: day\ntarget: "${target}"`), ill, at('04T18:00:00')).line.chance ?? 0;
  expect(chanceOfMean('<= 30')).toBeGreaterThan(0.5);
  expect(chanceOfMean('>= 30')).toBeLessThan(0.5);
  expect(chanceOfMean('<= 90')).toBeLessThan(0.1);
});
