import { expect, it } from 'vitest';
import { obligationsOn, type Told, told } from '../../test/data/story.ts';

const BOOK = `
book: tiers
timezone: UTC
currency: USD
register:
  customer: { key: data.customer }
promises:
  - { id: answered, says: { en: "Answered.", zh: "有回应。" }, kind: deadline, opens: ticket.opened, met: ticket.contacted, tier: customer.tier, within: { gold: 1h, silver: 4h } }
`;
const put = (id: string, tier: string, data = {}): Told => [
  'register.put',
  '2026-06-01T08:00:00Z',
  { id, on: 'customer/7', data: { kind: 'customer', tier, ...data } },
];
const OPENED: Told = ['ticket.opened', '2026-06-01T10:00:00Z', { data: { customer: '7' } }];

it('[LOG-2] a correction of the register takes the place of what it names, whatever their ids and order', () => {
  const wrong = put('z', 'gold');
  const right = put('a', 'silver', { replaces: 'z' });
  for (const story of [
    [wrong, right, OPENED],
    [right, wrong, OPENED],
    [OPENED, wrong, right],
  ])
    expect(obligationsOn(told(BOOK, story, '2026-06-01T12:00:00Z'))[0]).toMatchObject({ state: 'open', due: '2026-06-01T14:00:00.000Z' });
});
