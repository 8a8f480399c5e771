import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventsOf, obligationsOn, type Told, told } from '../../test/data/story.ts';
import { bookOf } from '../../test/simulation/world.ts';
import { stateAsOf } from '../engine/index.ts';

const BOOK = `
book: lines
timezone: Asia/Shanghai
currency: CNY
register:
  circuit: { key: data.circuit }
promises:
  - id: inspected
    says: { en: "Each line is inspected.", zh: "定期巡检。" }
    kind: deadline
    item: circuit
    every: { AAA: 1 month, AA: 2 month, A: 3 month, normal: 6 month, daily: 5wd, hourly: 36h }
    tier: circuit.level
    met: circuit.inspected
`;
const put = (time: string, level: string): Told => [
  'register.put',
  `${time}+08:00`,
  { on: 'circuit/C-1', data: { kind: 'circuit', level } },
];
const removed = (time: string): Told => ['register.removed', `${time}+08:00`, { on: 'circuit/C-1', data: { kind: 'circuit' } }];
const inspected = (time: string): Told => ['circuit.inspected', `${time}+08:00`, { on: 'circuit/C-1' }];

function rounds(story: readonly Told[], now: string) {
  return obligationsOn(told(BOOK, story, `${now}+08:00`), 'C-1').map(({ nth, state, due }) => [nth, state, due]);
}
/** The end of a local day, in UTC. */
const endOf = (date: string) => `${date}T16:00:00.000Z`;

it('[OBL-8, CAL-5] inspected on the last of January and due every two months, it is due by the end of March', () => {
  expect(rounds([put('2026-01-10T10:00:00', 'AA'), inspected('2026-01-31T15:00:00')], '2026-02-01T00:00:00')).toEqual([
    [1, 'kept', endOf('2026-03-10')],
    [2, 'open', endOf('2026-03-31')],
  ]);
});
it('[OBL-8, CAL-5] inspected on 30 November and due every three months, it is due by the last of February', () => {
  expect(rounds([put('2025-11-01T10:00:00', 'A'), inspected('2025-11-30T09:00:00')], '2026-02-28T23:59:59.999')).toEqual([
    [1, 'kept', endOf('2026-02-01')],
    [2, 'open', endOf('2026-02-28')],
  ]);
});
it('[OBL-8] the first round runs from the registration, in working days and hours too', () => {
  expect(rounds([put('2026-06-01T10:00:00', 'daily')], '2026-06-01T10:00:00')).toEqual([[1, 'open', endOf('2026-06-06')]]);
  expect(rounds([put('2026-06-01T10:00:00', 'hourly')], '2026-06-01T10:00:00')).toEqual([[1, 'open', '2026-06-02T14:00:00.000Z']]);
});
it('[OBL-8] a miss is one breach until it is done, and the next one starts at the doing', () => {
  const story = [put('2026-01-10T10:00:00', 'AAA')];
  expect(rounds(story, '2026-06-01T00:00:00')).toEqual([[1, 'broken', endOf('2026-02-10')]]);
  expect(rounds([...story, inspected('2026-06-05T10:00:00')], '2026-06-06T00:00:00')).toEqual([
    [1, 'broken', endOf('2026-02-10')],
    [2, 'open', endOf('2026-07-05')],
  ]);
});
it('[OBL-8] a removal ends the open one without a line; one that was missed before stays', () => {
  const story = [put('2026-01-10T10:00:00', 'AAA'), inspected('2026-01-20T10:00:00'), removed('2026-02-01T00:00:00')];
  expect(rounds(story, '2026-06-01T00:00:00')).toEqual([[1, 'kept', endOf('2026-02-10')]]);
  expect(rounds([...story, put('2026-03-01T00:00:00', 'AAA')], '2026-03-02T00:00:00').at(-1)).toEqual([2, 'open', endOf('2026-04-01')]);
  expect(rounds([put('2026-01-10T10:00:00', 'AAA'), removed('2026-02-20T00:00:00')], '2026-06-01T00:00:00')).toEqual([
    [1, 'broken', endOf('2026-02-10')],
  ]);
});
it('[OBL-5] a change of tier judges an open one anew from its start', () => {
  const story = [put('2026-01-10T10:00:00', 'A'), put('2026-01-20T00:00:00', 'AAA')];
  expect(rounds(story, '2026-01-21T00:00:00')).toEqual([[1, 'open', endOf('2026-02-10')]]);
  expect(rounds([story[0] as Told, put('2026-03-01T00:00:00', 'AAA')], '2026-03-01T00:00:01')).toEqual([
    [1, 'broken', endOf('2026-02-10')],
  ]);
  expect(rounds([put('2026-01-10T10:00:00', 'tin')], '2026-01-21T00:00:00')).toEqual([[1, 'no-data', null]]);
});
it('[OBL-7] what is excluded is not missed', () => {
  const excluded: Told = ['kept.excluded', '2026-02-01T00:00:00+08:00', { on: 'C-1', data: { reason: 'flood', by: 'Li' } }];
  expect(rounds([put('2026-01-10T10:00:00', 'AAA'), excluded], '2026-06-01T00:00:00')).toEqual([[1, 'excluded', endOf('2026-02-10')]]);
});
it('[OBL-8] a bare id and `kind/id` are one subject, and a doing before the registration is none of it', () => {
  const bare: Told = ['circuit.inspected', '2026-01-20T10:00:00+08:00', { on: 'C-1' }];
  expect(rounds([inspected('2026-01-05T10:00:00'), put('2026-01-10T10:00:00', 'AAA'), bare], '2026-01-21T00:00:00')).toEqual([
    [1, 'kept', endOf('2026-02-10')],
    [2, 'open', endOf('2026-02-20')],
  ]);
});
it('[TIM-4, OBL-8] any order of arrival gives the same rounds, numbered, each begun once the one before was done', () => {
  const at = fc.integer({ min: 0, max: 300 }).map((day) => new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString().slice(0, 19));
  const event = fc.oneof(
    fc.tuple(at, fc.constantFrom('AAA', 'AA', 'tin')).map(([time, level]) => put(time, level)),
    at.map(removed),
    at.map(inspected),
    at.map(inspected),
  );
  const story = fc.uniqueArray(event, { maxLength: 14, selector: ([, time]) => time });
  const book = bookOf(BOOK);
  const known = { asOfMs: Date.UTC(2027, 0, 1), places: null };
  fc.assert(
    fc.property(story, fc.array(fc.nat(), { minLength: 14, maxLength: 14 }), (told, keys) => {
      const events = eventsOf(told);
      const mixed = events.map((each, index) => ({ each, key: keys[index] as number })).sort((a, b) => a.key - b.key);
      const rounds = (log: typeof events) => stateAsOf(book, log, known)?.items.get('C-1')?.obligations ?? [];
      const ordered = rounds(events);
      expect(rounds(mixed.map(({ each }) => each))).toEqual(ordered);
      expect(ordered.map(({ nth }) => nth)).toEqual(ordered.map((_, index) => index + 1));
      ordered.forEach(({ metAtMs }, index) => {
        const next = ordered[index + 1];
        // The next one begins where the last was done, or with a registration after a removal.
        if (next !== undefined) expect(next.openedAtMs).toBeGreaterThanOrEqual(metAtMs ?? Number.NEGATIVE_INFINITY);
      });
    }),
    { numRuns: 60 },
  );
});
