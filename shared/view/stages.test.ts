import { expect, it } from 'vitest';
import { eventsOf, type Told, told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { stateAsOf } from '../engine/index.ts';
import { sayText } from '../text/index.ts';
import { deskDetail } from './desk/desk-detail.ts';
import { DeskRows } from './desk/desk-view.ts';
import { judgementLines } from './explain/judgement.ts';
import { wallView } from './wall/wall-view.ts';

const BOOK = `book: food
timezone: UTC
currency: USD
promises:
  - id: order
    says: { en: "Within the hour.", zh: "一小时内送达。" }
    short: { en: "Order", zh: "订单" }
    kind: deadline
    opens: order.confirmed
    within: 60min
    met: order.delivered
    remedy: { pay: 20 USD }
    stages:
      - { name: kitchen, met: order.handed, within: 20min }
      - { name: the rider, met: order.delivered, within: 30min }
boards: { all: { promises: [order] } }
`;
const at = (time: string) => `2026-06-01T${time}:00Z`;
const STORY: readonly Told[] = [
  ['order.confirmed', at('10:00'), { on: 'order/7' }],
  ['order.handed', at('10:25'), { on: 'order/7' }],
];
const RIDER = 'order order/7 1/the~1rider';

it('[OBL-10] judge prints the stages after their whole, in their order, and only the whole without `stage`', () => {
  const lines = [...judgementLines(told(BOOK, STORY, at('10:30')))];
  expect(lines.filter(({ kind }) => kind === 'obligation')).toEqual([
    expect.not.objectContaining({ stage: expect.anything() }),
    expect.objectContaining({
      nth: 1,
      stage: 'kitchen',
      opens: '2026-06-01T10:00:00+00:00',
      due: '2026-06-01T10:20:00+00:00',
      state: 'broken',
    }),
    expect.objectContaining({
      nth: 1,
      stage: 'the rider',
      opens: '2026-06-01T10:25:00+00:00',
      due: '2026-06-01T10:55:00+00:00',
      state: 'open',
    }),
  ]);
  expect(lines.filter(({ kind }) => kind === 'promise')).toEqual([expect.objectContaining({ state: 'open' })]);
  expect(lines.filter(({ kind }) => kind === 'ledger')).toEqual([]);
});
it('[OBL-10] whatever the order of arrival, the stages are the same', () => {
  const story: readonly Told[] = [...STORY, ['order.delivered', at('10:50'), { on: 'order/7' }]];
  const judged = (events: readonly Told[]) => {
    const state = stateAsOf(bookOf(BOOK), eventsOf(events.map(([type, time, more]) => [type, time, { ...more, id: type }])), {
      asOfMs: Date.parse(at('11:30')),
      places: null,
    });
    return state && [...judgementLines(state)];
  };
  for (const order of [
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ])
    expect(judged(order.map((index) => story[index] as Told))).toEqual(judged(story));
});
it('[OBL-10] the desk and the list of what breaks next show a stage by its name, with its own countdown and chance', () => {
  const state = told(BOOK, STORY, at('10:30'));
  const rows = new DeskRows(state, { banner: null }).view.rows.map(({ id, label, dueAtMs, costMinor }) => ({
    id,
    label,
    dueAtMs,
    costMinor,
  }));
  expect(rows).toEqual([
    { id: 'order order/7 1', label: '7', dueAtMs: Date.parse(at('11:00')), costMinor: 2000 },
    { id: RIDER, label: '7 · the rider', dueAtMs: Date.parse(at('10:55')), costMinor: 0 },
    { id: 'order order/7 1/kitchen', label: '7 · kitchen', dueAtMs: Date.parse(at('10:20')), costMinor: 0 },
  ]);
  const wall = wallView(state, { boardId: 'all', banner: null });
  expect(wall?.next.map(({ label, chance }) => [label, chance !== null])).toEqual([
    ['7 · the rider', true],
    ['7', true],
  ]);
  expect(wall?.lines.map(({ good, all, state: line }) => [good, all, line])).toEqual([[0, 0, 'on-track']]);
  expect(wall?.changes.map(({ title }) => sayText('en', title))).toContainEqual(expect.stringContaining('7 · kitchen'));
});
it('[OBL-10] a stage is explained from its own beginning, and names its whole and the other stages', () => {
  const detail = deskDetail(told(BOOK, STORY, at('10:30')), RIDER);
  expect(detail?.spans.map(({ fromAtMs, toAtMs }) => [fromAtMs, toAtMs])).toEqual([[Date.parse(at('10:25')), Date.parse(at('10:55'))]]);
  expect([detail?.openedAtMs, detail?.remedies]).toEqual([Date.parse(at('10:25')), []]);
  expect(detail?.also.map(({ id, short, state }) => [id, short.en, state])).toEqual([
    ['order order/7 1', 'Order', 'on-track'],
    ['order order/7 1/kitchen', 'Order · kitchen', 'broken'],
  ]);
});
