import { expect, it } from 'vitest';
import { obligationsOn, type Told, told } from '../../../test/data/story.ts';

const head = 'book: rounds\ntimezone: UTC\ncurrency: USD\n';
const says = 'says: { en: "Done.", zh: "办好。" }';
const REPEATED = `${head}promises: [{ id: done, ${says}, kind: deadline, opens: t.opened, met: t.met, within: 1h, repeat: true }]`;
const at = (time: string) => `2026-06-01T${time}:00Z`;
const excluded = (time: string, nth?: number): Told => [
  'kept.excluded',
  at(time),
  { data: { promise: 'done', reason: 'storm', by: 'Li', ...(nth === undefined ? {} : { nth }) } },
];
const states = (book: string, story: readonly Told[], now: string, on?: string) =>
  obligationsOn(told(book, story, now), on).map(({ state }) => state);

it('[OBL-7] who excludes one round of several excludes no other; without its number all rounds are excluded', () => {
  const story: readonly Told[] = [
    ['t.opened', at('10:00')],
    ['t.met', at('10:10')],
    ['t.opened', at('11:00')],
    ['t.met', at('13:10')],
  ];
  expect(states(REPEATED, story, at('15:00'))).toEqual(['kept', 'broken']);
  expect(states(REPEATED, [...story, excluded('14:00', 2)], at('15:00'))).toEqual(['kept', 'excluded']);
  expect(states(REPEATED, [...story, excluded('14:00')], at('15:00'))).toEqual(['excluded', 'excluded']);
});
it('[OBL-1, OBL-2] what is met between two rounds meets the next one with nothing used; what ended the last one does not', () => {
  const story: readonly Told[] = [
    ['t.opened', at('10:00')],
    ['t.met', at('11:30')],
    ['t.opened', at('12:00')],
    ['t.met', at('12:10')],
    ['t.met', at('12:40')],
    ['t.opened', at('13:00')],
  ];
  expect(obligationsOn(told(REPEATED, story, at('13:30'))).map(({ state, met }) => [state, met])).toEqual([
    ['broken', '2026-06-01T11:30:00.000Z'],
    ['kept', '2026-06-01T12:10:00.000Z'],
    ['kept', '2026-06-01T12:40:00.000Z'],
  ]);
});
it('[OBL-1, CLK-2] a stop begun before a round ended does not hold in the next one; one begun since does', () => {
  const book = REPEATED.replace('within: 1h', 'within: 1h, stops: [{ from: t.waiting, to: t.resumed }]');
  const story: readonly Told[] = [
    ['t.opened', at('10:00')],
    ['t.waiting', at('10:10')],
    ['t.met', at('10:20')],
    ['t.opened', at('12:00')],
  ];
  expect(states(book, story, at('12:30'))).toEqual(['kept', 'open']);
  expect(states(book, [...story.slice(0, 3), ['t.waiting', at('11:00')], ...story.slice(3)], at('12:30'))).toEqual(['kept', 'stopped']);
});
it('[OBL-2, OBL-5] a breaking event breaks none that was met while its tier had no limit', () => {
  const book = `${head}promises: [{ id: done, ${says}, kind: deadline, opens: t.opened, met: t.met, broken: t.lost, tier: data.tier, within: { gold: 1h } }]`;
  const story: readonly Told[] = [
    ['t.opened', at('10:00')],
    ['t.met', at('10:10')],
    ['t.lost', at('10:20')],
  ];
  expect(states(book, story, at('15:00'))).toEqual(['no-data']);
});
it('[OBL-1] an opening that was ignored stays so when the round before it is excluded later', () => {
  const story: readonly Told[] = [
    ['t.opened', at('10:00')],
    ['t.opened', at('11:30'), { id: 'again' }],
  ];
  expect(states(REPEATED, [...story, excluded('14:00')], at('15:00'))).toEqual(['excluded']);
  expect(states(REPEATED, [...story, excluded('11:30', 1)], at('15:00'))).toEqual(['excluded', 'broken']);
});
it('[OBL-5] met while its tier had no limit, it has no verdict, and a tier that comes afterwards gives it none', () => {
  const book = `${head}register: { customer: { key: data.customer } }
promises: [{ id: done, ${says}, kind: deadline, opens: t.opened, met: t.met, tier: customer.tier, within: { gold: 1h } }]`;
  const put = (time: string): Told => ['register.put', at(time), { on: 'customer/7', data: { kind: 'customer', tier: 'gold' } }];
  const story: readonly Told[] = [
    ['t.opened', at('10:00'), { data: { customer: '7' } }],
    ['t.met', at('10:10')],
  ];
  expect(states(book, [...story, put('10:20')], at('15:00'))).toEqual(['no-data']);
  expect(states(book, [...story, put('10:05')], at('15:00'))).toEqual(['kept']);
});
it('[OBL-8] where the promise came after the registration, the first doing begins its rounds', () => {
  const book = `${head}register: { circuit: { key: data.circuit } }
promises: [{ id: other, ${says}, kind: deadline, opens: t.opened, met: t.met, within: 1h }]
versions:
  - { from: 2026-01-01, note: first }
  - { from: 2026-03-01, note: second, promises: [{ id: seen, ${says}, kind: deadline, item: circuit, every: 1 month, met: t.seen }] }`;
  const story: readonly Told[] = [
    ['register.put', '2026-01-15T10:00:00Z', { on: 'circuit/7', data: { kind: 'circuit' } }],
    ['t.seen', '2026-02-10T10:00:00Z', { on: '7', id: 'a' }],
    ['t.seen', '2026-03-10T10:00:00Z', { on: '7', id: 'b' }],
  ];
  expect(obligationsOn(told(book, story, '2026-03-20T00:00:00Z'), '7').map(({ state, due }) => [state, due])).toEqual([
    ['open', '2026-04-11T00:00:00.000Z'],
  ]);
});
it('a base beyond every double leaves a count its forecast, and a text of a million digits is none', () => {
  const book = `${head}promises: [{ id: rate, ${says}, kind: count, of: f.seen, window: day, target: "<= 0", per: { rate: 1000, of: p.run, value: data.n } }]`;
  const run = (id: string, n: string): Told => ['p.run', at('09:00'), { id, data: { n } }];
  const state = told(
    book,
    [run('a', '1e999'), run('b', '1e-999'), run('c', `1.${'7'.repeat(1_000_000)}`), ['f.seen', at('09:01')]],
    at('10:00'),
  );
  expect(state.lines.get('rate')?.chance).toBe(1);
  expect(state.lines.get('rate')?.current.base?.d).toBe(10n ** 999n);
});
it('[WIN-4] what a count counts and what a share calls good is what the version at the start of the window says', () => {
  const book = `${head}promises:
  - { id: falls, ${says}, kind: count, of: f.seen, window: month, target: "<= 0" }
  - { id: calls, ${says}, kind: ratio, good: c.a, all: [c.a, c.b], window: month, target: ">= 50%" }
versions:
  - { from: 2026-01-01, note: first }
  - { from: 2026-06-10, note: second, promises: [{ id: falls, of: [f.seen, f.heard] }, { id: calls, good: c.b }] }`;
  const on = (type: string, day: string): Told => [type, `2026-${day}T10:00:00Z`, { id: `${type} ${day}` }];
  const story = [on('f.seen', '06-05'), on('f.heard', '06-15'), on('c.a', '06-15'), on('f.heard', '07-02'), on('c.a', '07-02')];
  const { lines } = told(book, story, '2026-07-03T00:00:00Z');
  const counts = (id: string) => [...(lines.get(id)?.tallies.values() ?? [])].map(({ kept, broken }) => [kept, broken]);
  expect([counts('falls'), counts('calls')]).toEqual([
    [
      [0, 1],
      [0, 1],
    ],
    [
      [1, 0],
      [0, 1],
    ],
  ]);
});
it('[CLK-2] a stop until the year 9999 is one without an end: nothing is due, and what is left stays', () => {
  const book = `${head}promises: [{ id: done, ${says}, kind: deadline, opens: t.opened, met: t.met, within: 1h, stops: [{ from: t.held, until: data.until }] }]`;
  const held: Told = ['t.held', at('10:10'), { data: { until: '9999-12-31T00:00:00Z' } }];
  const [round] = told(book, [['t.opened', at('10:00')], held], at('12:00')).items.get('item/1')?.obligations ?? [];
  expect([round?.state, round?.dueAtMs]).toEqual(['stopped', null]);
});
