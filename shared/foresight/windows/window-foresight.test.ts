import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seededRandom, shuffled } from '../../../test/simulation/world.ts';
import { exp, logistic } from '../../number/index.ts';
import { type Goal, type ScoredWindow, WindowForesight, type WindowObservation, windowDriver } from '../index.ts';
import { restChance } from './rest-chance.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 5);
const GOAL: Goal = { share: 0.8, misses: (kept, broken) => kept * 5 < (kept + broken) * 4 };

function foresight(scored?: (each: ScoredWindow) => void): WindowForesight {
  return new WindowForesight({
    slotsOf: (_promise, { fromAtMs }) => [Math.floor(fromAtMs / HOUR_MS) % 24],
    goalOf: () => GOAL,
    ...(scored === undefined ? {} : { scored }),
  });
}

/** Hours of calls whose share drifts within each hour, in groups that drift together by a part. */
function hours(seed: number, count: number, groups: readonly (string | null)[] = [null]): readonly WindowObservation[] {
  const random = seededRandom(seed);
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, -6);
  const seen: WindowObservation[] = [];
  for (let hour = 0; hour < count; hour += 1) {
    const fromAtMs = START_MS + hour * HOUR_MS;
    const together = 0.7 * normal();
    for (const group of groups) {
      let logOdds = 1.6 + 0.6 * together + 0.6 * normal();
      const rate = (40 * exp(0.3 * normal())) / HOUR_MS;
      for (let atMs = fromAtMs; ; logOdds += 0.15 * normal()) {
        atMs += Math.ceil(-(1 / rate) * Math.log1p(-random()));
        if (atMs >= fromAtMs + HOUR_MS) break;
        const what = random() < logistic(logOdds) ? 'kept' : 'broken';
        const window = { fromAtMs, toAtMs: fromAtMs + HOUR_MS };
        seen.push({ promise: 'hour', group, window, atMs, what, openedAtMs: null, nearness: 0, by: 1 });
      }
    }
  }
  return seen;
}

function told(windows: WindowForesight, seen: readonly WindowObservation[], stepMs: number): void {
  const inOrder = seen.toSorted((a, b) => a.atMs - b.atMs);
  let next = 0;
  for (let nowAtMs = START_MS; next < inOrder.length; nowAtMs += stepMs) {
    for (; (inOrder[next]?.atMs ?? Number.POSITIVE_INFINITY) <= nowAtMs; next += 1) windows.observe(inOrder[next] as WindowObservation);
    windows.advance(nowAtMs);
  }
}

const meanOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

