import { expect, it } from 'vitest';
import { faultsBySchema } from '../../../test/data/judge-schema.ts';
import { BASE_BOOK, bookWith, eventsOf, type Told } from '../../../test/data/story.ts';
import { bookOf } from '../../../test/simulation/world.ts';
import { type Known, stateAsOf } from '../../engine/index.ts';
import { type JudgeLine, judgementLines } from '../index.ts';

/** The lines of a story as JSON brings them, checked against the published schema; `now` is as-of, else the latest time told. */
function lines<Kind extends JudgeLine['kind']>(kind: Kind, book: string, story: readonly Told[], now?: string) {
  const known: Known = { asOfMs: now === undefined ? null : Date.parse(now), places: null };
  const state = stateAsOf(bookOf(book), eventsOf(story), known);
  const all: readonly JudgeLine[] = state === null ? [] : [...judgementLines(state)];
  expect(faultsBySchema(all)).toEqual([]);
  return all.filter((line): line is Extract<JudgeLine, { kind: Kind }> => line.kind === kind);
}

/** A departure scheduled at an instant of 4 March 2013, and gone unless it never left. */
function flight(on: string, scheduled: string, leftAt: string | null, data: { readonly [key: string]: string } = {}): readonly Told[] {
  const opened: Told = ['departure.scheduled', '2013-03-01T00:00:00-05:00', { on, data: { scheduled, ...data } }];
  return leftAt === null ? [opened] : [opened, ['departure.departed', leftAt, { on }]];
}
const NOON = '2013-03-04T12:00:00-05:00';
const ONE = '2013-03-04T13:00:00-05:00';
const TOMORROW = '2013-03-05T00:00:00-05:00';
const share = (keys: string) =>
  `  - id: share\n    says: { en: "Share.", zh: "份额。" }\n    kind: ratio\n    of: leaves\n${keys
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n`;
const DAILY = `${BASE_BOOK}${share('window: day\ntarget: ">= 50%"')}`;

it('an obligation has its keys in one order, and instants in the zone of the book with milliseconds where there are any', () => {
  const [line] = lines('obligation', BASE_BOOK, flight('a', NOON, '2013-03-04T17:05:00.250Z'));
  expect(JSON.stringify(line)).toBe(
    '{"kind":"obligation","promise":"leaves","subject":"a","nth":1,"group":null,"opens":"2013-03-01T00:00:00-05:00",' +
      '"due":"2013-03-04T12:15:00-05:00","met":"2013-03-04T12:05:00.250-05:00","state":"kept","version":null}',
  );
});
it('an obligation of a promise with a calendar has its instants in the zone of the calendar', () => {
  const book = bookWith('calendar: berlin', 'calendars:\n  berlin: { timezone: Europe/Berlin }\n');
  expect(lines('obligation', book, flight('a', NOON, null))[0]).toMatchObject({ due: '2013-03-04T18:15:00+01:00' });
});
it('[OBL-6] an obligation names the version that governs it', () => {
  const book = `${BASE_BOOK}versions:\n  - { from: 2013-01-01 }\n  - { from: 2013-03-02 }\n`;
  expect(lines('obligation', book, flight('a', NOON, NOON))[0]?.version).toBe('2013-01-01');
});
it('[OBL-1] rounds of one subject are numbered', () => {
  const book = bookWith('repeat: true');
  const story = [...flight('a', NOON, NOON), ['departure.scheduled', ONE, { on: 'a', data: { scheduled: TOMORROW } }] as const];
  expect(lines('obligation', book, story).map(({ nth, state }) => [nth, state])).toEqual([
    [1, 'kept'],
    [2, 'open'],
  ]);
});
it('obligations stand by promise, then by subject, whatever the order of the book and of the log', () => {
  const book = `${BASE_BOOK}${BASE_BOOK.slice(BASE_BOOK.indexOf('  - id')).replace('id: leaves', 'id: arrives')}`;
  const story = [...flight('b', NOON, null), ...flight('a', NOON, null)];
  expect(lines('obligation', book, story).map(({ promise, subject }) => `${promise} ${subject}`)).toEqual([
    'arrives a',
    'arrives b',
    'leaves a',
    'leaves b',
  ]);
});
it('[CAL-4] an obligation whose due depends on holidays that are not published is provisional', () => {
  const book = `${bookWith('opens: ticket.opened\nmet: ticket.contacted\nwithin: 2wd\ncalendar: office', 'calendars:\n  office: { week: { mon-fri: ["09:00-18:00"] }, holidays: cn }\n').replace(/ {4}(due|late|broken):.*\n/g, '')}`;
  const provisional = (time: string) => lines('obligation', book, [['ticket.opened', time]])[0]?.provisional;
  expect([provisional('2024-03-04T12:00:00-05:00'), provisional('2199-03-04T12:00:00-05:00')]).toEqual([undefined, true]);
});

