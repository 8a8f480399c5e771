import { expect, it } from 'vitest';
import { seededRandom } from '../../../test/simulation/world.ts';
import { AvailabilityForecaster } from '../index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAY_S = 86_400;
const NOW_MS = 40 * DAY_MS;
/** Of one subject in service for 40 days: so many outages, of so long together. */
const lesson = (outages: number, repairS: number) => ({ outages, repairS, servedS: 40 * DAY_S, open: 0, openSinceS: 0 });

function taught(...lessons: readonly ReturnType<typeof lesson>[]): AvailabilityForecaster {
  const forecaster = new AvailabilityForecaster();
  for (const each of lessons) forecaster.learn(each, 1);
  return forecaster;
}
const LEFT = { leftMs: HOUR_MS, restMs: 10 * DAY_MS, isDown: false };

it('what is used up is certain to break, and what cannot be used up any more is certain to hold', () => {
  const forecaster = taught(lesson(10, 36_000));
  expect(forecaster.chance({ ...LEFT, leftMs: -1 }, NOW_MS)).toBe(1);
  expect(forecaster.chance({ leftMs: HOUR_MS, restMs: HOUR_MS, isDown: true }, NOW_MS)).toBe(0);
});
it('the chance is higher while it is down, and falls with what is left of the budget', () => {
  const forecaster = taught(lesson(10, 36_000));
  const chances = [0, 1, 2, 4, 8].map((hours) => forecaster.chance({ ...LEFT, leftMs: hours * HOUR_MS, isDown: true }, NOW_MS));
  expect(chances.toSorted((a, b) => b - a)).toEqual(chances);
  expect(forecaster.chance({ ...LEFT, isDown: true }, NOW_MS)).toBeGreaterThan(forecaster.chance(LEFT, NOW_MS));
});
it('it learns from many and long outages, and unlearns without a trace', () => {
  const [calm, hard] = [taught(lesson(1, 600)), taught(lesson(30, 30 * 7_200))];
  expect(hard.chance(LEFT, NOW_MS)).toBeGreaterThan(calm.chance(LEFT, NOW_MS));
  hard.learn(lesson(30, 30 * 7_200), -1);
  hard.learn(lesson(1, 600), 1);
  expect(hard.chance(LEFT, NOW_MS)).toBe(calm.chance(LEFT, NOW_MS));
});
it.each([
  ['up', 20, 3],
  ['down', 20, 3],
  ['up', 400, 60],
  ['up', 300, 40],
] as const)('%s with %i outages in 40 days behind: the chance is that of as many drawn futures', (now, outages, leftHours) => {
  const isDown = now === 'down';
  const forecaster = taught(lesson(outages, outages * 3_600));
  const random = seededRandom(outages + leftHours);
  const restMs = 10 * DAY_MS;
  const gapMs = ((40 * DAY_S + 30 * DAY_S) / (outages + 1)) * 1000;
  const draw = (meanMs: number) => -meanMs * Math.log(1 - random());
  let over = 0;
  for (let future = 0; future < 4_000; future += 1) {
    let downMs = isDown ? draw(HOUR_MS) : 0;
    for (let atMs = draw(gapMs); atMs < restMs; atMs += draw(gapMs)) downMs += draw(HOUR_MS);
    if (downMs > leftHours * HOUR_MS) over += 1;
  }
  expect(Math.abs(forecaster.chance({ leftMs: leftHours * HOUR_MS, restMs, isDown }, NOW_MS) - over / 4_000)).toBeLessThan(0.04);
});
