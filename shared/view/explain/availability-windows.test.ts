import { expect, it } from 'vitest';
import { faultsBySchema } from '../../../test/data/judge-schema.ts';
import { eventsOf, type Told } from '../../../test/data/story.ts';
import { bookOf } from '../../../test/simulation/world.ts';
import { stateAsOf } from '../../engine/index.ts';
import { judgementLines, type WindowLine } from '../index.ts';

const BOOK = `
book: lines
timezone: Asia/Shanghai
currency: CNY
feeds: {}
register:
  circuit: { key: data.circuit, default: { level: A } }
promises:
  - id: available
    says: { en: "The line is up.", zh: "线路可用。" }
    kind: availability
    item: circuit
    down: circuit.down
    up: circuit.up
    stops: [{ from: work.begun, to: work.ended }, { from: work.planned, until: data.until, when: 'data.cause == "customer"' }]
    tier: circuit.level
    window: month
    target: { AAA: ">= 99.99%", AA: ">= 99.95%", A: ">= 50%" }
`.replace('feeds: {}\n', '');

const put = (time: string, data = {}, on = 'C-1'): Told => ['register.put', time, { on, data: { kind: 'circuit', level: 'AAA', ...data } }];
const removed = (time: string): Told => ['register.removed', time, { on: 'C-1', data: { kind: 'circuit' } }];
const mark = (type: string, time: string, data = {}, source = '/noc'): Told => [type, time, { on: 'circuit/C-1', data, source }];
const down = (time: string, data = {}, source = '/noc') => mark('circuit.down', time, data, source);
const up = (time: string, data = {}, source = '/noc') => mark('circuit.up', time, data, source);
const june = (rest: string) => `2026-06-${rest}+08:00`;
const IN_MAY = '2026-05-20T00:00:00+08:00';
const LATER_IN_MAY = '2026-05-21T00:00:00+08:00';
const JULY = '2026-07-01T00:00:00+08:00';

function windows(story: readonly Told[], now: string, book = BOOK): readonly WindowLine[] {
  const state = stateAsOf(bookOf(book), eventsOf(story), { asOfMs: Date.parse(now), places: null });
  const lines = state === null ? [] : [...judgementLines(state)];
  expect(faultsBySchema(lines)).toEqual([]);
  return lines.filter((line) => line.kind === 'window');
}
/** The window that begins with June. */
function ofJune(story: readonly Told[], now = JULY, book = BOOK) {
  return windows(story, now, book).find(({ from }) => from === june('01T00:00:00'));
}
const figures = (line: WindowLine | undefined) => line && [line.all, line.all - line.good, line.state];

