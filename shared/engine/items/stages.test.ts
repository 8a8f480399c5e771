import { expect, it } from 'vitest';
import { type Told, told } from '../../../test/data/story.ts';
import { governingOf, judgedOf, obligationNamed } from '../index.ts';
import { type EngineState, openKey } from '../state.ts';

const BOOK = `book: food
timezone: UTC
currency: USD
calendars: { day: { week: { mon-sun: ["08:00-20:00"] } } }
promises:
  - id: order
    says: { en: "Within the hour.", zh: "一小时内送达。" }
    kind: deadline
    opens: order.confirmed
    within: 60min
    met: order.delivered
    broken: order.cancelled
    reopened: order.returned
    repeat: true
    calendar: day
    tier: data.tier
    stops: [{ from: order.waiting, to: order.resumed }]
    exclude: [{ when: "data.test == true", reason: a test }]
    tolerate: 0
    remedy: { pay: 20 USD }
    stages:
      - { name: kitchen, met: order.handed, within: { gold: 10min, plain: 20min } }
      - { name: the rider, met: [order.delivered, order.left], within: 30min }
boards: { all: { promises: [order] } }
`;
const at = (time: string) => `2026-06-01T${time}:00Z`;
const DATA = { tier: 'plain' };
const opened: Told = ['order.confirmed', at('10:00'), { data: DATA }];

/** Each obligation as `stage opened–due state met`, the whole without a stage. */
function standing(story: readonly Told[], now: string, book = BOOK) {
  return linesOf(told(book, story, now));
}
function linesOf(state: EngineState) {
  const clock = (atMs: number | null) => (atMs === null ? 'none' : new Date(atMs).toISOString().slice(11, 16));
  return (state.items.get('item/1')?.obligations ?? []).map(
    ({ nth, stage, openedAtMs, dueAtMs, state: verdict, metAtMs }) =>
      `${nth} ${stage ?? 'whole'} ${clock(openedAtMs)}-${clock(dueAtMs)} ${verdict}${metAtMs === null ? '' : ` met ${clock(metAtMs)}`}`,
  );
}

