import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bookOf } from '../../test/simulation/world.ts';
import type { Availability } from '../book/index.ts';
import { type Mark, uptimeOf, withMark } from './index.ts';

const BOOK = bookOf(`
book: lines
timezone: Asia/Shanghai
currency: CNY
promises:
  - id: available
    says: { en: "Up.", zh: "可用。" }
    kind: availability
    down: line.down
    up: line.up
    stops: [{ from: work.begun, to: work.ended }]
    window: day
    target: ">= 99%"
`);
const PROMISE = BOOK.versions[0]?.promises[0] as Availability;
const SETTING = { book: BOOK, registerOf: () => [], startOf: (firstMarkAtMs: number) => firstMarkAtMs };

const marks = fc.array(
  fc.record({
    atMs: fc.nat(50),
    type: fc.constantFrom('line.down', 'line.up', 'work.begun', 'work.ended'),
    source: fc.constantFrom('/a', '/b'),
    sequence: fc.constantFrom(null, '1', '2'),
    data: fc.constantFrom({}, { outage: 'x' }, { replaces: '3' }),
  }),
  { maxLength: 25 },
);
function listed(raw: readonly Omit<Mark, 'id' | 'place'>[]): readonly Mark[] {
  return raw.map((mark, index) => ({ ...mark, id: String(index), place: index + 1 }));
}
function folded(arrived: readonly Mark[]) {
  const sorted = arrived.reduce<readonly Mark[]>(withMark, []);
  return uptimeOf(PROMISE, 'L', sorted, SETTING);
}

it('[TIM-4] any order of arrival folds to the same spans', () => {
  fc.assert(
    fc.property(marks, fc.array(fc.nat(), { minLength: 25, maxLength: 25 }), (raw, keys) => {
      const list = listed(raw);
      const mixed = list.map((mark, index) => ({ mark, key: keys[index] as number })).sort((a, b) => a.key - b.key);
      expect(folded(mixed.map(({ mark }) => mark))).toEqual(folded(list));
    }),
  );
});
it('[AVL-2] down and stopped never overlap and lie in service, in order and apart: what is left of it is up', () => {
  fc.assert(
    fc.property(marks, (raw) => {
      const { inService, stopped, down } = folded(listed(raw));
      const at = (spans: typeof down, atMs: number) => spans.filter((span) => span.fromAtMs <= atMs && atMs < span.toAtMs).length;
      for (let atMs = 0; atMs <= 51; atMs += 1) {
        expect(at(inService, atMs)).toBeLessThanOrEqual(1);
        expect(at(stopped, atMs) + at(down, atMs)).toBeLessThanOrEqual(at(inService, atMs));
      }
      for (const spans of [inService, stopped, down])
        expect(spans.filter((span, index) => span.fromAtMs < (spans[index - 1]?.toAtMs ?? 0))).toEqual([]);
    }),
  );
});
