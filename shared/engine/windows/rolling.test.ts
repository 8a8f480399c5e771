import { expect, it } from 'vitest';
import { BASE_BOOK, type Told, told } from '../../../test/data/story.ts';
import { type EngineState, type Line, rolls } from '../index.ts';

const promise = (keys: string) => `  - id: last
    says: { en: "Lately.", zh: "近来。" }
${keys
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;
const COUNT = `${BASE_BOOK}${promise('kind: count\nof: fall.seen\nwindow: rolling 60min\ntarget: "<= 1"')}`;
const RATIO = `${BASE_BOOK}${promise('kind: ratio\nof: leaves\nwindow: rolling 60min\ntarget: ">= 50%"')}`;
const day = (time: string) => `2013-03-04T${time}-05:00`;
const fall = (time: string): Told => ['fall.seen', day(time)];
function flight(on: string, scheduled: string, leftAt: string | null): readonly Told[] {
  const opened: Told = ['departure.scheduled', day('06:00:00'), { on, data: { scheduled: day(scheduled) } }];
  return leftAt === null ? [opened] : [opened, ['departure.departed', day(leftAt), { on }]];
}
function last(state: EngineState) {
  const line = state.lines.get('last');
  if (line === undefined) throw new Error('there is a line');
  const { fromAtMs, toAtMs, kept, broken, open } = line.current;
  return {
    from: new Date(fromAtMs - 5 * 3_600_000).toISOString().slice(11, 19),
    lengthMs: toAtMs - fromAtMs,
    kept,
    broken,
    open,
    state: line.state,
  };
}

it('[WIN-5] a rolling window ends at the last whole minute and holds the span before it, without that instant', () => {
  const story = [fall('10:00:00'), fall('10:00:30'), fall('11:00:00')];
  const at = (time: string) => last(told(COUNT, story, day(time)));
  expect(at('11:00:59')).toMatchObject({ from: '10:00:00', lengthMs: 3_600_000, broken: 2 });
  expect(at('11:01:00')).toMatchObject({ from: '10:01:00', broken: 1 });
  expect(at('12:01:00')).toMatchObject({ broken: 0 });
});
it('[WIN-5] a rolling line has the state of its figures, and a better one once the past has left it', () => {
  const at = (time: string) => last(told(COUNT, [fall('10:00:10'), fall('10:20:10')], day(time))).state;
  expect([at('10:20:50'), at('10:21:02'), at('11:00:30'), at('11:01:02')]).toEqual(['on-track', 'broken', 'broken', 'on-track']);
});
it('[WIN-5] a rolling window never closes', () => {
  const state = told(COUNT, [fall('10:00:10'), fall('10:20:10')], day('14:00:00'));
  expect(state.lines.get('last') && rolls(state.lines.get('last') as Line)).toBe(true);
  expect(state.recent.filter((change) => change.kind === 'window' && change.line === 'last')).toEqual([]);
});
it('[WIN-5] an obligation that falls due in the future is not in the window yet, met or not', () => {
  const story = [...flight('a', '10:00:00', '10:00:00'), ...flight('b', '12:00:00', '10:10:00'), ...flight('c', '10:05:00', null)];
  expect(last(told(RATIO, story, day('10:15:00')))).toMatchObject({ kept: 0, open: 0 });
  expect(last(told(RATIO, story, day('10:20:00')))).toMatchObject({ kept: 1, broken: 0, open: 0 });
  expect(last(told(RATIO, story, day('10:21:02')))).toMatchObject({ kept: 1, broken: 1, state: 'on-track' });
  expect(last(told(RATIO, story, day('11:16:02')))).toMatchObject({ kept: 0, broken: 1, state: 'broken' });
});
it('[WIN-4] a rolling ratio with nothing in it is idle', () => {
  expect(last(told(RATIO, flight('a', '10:00:00', '10:00:00'), day('14:00:00')))).toMatchObject({ kept: 0, state: 'idle' });
});
it('[WIN-4] a rolling window may take the place of another in a later version', () => {
  const versions =
    'versions:\n  - { from: 2013-01-01 }\n  - { from: 2013-03-04, promises: [{ id: last, window: rolling 120min }] }\n  - { from: 2013-03-05, promises: [{ id: last, window: day }] }\n';
  const story = [fall('10:00:10'), fall('11:30:00')];
  const [rolling, daily] = [day('11:40:00'), '2013-03-05T03:00:00-05:00'].map((now) => last(told(`${COUNT}${versions}`, story, now)));
  expect([rolling, daily]).toMatchObject([
    { lengthMs: 7_200_000, broken: 2 },
    { lengthMs: 86_400_000, broken: 0 },
  ]);
});
