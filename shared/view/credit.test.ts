import { expect, it } from 'vitest';
import { faultsBySchema } from '../../test/data/judge-schema.ts';
import { eventsOf, type Told, told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { advance, applyBatch, type Change, type EngineState, emptyState, stateAsOf } from '../engine/index.ts';
import { judgementLines, type LedgerLine, wallView } from './index.ts';

/** A network that promises half of the calls in the busy hour, as a mean over the days of a month. */
const NETWORK = `
book: network
timezone: Asia/Shanghai
currency: CNY
promises:
  - id: connects
    says: { en: "Calls connect.", zh: "电话打得通。" }
    kind: ratio
    good: call.connected
    all: [call.connected, call.failed]
    window: month
    measure: mean of daily busy hour
    target: ">= 50%"
    bill: { event: bill.issued, customer: data.customer, period: data.period, charges: data.calls }
    remedy: { pay: 2% of bill.charges, per: percentage point below, credit: same bill, cap: 100% }
boards:
  wall: { promises: [connects], language: en, distance: 5m }
`;
const EXACT = NETWORK.replace('credit: same bill', 'points: exact, credit: same bill');
const day = (date: number, good: number, all: number): readonly Told[] =>
  Array.from(
    { length: all },
    (_, index): Told => [
      index < good ? 'call.connected' : 'call.failed',
      `2026-06-${String(date).padStart(2, '0')}T10:${String(index % 60).padStart(2, '0')}:00+08:00`,
      { on: `call/${date}-${index}`, id: `${date}-${index}` },
    ],
  );
/** Thirty days whose busy-hour rates add up to 13 + 0.89: their mean is 46.3%. */
const JUNE: readonly Told[] = Array.from({ length: 30 }, (_, index) =>
  index < 13 ? day(index + 1, 1, 1) : index === 13 ? day(14, 89, 100) : day(index + 1, 0, 1),
).flat();
const bill = (
  customer: string,
  calls: number | string,
  { period = '2026-06', time = '2026-06-20T12:00:00+08:00', id = customer } = {},
): Told => ['bill.issued', time, { on: `bill/${id}`, id: `bill ${id} ${time}`, data: { customer, period, calls } }];
const JULY = '2026-07-01T00:00:00+08:00';

function ledger(book: string, story: readonly Told[], now: string): readonly LedgerLine[] {
  const state = stateAsOf(bookOf(book), eventsOf(story), { asOfMs: Date.parse(now), places: null });
  const lines = [...(state === null ? [] : judgementLines(state))];
  expect(faultsBySchema(lines)).toEqual([]);
  return lines.filter((line) => line.kind === 'ledger');
}
const amounts = (book: string, story: readonly Told[], now = JULY) =>
  ledger(book, story, now).map(({ subject, amount }) => [subject, amount]);

it('[MON-3] a mean of 46.3% misses 50% by three whole points: 6% of 128.50 is 7.71', () => {
  expect(JSON.stringify(ledger(NETWORK, [...JUNE, bill('c-1', 128.5)], JULY)[0])).toBe(
    '{"kind":"ledger","promise":"connects","subject":"bill/c-1","payee":"c-1","payee_role":"customer","amount":"7.71","currency":"CNY",' +
      '"state":"owed","formula":"2% × 3 points of bill.charges 128.50, cap 100%"}',
  );
});
it('[MON-3] by exact points it is 3.7 points: 7.4% of 128.50 is 9.51', () => {
  expect(ledger(EXACT, [...JUNE, bill('c-1', '128.50')], JULY)[0]).toMatchObject({
    amount: '9.51',
    formula: '2% × 3.7 points of bill.charges 128.50, cap 100%',
  });
});
it('[MON-3] a missed part of a point is nothing, unless points are exact', () => {
  const story = [...day(1, 199, 400), bill('c-1', 100)];
  expect([amounts(NETWORK, story), amounts(EXACT, story)]).toEqual([[], [['bill/c-1', '0.50']]]);
});
it('[MON-3] points above a target that is a most are those over it', () => {
  const dropped = NETWORK.replace('measure: mean of daily busy hour', 'measure: share')
    .replace('">= 50%"', '"<= 2%"')
    .replace('point below', 'point above');
  expect(amounts(dropped, [...day(1, 9, 100), bill('c-1', 100)])).toEqual([['bill/c-1', '14.00']]);
});
it('[MON-1] a credit is never more than the charges with a cap of 100%', () => {
  expect(amounts(NETWORK.replace('2% of', '50% of'), [...JUNE, bill('c-1', 100)])).toEqual([['bill/c-1', '100.00']]);
  const fixed = NETWORK.replace('2% of bill.charges', '40 CNY');
  expect(amounts(fixed, [...JUNE, bill('c-1', 100), bill('c-2', 500)])).toEqual([
    ['bill/c-1', '100.00'],
    ['bill/c-2', '120.00'],
  ]);
});
it('[MON-4] each bill of the period is a line, whenever it was issued, and a bill of another period is none', () => {
  const story = [
    ...JUNE,
    bill('c-2', 10),
    bill('c-1', 20, { time: '2026-08-15T00:00:00+08:00' }),
    bill('c-1', 99, { id: 'c-1-may', period: '2026-05' }),
    bill('c-3', 99, { period: '2026-6' }),
  ];
  expect(amounts(NETWORK, story, '2026-09-01T00:00:00+08:00')).toEqual([
    ['bill/c-1', '1.20'],
    ['bill/c-2', '0.60'],
  ]);
});
it('[MON-4] nothing is owed before the window is over, and nothing for a window that was kept', () => {
  expect(amounts(NETWORK, [...JUNE, bill('c-1', 100)], '2026-06-30T23:59:59.999+08:00')).toEqual([]);
  expect(amounts(NETWORK.replace('>= 50%', '>= 46.3%'), [...JUNE, bill('c-1', 100)])).toEqual([]);
});
it('[MON-4, LOG-2] a corrected bill is credited as the correction has it, and one that is taken back is not', () => {
  const story = [...JUNE, bill('c-1', 100), bill('c-2', 100)];
  const replacing = (id: string, data: { readonly [key: string]: string | number }): Told => [
    'bill.issued',
    '2026-06-21T00:00:00+08:00',
    { on: `bill/${id}`, id: `again ${id}`, data: { ...data, replaces: `bill ${id} 2026-06-20T12:00:00+08:00` } },
  ];
  const corrected = [...story, replacing('c-1', { customer: 'c-1', period: '2026-06', calls: 50 }), replacing('c-2', {})];
  expect(amounts(NETWORK, corrected)).toEqual([['bill/c-1', '3.00']]);
  expect(amounts(NETWORK, corrected.toReversed())).toEqual([['bill/c-1', '3.00']]);
});
it('[MON-4] a line of a group credits the bills whose own data name the group', () => {
  const book = NETWORK.replace('    window: month', '    group: data.city\n    window: month');
  const inCity = ([type, time, more]: Told, city: string): Told => [type, time, { ...more, data: { ...more?.data, city } }];
  const story = [
    ...JUNE.map((each) => inCity(each, 'Hefei')),
    inCity(['call.connected', '2026-06-02T10:00:00+08:00', { on: 'call/w' }], 'Wuhu'),
    inCity(bill('c-1', 100), 'Hefei'),
    inCity(bill('c-2', 100), 'Wuhu'),
    bill('c-3', 100),
    ['call.failed', '2026-06-02T10:00:00+08:00', { on: 'call/nowhere' }] as const,
  ];
  expect(amounts(book, story)).toEqual([['bill/c-1', '6.00']]);
});
it('[MON-4] several promises read the same bill', () => {
  const more = NETWORK.slice(NETWORK.indexOf('  - id'), NETWORK.indexOf('boards:')).replace('id: connects', 'id: answers');
  expect(ledger(NETWORK.replace('boards:', `${more}boards:`), [...JUNE, bill('c-1', 100)], JULY).map(({ promise }) => promise)).toEqual([
    'answers',
    'connects',
  ]);
});
it('[MON-4] without a credit a missed window owes once, and once for each point where it says so', () => {
  const paying = (remedy: string) => ledger(NETWORK.replace(/ {4}bill:.*\n/, '').replace(/remedy: .*/, `remedy: ${remedy}`), JUNE, JULY);
  expect(paying('[{ pay: 100 CNY, to: "\'regulator\'" }, { do: apology }]')).toMatchObject([
    { subject: 'connects', payee: 'regulator', amount: '100.00', formula: '100 CNY' },
    { subject: 'connects', payee: null, amount: '0.00', deed: 'apology' },
  ]);
  expect(paying('{ pay: 100 CNY, per: percentage point below }')).toMatchObject([{ amount: '300.00', formula: '100 CNY × 3 points' }]);
});

/** What a story that is received as it happens writes into the ledger. */
function written(book: string, story: readonly Told[], now: string): { readonly state: EngineState; readonly lines: readonly unknown[] } {
  const state = emptyState(bookOf(book));
  const changes: Change[] = [];
  let receivedAtMs = 0;
  eventsOf(story).forEach((event, index) => {
    receivedAtMs = Math.max(receivedAtMs, Date.parse(event.time));
    changes.push(...applyBatch(state, { firstPlace: index + 1, receivedAtMs, events: [event] }));
  });
  changes.push(...advance(state, Date.parse(now)));
  const lines = changes.flatMap((change) => (change.kind === 'ledger' ? [[change.line, change.subject, change.amountMinor]] : []));
  return { state, lines };
}
/** Corrections of failed calls that come after the window is over: they lift the mean to 50.0%. */
const TURN: readonly Told[] = [15, 16].map(
  (date): Told => [
    'call.connected',
    `2026-06-${date}T10:00:00+08:00`,
    { on: `call/${date}-0`, id: `again ${date}`, data: { replaces: `${date}-0` } },
  ],
);

it('[MON-5] a window owes when it closes missed, and a late event that turns it writes a contra line', () => {
  const heartbeat: Told = ['bill.issued', '2026-07-03T00:00:00+08:00', { on: 'bill/none', id: 'none', data: {} }];
  const closed = written(NETWORK, [...JUNE, bill('c-1', 128.5)], '2026-07-02T00:00:00+08:00');
  expect(closed.lines).toEqual([['owed', 'connects', 771]]);
  const turned = written(NETWORK, [...JUNE, bill('c-1', 128.5), heartbeat, ...TURN], '2026-07-04T00:00:00+08:00');
  expect(turned.lines).toEqual([
    ['owed', 'connects', 771],
    ['contra', 'connects', -771],
  ]);
  expect([...judgementLines(turned.state)].filter(({ kind }) => kind === 'ledger')).toEqual([]);
});
it('[MON-5] a fee that the register tells after the window is over is owed then', () => {
  const parts = 'register:\n  customer: { key: data.customer, default: { fee: 100 } }\nboards:';
  const book = NETWORK.replace('of bill.charges', 'of customer.fee').replace('boards:', parts);
  const heartbeat: Told = ['call.failed', '2026-07-03T00:00:00+08:00', { on: 'call/july' }];
  const fee: Told = ['register.put', '2026-06-01T00:00:00+08:00', { on: 'customer/c-1', data: { kind: 'customer', fee: 150 } }];
  expect(written(book, [...JUNE, bill('c-1', 1), heartbeat, fee], '2026-07-04T00:00:00+08:00').lines).toEqual([
    ['owed', 'connects', 600],
    ['owed', 'connects', 300],
  ]);
});
it('[MON-5] a bill that comes after its window is over is owed then', () => {
  const after = bill('c-2', 50, { time: '2026-07-10T00:00:00+08:00' });
  expect(written(NETWORK, [...JUNE, bill('c-1', 128.5), after], '2026-07-11T00:00:00+08:00').lines).toEqual([
    ['owed', 'connects', 771],
    ['owed', 'connects', 300],
  ]);
});
it('[MON-4] while the window lasts the wall shows what would be owed on the bills so far, and owes nothing', () => {
  const soFar = JUNE.filter(([, time]) => time < '2026-06-29');
  const state = told(
    NETWORK,
    [bill('c-0', 10, { time: '2026-06-01T00:00:00+08:00' }), ...soFar, bill('c-1', 100, { time: '2026-06-28T11:00:00+08:00' })],
    '2026-06-28T12:00:00+08:00',
  );
  const view = wallView(state, { boardId: 'wall', banner: null });
  // 13.89 of 28 days is 49.607…%: no whole point, so one point by its chance.
  const chance = state.lines.get('connects')?.chance ?? 0;
  expect(chance).toBeGreaterThan(0);
  expect(view?.lines[0]).toMatchObject({ owes: true, owedMinor: 0, costMinor: Math.round(chance * 220) });
  const worse = told(NETWORK, [...JUNE, bill('c-1', 100, { time: '2026-06-30T11:00:00+08:00' })], '2026-06-30T12:00:00+08:00');
  expect(wallView(worse, { boardId: 'wall', banner: null })?.lines[0]).toMatchObject({ owedMinor: 0, costMinor: 600 });
});
