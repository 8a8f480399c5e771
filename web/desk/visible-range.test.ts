import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LINE_PX, linesInSight, linesToDraw, topToShow } from './visible-range.ts';

const SIGHT = fc.record({ topPx: fc.nat(700_000), heightPx: fc.nat(3_000), count: fc.nat(20_000) });

it('at the top the first lines and five below are drawn', () => {
  expect(linesToDraw({ topPx: 0, heightPx: 300, count: 20_000 })).toEqual({ from: 0, to: 15 });
});

it('a line that is cut by an edge is in sight', () => {
  expect(linesInSight({ topPx: 31, heightPx: 60, count: 100 })).toEqual({ from: 1, to: 4 });
});

it('every line that is in sight is drawn, and few besides', () => {
  fc.assert(
    fc.property(SIGHT, (sight) => {
      const [seen, drawn] = [linesInSight(sight), linesToDraw(sight)];
      expect(drawn.from <= seen.from && seen.to <= drawn.to && drawn.to <= sight.count).toBe(true);
      expect(drawn.to - drawn.from).toBeLessThanOrEqual(sight.heightPx / LINE_PX + 12);
    }),
  );
});

it('a line that is asked for comes into sight, and the list stays where it is when it is there already', () => {
  fc.assert(
    fc.property(SIGHT, fc.nat(20_000), (sight, line) => {
      const heightPx = sight.heightPx + LINE_PX;
      const topPx = topToShow(line, { ...sight, heightPx });
      expect(topPx <= line * LINE_PX && (line + 1) * LINE_PX <= topPx + heightPx).toBe(true);
      expect(topToShow(line, { ...sight, heightPx, topPx })).toBe(topPx);
    }),
  );
});
