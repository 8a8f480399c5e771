import { expect, it } from 'vitest';
import type { ScoredWindow } from '../foresight/index.ts';
import { Courses } from './courses.ts';

const HOUR_MS = 3_600_000;

function forecast(line: string, hour: number, moment: string, chance: number): ScoredWindow {
  const window = { fromAtMs: hour * HOUR_MS, toAtMs: (hour + 1) * HOUR_MS };
  const share = moment === 'half' ? 0.5 : 0.25;
  const toldAtMs = window.fromAtMs + share * HOUR_MS;
  return {
    promise: 'hour',
    group: line,
    window,
    moment,
    toldAtMs,
    chance,
    isMissed: hour === 1,
    cases: 40,
    soFar: { rank: 0, chance: 0.5 },
  };
}

it('[FOR-30] the forecasts of a window belong together, whatever other lines say in between', () => {
  const courses = new Courses();
  for (const hour of [1, 2])
    for (const moment of ['quarter', 'half']) for (const line of ['a', 'b']) courses.takeWindow(forecast(line, hour, moment, hour / 10));
  const own = courses.all().find(({ id }) => id === 'hour')?.courses ?? [];
  expect(
    own.map(({ startAtMs, isBroken, cases, foretold }) => [
      startAtMs / HOUR_MS,
      isBroken,
      cases,
      foretold.map(({ leftShare }) => leftShare),
    ]),
  ).toEqual([1, 1, 2, 2].map((hour) => [hour, hour === 1, 40, [0.75, 0.5]]));
  expect(own[0]).toMatchObject({ endAtMs: 2 * HOUR_MS, brokeAtMs: 2 * HOUR_MS, ruleAtMs: null });
});
