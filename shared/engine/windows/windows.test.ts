import { expect, it } from 'vitest';
import { BASE_BOOK, bookWith, obligationsOn, type Told, told } from '../../../test/data/story.ts';
import { closingVerdict, type EngineState, type Line } from '../index.ts';

/** A departure on a subject of its own, scheduled and (unless it never left) gone. */
function flight(on: string, scheduled: string, leftAt: string | null, data: { readonly [key: string]: string } = {}): readonly Told[] {
  const opened: Told = ['departure.scheduled', '2013-03-01T00:00:00-05:00', { on, data: { scheduled, ...data } }];
  return leftAt === null ? [opened] : [opened, ['departure.departed', leftAt, { on }]];
}
const share = (keys: string) => `  - id: share
    says: { en: "Share.", zh: "份额。" }
    kind: ratio
    of: leaves
${keys
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;
function figures(state: EngineState, line: string) {
  return [...(state.lines.get(line)?.tallies.values() ?? [])]
    .filter((tally) => tally.kept + tally.broken > 0)
    .map((tally) => ({
      from: new Date(tally.fromAtMs).toISOString(),
      hours: (tally.toAtMs - tally.fromAtMs) / 3_600_000,
      kept: tally.kept,
      broken: tally.broken,
    }));
}
const LATER = '2013-12-01T00:00:00-05:00';

it('[WIN-1] a day is a local date of 23 hours when the clocks go forward, and of 25 when they go back', () => {
  const story = [
    ...flight('a', '2013-03-10T23:00:00-04:00', '2013-03-10T23:00:00-04:00'),
    ...flight('b', '2013-03-11T00:00:00-04:00', '2013-03-11T00:00:00-04:00'),
    ...flight('c', '2013-11-03T00:30:00-04:00', '2013-11-03T00:30:00-04:00'),
  ];
  expect(
    figures(told(`${BASE_BOOK}${share('window: day\ntarget: ">= 95%"')}`, story, LATER), 'share').map(({ hours, from }) => [hours, from]),
  ).toEqual([
    [23, '2013-03-10T05:00:00.000Z'],
    [24, '2013-03-11T04:00:00.000Z'],
    [25, '2013-11-03T04:00:00.000Z'],
  ]);
});
it('[WIN-1] an hour that is repeated when the clocks go back is two windows', () => {
  const story = [
    ...flight('a', '2013-11-03T01:10:00-04:00', '2013-11-03T01:10:00-04:00'),
    ...flight('b', '2013-11-03T01:10:00-05:00', '2013-11-03T01:10:00-05:00'),
  ];
  expect(figures(told(`${BASE_BOOK}${share('window: hour\ntarget: ">= 95%"')}`, story, LATER), 'share')).toHaveLength(2);
});
it('[WIN-2] an obligation belongs to the window of its due, or of its opening or finishing where the book says so', () => {
  const story = flight('a', '2013-03-04T23:50:00-05:00', '2013-03-04T23:58:00-05:00');
  const day = (counted: string) =>
    figures(told(`${BASE_BOOK}${share(`window: day\ncounted: ${counted}\ntarget: ">= 95%"`)}`, story, LATER), 'share')[0]?.from.slice(
      0,
      10,
    );
  expect([day('due'), day('opened'), day('finished')]).toEqual(['2013-03-05', '2013-03-01', '2013-03-04']);
});
it('[WIN-2] only kept and broken ones count: open, excluded and no-data stand beside', () => {
  const story: Told[] = [
    ...flight('a', '2013-03-04T12:00:00-05:00', '2013-03-04T12:00:00-05:00'),
    ...flight('b', '2013-03-04T22:00:00-05:00', null),
    ...flight('c', '2013-03-04T12:00:00-05:00', null),
    ['kept.excluded', '2013-03-04T13:00:00-05:00', { on: 'c', data: { reason: 'snow', by: 'lead' } }],
  ];
  const tally = told(BASE_BOOK, story, '2013-03-04T15:00:00-05:00').lines.get('leaves')?.current;
  expect([tally?.kept, tally?.broken, tally?.open, tally?.excluded]).toEqual([1, 0, 1, 1]);
});
it('[WIN-4] a window is judged by the version in force at its start', () => {
  const versions = 'versions:\n  - { from: 2013-01-01 }\n  - { from: 2013-03-05, promises: [{ id: share, target: ">= 40%" }] }\n';
  const story = ['2013-03-04', '2013-03-05'].flatMap((date) => [
    ...flight(`${date}a`, `${date}T12:00:00-05:00`, `${date}T12:00:00-05:00`),
    ...flight(`${date}b`, `${date}T12:00:00-05:00`, `${date}T13:00:00-05:00`),
  ]);
  const state = told(`${BASE_BOOK}${share('window: day\ntarget: ">= 95%"')}${versions}`, story, LATER);
  const verdicts = [...(state.lines.get('share')?.tallies.values() ?? [])]
    .filter((tally) => tally.kept > 0)
    .map((tally) => closingVerdict(state, state.lines.get('share') as Line, tally));
  expect(verdicts).toEqual(['broken', 'kept']);
});
it('[WIN-4] a window without anything to judge is idle', () => {
  const state = told(
    `${BASE_BOOK}${share('window: day\ntarget: ">= 95%"')}`,
    flight('a', '2013-03-04T12:00:00-05:00', '2013-03-04T12:00:00-05:00'),
    LATER,
  );
  expect(state.lines.get('share')?.state).toBe('idle');
});
it('[WIN-6] a share is compared before it is rounded: 94.999% is not 95%', () => {
  const story = Array.from({ length: 20 }, (_, index) =>
    flight(`f${index}`, '2013-03-04T12:00:00-05:00', index === 0 ? '2013-03-04T13:00:00-05:00' : '2013-03-04T12:00:00-05:00'),
  ).flat();
  const verdictFor = (target: string) => {
    const state = told(`${BASE_BOOK}${share(`window: day\ntarget: "${target}"`)}`, story, LATER);
    const line = state.lines.get('share') as Line;
    const tally = [...line.tallies.values()].find((each) => each.kept > 0);
    return tally === undefined ? null : closingVerdict(state, line, tally);
  };
  expect([verdictFor('>= 95%'), verdictFor('> 95%'), verdictFor('>= 95.001%')]).toEqual(['kept', 'broken', 'broken']);
});
it('[WIN-8] a deadline promise is broken for the period above what it tolerates: a number, or a share of those finished', () => {
  const story = [
    ...flight('a', '2013-03-04T12:00:00-05:00', '2013-03-04T13:00:00-05:00'),
    ...flight('b', '2013-03-04T12:00:00-05:00', '2013-03-04T12:00:00-05:00'),
    ...flight('c', '2013-03-04T12:00:00-05:00', '2013-03-04T12:00:00-05:00'),
  ];
  const stateFor = (tolerate: string) =>
    told(bookWith(`tolerate: ${tolerate}`), story, '2013-03-04T14:00:00-05:00').lines.get('leaves')?.state;
  expect([stateFor('0'), stateFor('1'), stateFor('33%'), stateFor('34%')]).toEqual(['broken', 'on-track', 'broken', 'on-track']);
});
it('[WIN-8] otherwise it has the state of the worst open forecast, for each group and for all', () => {
  const story = [
    ...flight('a', '2013-03-04T12:00:00-05:00', '2013-03-04T12:00:00-05:00', { gate: 'A' }),
    ...flight('b', '2013-03-04T14:00:00-05:00', null, { gate: 'B' }),
  ];
  const state = told(bookWith('group: data.gate'), story, '2013-03-04T14:12:00-05:00');
  expect(['leaves', 'leaves/A', 'leaves/B'].map((line) => state.lines.get(line)?.state)).toEqual(['at-risk', 'on-track', 'at-risk']);
});
it('[WIN-9] a window is over at its end, and not before', () => {
  const story = flight('a', '2013-03-04T12:00:00-05:00', '2013-03-04T12:00:00-05:00');
  const book = `${BASE_BOOK}${share('window: day\ntarget: ">= 95%"')}`;
  const current = (now: string) => told(book, story, now).lines.get('share')?.current.kept;
  expect([current('2013-03-04T23:59:59.999-05:00'), current('2013-03-05T00:00:00-05:00')]).toEqual([1, 0]);
});
it('a ratio is broken as soon as its target is out of reach, and not while it can still be met', () => {
  const book = `${BASE_BOOK}${share('window: day\ntarget: ">= 50%"')}`;
  const late = (on: string) => flight(on, '2013-03-04T12:00:00-05:00', '2013-03-04T13:00:00-05:00');
  const open = (on: string) => flight(on, '2013-03-04T22:00:00-05:00', null);
  const stateOf = (story: readonly Told[]) => told(book, story, '2013-03-04T14:00:00-05:00').lines.get('share')?.state;
  expect(stateOf([...late('a'), ...late('b'), ...open('c')])).toBe('broken');
  expect(stateOf([...late('a'), ...open('b'), ...open('c')])).not.toBe('broken');
});
it('a ratio whose obligations open inside its window is never broken before its end, because more may come', () => {
  const book = `${bookWith('opens: ticket.opened\nmet: ticket.contacted\nwithin: 60min')}${share('window: day\ntarget: ">= 90%"')}`.replace(
    / {4}(due|late|broken):.*\n/g,
    '',
  );
  const story: readonly Told[] = [
    ['ticket.opened', '2013-03-04T02:00:00-05:00', { on: 'a' }],
    ['ticket.opened', '2013-03-04T02:10:00-05:00', { on: 'b' }],
  ];
  const stateAt = (now: string) => told(book, story, now).lines.get('share')?.state;
  expect(stateAt('2013-03-04T04:00:00-05:00')).not.toBe('broken');
});
it('no personal figure of one flight reaches another line', () => {
  const state = told(
    bookWith('group: data.gate'),
    flight('a', '2013-03-04T12:00:00-05:00', null, { gate: 'A' }),
    '2013-03-04T12:30:00-05:00',
  );
  expect([...state.lines.keys()]).toEqual(['leaves', 'leaves/A']);
  expect(obligationsOn(state, 'a')[0]).toMatchObject({ state: 'broken', owedMinor: 2000 });
});