it('[OBL-10] a stage runs from the end of the one before it, and the breach belongs to the stage that overran', () => {
  expect(standing([opened], at('10:05'))).toEqual(['1 whole 10:00-11:00 open', '1 kitchen 10:00-10:20 open']);
  const late: readonly Told[] = [opened, ['order.handed', at('10:35')]];
  expect(standing(late, at('10:40'))).toEqual([
    '1 whole 10:00-11:00 open',
    '1 kitchen 10:00-10:20 broken met 10:35',
    '1 the rider 10:35-11:05 open',
  ]);
  expect(standing([...late, ['order.delivered', at('11:02')]], at('12:00'))).toEqual([
    '1 whole 10:00-11:00 broken met 11:02',
    '1 kitchen 10:00-10:20 broken met 10:35',
    '1 the rider 10:35-11:05 kept met 11:02',
  ]);
});
it('[OBL-10] what a stage was done by before it began meets it with nothing used, and one mark ends one stage', () => {
  expect(standing([opened, ['order.left', at('10:05')], ['order.handed', at('10:15')]], at('10:30'))).toEqual([
    '1 whole 10:00-11:00 open',
    '1 kitchen 10:00-10:20 kept met 10:15',
    '1 the rider 10:15-10:45 kept met 10:05',
  ]);
  const twice = BOOK.replace('[order.delivered, order.left]', 'order.handed');
  expect(standing([opened, ['order.handed', at('10:15')]], at('10:30'), twice)[2]).toBe('1 the rider 10:15-10:45 open');
  expect(standing([['order.handed', at('09:50')], opened], at('10:05'))).toEqual([
    '1 whole 10:00-11:00 open',
    '1 kitchen 10:00-10:20 kept met 09:50',
    '1 the rider 10:00-10:30 open',
  ]);
});
it('[OBL-10] stops, the calendar and the tier of the promise hold in its stages', () => {
  const waiting: readonly Told[] = [opened, ['order.handed', at('10:10')], ['order.waiting', at('10:20')], ['order.resumed', at('10:30')]];
  expect(standing(waiting, at('10:35'))[2]).toBe('1 the rider 10:10-10:50 open');
  expect(standing(waiting.slice(0, 3), at('10:25'))[2]).toBe('1 the rider 10:10-none stopped');
  const evening: readonly Told[] = [
    ['order.confirmed', at('19:30'), { data: DATA }],
    ['order.handed', at('19:45')],
  ];
  expect(standing(evening, at('19:50'))[2]).toBe('1 the rider 19:45-08:15 open');
  expect(standing([['order.confirmed', at('10:00'), { data: { tier: 'gold' } }]], at('10:05'))[1]).toBe('1 kitchen 10:00-10:10 open');
  expect(standing([['order.confirmed', at('10:00'), { data: {} }]], at('10:05'))[1]).toBe('1 kitchen 10:00-none no-data');
});
it('[OBL-10] a breaking event breaks the stage under way, and no other', () => {
  const story: readonly Told[] = [opened, ['order.handed', at('10:10')], ['order.cancelled', at('10:20')]];
  expect(standing(story, at('10:25'))).toEqual([
    '1 whole 10:00-11:00 broken',
    '1 kitchen 10:00-10:20 kept met 10:10',
    '1 the rider 10:10-10:40 broken',
  ]);
});
it('[OBL-10] only the last stage is reopened, and goes on as the whole does', () => {
  const story: readonly Told[] = [opened, ['order.handed', at('10:10')], ['order.delivered', at('10:20')], ['order.returned', at('10:50')]];
  expect(standing(story, at('10:55'))).toEqual([
    '1 whole 10:00-11:30 open',
    '1 kitchen 10:00-10:20 kept met 10:10',
    '1 the rider 10:10-11:10 open',
  ]);
});
it('[OBL-10] each round has its own stages, with the number of the round', () => {
  const story: readonly Told[] = [
    opened,
    ['order.handed', at('10:10')],
    ['order.delivered', at('10:20')],
    ['order.left', at('10:30')],
    ['order.confirmed', at('11:00'), { data: DATA, id: 'again' }],
    ['order.handed', at('11:05'), { id: 'handed again' }],
  ];
  expect(standing(story, at('11:10'))).toEqual([
    '1 whole 10:00-11:00 kept met 10:20',
    '1 kitchen 10:00-10:20 kept met 10:10',
    '1 the rider 10:10-10:40 kept met 10:20',
    '2 whole 11:00-12:00 open',
    '2 kitchen 11:00-11:20 kept met 11:05',
    '2 the rider 11:05-11:35 kept met 10:30',
  ]);
});
it('[OBL-7, OBL-10] a rule excludes the stages with their whole, and a person all of them or the one that they name', () => {
  expect(standing([['order.confirmed', at('10:00'), { data: { ...DATA, test: true } }]], at('12:00'))).toEqual([
    '1 whole 10:00-11:00 excluded',
    '1 kitchen 10:00-10:20 excluded',
  ]);
  const by = { promise: 'order', reason: 'storm', by: 'Li' };
  const states = (more: NonNullable<Told[2]>) => standing([opened, ['kept.excluded', at('10:10'), more]], at('10:15'));
  expect(states({ data: by })).toEqual(['1 whole 10:00-11:00 excluded', '1 kitchen 10:00-10:20 excluded']);
  expect(states({ data: { ...by, nth: 1, stage: 'kitchen' } })).toEqual(['1 whole 10:00-11:00 open', '1 kitchen 10:00-10:20 excluded']);
});
it('[OBL-6, OBL-10] a stage that begins under a later version is governed by that of its whole', () => {
  const book = `${BOOK}versions:
  - { from: 2026-05-01, note: first }
  - { from: 2026-06-02, note: second, promises: [{ id: order, stages: [{ name: kitchen, met: order.handed, within: 1min }] }] }
`;
  const state = told(
    book,
    [
      ['order.confirmed', '2026-06-01T19:55:00Z', { data: DATA }],
      ['order.handed', '2026-06-02T08:05:00Z'],
    ],
    '2026-06-02T08:06:00Z',
  );
  expect(linesOf(state)).toEqual(['1 whole 19:55-08:55 open', '1 kitchen 19:55-08:15 kept met 08:05', '1 the rider 08:05-08:35 open']);
  const rider = state.items.get('item/1')?.obligations[2];
  expect(rider?.version).toBe('2026-05-01');
  expect(rider && governingOf(state, rider).met.types).toEqual(['order.delivered', 'order.left']);
  expect(rider && judgedOf(state, rider).round.stage).toBe('the rider');
});
it('[OBL-10] stages count in no line and owe nothing; the whole does both', () => {
  const state = told(BOOK, [opened], at('10:30'));
  const line = state.lines.get('order');
  expect(linesOf(state)).toEqual(['1 whole 10:00-11:00 open', '1 kitchen 10:00-10:20 broken']);
  expect([line?.current.broken, line?.current.open, line?.current.owedMinor, line?.state]).toEqual([0, 1, 0, 'on-track']);
  const broken = told(BOOK, [opened], at('11:30'));
  expect([broken.lines.get('order')?.current.broken, broken.lines.get('order')?.current.owedMinor]).toEqual([1, 2000]);
  expect(broken.items.get('item/1')?.obligations.map(({ owedMinor }) => owedMinor)).toEqual([2000, 0]);
});
it('[OBL-8, OBL-10] the stages of what recurs begin with each round, and end with the registration', () => {
  const book = `book: lines
timezone: UTC
currency: USD
register: { line: {} }
promises:
  - id: seen
    says: { en: "Seen to.", zh: "已巡检。" }
    kind: deadline
    item: line
    every: 4h
    met: line.reported
    stages: [{ name: visit, met: line.visited, within: 2h }, { name: report, met: line.reported, within: 3h }]
`;
  const on = 'item/1';
  const story: readonly Told[] = [
    ['register.put', at('08:00'), { on, data: { kind: 'line' } }],
    ['line.visited', at('09:00'), { id: 'v1' }],
    ['line.reported', at('10:00'), { id: 'r1' }],
    ['line.visited', at('12:30'), { id: 'v2' }],
  ];
  const rounds = ['1 whole 08:00-12:00 kept met 10:00', '1 visit 08:00-10:00 kept met 09:00', '1 report 09:00-12:00 kept met 10:00'];
  const second = ['2 whole 10:00-14:00 open', '2 visit 10:00-12:00 broken met 12:30', '2 report 12:30-15:30 open'];
  expect(standing(story, at('13:00'), book)).toEqual([...rounds, ...second]);
  const removed: Told = ['register.removed', at('14:30'), { on, id: 'gone', data: { kind: 'line' } }];
  expect(standing([...story, removed], at('15:00'), book)).toEqual([...rounds, '2 whole 10:00-14:00 broken', second[1]]);
});
it('[OBL-10] a key names one stage without doubt, whatever its name and its item are', () => {
  const book = BOOK.replace('name: the rider', 'name: "b 2~1/x"');
  const story: readonly Told[] = ['a', 'a 1/b'].flatMap((on): readonly Told[] => [
    ['order.confirmed', at('10:00'), { data: DATA, on, id: `${on} opened` }],
    ['order.handed', at('10:05'), { on, id: `${on} handed` }],
  ]);
  const state = told(book, story, at('10:10'));
  const keys = [...state.items.values()].flatMap(({ obligations }) => obligations.map(openKey));
  expect(new Set(keys).size).toBe(6);
  for (const item of state.items.values())
    for (const obligation of item.obligations) expect(obligationNamed(state, openKey(obligation))).toEqual({ item, obligation });
  expect([...state.open.keys()].sort()).toEqual(keys.filter((key) => obligationNamed(state, key)?.obligation.state === 'open').sort());
});
