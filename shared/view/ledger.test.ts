import { expect, it } from 'vitest';
import { faultsBySchema } from '../../test/data/judge-schema.ts';
import { BASE_BOOK, bookWith, eventsOf, type Told, told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { stateAsOf } from '../engine/index.ts';
import { judgementLines, type LedgerLine, remedyLines } from './index.ts';

/** What a story leaves in the ledger, checked against the published schema. */
function ledger(book: string, story: readonly Told[], now?: string): readonly LedgerLine[] {
  const state = stateAsOf(bookOf(book), eventsOf(story), { asOfMs: now === undefined ? null : Date.parse(now), places: null });
  const lines = [...(state === null ? [] : judgementLines(state))];
  expect(faultsBySchema(lines)).toEqual([]);
  return lines.filter((line) => line.kind === 'ledger');
}
const NOON = '2013-03-04T12:00:00-05:00';
const ONE = '2013-03-04T13:00:00-05:00';
/** A departure an hour late, with more of what its opening says. */
function late(data: { readonly [key: string]: string | number }): readonly Told[] {
  return [
    ['departure.scheduled', '2013-03-01T00:00:00-05:00', { data: { scheduled: NOON, ...data } }],
    ['departure.departed', ONE],
  ];
}
const owed = (remedy: string, data: { readonly [key: string]: string | number } = {}, currency = 'USD') =>
  ledger(bookWith(`remedy: ${remedy}`).replace('currency: USD', `currency: ${currency}`), late(data)).map(({ amount, formula }) => [
    amount,
    formula,
  ]);

it('[MON-1] half of a fare of 46.00 is 23.00, of a JSON number or of a decimal text', () => {
  const remedy = '{ pay: 50% of item.fare, to: data.customer }';
  expect(owed(remedy, { fare: 46 })).toEqual([['23.00', '50% of item.fare 46.00']]);
  expect(owed(remedy, { fare: '46.00' })).toEqual([['23.00', '50% of item.fare 46.00']]);
});
it('[MON-1] a wrong fare of 2.00 is refunded and two more are awarded: 6.00 in two lines', () => {
  expect(owed('[{ pay: 1 x item.fare }, { pay: 2 x item.fare }]', { fare: 2 })).toEqual([
    ['2.00', '1 x item.fare 2.00'],
    ['4.00', '2 x item.fare 2.00'],
  ]);
  expect(owed('{ pay: 3 x item.fare }', { fare: 2 })).toEqual([['6.00', '3 x item.fare 2.00']]);
});
it('[MON-1] a number is taken by its shortest text: 10% of 0.15 is 0.015, and rounds up', () => {
  expect(owed('{ pay: 10% of item.fare }', { fare: 0.15 })).toEqual([['0.02', '10% of item.fare 0.15']]);
});
it('[MON-1] a value that is none owes nothing, whatever the floor, and the formula says so', () => {
  for (const fare of ['free', '1e9999', '1e20', -5, '9'.repeat(50)])
    expect(owed('{ pay: 50% of item.fare, floor: 5 USD }', { fare })).toEqual([
      ['0.00', '50% of item.fare, which has no value, floor 5 USD'],
    ]);
  expect(owed('{ pay: 50% of item.fare }')).toEqual([['0.00', '50% of item.fare, which has no value']]);
});
it('[MON-1] cap and floor come before rounding, as amounts or as shares of the value', () => {
  const amount = (remedy: string) => owed(remedy, { fare: 100 })[0]?.[0];
  expect(amount('{ pay: 2 x item.fare, cap: 100% }')).toBe('100.00');
  expect(amount('{ pay: 50% of item.fare, cap: 30.005 USD }')).toBe('30.01');
  expect(amount('{ pay: 50% of item.fare, cap: 30.005 USD, round: down }')).toBe('30.00');
  expect(amount('{ pay: 1% of item.fare, floor: 5 USD }')).toBe('5.00');
  expect(amount('{ pay: 1% of item.fare, floor: 2% }')).toBe('2.00');
});
it('[MON-1] each line is rounded by itself as the book says, and the sum never is', () => {
  const lines = (round: string) => owed(`[{ pay: 0.125 USD, round: ${round} }, { pay: 0.125 USD, round: ${round} }]`).map(([each]) => each);
  expect(['half-up', 'half-even', 'down', 'up'].map(lines)).toEqual([
    ['0.13', '0.13'],
    ['0.12', '0.12'],
    ['0.12', '0.12'],
    ['0.13', '0.13'],
  ]);
});
it('[MON-1] a currency without minor units has no digits after the point, and one of a thousand has three', () => {
  expect(owed('{ pay: 50% of item.fare }', { fare: 45 }, 'JPY')).toEqual([['23', '50% of item.fare 45']]);
  expect(owed('{ pay: 50% of item.fare }', { fare: 45 }, 'KWD')).toEqual([['22.500', '50% of item.fare 45.000']]);
});
it('[MON-5] a line names its payee by id and role, and a deed is a line without money', () => {
  const book = bookWith('remedy: [{ pay: 5 USD, to: data.customer }, { pay: 5 USD, to: "\'pool\'" }, { do: apology }]');
  expect(JSON.stringify(ledger(book, late({ customer: 'c-7' })))).toBe(
    '[{"kind":"ledger","promise":"leaves","subject":"item/1","payee":"c-7","payee_role":"customer","amount":"5.00","currency":"USD","state":"owed","formula":"5 USD"},' +
      '{"kind":"ledger","promise":"leaves","subject":"item/1","payee":"pool","payee_role":null,"amount":"5.00","currency":"USD","state":"owed","formula":"5 USD"},' +
      '{"kind":"ledger","promise":"leaves","subject":"item/1","payee":null,"payee_role":null,"amount":"0.00","currency":"USD","deed":"apology","state":"owed","formula":"apology"}]',
  );
});
it('[MON-1] a value of the register is that of the opening, whenever the register was told', () => {
  const book = bookWith('remedy: { pay: 10% of customer.fee }', 'register:\n  customer: { key: data.customer, default: { fee: 1 } }\n');
  const put = (time: string, fee: number): Told => [
    'register.put',
    time,
    { on: 'customer/c-7', id: `put ${time}`, data: { kind: 'customer', fee } },
  ];
  const known = [put('2013-02-01T00:00:00-05:00', 300), put('2013-03-02T00:00:00-05:00', 900)];
  const amounts = (story: readonly Told[]) => ledger(book, story, ONE).map(({ amount }) => amount);
  expect(amounts([...known, ...late({ customer: 'c-7' })])).toEqual(['30.00']);
  expect(amounts([...late({ customer: 'c-7' }), ...known])).toEqual(['30.00']);
  expect(amounts(late({ customer: 'c-8' }))).toEqual(['0.10']);
});
it('[MON-5] the ledger says what is owed on an open obligation should it break, in words of both languages', () => {
  const book = bookWith(
    'remedy: [{ pay: 20 USD }, { pay: 50% of item.fare }, { pay: 2 x item.fare }, { pay: 2 x item.toll }, { do: apology }]',
  );
  const state = told(book, late({ fare: 46 }).slice(0, 1), '2013-03-01T01:00:00-05:00');
  const [obligation] = state.items.get('item/1')?.obligations ?? [];
  expect(obligation === undefined ? [] : remedyLines(state, obligation)).toEqual([
    { text: { key: 'remedy.fixed' }, amountMinor: 2000, isInternal: false },
    { text: { key: 'remedy.share', args: { percent: '50', of: 'item.fare' } }, amountMinor: 2300, isInternal: false },
    { text: { key: 'remedy.times', args: { factor: '2', of: 'item.fare' } }, amountMinor: 9200, isInternal: false },
    { text: { key: 'remedy.no-value', args: { of: 'item.toll' } }, amountMinor: 0, isInternal: false },
    { text: { key: 'remedy.apology' }, amountMinor: null, isInternal: false },
  ]);
});
it('a book whose points or credits no window can owe is refused with the place and a mend', () => {
  expect(() => bookOf(bookWith('remedy: { pay: 1 USD, per: percentage point below }'))).toThrow('percentage points are those');
  const share = `${BASE_BOOK}  - id: share\n    says: { en: "S.", zh: "份。" }\n    kind: ratio\n    of: leaves\n    window: hour\n    target: ">= 50%"\n`;
  const bill = '    bill: { event: bill.issued, customer: data.customer, period: data.period, charges: data.calls }\n';
  expect(() => bookOf(`${share}${bill}    remedy: { pay: 1 USD, credit: same bill }\n`)).toThrow('no bill is made for such a window');
});