const FEEDS = bookWith('settle: 15min', 'feeds:\n  gates: { source: /story, sends: [departure.*], heartbeat: 2min, lag: 5min }\n');
it('[FEED-2] a due that passes in silence is no-data, then broken and unconfirmed, and owes nothing', () => {
  const at = (now: string) => lines('obligation', FEEDS, flight('a', NOON, null), now)[0];
  expect(at('2013-03-04T12:20:00-05:00')).toMatchObject({ state: 'no-data' });
  expect(at('2013-03-04T12:30:00.001-05:00')).toMatchObject({ state: 'broken', unconfirmed: true });
  expect(lines('ledger', FEEDS, flight('a', NOON, null), ONE)).toEqual([]);
});
it('[FEED-2] what a later time of the feed confirms carries no mark, and owes', () => {
  const story: readonly Told[] = [...flight('a', NOON, null), ['feed.heartbeat', ONE, { on: 'feed/gates' }]];
  expect(lines('obligation', FEEDS, story)[0]).not.toHaveProperty('unconfirmed');
  expect(lines('ledger', FEEDS, story)).toHaveLength(1);
});
it('[FEED-3] a window in which a feed was silent is no-data', () => {
  const book = `${FEEDS.replace('feeds:', `${share('window: day\ntarget: ">= 50%"')}feeds:`)}`;
  expect(lines('window', book, flight('a', NOON, NOON), TOMORROW).at(-1)).toMatchObject({ value: '1/1', state: 'no-data' });
});

it('a window has its keys in one order, and its share as a fraction in lowest terms', () => {
  const story = [...flight('a', NOON, NOON), ...flight('b', NOON, ONE), ...flight('c', NOON, NOON), ...flight('d', NOON, ONE)];
  expect(JSON.stringify(lines('window', DAILY, story)[0])).toBe(
    '{"kind":"window","promise":"share","group":null,"from":"2013-03-04T00:00:00-05:00","to":"2013-03-05T00:00:00-05:00",' +
      '"value":"1/2","good":2,"all":4,"state":"kept","over":false}',
  );
});
it('[WIN-9] a window is judged by the figures so far, and is over at its end', () => {
  const late = flight('a', NOON, ONE);
  const at = (now: string) => lines('window', DAILY, late, now).map(({ state, over }) => [state, over]);
  expect(at('2013-03-04T12:15:00.001-05:00')).toEqual([['broken', false]]);
  expect(at('2013-03-04T23:59:59.999-05:00')).toEqual([['broken', false]]);
  expect(at(TOMORROW)).toEqual([['broken', true]]);
});
it('[WIN-4] windows between the first and the last of a group that hold nothing are idle', () => {
  const story = [
    ...flight('a', NOON, NOON, { gate: 'A' }),
    ...flight('b', '2013-03-07T12:00:00-05:00', '2013-03-07T12:00:00-05:00', { gate: 'A' }),
    ...flight('c', NOON, NOON, { gate: 'B' }),
  ];
  const book = `${BASE_BOOK}${share('window: day\ngroup: data.gate\ntarget: ">= 50%"')}`;
  expect(lines('window', book, story).map(({ group, from, value, state }) => [group, from.slice(8, 10), value, state])).toEqual([
    ['A', '04', '1/1', 'kept'],
    ['A', '05', null, 'idle'],
    ['A', '06', null, 'idle'],
    ['A', '07', '1/1', 'kept'],
    ['B', '04', '1/1', 'kept'],
  ]);
});
it('[WIN-1] windows follow the clock of the zone: the day on which it goes forward has 23 hours', () => {
  const sunday = '2013-03-10T12:00:00-04:00';
  expect(lines('window', DAILY, flight('a', sunday, sunday))[0]).toMatchObject({
    from: '2013-03-10T00:00:00-05:00',
    to: '2013-03-11T00:00:00-04:00',
  });
});
it('[WIN-3] a ratio over events has windows like any other', () => {
  const calls = share('window: hour\ntarget: ">= 80%"').replace('of: leaves', 'good: call.answered\n    all: [call.answered, call.missed]');
  const story: readonly Told[] = [
    ['call.answered', '2013-03-04T12:10:00-05:00'],
    ['call.missed', '2013-03-04T12:20:00-05:00'],
    ['call.answered', '2013-03-04T14:00:00-05:00'],
  ];
  expect(lines('window', `${BASE_BOOK}${calls}`, story).map(({ from, value, state }) => [from.slice(11, 16), value, state])).toEqual([
    ['12:00', '1/2', 'broken'],
    ['13:00', null, 'idle'],
    ['14:00', '1/1', 'kept'],
  ]);
});
it('[WIN-7] a window of a mean over days counts the days begun, and those of them that are not in the mean', () => {
  const calls = share('window: week\nmeasure: mean of daily share\ntarget: ">= 80%"').replace(
    'of: leaves',
    'good: call.answered\n    all: [call.answered, call.missed]',
  );
  const story: readonly Told[] = [
    ['call.answered', '2013-03-04T12:10:00-05:00'],
    ['call.missed', '2013-03-04T12:20:00-05:00'],
    ['call.answered', '2013-03-07T14:00:00-05:00'],
  ];
  const at = (now: string) => lines('window', `${BASE_BOOK}${calls}`, story, now)[0];
  expect(at('2013-03-08T00:00:00-05:00')).toMatchObject({ value: '3/4', good: 2, all: 3, days: 5, empty_days: 3, over: false });
  expect(at('2013-03-12T00:00:00-04:00')).toMatchObject({ value: '3/4', days: 7, empty_days: 5, over: true });
});
it('[WIN-1] periods of a promise with a calendar are bounded in its zone', () => {
  const book = bookWith('calendar: berlin', 'calendars:\n  berlin: { timezone: Europe/Berlin }\n');
  expect(lines('promise', book, flight('a', NOON, NOON))[0]).toMatchObject({
    from: '2013-03-04T00:00:00+01:00',
    to: '2013-03-05T00:00:00+01:00',
  });
});
it('an event whose time is wrong by centuries is told, and not answered with millions of empty windows', () => {
  const story = [...flight('a', NOON, NOON), ...flight('b', '2999-03-04T12:00:00-05:00', '2999-03-04T12:00:00-05:00')];
  expect(() => lines('window', `${BASE_BOOK}${share('window: hour\ntarget: ">= 50%"')}`, story)).toThrow('is the time of an event wrong');
});

