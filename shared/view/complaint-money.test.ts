import { expect, it } from 'vitest';
import { at, coach, figures, HALF, HEAD, ledger, SHORTENED, said } from '../../test/data/complaint-story.ts';
import { type Told, told } from '../../test/data/story.ts';

const THREE = [
  said('filed', '10:00', 'A'),
  said('filed', '10:01', 'B'),
  said('filed', '10:02', 'C'),
  said('verified', '11:00', 'A'),
  said('verified', '11:01', 'B'),
  said('rejected', '11:02', 'C'),
];

it('[MON-2] three complain of a shortened route at 46.00: two verified owe 23.00 each, the rejected one nothing', () => {
  const lines = ['complaint/A p-A 23.00 owed', 'complaint/B p-B 23.00 owed', 'complaint/C nobody 23.00 rejected'];
  expect(figures(coach(HALF), [...SHORTENED, ...THREE])).toEqual(lines);
  const state = told(coach(HALF), [...SHORTENED, ...THREE], at('12:00'));
  expect(state.items.get('departure/D1')?.obligations[0]?.owedMinor).toBe(4600);
});
it('[MON-2] before it is verified a complaint is claimed, and a promise that was kept pays none', () => {
  expect(figures(coach(HALF), [...SHORTENED, ...THREE.slice(0, 3)])).toEqual([
    'complaint/A nobody 23.00 claimed',
    'complaint/B nobody 23.00 claimed',
    'complaint/C nobody 23.00 claimed',
  ]);
  const kept: readonly Told[] = [SHORTENED[0] as Told, ['departure.arrived', at('09:00'), { on: 'departure/D1' }]];
  expect(figures(coach(HALF), [...kept, ...THREE])).toEqual([]);
});
it('[MON-2] who decides has the last word, by time', () => {
  const turned = [...SHORTENED, said('filed', '10:00', 'A'), said('verified', '11:00', 'A'), said('rejected', '12:00', 'A')];
  expect(figures(coach(HALF), turned)).toEqual(['complaint/A p-A 23.00 rejected']);
  expect(figures(coach(HALF), [...turned, said('verified', '13:00', 'A')])).toEqual(['complaint/A p-A 23.00 owed']);
});
it('[MON-2] a complaint names its item with or without the kind, and one about another item or promise pays nothing', () => {
  const about = (data: { readonly [key: string]: string }) =>
    figures(coach(HALF), [...SHORTENED, said('filed', '10:00', 'A', data), said('verified', '11:00', 'A', data)]).length;
  expect([about({ about: 'D1' }), about({ about: 'departure/D1' }), about({ about: 'D2' }), about({ about: 'call/D1' })]).toEqual([
    1, 1, 0, 0,
  ]);
  expect(about({ promise: 'posted-fare' })).toBe(0);
  const [, , more] = said('filed', '10:00', 'A');
  const { promise, ...rest } = (more?.data ?? {}) as { readonly [key: string]: string };
  expect(promise).toBe('terminus');
  const ofAll: Told = ['complaint.verified', at('10:00'), { on: 'complaint/A', data: rest }];
  expect(figures(coach(HALF), [...SHORTENED, ofAll])).toEqual(['complaint/A p-A 23.00 owed']);
});
it('[MON-2] a complaint that a correction took back, or moved to another item, pays nothing there', () => {
  const moved = said('filed', '10:30', 'A', { about: 'D2', replaces: 'A filed 10:00' });
  expect(figures(coach(HALF), [...SHORTENED, said('filed', '10:00', 'A'), moved])).toEqual([]);
});
it('[MON-2] without `after` a complaint is owed from filing unless it is rejected, and a deed likewise', () => {
  const remedy = '[{ pay: 50% of item.fare, to: item.agent, per: complaint }, { do: apology, per: complaint }]';
  const story = [...SHORTENED, said('filed', '10:00', 'A'), said('filed', '10:01', 'C'), said('rejected', '11:00', 'C')];
  expect(figures(coach(remedy), story)).toEqual([
    'complaint/A nobody 23.00 owed',
    'complaint/C nobody 23.00 rejected',
    'complaint/A nobody 0.00 owed',
    'complaint/C nobody 0.00 rejected',
  ]);
});
it('[MON-2] an obligation that waits has no line, is claimed when somebody complains, owed when one is verified, else rejected', () => {
  const remedy = '[{ pay: 10 CNY, after: complaint.verified }, { pay: 1 CNY }]';
  const first = (story: readonly Told[]) => figures(coach(remedy), [...SHORTENED, ...story]).filter((line) => !line.includes(' 1.00 '));
  expect(first([])).toEqual([]);
  expect(first(THREE.slice(0, 3))).toEqual(['departure/D1 nobody 10.00 claimed']);
  expect(first(THREE.slice(0, 4))).toEqual(['departure/D1 nobody 10.00 owed']);
  expect(first([said('filed', '10:00', 'C'), said('rejected', '11:00', 'C')])).toEqual(['departure/D1 nobody 10.00 rejected']);
  expect(first([said('filed', '10:00', 'C'), said('rejected', '11:00', 'C'), said('filed', '12:00', 'A')])).toEqual([
    'departure/D1 nobody 10.00 claimed',
  ]);
});
it('[MON-2] what must follow may be an event of the item, and brings the data', () => {
  const remedy = '{ pay: 2 x data.seats, to: data.who, after: ticket.returned }';
  const returned: Told = ['ticket.returned', at('10:00'), { on: 'departure/D1', data: { seats: 3, who: 'p-1' } }];
  expect(figures(coach(remedy), SHORTENED)).toEqual([]);
  expect(figures(coach(remedy), [...SHORTENED, returned])).toEqual(['departure/D1 p-1 6.00 owed']);
});
it('[MON-2] values read the register as of the opening, whatever `data` is', () => {
  const book = coach(
    '{ pay: 10% of customer.fee + data.plus, per: complaint, after: complaint.verified }',
    'register: { customer: { key: data.customer, default: { fee: 1 } } }\n',
  );
  const put = (time: string, fee: number): Told => [
    'register.put',
    at(time),
    { on: 'customer/c', id: time, data: { kind: 'customer', fee } },
  ];
  const opened: Told = ['departure.scheduled', at('08:00'), { on: 'departure/D1', data: { customer: 'c' } }];
  const story = [put('07:00', 300), opened, SHORTENED[1] as Told, put('08:30', 900), said('verified', '11:00', 'A', { plus: 70 })];
  expect(figures(book, story)).toEqual(['complaint/A nobody 37.00 owed']);
});
it('[MON-2] a complaint about a promise that repeats pays for the last breach before it alone', () => {
  const book = coach(HALF).replace('    broken:', '    repeat: true\n    broken:');
  const again: readonly Told[] = [
    ['departure.arrived', at('12:00'), { on: 'departure/D1' }],
    ['departure.scheduled', at('13:00'), { on: 'departure/D1', data: { fare: 10 } }],
    ['departure.shortened', at('13:30'), { on: 'departure/D1' }],
  ];
  const story = [
    ...SHORTENED,
    ...again,
    said('filed', '10:00', 'A'),
    said('verified', '14:30', 'A'),
    said('filed', '14:00', 'B'),
    said('verified', '14:30', 'B'),
  ];
  expect(figures(book, story)).toEqual(['complaint/A p-A 23.00 owed', 'complaint/B p-B 5.00 owed']);
});
it('[MON-2] a breach that nobody has confirmed owes nothing to whoever complains', () => {
  const feeds = 'feeds:\n  road: { source: /road, sends: [departure.*], heartbeat: 5min }\n';
  const story: readonly Told[] = [SHORTENED[0] as Told, said('filed', '10:30', 'A'), said('verified', '11:00', 'A')];
  expect(figures(coach(HALF, feeds), story)).toEqual([]);
});

