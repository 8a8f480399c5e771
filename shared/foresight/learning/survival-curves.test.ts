import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom } from '../../../test/simulation/world.ts';
import { SurvivalCurves } from './survival-curves.ts';

const CASES = 6_000;

/** Those that are kept leave at any time until the due; those that break are open until then. */
function taught(cases: readonly (readonly [chance: number, isBroken: boolean, goneShare: number])[]): SurvivalCurves {
  const curves = new SurvivalCurves();
  for (const [chance, isBroken, goneShare] of cases) curves.learn(chance, isBroken, isBroken ? 1.000_1 : goneShare);
  return curves;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

it('[FOR-36] whatever was learned, the chance of what is open never falls while nothing but time passes', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(share, fc.boolean(), share), { maxLength: 200 }), share, (cases, chance) => {
      const curves = taught(cases);
      let before = 0;
      for (let gone = 0; gone <= 1; gone += 0.004) {
        const now = curves.since(chance, gone);
        expect(now).toBeGreaterThanOrEqual(before - 1e-12);
        expect(now).toBeLessThanOrEqual(1);
        before = now;
      }
      expect(curves.since(chance, 0)).toBe(chance);
    }),
    { numRuns: 200 },
  ));
it('[FOR-36] what is open still breaks as often as its chance says, at each time and whatever its chance was', () => {
  const random = seededRandom(5);
  const drawn = () => {
    const chance = 0.05 + 0.8 * random();
    // The likelier to break, the later it leaves when it is kept.
    return [chance, random() < chance, random() * (1 - chance) + random() * chance] as const;
  };
  const curves = taught(Array.from({ length: CASES }, drawn));
  const later = Array.from({ length: CASES }, drawn);
  for (const gone of [0.25, 0.5, 0.75, 0.9])
    for (const isLow of [true, false]) {
      const open = later.filter(([chance, isBroken, ended]) => (isBroken || ended > gone) && chance < 0.45 === isLow);
      const meant = open.reduce((sum, [chance]) => sum + curves.since(chance, gone), 0) / open.length;
      const came = open.filter(([, isBroken]) => isBroken).length / open.length;
      expect(Math.abs(meant - came)).toBeLessThan(0.04);
    }
});
it('[FOR-11] how long they stay open goes on from what was frozen to the same bits', () => {
  const random = seededRandom(3);
  const whole = new SurvivalCurves();
  let halfWay = whole;
  for (let at = 0; at < 40_000; at += 1) {
    if (at === 20_000) {
      halfWay = new SurvivalCurves();
      halfWay.restore(structuredClone(whole.data()));
    }
    const [chance, isBroken, gone] = [random(), random() < 0.3, random()];
    for (const each of new Set([whole, halfWay])) each.learn(chance, isBroken, gone);
  }
  expect(halfWay.data()).toEqual(whole.data());
});