it('[WIN-8] a promise is open while its period lasts without a breach, and kept when it is over', () => {
  const at = (now: string) => lines('promise', BASE_BOOK, flight('a', NOON, NOON), now);
  expect(JSON.stringify(at(ONE)[0])).toBe(
    '{"kind":"promise","promise":"leaves","from":"2013-03-04T00:00:00-05:00","to":"2013-03-05T00:00:00-05:00","state":"open","over":false}',
  );
  expect(at(TOMORROW)[0]).toMatchObject({ state: 'kept', over: true });
});
it('[WIN-8] a promise is broken at once above what it tolerates', () => {
  const story = [...flight('a', NOON, ONE), ...flight('b', NOON, NOON)];
  const state = (tolerate: number) => lines('promise', bookWith(`tolerate: ${tolerate}`), story)[0]?.state;
  expect([state(0), state(1)]).toEqual(['broken', 'open']);
});
it('[WIN-8] a promise has a line for each group, and before them one for all its obligations together', () => {
  const story = [...flight('a', NOON, ONE, { gate: 'A' }), ...flight('b', NOON, NOON, { gate: 'B' })];
  const periods = lines('promise', bookWith('group: data.gate\ntolerate: 50%'), story, TOMORROW);
  expect(periods.map(({ group, state }) => [group, state])).toEqual([
    [undefined, 'kept'],
    ['A', 'broken'],
    ['B', 'kept'],
  ]);
});
it('[WIN-8] a period in which everything is excluded is idle', () => {
  const story: readonly Told[] = [
    ...flight('a', NOON, ONE),
    ['kept.excluded', ONE, { on: 'a', data: { promise: 'leaves', reason: 'snow', by: 'lead' } }],
  ];
  expect(lines('promise', BASE_BOOK, story, TOMORROW).map(({ state }) => state)).toEqual(['idle']);
});

it('a ledger line has its keys in one order, its amount in decimals of the currency, and says how it was worked out', () => {
  expect(JSON.stringify(lines('ledger', bookWith('remedy: { pay: 0.05 USD }'), flight('a', NOON, ONE))[0])).toBe(
    '{"kind":"ledger","promise":"leaves","subject":"a","payee":null,"payee_role":null,"amount":"0.05","currency":"USD",' +
      '"state":"owed","formula":"0.05 USD"}',
  );
});
it('[MON-1] the amount is rounded to the minor unit of the currency, and the formula is not', () => {
  const book = bookWith('remedy: { pay: 20.5 JPY }').replace('currency: USD', 'currency: JPY');
  expect(lines('ledger', book, flight('a', NOON, ONE))[0]).toMatchObject({ amount: '21', formula: '20.5 JPY' });
});
it('a broken obligation that is excluded later owes nothing, and leaves no line', () => {
  const excluded: Told = ['kept.excluded', ONE, { on: 'a', data: { reason: 'snow', by: 'lead' } }];
  expect(lines('ledger', BASE_BOOK, [...flight('a', NOON, ONE), excluded])).toEqual([]);
});
it('what was met leaves no line in the ledger', () => {
  expect(lines('ledger', BASE_BOOK, flight('a', NOON, NOON))).toEqual([]);
});
