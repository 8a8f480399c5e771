import { expect, it } from 'vitest';
import { bookWith, type Told, told } from '../../../test/data/story.ts';
import { windowAt } from '../../measure/index.ts';
import type { EngineState } from '../index.ts';

const SHIFTS = 'shifts: { early: "07:00-15:00", late: "15:00-23:00", night: "23:00-07:00" }\n';
const BOOK = bookWith('per: shift', SHIFTS).replace(
  SHIFTS,
  `  - id: falls
    says: { en: "Few falls.", zh: "少有跌落。" }
    kind: count
    of: fall.seen
    window: shift
    target: "<= 1"
${SHIFTS}`,
);

/** Bounds in UTC and counts of each window that holds something. */
function windows(state: EngineState, line: string) {
  return [...(state.lines.get(line)?.tallies.values() ?? [])]
    .filter((tally) => tally.kept + tally.broken > 0)
    .map(({ fromAtMs, toAtMs, kept, broken }) => [
      new Date(fromAtMs).toISOString().slice(5, 16),
      (toAtMs - fromAtMs) / 3_600_000,
      kept,
      broken,
    ]);
}
const fall = (time: string): Told => ['fall.seen', time];

it('[WIN-1] an event belongs to the shift that holds it, and a night shift goes over midnight', () => {
  const story = ['06:59:59', '07:00:00', '14:59:59', '15:00:00', '22:59:59', '23:00:00'].map((time) => fall(`2013-03-04T${time}-05:00`));
  expect(windows(told(BOOK, [...story, fall('2013-03-05T06:59:59-05:00')], '2013-03-06T00:00:00-05:00'), 'falls')).toEqual([
    ['03-04T04:00', 8, 0, 1],
    ['03-04T12:00', 8, 0, 2],
    ['03-04T20:00', 8, 0, 2],
    ['03-05T04:00', 8, 0, 2],
  ]);
});
it('[WIN-1] the night shift of a clock change lasts an hour less or more', () => {
  const night = (time: string, asOf: string) => windows(told(BOOK, [fall(time)], asOf), 'falls')[0];
  expect(night('2013-03-10T03:30:00-04:00', '2013-03-12T00:00:00-04:00')).toEqual(['03-10T04:00', 7, 0, 1]);
  expect(night('2013-11-03T01:30:00-05:00', '2013-11-05T00:00:00-05:00')).toEqual(['11-03T03:00', 9, 0, 1]);
});
it('[WIN-1] shifts bound by hours that the clocks skip or repeat still hold every instant once', () => {
  const { book } = told(BOOK, [fall('2013-03-04T07:00:00-05:00')], '2013-03-05T00:00:00-05:00');
  const kind = { shiftStartsMin: [90, 130, 150, 180, 1200] };
  for (const [from, to] of [
    ['2013-03-09T12:00:00Z', '2013-03-11T12:00:00Z'],
    ['2013-11-02T12:00:00Z', '2013-11-04T12:00:00Z'],
  ] as const) {
    let atMs = Date.parse(from);
    while (atMs < Date.parse(to)) {
      const window = windowAt(kind, book.zone, atMs);
      expect(window.toAtMs).toBeGreaterThan(atMs);
      expect(window.fromAtMs).toBeLessThanOrEqual(atMs);
      expect(windowAt(kind, book.zone, window.toAtMs - 1)).toEqual(window);
      expect(windowAt(kind, book.zone, window.toAtMs).fromAtMs).toBe(window.toAtMs);
      atMs = window.toAtMs;
    }
  }
});
it('[WIN-8] a deadline promise with `per: shift` is judged over the obligations due in each shift', () => {
  const flight = (on: string, scheduled: string, leftAt: string): readonly Told[] => [
    ['departure.scheduled', '2013-03-03T00:00:00-05:00', { on, data: { scheduled } }],
    ['departure.departed', leftAt, { on }],
  ];
  const story = [
    ...flight('a', '2013-03-04T22:40:00-05:00', '2013-03-04T22:50:00-05:00'),
    ...flight('b', '2013-03-04T22:50:00-05:00', '2013-03-05T01:00:00-05:00'),
    ...flight('c', '2013-03-05T06:44:00-05:00', '2013-03-05T06:44:00-05:00'),
  ];
  expect(windows(told(BOOK, story, '2013-03-06T00:00:00-05:00'), 'leaves')).toEqual([
    ['03-04T20:00', 8, 1, 0],
    ['03-05T04:00', 8, 1, 1],
  ]);
});
