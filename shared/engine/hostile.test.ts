import { expect, it } from 'vitest';
import { bookWith, obligationsOn, type Told, told } from '../../test/data/story.ts';
import type { Json } from '../event/index.ts';

const ODD: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'x',
  [],
  {},
  { toString: 1, valueOf: 1 },
  { length: 5 },
  [[]],
  '2013-02-31T00:00:00Z',
];
const BOOK = bookWith(
  `within: { gold: 1h, default: 2h }
tier: data.tier
group: data.a[data.b]
exclude: [{ when: 'data.a in data.b', reason: r }, { when: 'data.n > 3', reason: r }, { when: '{data.a: 1}.x == 1', reason: r }]
stops: [{ from: departure.held, until: data.until, when: 'data.a == data.b' }]
due: data.scheduled`,
).replace(/ {4}(due|late|broken):.*\n/g, '');

it('whatever an event holds can be folded: the log is served again after any restart', () => {
  const story: Told[] = ODD.flatMap((odd, index) =>
    ODD.flatMap((other, at): Told[] => {
      const on = `item/${index}/${at}`;
      const data = { tier: odd, a: other, b: odd, n: other, scheduled: other, until: odd, reason: odd, by: other, replaces: odd };
      return [
        ['departure.scheduled', '2013-07-01T06:00:00Z', { on, data, id: `${on} o` }],
        ['departure.held', '2013-07-01T06:10:00Z', { on, data, id: `${on} h` }],
        ['kept.excluded', '2013-07-01T06:20:00Z', { on, data, id: `${on} x` }],
        ['register.put', '2013-07-01T06:30:00Z', { on, data: { ...data, kind: odd }, id: `${on} r` }],
        ['departure.departed', '2013-07-01T06:40:00Z', { on, data, id: `${on} d` }],
      ];
    }),
  ).sort((a, b) => (a[1] < b[1] ? -1 : 1));
  expect(told(BOOK, story, '2013-07-02T00:00:00Z').place).toBe(story.length);
});
it('an entry that only Kept writes may come from elsewhere with anything in it, and so may a kind of the register', () => {
  const odd: Json = { toString: 1, valueOf: 1 };
  const book = `${bookWith('')}  - { id: few, says: { en: a, zh: b }, kind: count, of: departure.cancelled, window: day, target: "<= 0", remedy: { pay: 1 x customer.fare } }
register: { customer: {} }
`;
  const story: readonly Told[] = [
    ['kept.book-put', '2013-07-01T06:00:00Z', { data: { hash: odd, text: odd, bases: { 'a.yaml': odd } } }],
    ['register.put', '2013-07-01T06:01:00Z', { data: { kind: odd } }],
  ];
  const { place, bookHash } = told(book, story, '2013-07-02T00:00:00Z');
  expect([place, bookHash]).toEqual([2, null]);
});
it('a stop that names its end ends by time alone', () => {
  const book = bookWith('within: 1h\nstops: [{ from: departure.held, until: data.until }]').replace(/ {4}(due|late|broken):.*\n/g, '');
  const story: readonly Told[] = [
    ['departure.scheduled', '2013-07-01T10:00:00Z'],
    ['departure.held', '2013-07-01T10:10:00Z', { data: { until: '2013-07-01T06:20:00' } }], // Local time, without an offset.
  ];
  const at = (now: string) => obligationsOn(told(book, story, now)).map(({ state, due }) => [state, due])[0];
  expect(at('2013-07-01T10:15:00Z')).toEqual(['stopped', '2013-07-01T11:10:00.000Z']);
  expect(at('2013-07-01T10:30:00Z')).toEqual(['open', '2013-07-01T11:10:00.000Z']);
  expect(at('2013-07-03T00:00:00Z')).toEqual(['broken', '2013-07-01T11:10:00.000Z']);
});
it('[OBL-7] an exclusion without a reason and a name is none', () => {
  const opened: Told = ['departure.scheduled', '2013-07-01T06:00:00Z', { data: { scheduled: '2013-07-01T12:00:00Z' } }];
  const excluded = (data: { readonly [key: string]: string }) =>
    obligationsOn(told(bookWith(''), [opened, ['kept.excluded', '2013-07-01T07:00:00Z', { data }]], '2013-07-01T08:00:00Z'))[0]?.state;
  expect([excluded({}), excluded({ reason: 'snow' }), excluded({ reason: 'snow', by: 'lead' })]).toEqual(['open', 'open', 'excluded']);
});
it('[LOG-2] a correction of a type that nothing reads still takes the other one back', () => {
  const story: readonly Told[] = [
    ['departure.scheduled', '2013-07-01T06:00:00Z', { id: 'o', data: { scheduled: '2013-07-01T12:00:00Z' } }],
    ['departure.departed', '2013-07-01T12:00:00Z', { id: 'd' }],
    ['departure.mistaken', '2013-07-01T12:05:00Z', { id: 'm', data: { replaces: 'd' } }],
  ];
  expect(obligationsOn(told(bookWith(''), story, '2013-07-01T12:06:00Z'))[0]?.state).toBe('open');
});
it('[TIM-4] what the register says at one instant is ordered by id, and a removal ends it', () => {
  const book = bookWith(
    'within: { gold: 1h, default: 2h }\ntier: customer.tier',
    'register:\n  customer: { key: data.customer }\n',
  ).replace(/ {4}(due|late|broken):.*\n/g, '');
  const put = (id: string, tier: string): Told => [
    'register.put',
    '2013-07-01T09:00:00Z',
    { on: 'c', id, data: { kind: 'customer', tier } },
  ];
  const opened: Told = ['departure.scheduled', '2013-07-01T10:00:00Z', { data: { customer: 'c' } }];
  const due = (story: readonly Told[]) => obligationsOn(told(book, [...story, opened], '2013-07-01T10:00:00Z'))[0]?.due?.slice(11, 16);
  expect([due([put('1', 'gold'), put('2', 'tin')]), due([put('2', 'tin'), put('1', 'gold')])]).toEqual(['12:00', '12:00']);
  expect(due([put('1', 'gold')])).toBe('11:00');
  expect(due([put('1', 'gold'), ['register.removed', '2013-07-01T09:30:00Z', { on: 'c', data: { kind: 'customer' } }]])).toBe('12:00');
});
it('[WIN-9] a window closes with what is due at its last millisecond', () => {
  const book = `${bookWith('late: <15min')}  - { id: share, says: { en: a, zh: b }, kind: ratio, of: leaves, window: hour, target: ">= 50%" }\n`;
  const story: readonly Told[] = [['departure.scheduled', '2013-07-01T06:00:00Z', { data: { scheduled: '2013-07-01T12:45:00Z' } }]];
  const closed = told(book, story, '2013-07-01T13:30:00Z').recent.filter((change) => change.kind === 'window');
  expect(closed.map(({ verdict, kept, all }) => [verdict, kept, all])).toEqual([['broken', 0, 1]]);
});
