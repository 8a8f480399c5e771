import { expect, it } from 'vitest';
import { at, coach, SHORTENED, said } from '../../test/data/complaint-story.ts';
import { type Told, told } from '../../test/data/story.ts';
import { receiptOfObligation } from './index.ts';

const REMEDY = '[{ pay: 50% of item.fare, to: data.phone, per: complaint, after: complaint.verified }, { fine: 30 CNY, on: item.driver }]';
const closing = (on: string, remedy: number): Told => [
  'kept.settled',
  at('12:00'),
  { on, id: `paid ${on}`, source: '/kept', data: { promise: 'terminus', remedy, by: 'Lin' } },
];

it('[MON-6] a receipt rests on the complaints and on what was paid outside too, and shows no personal value of them', () => {
  const story = [
    ...SHORTENED,
    said('filed', '10:00', 'A', { phone: '138-0000-1234' }),
    said('verified', '11:00', 'A', { phone: '138-0000-1234' }),
    said('filed', '10:30', 'B', { about: 'D2' }),
    closing('complaint/A', 1),
    closing('departure/D1', 2),
  ];
  const state = told(coach(REMEDY, 'personal: [data.phone]\n'), story, at('13:00'));
  const obligation = state.items.get('departure/D1')?.obligations[0];
  const receipt = obligation && receiptOfObligation(state, obligation);
  expect(receipt?.events.map(({ type, id }) => [type, id])).toEqual([
    ['departure.scheduled', 'departure.scheduled#0'],
    ['departure.shortened', 'departure.shortened#1'],
    ['complaint.filed', 'A filed 10:00'],
    ['complaint.verified', 'A verified 11:00'],
    ['kept.settled', 'paid complaint/A'],
  ]);
  expect(JSON.stringify(receipt)).not.toContain('138-0000');
  expect(receipt?.ledger.map(({ payee, amount, state: stands }) => [payee, amount, stands])).toEqual([[null, '23.00', 'settled']]);
});
