import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Streak } from './index.ts';

const EVENT = fc.record({ atMs: fc.integer({ min: 1, max: 60 }), isCounted: fc.boolean(), isTakenOut: fc.boolean() });

/** The same by looking at all of them each time. */
function slowly(events: readonly { readonly atMs: number; readonly isCounted: boolean }[], nowAtMs: number) {
  const past = events.filter(({ atMs }) => atMs <= nowAtMs).toSorted((a, b) => a.atMs - b.atMs);
  const [first] = past;
  if (first === undefined) return null;
  const bounds = [first.atMs, ...past.filter(({ isCounted }) => isCounted).map(({ atMs }) => atMs), nowAtMs];
  const stretches = bounds.slice(1).map((atMs, index) => atMs - (bounds[index] as number));
  return { sinceAtMs: bounds.at(-2), streakMs: stretches.at(-1), recordMs: Math.max(...stretches) };
}

it('[AVL-3] a streak and its record are the same however events come and are taken out, and whenever one looks', () => {
  fc.assert(
    fc.property(fc.array(EVENT, { maxLength: 25 }), fc.integer({ min: 0, max: 70 }), (events, nowAtMs) => {
      const streak = new Streak();
      const left: (typeof events)[number][] = [];
      for (const event of events) {
        streak.put(event.atMs, event, 1);
        if (event.isTakenOut) streak.put(event.atMs, event, -1);
        else left.push(event);
        expect(streak.at(nowAtMs)).toEqual(slowly(left, nowAtMs));
      }
      expect(streak.at(nowAtMs + 5)).toEqual(slowly(left, nowAtMs + 5));
    }),
  );
});
it('[AVL-3] the record is the longest streak, the running one included', () => {
  const streak = new Streak();
  for (const atMs of [100, 400, 450]) streak.put(atMs, { isCounted: true }, 1);
  expect(streak.at(500)).toEqual({ sinceAtMs: 450, streakMs: 50, recordMs: 300 });
  expect(streak.at(900)).toEqual({ sinceAtMs: 450, streakMs: 450, recordMs: 450 });
});
