import { expect, it } from 'vitest';
import { at, coach, SHORTENED } from '../../test/data/complaint-story.ts';
import { told } from '../../test/data/story.ts';
import { DeskRows, deskDetail } from './index.ts';

const BOOK = coach('[{ pay: 10 CNY, within: 2h }, { do: apology, within: 4h }]');

it('[MON-7] a row of what is to be settled in time says what that is, and so does its detail', () => {
  const state = told(BOOK, SHORTENED, at('12:00'));
  const rows = new DeskRows(state, { banner: null }).view.rows
    .filter(({ promise }) => promise === 'terminus/remedy')
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
  expect(rows.map(({ label }) => label)).toEqual(['D1 · 10.00 CNY', 'D1 · apology']);
  const details = rows.map(({ id }) => deskDetail(state, id)?.remedies.map(({ amountMinor }) => amountMinor));
  expect(details).toEqual([[1000], [null]]);
});
