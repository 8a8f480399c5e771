import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  aucOf,
  brierOf,
  calibrationByChance,
  calibrationErrorOf,
  type Outcome,
  RELIABILITY_BINS,
  reliabilityOf,
  skillOf,
} from './index.ts';

const chanceOf = ({ chance }: Outcome) => chance;
const outcomes = (...pairs: readonly (readonly [chance: number, broken: 0 | 1])[]): readonly Outcome[] =>
  pairs.map(([chance, broken]) => ({ chance, isBroken: broken === 1 }));
const some = fc.array(fc.record({ chance: fc.integer({ min: 0, max: 1000 }).map((each) => each / 1000), isBroken: fc.boolean() }), {
  minLength: 1,
  maxLength: 80,
});

it('[FOR-30] figures worked by hand', () => {
  const four = outcomes([0.1, 0], [0.4, 0], [0.35, 1], [0.8, 1]);
  expect(aucOf(four, chanceOf)).toBe(0.75); // Of four pairs, one is the wrong way round.
  expect(brierOf(four)).toBeCloseTo((0.01 + 0.16 + 0.4225 + 0.04) / 4, 12);
  expect(calibrationErrorOf(reliabilityOf(four))).toBeCloseTo((0.1 + 0.4 + 0.65 + 0.2) / 4, 12);
  expect(calibrationErrorOf(reliabilityOf(outcomes([0.5, 0], [0.5, 1])))).toBe(0);
  expect(aucOf(outcomes([0.5, 0], [0.5, 1]), chanceOf)).toBe(0.5);
  expect(aucOf(outcomes([0.5, 1]), chanceOf)).toBeNull();
});
it('[FOR-30] the AUC is the share of pairs in the right order, ties counted half', () =>
  fc.assert(
    fc.property(some, (all) => {
      const [broken, kept] = [all.filter(({ isBroken }) => isBroken), all.filter(({ isBroken }) => !isBroken)];
      const pairs = broken.flatMap((b) => kept.map((k): number => (b.chance > k.chance ? 1 : b.chance === k.chance ? 0.5 : 0)));
      const share = pairs.length === 0 ? null : pairs.reduce((sum, each) => sum + each, 0) / pairs.length;
      const auc = aucOf(all, chanceOf);
      if (share === null) expect(auc).toBeNull();
      else expect(auc).toBeCloseTo(share, 12);
    }),
  ));
it('[FOR-30] the AUC is the same for any chances in the same order, and its rest to 1 when good and bad are swapped', () =>
  fc.assert(
    fc.property(some, (all) => {
      const auc = aucOf(all, chanceOf);
      expect(aucOf(all, ({ chance }) => chance * chance - 3)).toBe(auc);
      const swapped = aucOf(
        all.map(({ chance, isBroken }) => ({ chance, isBroken: !isBroken })),
        chanceOf,
      );
      if (auc === null) expect(swapped).toBeNull();
      else expect(swapped).toBeCloseTo(1 - auc, 12);
    }),
  ));
it('[FOR-30] a Brier score is reliability less resolution plus uncertainty, where all chances of a bin are one', () =>
  fc.assert(
    fc.property(some, (all) => {
      const rounded = all.map(({ chance, isBroken }) => ({
        chance: (Math.min(RELIABILITY_BINS - 1, Math.floor(chance * RELIABILITY_BINS)) + 0.5) / RELIABILITY_BINS,
        isBroken,
      }));
      const base = rounded.filter(({ isBroken }) => isBroken).length / rounded.length;
      const bins = reliabilityOf(rounded);
      const weighed = (term: (bin: (typeof bins)[number]) => number) =>
        bins.reduce((sum, bin) => sum + bin.n * term(bin), 0) / rounded.length;
      const reliability = weighed(({ meanChance, brokenShare }) => (meanChance - brokenShare) * (meanChance - brokenShare));
      const resolution = weighed(({ brokenShare }) => (brokenShare - base) * (brokenShare - base));
      expect(brierOf(rounded)).toBeCloseTo(reliability - resolution + base * (1 - base), 10);
    }),
  ));
it('[FOR-30] the base rate has no skill over itself, and who knows everything has all of it', () =>
  fc.assert(
    fc.property(some, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (all, rate) => {
      const base = brierOf(all.map(({ isBroken }) => ({ chance: rate, isBroken })));
      expect(skillOf(base, base)).toBe(0);
      expect(skillOf(brierOf(all.map(({ isBroken }) => ({ chance: Number(isBroken), isBroken }))), base)).toBe(1);
      expect(skillOf(base, 0)).toBeNull();
    }),
  ));
it('[FOR-30] a reliability table holds each forecast once', () =>
  fc.assert(
    fc.property(some, (all) => {
      const bins = reliabilityOf(all);
      expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(all.length);
      for (const { n, from, to, meanChance } of bins) expect(n === 0 || (meanChance > from - 1e-9 && meanChance < to + 1e-9)).toBe(true);
      expect(calibrationErrorOf(bins)).toBeLessThanOrEqual(1);
    }),
  ));
it('[FOR-30] perfect chances are off by as much as chance alone makes them', () => {
  // A multiplicative generator: 2,000 draws, each of a chance of its own.
  let seed = 20_260_618;
  const draw = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const runs = Array.from({ length: 60 }, () => {
    const all = Array.from({ length: 2_000 }, () => draw()).map((chance) => ({ chance, isBroken: draw() < chance }));
    const bins = reliabilityOf(all);
    return { error: calibrationErrorOf(bins), byChance: calibrationByChance(bins) };
  });
  const mean = (of: (run: (typeof runs)[number]) => number) => runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  expect(mean(({ error }) => error) / mean(({ byChance }) => byChance)).toBeCloseTo(1, 1);
});
