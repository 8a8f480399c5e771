import fc from 'fast-check';
import { expect, it } from 'vitest';
import { united } from '../calendar/index.ts';
import { inside, msBetween, spanAt, without } from './span-set.ts';

const END = 60;
const spans = fc
  .array(fc.tuple(fc.nat(END), fc.nat(END)), { maxLength: 8 })
  .map((pairs) => united(pairs.map(([fromAtMs, toAtMs]) => ({ fromAtMs, toAtMs }))));
/** Whether each instant lies in a set. */
const held = (set: ReturnType<typeof united>) =>
  Array.from({ length: END }, (_, atMs) => set.some((span) => span.fromAtMs <= atMs && atMs < span.toAtMs));

it('what lies inside and what is left without cut a set in two', () => {
  fc.assert(
    fc.property(spans, spans, (set, cuts) => {
      const [all, both, rest, cut] = [set, inside(set, cuts), without(set, cuts), cuts].map(held);
      expect(both).toEqual(all?.map((is, atMs) => is && cut?.[atMs]));
      expect(rest).toEqual(all?.map((is, atMs) => is && !cut?.[atMs]));
    }),
  );
});
it('how much lies between two instants, and which span holds one', () => {
  fc.assert(
    fc.property(spans, fc.nat(END), fc.nat(END), (set, from, to) => {
      expect(msBetween(set, from, to)).toBe(held(set).slice(from, Math.max(from, to)).filter(Boolean).length);
      expect(spanAt(set, from) !== undefined).toBe(held(set)[from] ?? false);
    }),
  );
});
