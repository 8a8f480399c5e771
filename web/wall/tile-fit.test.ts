import { expect, it } from 'vitest';
import { tileFit } from './tile-fit.ts';

const TILE = { size: 'full', widthPx: 592, heightPx: 256, hasReason: false } as const;

it('a percentage has its curve beside it', () => {
  expect(tileFit({ ...TILE, figure: { value: '95.3', unit: '%' }, keep: 'keep ≥ 95%' })).toEqual({
    nameRoom: 33,
    spark: [184, 70],
    smallFigure: false,
    type: 'full',
    withReason: false,
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
it('nine tiles have no curve, and no room to say why', () => {
  expect(
    tileFit({ size: 'nine', widthPx: 392, heightPx: 164, figure: { value: '13', unit: 'of 14' }, keep: 'keep all', hasReason: true }),
  ).toMatchObject({
    spark: null,
    withReason: false,
  });
});
it('with a reason a tile takes the type of the next smaller one', () => {
  const fitted = (heightPx: number, size: 'tall' | 'full' | 'medium' | 'small') =>
    tileFit({ ...TILE, size, heightPx, figure: { value: '95.3', unit: '%' }, keep: 'keep ≥ 95%', hasReason: true });
  expect([
    fitted(340, 'tall').type,
    fitted(300, 'tall').type,
    fitted(256, 'full').type,
    fitted(246, 'full').type,
    fitted(220, 'medium').type,
  ]).toEqual(['tall', 'full', 'medium', 'small', 'small']);
  expect(fitted(190, 'small')).toMatchObject({ type: 'small', withReason: false });
});
