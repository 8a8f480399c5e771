import { expect, it } from 'vitest';
import { layoutOf, stageSize } from './layout.ts';

const LANDSCAPE = stageSize(1_920, 1_080);
const PORTRAIT = stageSize(1_080, 1_920);
const CASES = [LANDSCAPE, PORTRAIT].flatMap((stage) =>
  [true, false].flatMap((bar) =>
    [true, false].flatMap((banner) =>
      [true, false].flatMap((isFlood) =>
        Array.from({ length: 41 }, (_, lines) =>
          [1, 2, 4, 5, 9].map((tiles) => ({ stage, bar, banner, isFlood, hasForecast: true, lines, tiles })),
        ).flat(),
      ),
    ),
  ),
);

it.each([
  [1_920, 1_080, 1],
  [3_840, 2_160, 2],
  [1_080, 1_920, 1],
  [1_280, 720, 2 / 3],
])('a screen of %i × %i is the page scaled by %f', (width, height, scale) => {
  expect(stageSize(width, height).scale).toBeCloseTo(scale);
});

it('a screen of another shape is filled and not cropped', () => {
  const { scale, width, height } = stageSize(1_280, 1_024);
  expect([width * scale, height * scale, width, height >= 1_080]).toEqual([1_280, 1_024, 1_920, true]);
});

it('the mock has five columns of 64 px and four full tiles', () => {
  const layout = layoutOf({ stage: LANDSCAPE, lines: 19, tiles: 4, bar: false, banner: false, isFlood: false, hasForecast: true });
  expect([layout.roll, layout.tiles.size, layout.tiles.heightPx, layout.side]).toEqual([
    { columns: 5, rowPx: 64, textPx: 24 },
    'full',
    256,
    { nextRows: 5, groupRows: 0, actRows: 3, today: true },
  ]);
});

it('nothing that is read is smaller than 20 px', () => {
  expect(CASES.filter((input) => layoutOf(input).roll.textPx < 20)).toEqual([]);
});

it('every line up to forty has its cell, and a cell has room for two lines of its text', () => {
  const tight = CASES.filter((input) => {
    const { roll } = layoutOf(input);
    return roll.rowPx < roll.textPx * 2.24;
  });
  expect(tight).toEqual([]);
});

it('tiles keep the room they need, whatever else is on the wall', () => {
  const least = { 2: 176, 3: 116 };
  const squeezed = CASES.filter((input) => {
    const { tiles } = layoutOf(input);
    return tiles.heightPx < least[tiles.columns === 2 ? 2 : 3];
  });
  expect(squeezed.map(({ lines, tiles, bar, banner, stage }) => [lines, tiles, bar, banner, stage.portrait])).toEqual([]);
});

it('the list keeps at least four rows', () => {
  expect(CASES.filter((input) => layoutOf(input).side.nextRows < 4)).toEqual([]);
});

it('without forecasts the list has all the room beside the board', () => {
  const layout = layoutOf({ stage: LANDSCAPE, lines: 19, tiles: 4, bar: true, banner: false, isFlood: false, hasForecast: false });
  expect(layout.side).toEqual({ nextRows: 7, groupRows: 0, actRows: 0, today: false });
});

it('in a flood its groups and one act stand beside four rows', () => {
  const layout = layoutOf({ stage: LANDSCAPE, lines: 19, tiles: 9, bar: true, banner: true, isFlood: true, hasForecast: true });
  expect(layout.side).toEqual({ nextRows: 4, groupRows: 3, actRows: 1, today: false });
});
