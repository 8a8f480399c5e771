import { expect, it } from 'vitest';
import { tileFit } from './tile-fit.ts';

const TILE = { size: 'full', widthPx: 592, heightPx: 256 } as const;

it('a percentage has its curve beside it', () => {
  expect(tileFit({ ...TILE, figure: { value: '95.3', unit: '%' }, keep: 'keep ≥ 95%' })).toEqual({
    nameRoom: 33,
    spark: [184, 70],
    smallFigure: false,
  });
});
it('the curve goes before a target is cut', () => {
  expect(tileFit({ ...TILE, figure: { value: '1234', unit: 'of 1300' }, keep: 'at most 20 broken' }).spark).toBeNull();
});
it('on a narrower tile the curve shrinks before it goes', () => {
  expect(tileFit({ ...TILE, widthPx: 514, figure: { value: '95.3', unit: '%' }, keep: 'keep ≥ 95%' }).spark?.[0]).toBe(129);
});
it('a figure too long for large type is written small', () => {
  expect(tileFit({ ...TILE, figure: { value: '130000', unit: 'of 140000' }, keep: 'at most 20 broken' }).smallFigure).toBe(true);
});
it('nine tiles have no curve', () => {
  expect(tileFit({ size: 'nine', widthPx: 392, heightPx: 164, figure: { value: '13', unit: 'of 14' }, keep: 'keep all' }).spark).toBeNull();
});
