import { expect, it } from 'vitest';
import { type Told, told } from '../../../test/data/story.ts';
import { judgementLines } from '../../view/index.ts';

const BOOK = `
book: groups
timezone: UTC
currency: USD
register:
  customer: { key: data.customer, default: { region: none } }
promises:
  - { id: answered, says: { en: "Answered.", zh: "有回应。" }, kind: deadline, opens: ticket.opened, met: ticket.contacted, within: 1h }
  - { id: share, says: { en: "Answered.", zh: "有回应。" }, kind: ratio, of: answered, window: day, group: customer.region, target: ">= 80%" }
`;
const PUT: Told = ['register.put', '2026-06-01T08:00:00Z', { on: 'customer/7', data: { kind: 'customer', region: 'north' } }];
const OPENED: Told = ['ticket.opened', '2026-06-01T10:00:00Z', { data: { customer: '7' } }];
const MET: Told = ['ticket.contacted', '2026-06-01T10:30:00Z'];

it('[WIN-2] told late of the register, a share counts an obligation in the group it is in, and no longer where it was', () => {
  for (const story of [
    [PUT, OPENED, MET],
    [OPENED, PUT, MET],
    [OPENED, MET, PUT],
    [MET, OPENED, PUT],
  ]) {
    const lines = [...judgementLines(told(BOOK, story, '2026-06-01T12:00:00Z'))];
    const windows = lines.flatMap((line) => (line.kind === 'window' ? [[line.group, line.good, line.all]] : []));
    expect(windows).toEqual([['north', 1, 1]]);
  }
});
it('[CLK-2] a stop that ends at another time is known to whoever lists what is open', () => {
  const book = `
book: moved
timezone: UTC
currency: USD
promises:
  - id: leaves
    says: { en: "Leaves.", zh: "出发。" }
    kind: deadline
    opens: run.planned
    met: run.left
    due: data.at
    late: 10min
    stops: [{ from: run.held, until: data.until }]
`;
  const state = told(
    book,
    [
      ['run.planned', '2026-06-01T08:00:00Z', { data: { at: '2026-06-01T12:00:00Z' } }],
      ['run.held', '2026-06-01T12:00:00Z', { id: 'a', data: { until: '2026-06-01T12:05:00Z' } }],
      ['run.held', '2026-06-01T12:00:00Z', { id: 'b', data: { until: '2026-06-01T12:09:00Z', replaces: 'a' } }],
    ],
    '2026-06-01T12:01:00Z',
  );
  const [judged] = state.items.get('item/1')?.obligations ?? [];
  expect(state.open.get('leaves item/1 1')?.obligation).toBe(judged);
  expect(judged?.resumesAtMs).toBe(Date.parse('2026-06-01T12:09:00Z'));
});
