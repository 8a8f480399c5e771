import { expect, it } from 'vitest';
import { at, coach, figures, HALF, HEAD, ledger, SHORTENED, said } from '../../test/data/complaint-story.ts';
import { eventsOf, type Told, told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import type { Change } from '../engine/index.ts';
import { applyBatch, emptyState } from '../engine/index.ts';

const PAID = coach('{ pay: 50% of item.fare }');
const DUE: readonly Told[] = SHORTENED;
function done(
  what: 'settled' | 'waived' | 'excluded',
  time: string,
  data: { readonly [key: string]: string | number } = {},
  on = 'departure/D1',
): Told {
  return [
    `kept.${what}`,
    at(time),
    { on, id: `${what} ${time} ${on}`, source: '/kept', data: { promise: 'terminus', by: 'lin', reason: 'asked for', ...data } },
  ];
}

it('[MON-2] what is owed is settled, or waived by somebody who says why', () => {
  expect(figures(PAID, [...DUE, done('settled', '10:00')])).toEqual(['departure/D1 nobody 23.00 settled']);
  expect(figures(PAID, [...DUE, done('waived', '10:00')])).toEqual(['departure/D1 nobody 23.00 waived']);
  for (const data of [{ reason: 7 }, { by: 7 }])
    expect(figures(PAID, [...DUE, done('waived', '10:00', data)])).toEqual(['departure/D1 nobody 23.00 owed']);
  expect(figures(PAID, [...DUE, done('settled', '10:00', { promise: 'other' })])).toEqual(['departure/D1 nobody 23.00 owed']);
});
it('[MON-5] what was settled stands when the verdict changes, and the difference waits for a person', () => {
  const settled = [...DUE, done('settled', '10:00')];
  expect(figures(PAID, [...settled, done('excluded', '11:00')])).toEqual([
    'departure/D1 nobody 23.00 settled',
    'departure/D1 nobody -23.00 difference',
  ]);
  const opened: Told = ['departure.scheduled', at('11:00'), { on: 'departure/D1', data: { fare: 50, replaces: 'departure.scheduled#0' } }];
  const late = opened.with(1, at('08:30')) as unknown as Told;
  expect(figures(PAID, [...DUE, opened, done('settled', '10:00')])).toEqual([
    'departure/D1 nobody 23.00 settled',
    'departure/D1 nobody 2.00 difference',
  ]);
  expect(figures(PAID, [...DUE, late, done('settled', '10:00')])).toEqual(['departure/D1 nobody 25.00 settled']);
});
it('[MON-5] an amount that is named is what was settled, in whatever order things arrive', () => {
  const part = [...DUE, done('settled', '10:00', { amount: '20.00' })];
  expect(figures(PAID, part)).toEqual(['departure/D1 nobody 20.00 settled', 'departure/D1 nobody 3.00 difference']);
  expect(figures(PAID, [...part, done('settled', '11:00', { amount: 3 })])).toEqual(['departure/D1 nobody 23.00 settled']);
  expect(figures(PAID, [...part, done('waived', '11:00')])).toEqual([
    'departure/D1 nobody 20.00 settled',
    'departure/D1 nobody 3.00 waived',
  ]);
  expect(figures(PAID, [...DUE, done('waived', '10:00', { amount: 3 })])).toEqual([
    'departure/D1 nobody 3.00 waived',
    'departure/D1 nobody 20.00 owed',
  ]);
});
it('[MON-5] a complaint that is rejected after it was paid leaves a difference', () => {
  const paid = [...SHORTENED, said('filed', '10:00', 'A'), said('verified', '11:00', 'A'), done('settled', '12:00', {}, 'complaint/A')];
  expect(figures(coach(HALF), paid)).toEqual(['complaint/A p-A 23.00 settled']);
  expect(figures(coach(HALF), [...paid, said('rejected', '13:00', 'A')])).toEqual([
    'complaint/A p-A 23.00 settled',
    'complaint/A p-A -23.00 difference',
  ]);
});
it('[MON-2] a settlement may mean one remedy alone, and an amount for all fills the payments in their order', () => {
  const book = coach('[{ pay: 10 CNY }, { pay: 5 CNY }, { fine: 7 CNY, on: item.driver }, { do: apology }]');
  const states = (data: { readonly [key: string]: string | number }) =>
    ledger(book, [...DUE, done('settled', '10:00', data)]).map(({ amount, state }) => `${amount} ${state}`);
  expect(states({ remedy: 4 })).toEqual(['10.00 owed', '5.00 owed', '7.00 owed', '0.00 settled']);
  expect(states({ remedy: 3 })).toEqual(['10.00 owed', '5.00 owed', '7.00 settled', '0.00 owed']);
  expect(states({})).toEqual(['10.00 settled', '5.00 settled', '7.00 settled', '0.00 settled']);
  expect(states({ amount: 15 })).toEqual(['10.00 settled', '5.00 settled', '7.00 owed', '0.00 settled']);
  expect(states({ amount: 12 })).toEqual(['10.00 settled', '2.00 settled', '3.00 difference', '7.00 owed', '0.00 settled']);
});
it('[MON-5] the bill and the line of a missed window are settled, and so is a complaint above a limit', () => {
  const book = `${HEAD}promises:
  - id: few
    says: { en: "Few.", zh: "少。" }
    kind: count
    of: charge.wrong
    window: day
    target: "<= 0"
    remedy: [{ pay: 1 x data.fare, per: complaint }, { pay: 9 CNY }]
`;
  const wrong: Told = ['charge.wrong', at('10:00'), { on: 'complaint/A', data: { fare: 2 } }];
  const next = '2026-06-02T10:00:00Z';
  const by = (subject: string): Told => ['kept.settled', next, { on: subject, id: subject, data: { promise: 'few', by: 'lin' } }];
  expect(figures(book, [wrong], next)).toEqual(['complaint/A nobody 2.00 owed', 'few nobody 9.00 owed']);
  expect(figures(book, [wrong, by('complaint/A')], next)).toEqual(['complaint/A nobody 2.00 settled', 'few nobody 9.00 owed']);
  expect(figures(book, [wrong, by('few')], next)).toEqual(['complaint/A nobody 2.00 owed', 'few nobody 9.00 settled']);
});
it('[MON-5] every change is written when it comes: owed, taken back, settled', () => {
  const state = emptyState(bookOf(coach(HALF)));
  const story = [
    ...SHORTENED,
    said('verified', '11:00', 'A'),
    said('rejected', '12:00', 'A'),
    said('verified', '13:00', 'A'),
    done('settled', '14:00', {}, 'complaint/A'),
  ];
  const changes: Change[] = [];
  eventsOf(story).forEach((event, index) => {
    changes.push(...applyBatch(state, { firstPlace: index + 1, receivedAtMs: Date.parse(event.time), events: [event] }));
  });
  const written = changes.flatMap((change) => (change.kind === 'ledger' ? [[change.line, change.amountMinor]] : []));
  expect(written).toEqual([
    ['owed', 2300],
    ['contra', -2300],
    ['owed', 2300],
    ['contra', -2300],
  ]);
  expect(told(coach(HALF), story, at('15:00')).items.get('departure/D1')?.obligations[0]?.owedMinor).toBe(0);
});