it('[FOR-20] in a simulation its chances come true as often as they say, and beat those of the share so far', () => {
  const scored: ScoredWindow[] = [];
  told(
    foresight((each) => scored.push(each)),
    hours(3, 1_500),
    HOUR_MS / 8,
  );
  const late = scored.slice(scored.length / 2);
  const brier = (chanceOf: (each: ScoredWindow) => number) => meanOf(late.map((each) => (chanceOf(each) - (each.isMissed ? 1 : 0)) ** 2));
  expect(brier(({ chance }) => chance)).toBeLessThan(0.97 * brier(({ soFar }) => soFar.chance));
  for (let fifth = 0; fifth < 5; fifth += 1) {
    const bin = late.filter(({ chance }) => Math.min(4, Math.floor(chance * 5)) === fifth);
    expect(bin.length).toBeGreaterThan(100);
    expect(Math.abs(meanOf(bin.map(({ chance, isMissed }) => chance - (isMissed ? 1 : 0))))).toBeLessThan(0.08);
  }
}, 20_000);
it('[FOR-21] it is the same however often it is asked to go on, and from what it was frozen to', () => {
  const seen = hours(5, 60, ['a', 'b', 'c']);
  const runs = [HOUR_MS / 60, HOUR_MS / 8].map((stepMs) => {
    const scored: ScoredWindow[] = [];
    told(
      foresight((each) => scored.push(each)),
      seen,
      stepMs,
    );
    return scored.filter(({ window }) => window.toAtMs < START_MS + 55 * HOUR_MS);
  });
  expect(runs[0]?.length).toBeGreaterThan(300);
  expect(runs[1]).toEqual(runs[0]);
  const whole = foresight();
  told(whole, seen, HOUR_MS / 8);
  const first = foresight();
  const half = START_MS + 30.4 * HOUR_MS;
  told(
    first,
    seen.filter(({ atMs }) => atMs <= half),
    HOUR_MS / 8,
  );
  const second = foresight();
  second.restore(structuredClone(first.data()));
  for (const each of seen) if (each.atMs > half) second.observe(each);
  for (const each of seen) if (each.atMs > half) first.observe(each);
  const last = Math.max(...seen.map(({ atMs }) => atMs));
  for (const each of [first, second]) each.advance(last);
  expect(second.data()).toEqual(first.data());
});
it('[FOR-21] what is put in and taken out again leaves nothing, in any order', () => {
  const seen = hours(7, 30);
  const plain = foresight();
  const busy = foresight();
  const turned = seen.filter((_, at) => at % 3 === 0).flatMap((each): WindowObservation[] => [{ ...each, by: -1 }, each]);
  for (const each of seen) plain.observe(each);
  for (const each of shuffled([...seen, ...turned], seededRandom(1))) busy.observe(each);
  const untilMs = START_MS + 29 * HOUR_MS;
  for (const each of [plain, busy]) each.advance(untilMs);
  expect(busy.data().promises).toEqual(plain.data().promises);
});
it('[FOR-22] a window that can no longer turn is certain', () => {
  const share = { logOdds: 1, variance: 0.4 };
  const rest = { expected: 10, variance: 0 };
  expect(restChance({ kept: 0, broken: 5 }, rest, share, GOAL)).toBe(1);
  expect(restChance({ kept: 95, broken: 0 }, rest, share, GOAL)).toBe(0);
});
it('[FOR-22] the chance grows with the target and with each one broken, and shrinks with each one kept', () =>
  fc.assert(
    fc.property(
      fc.nat(60),
      fc.nat(30),
      fc.integer({ min: 1, max: 140 }),
      fc.double({ min: -1, max: 3, noNaN: true }),
      fc.double({ min: 0.02, max: 1, noNaN: true }),
      fc.integer({ min: 50, max: 95 }),
      (kept, broken, more, logOdds, variance, percent) => {
        const goal = (of: number): Goal => ({ share: of / 100, misses: (k, b) => 100 * k < of * (k + b) });
        const chance = (k: number, b: number, of: number) =>
          restChance({ kept: k, broken: b }, { expected: more, variance: 0 }, { logOdds, variance }, goal(of));
        const own = chance(kept, broken, percent);
        expect(chance(kept, broken + 1, percent)).toBeGreaterThanOrEqual(own - 1e-9);
        expect(chance(kept + 1, broken, percent)).toBeLessThanOrEqual(own + 1e-9);
        expect(chance(kept, broken, percent + 1)).toBeGreaterThanOrEqual(own - 1e-9);
      },
    ),
  ));
it('[FOR-23] while it learns it says so, with how many windows were missed; then what moved it, or what it needs', () => {
  const windows = foresight();
  const now = { window: { fromAtMs: START_MS, toAtMs: START_MS + HOUR_MS }, group: null, decided: { kept: 20, broken: 4 }, open: 0 };
  const driver = () => windowDriver(windows.of('hour'), windows.forecast('hour', now, GOAL, START_MS + HOUR_MS / 2), now, GOAL);
  expect(driver()).toEqual({ key: 'driver.window-learning', args: { percent: 50 } });
  told(windows, hours(9, 40), HOUR_MS / 8);
  expect(driver()?.key).toMatch(/^driver\.(needs|window-|hour-)/);
});
