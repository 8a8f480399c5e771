import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Retry } from './retry.ts';

const HOUR_MS = 3_600_000;
const SCREENS = 5_000;

/** When each of many screens tries, ms after they all lost their server at once, until a given time. */
function triesOf(screens: number, untilMs: number): readonly number[] {
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return Array.from({ length: screens }, () => {
    const retry = new Retry(random);
    const tries: number[] = [];
    for (let atMs = retry.broken(0); atMs < untilMs; atMs += retry.broken(atMs)) tries.push(atMs);
    return tries;
  }).flat();
}

it('waits no longer than fifteen seconds, however long the server is away', () => {
  const retry = new Retry(() => 1);
  const waits = Array.from({ length: 2_000 }, (_, index) => retry.broken(index * 15_000));
  expect([waits.slice(0, 6), Math.max(...waits)]).toEqual([[1_000, 2_000, 4_000, 8_000, 15_000, 15_000], 15_000]);
});
it('of five thousand screens no tenth of a second sees more than its share twice over', () => {
  const later = triesOf(SCREENS, 60_000).filter((atMs) => atMs >= 20_000);
  const inTenths = Map.groupBy(later, (atMs) => Math.floor(atMs / 100));
  const most = Math.max(...[...inTenths.values()].map((tries) => tries.length));
  expect(most).toBeLessThan((2 * later.length) / 400);
});
it('eight hours of sleep leave one try to make and not thousands', () => {
  const retry = new Retry(() => 0.5);
  retry.connected(0);
  expect(retry.broken(8 * HOUR_MS)).toBe(500);
});
it('a server that takes the connection and drops it at once is asked ever more rarely', () => {
  const retry = new Retry(() => 1);
  const waits = [0, 1, 2, 3].map((attempt) => {
    retry.connected(attempt * 5_000);
    return retry.broken(attempt * 5_000 + 100);
  });
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
});
it('a connection that stood begins anew', () => {
  const retry = new Retry(() => 1);
  for (let attempt = 0; attempt < 5; attempt += 1) retry.broken(attempt);
  retry.connected(10);
  expect(retry.broken(10_010)).toBe(1_000);
});
it('comes back when it was told to and no sooner, whatever was said', () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (hintMs, random) => {
      const waitMs = new Retry(() => random).broken(0, hintMs);
      expect(waitMs).toBeGreaterThanOrEqual(Math.min(Math.max(0, hintMs), 60_000));
      expect(waitMs).toBeLessThanOrEqual(90_000);
    }),
    { seed: 47 },
  );
});
