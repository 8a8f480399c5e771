import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Learner } from './learner.ts';
import type { Signals } from './signals.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 5);

function signalsOf(type: string, area = 'north'): Signals {
  return { cells: [`type=${type}`, `area=${area}`, ''], numbers: [0.5] };
}

/** One case a quarter of an hour: learned from as soon as it is told. */
function teach(learner: Learner, cases: readonly (readonly [type: string, isBroken: boolean])[], startAtMs = START_MS): number {
  cases.forEach(([type, isBroken], nth) => {
    const atMs = startAtMs + nth * 900_000;
    learner.learn(learner.tell(signalsOf(type), atMs), isBroken, atMs);
  });
  return startAtMs + cases.length * 900_000;
}

const chanceOf = (learner: Learner, type: string, atMs: number) => learner.ask(signalsOf(type), atMs).chance;

it('[FOR-10] a kind with few cases is foretold as all are, one with many by what became of them', () => {
  const learner = new Learner();
  const usual = Array.from({ length: 2_000 }, (_, nth): [string, boolean] =>
    nth % 2 === 0 ? ['lamp', nth % 20 === 0] : ['cable', nth % 20 !== 1],
  );
  const nowAtMs = teach(learner, [...usual, ['rare', true]]);
  expect(chanceOf(learner, 'cable', nowAtMs)).toBeGreaterThan(0.75);
  expect(chanceOf(learner, 'lamp', nowAtMs)).toBeLessThan(0.25);
  expect(Math.abs(chanceOf(learner, 'rare', nowAtMs) - 0.5)).toBeLessThan(0.25);
  expect(Math.abs(chanceOf(learner, 'never seen', nowAtMs) - 0.5)).toBeLessThan(0.2);
});
it('[FOR-10] what is old is forgotten: after a change of half a year ago only what came since counts', () => {
  const learner = new Learner();
  const before = teach(
    learner,
    Array.from({ length: 1_000 }, (): [string, boolean] => ['cable', true]),
  );
  const after = teach(
    learner,
    Array.from({ length: 1_000 }, (): [string, boolean] => ['cable', false]),
    before + 180 * DAY_MS,
  );
  expect(learner.baseRate(after)).toBeLessThan(0.02);
  expect(chanceOf(learner, 'cable', after)).toBeLessThan(0.1);
});
it('[FOR-10] after years the share of a kind is as exact as in the first week', () => {
  const [young, old] = [new Learner(), new Learner()];
  teach(old, [['cable', true]], START_MS - 3_000 * DAY_MS);
  const cases = Array.from({ length: 400 }, (_, nth): [string, boolean] => ['cable', nth % 4 === 0]);
  const nowAtMs = teach(young, cases);
  expect(teach(old, cases)).toBe(nowAtMs);
  expect(old.baseRate(nowAtMs)).toBeCloseTo(young.baseRate(nowAtMs), 9);
});
it('[FOR-11] a forecast that is asked for changes nothing, and one that is frozen and restored goes on to the same bits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()), { maxLength: 60 }),
      fc.integer({ min: 0, max: 60 }),
      (cases, cut) => {
        const [whole, first, second] = [new Learner('few'), new Learner('few'), new Learner()];
        teach(whole, cases);
        const cutAtMs = teach(first, cases.slice(0, cut));
        for (const type of ['b', 'unheard of']) first.ask(signalsOf(type), cutAtMs);
        const restored = new Learner(first.data().cases);
        restored.restore(structuredClone(first.data()));
        const endAtMs = teach(restored, cases.slice(cut), cutAtMs);
        expect(restored.data()).toEqual(whole.data());
        expect(chanceOf(restored, 'a', endAtMs)).toBe(chanceOf(whole, 'a', endAtMs));
        expect(second.lessons).toBe(0);
      },
    ),
    { numRuns: 40, seed: 53 },
  );
});
it('[FOR-11] a chance is never 0 and never 1, however sure the past is', () => {
  const learner = new Learner();
  const nowAtMs = teach(
    learner,
    Array.from({ length: 5_000 }, (_, nth): [string, boolean] => (nth % 2 === 0 ? ['lamp', false] : ['cable', true])),
  );
  for (const type of ['lamp', 'cable']) {
    const chance = chanceOf(learner, type, nowAtMs);
    expect(chance).toBeGreaterThan(0);
    expect(chance).toBeLessThan(1);
  }
});
it('[FOR-16] of two numbers that always say the same each gets its share', () => {
  const learner = new Learner();
  for (let nth = 0; nth < 400; nth += 1) {
    const atMs = START_MS + nth * 3_600_000;
    const said = nth % 2 === 0 ? 1 : -1;
    learner.learn(
      learner.tell({ cells: [''], numbers: [said, said, nth % 5 === 0 ? 1 : -1] }, atMs),
      (nth % 2 === 0) !== (nth % 10 === 0),
      atMs,
    );
  }
  const nowAtMs = START_MS + 400 * 3_600_000;
  const told = learner.ask({ cells: [''], numbers: [1, 1, -1] }, nowAtMs);
  const [first, second] = learner.pulls(told);
  expect(first).toBeCloseTo(second as number, 9);
  expect(told.chance).toBeGreaterThan(learner.baseRate(nowAtMs) + 0.05);
});
it('[FOR-16] numbers that are left out at the end say nothing, and move no table from its place', () => {
  const learner = new Learner();
  for (let nth = 0; nth < 400; nth += 1) {
    const atMs = START_MS + nth * 3_600_000;
    learner.learn(learner.tell({ cells: [nth % 2 === 0 ? 'a' : 'b'], numbers: [0.1, nth % 3] }, atMs), nth % 2 === 0, atMs);
  }
  const nowAtMs = START_MS + 400 * 3_600_000;
  const whole = learner.ask({ cells: ['a'], numbers: [0.1, 0] }, nowAtMs);
  expect(learner.ask({ cells: ['a'], numbers: [0.1] }, nowAtMs).chance).toBeCloseTo(whole.chance, 12);
});
