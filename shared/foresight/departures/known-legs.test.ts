import { expect, it } from 'vitest';
import type { Leg } from './departure-leg.ts';
import { KnownLegs } from './known-legs.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 0, 5);

const legAt = (subject: string, scheduledAtMs: number, leftAtMs: number | null) =>
  ({ obligation: { subject }, scheduledAtMs, leftAtMs, isCancelled: false }) as Leg;
const subjectsOf = (legs: Iterable<Leg>) => [...legs].map(({ obligation }) => obligation.subject);

it('of too many departures those told of first are forgotten, but not while they are still to leave', () => {
  const legs = new KnownLegs(3);
  for (const nth of [1, 2, 3, 4, 5]) legs.put(legAt(`d/${nth}`, NOW_MS, nth === 1 ? null : NOW_MS));
  expect(subjectsOf(legs.forget(NOW_MS))).toEqual(['d/2', 'd/3']);
  expect(subjectsOf(legs.all())).toEqual(['d/4', 'd/5', 'd/1']);
});

it('a departure of two days ago is forgotten, whether it has left or not', () => {
  const legs = new KnownLegs();
  legs.put(legAt('left', NOW_MS - 40 * HOUR_MS, NOW_MS - 40 * HOUR_MS));
  legs.put(legAt('never left', NOW_MS - 40 * HOUR_MS, null));
  legs.put(legAt('today', NOW_MS, NOW_MS));
  expect(subjectsOf(legs.forget(NOW_MS))).toEqual(['left', 'never left']);
  expect(subjectsOf(legs.all())).toEqual(['today']);
});

it('however many are open, a few are looked at each time', () => {
  const legs = new KnownLegs(0);
  for (let nth = 0; nth < 1_000; nth += 1) legs.put(legAt(`d/${nth}`, NOW_MS, null));
  expect(subjectsOf(legs.forget(NOW_MS))).toEqual([]);
  expect(subjectsOf(legs.all())[0]).toBe('d/2');
});
