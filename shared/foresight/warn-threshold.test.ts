import { expect, it } from 'vitest';
import type { Obligation } from '../clock/index.ts';
import type { Scored } from './foresight.ts';
import { warnThresholdFor } from './warn-threshold.ts';

const DAY_MS = 86_400_000;

/** Obligations of one day, each foretold twice: chances from 0 to 0.99, of which those from 0.5 on come true as often as they say and a half more. */
function toldOn(day: number): readonly Scored[] {
  return Array.from({ length: 100 }, (_, nth) => {
    const obligation = { promise: 'p', subject: `${day}/${nth}` } as Obligation;
    const chance = nth / 100;
    const isBroken = ((nth * 37 + day * 11) % 100) / 100 < (chance < 0.5 ? 0 : 0.9);
    const told = { obligation, toldAtMs: day * DAY_MS, isBroken };
    return [
      { ...told, moment: 'opening', chance: chance / 2 },
      { ...told, moment: 'half', chance },
    ] as const;
  }).flat();
}

it('[FOR-33] a threshold goes down to where the wanted precision holds, once it is told to move', () => {
  const threshold = warnThresholdFor({ kind: 'precision', value: 0.85 }, 0.8);
  expect(threshold.chance).toBe(0.85);
  for (let day = 0; day < 10; day += 1) for (const scored of toldOn(day)) threshold.learn(scored, day * DAY_MS);
  expect(threshold.chance).toBe(0.85);
  threshold.move(10 * DAY_MS);
  // Nine of ten from 0.5 on come true, so that a few below may be warned of too.
  expect(threshold.chance).toBeGreaterThan(0.44);
  expect(threshold.chance).toBeLessThan(0.5);
});
it('[FOR-2, FOR-33] it goes on from its data as if nothing had been', () => {
  const [whole, first] = [
    warnThresholdFor({ kind: 'precision', value: 0.85 }, 0.8),
    warnThresholdFor({ kind: 'precision', value: 0.85 }, 0.8),
  ];
  const second = warnThresholdFor({ kind: 'precision', value: 0.85 }, 0.8);
  for (let day = 0; day < 6; day += 1) {
    for (const scored of toldOn(day)) for (const each of [whole, day < 3 ? first : second]) each.learn(scored, day * DAY_MS);
    if (day === 2) second.restore(structuredClone(first.data()));
    for (const each of [whole, second]) each.move((day + 1) * DAY_MS);
  }
  expect(second.chance).toBe(whole.chance);
  expect(second.data()).toEqual(whole.data());
});
it('a chance stays what the book says', () => {
  expect(warnThresholdFor({ kind: 'chance', value: 0.6 }, 0.8).chance).toBe(0.6);
  expect(warnThresholdFor(null, 0.8).chance).toBe(0.8);
});
