import { expect, it } from 'vitest';
import { seededRandom } from '../../test/simulation/world.ts';
import type { Obligation } from '../clock/index.ts';
import { PrecisionThreshold } from './precision-threshold.ts';
import type { Scored } from './scored.ts';

const DAY_MS = 86_400_000;
const WANTED = 0.85;
const CASES = 100;

/** Each obligation is foretold early and again late, when what breaks is nearly certain. */
function learnDay(threshold: PrecisionThreshold, random: () => number, hits: (chance: number) => number): void {
  for (let nth = 0; nth < CASES; nth += 1) {
    const early = random();
    const isBroken = random() < hits(early);
    const obligation = { stage: null, subject: `ticket/${nth}` } as Obligation;
    const scored = (chance: number): Scored => ({ obligation, moment: 'opening', toldAtMs: 0, chance, isBroken });
    threshold.learn(scored(early));
    if (isBroken) threshold.learn(scored(0.97));
  }
}

function after(days: number, hits: (chance: number) => number): PrecisionThreshold {
  const threshold = new PrecisionThreshold(WANTED);
  const random = seededRandom(2);
  for (let day = 0; day < days; day += 1) {
    learnDay(threshold, random, hits);
    threshold.move(day * DAY_MS);
  }
  return threshold;
}

it('[WARN-9] until enough warnings are known the wanted precision is the chance', () => {
  const threshold = new PrecisionThreshold(WANTED);
  threshold.move(DAY_MS);
  expect(threshold.chance).toBe(WANTED);
});
it('[WARN-9] it moves once a day to the lowest chance from which on as many came true as are wanted', () => {
  const threshold = after(60, (chance) => chance);
  expect(threshold.chance).toBeLessThan(0.75);
  const random = seededRandom(8);
  let [raised, isTrue] = [0, 0];
  for (let nth = 0; nth < 20_000; nth += 1) {
    const early = random();
    const isBroken = random() < early;
    if (Math.max(early, isBroken ? 0.97 : 0) < threshold.chance) continue;
    raised += 1;
    isTrue += isBroken ? 1 : 0;
  }
  expect(isTrue / raised).toBeGreaterThan(WANTED);
  expect(isTrue / raised).toBeLessThan(WANTED + 0.05);
});
it('[WARN-9] where chances are too high it warns later, and follows when that changes', () => {
  const isTooHigh = after(60, (chance) => (chance < 0.95 ? chance / 4 : 1));
  expect(isTooHigh.chance).toBeGreaterThan(after(60, (chance) => chance).chance);
});
it('[FOR-11] a threshold goes on from what was frozen', () => {
  const whole = after(30, (chance) => chance);
  const restored = new PrecisionThreshold(WANTED);
  restored.restore(structuredClone(whole.data()));
  const randoms = [seededRandom(4), seededRandom(4)] as const;
  for (const [at, each] of [whole, restored].entries()) {
    learnDay(each, randoms[at] as () => number, (chance) => chance);
    each.move(30 * DAY_MS);
  }
  expect(restored.data()).toEqual(whole.data());
});