it('[AVL-2, WIN-6] of June at 99.99%, 259 s down is kept and 260 s is broken', () => {
  const downFor = (end: string) => ofJune([put(IN_MAY), down(june('10T12:00:00')), up(june(end))]);
  expect(downFor('10T12:04:19')).toMatchObject({
    group: 'C-1',
    value: '2591741/2592000',
    good: 2_591_741,
    all: 2_592_000,
    state: 'kept',
    over: true,
  });
  expect(downFor('10T12:04:20')).toMatchObject({ value: '129587/129600', state: 'broken' });
  expect(downFor('10T12:04:19.250')).toMatchObject({ good: 2_591_740.75, state: 'broken' });
});
it('[AVL-1] service begins when the register names the subject and ends when it is taken out', () => {
  const story = [put(june('10T00:00:00')), down(june('10T06:00:00')), removed(june('11T00:00:00')), put('2026-08-01T00:00:00+08:00')];
  const lines = windows(story, '2026-08-02T00:00:00+08:00');
  expect(lines.map((line) => [line.from.slice(0, 7), ...(figures(line) ?? []), line.over])).toEqual([
    ['2026-06', 86_400, 64_800, 'broken', true],
    ['2026-07', 0, 0, 'idle', true],
    ['2026-08', 86_400, 86_400, 'broken', false],
  ]);
});
it('[AVL-1] a subject that is registered and has no mark yet is up', () => {
  expect(ofJune([put(IN_MAY)])).toMatchObject({ value: '1/1', state: 'kept' });
});
it('[AVL-1] without a register service begins at the first mark, and with `start: up` at the start of that window', () => {
  const bare = BOOK.replace('    item: circuit\n', '')
    .replace(/ {4}tier.*\n/, '')
    .replace(/target: .*/, 'target: ">= 50%"');
  const story = [down(june('16T00:00:00')), up(june('17T00:00:00'))];
  const of = (book: string) => windows(story, JULY, book).map((line) => [line.group, ...(figures(line) ?? [])]);
  expect(of(bare)).toEqual([['circuit/C-1', 15 * 86_400, 86_400, 'kept']]);
  expect(of(bare.replace('    down:', '    start: up\n    down:'))).toEqual([['circuit/C-1', 30 * 86_400, 86_400, 'kept']]);
});
it('[AVL-2] it is down while any outage is open, by `outage` else by source, and a second down is the same outage', () => {
  const day = (hour: number) => june(`10T${String(hour).padStart(2, '0')}:00:00`);
  const seconds = (story: readonly Told[]) => figures(ofJune([put(IN_MAY), ...story]))?.[1];
  expect(
    seconds([down(day(1), { outage: 'a' }), down(day(2), { outage: 'b' }), up(day(3), { outage: 'a' }), up(day(5), { outage: 'b' })]),
  ).toBe(4 * 3600);
  expect(seconds([down(day(1), {}, '/a'), up(day(2), {}, '/b'), up(day(4), {}, '/a')])).toBe(3 * 3600);
  expect(seconds([down(day(1)), down(day(2)), up(day(3))])).toBe(2 * 3600);
  expect(seconds([up(day(3)), down(day(3))])).toBe(0);
});
it('[AVL-2, CLK-2] stopped time counts on neither side', () => {
  const story = [
    put(IN_MAY),
    mark('work.begun', june('10T00:00:00')),
    down(june('10T12:00:00')),
    mark('work.ended', june('11T00:00:00')),
    up(june('11T01:00:00')),
    mark('work.planned', june('12T00:00:00'), { until: june('13T00:00:00'), cause: 'customer' }),
    mark('work.planned', june('14T00:00:00'), { until: june('15T00:00:00'), cause: 'own' }),
  ];
  expect(figures(ofJune(story))).toEqual([28 * 86_400, 3600, 'broken']);
});
it('[WIN-9] before it is over a window stands at its figures so far', () => {
  const story = [put(IN_MAY), down(june('01T00:00:00')), up(june('01T00:04:00'))];
  expect(ofJune(story, june('02T00:00:00'))).toMatchObject({ all: 86_400, good: 86_160, state: 'broken', over: false });
  expect(ofJune(story)).toMatchObject({ state: 'kept', over: true });
});
it('[AVL-1] the tier is that at the start of the window; one without a target is no-data', () => {
  const outage = [down(june('10T00:00:00')), up(june('10T00:10:00'))];
  const becomes = (level: string, at: string) => ofJune([put(IN_MAY), put(at, { level }), ...outage])?.state;
  expect(becomes('AA', LATER_IN_MAY)).toBe('kept');
  expect(becomes('AA', june('05T00:00:00'))).toBe('broken');
  expect(becomes('tin', LATER_IN_MAY)).toBe('no-data');
});
it('[LOG-2] a correction takes the place of a mark', () => {
  const story: readonly Told[] = [
    put(IN_MAY),
    ['circuit.down', june('10T00:00:00'), { on: 'C-1', id: 'd' }],
    up(june('10T02:00:00'), {}, '/story'),
    ['circuit.down', june('10T01:00:00'), { on: 'C-1', data: { replaces: 'd' } }],
  ];
  expect(figures(ofJune(story))?.[1]).toBe(3600);
});
it('[FEED-3] a window in which a feed fell silent is never kept', () => {
  const book = `${BOOK}feeds:\n  noc: { source: /noc, sends: [circuit.*], heartbeat: 1h }\n`;
  expect(ofJune([put(IN_MAY), up(june('10T00:00:00'))], JULY, book)?.state).toBe('no-data');
});
it('[WIN-5] a rolling window is one line, at the last whole minute', () => {
  const book = BOOK.replace('window: month', 'window: rolling 60min');
  const story = [put(IN_MAY), down(june('10T00:00:00')), up(june('10T00:30:00'))];
  expect(windows(story, june('10T01:10:30'), book)).toMatchObject([
    { from: june('10T00:10:00'), to: june('10T01:10:00'), all: 3600, good: 2400, state: 'broken', over: false },
  ]);
});
it('[WIN-1] a day of 23 hours and one of 25 count the seconds that really passed', () => {
  const book = BOOK.replace('Asia/Shanghai', 'Europe/Berlin').replace('window: month', 'window: day');
  const all = (day: string, next: string) =>
    windows([put('2026-01-01T00:00:00+01:00'), up(`${day}T12:00:00+01:00`)], next, book).find(({ from }) => from.startsWith(day))?.all;
  expect(all('2026-03-29', '2026-03-30T12:00:00+02:00')).toBe(23 * 3600);
  expect(all('2026-10-25', '2026-10-26T12:00:00+01:00')).toBe(25 * 3600);
});