const MINIBUS = `${HEAD}promises:
  - id: fair-charge
    says: { en: "We charge what is right.", zh: "收费无误。" }
    kind: count
    of: charge.found-wrong
    window: month
    target: "<= 0"
    remedy:
      - { pay: 1 x data.fare, to: data.customer, per: complaint }
      - { pay: 2 x data.fare, to: data.customer, per: complaint }
      - { fine: 10 x data.fare, on: data.conductor, per: complaint }
`;
const wrong = (time: string, id: string, fare = 2): Told => [
  'charge.found-wrong',
  at(time),
  { on: `complaint/${id}`, id, data: { fare, customer: 'p-1', conductor: 'k-9' } },
];

it('[MON-2, MON-6] a wrong fare of 2.00 refunds 2.00 and awards 4.00 at once, and fines the conductor 20.00 inside', () => {
  const lines = ledger(MINIBUS, [wrong('10:00', 'A')]);
  expect(
    lines.map(({ subject, payee, payee_role, amount, internal, state }) => [subject, payee, payee_role, amount, internal, state]),
  ).toEqual([
    ['complaint/A', 'p-1', 'customer', '2.00', undefined, 'owed'],
    ['complaint/A', 'p-1', 'customer', '4.00', undefined, 'owed'],
    ['complaint/A', 'k-9', 'conductor', '20.00', true, 'owed'],
  ]);
});
it('[MON-2] a count pays for those above its limit, by time and then by id', () => {
  const book = MINIBUS.replace('<= 0', '<= 2').replace(/ {6}- \{ pay: 2[\s\S]*$/, '');
  const story = [wrong('12:00', 'D'), wrong('11:00', 'C', 3), wrong('10:00', 'A'), wrong('11:00', 'B')];
  expect(figures(book, story.slice(2))).toEqual([]);
  expect(figures(book, story)).toEqual(['complaint/C p-1 3.00 owed', 'complaint/D p-1 2.00 owed']);
});
it('[MON-2] a count by a rate pays when its window is over', () => {
  const book = MINIBUS.replace('<= 0', '<= 1')
    .replace('window: month', 'window: month\n    per: { rate: 100, of: ride.sold, value: data.count }')
    .replace(/ {6}- \{ pay: 2[\s\S]*$/, '');
  const rides: Told = ['ride.sold', at('09:00'), { on: 'ride/1', data: { count: 150 } }];
  const story = [rides, wrong('10:00', 'A'), wrong('11:00', 'B')];
  expect(figures(book, story)).toEqual([]);
  expect(figures(book, story, '2026-07-01T00:00:00Z')).toEqual(['complaint/B p-1 2.00 owed']);
});
it('[MON-2] a count of complaints filed pays those that are verified', () => {
  const book = MINIBUS.replace('charge.found-wrong', 'complaint.filed').replace(
    /remedy:[\s\S]*$/,
    'remedy: { pay: 2 x data.fare, to: data.customer, per: complaint, after: complaint.verified }\n',
  );
  const story = [
    said('filed', '10:00', 'A', { fare: 2 }),
    said('filed', '10:01', 'B', { fare: 2 }),
    said('filed', '10:02', 'C', { fare: 2 }),
  ];
  const decided = [said('verified', '11:00', 'A', { fare: 3 }), said('rejected', '11:00', 'B')];
  expect(figures(book, [...story, ...decided])).toEqual([
    'complaint/A p-A 6.00 owed',
    'complaint/B p-B 4.00 rejected',
    'complaint/C p-C 4.00 claimed',
  ]);
});
