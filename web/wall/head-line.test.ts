import { expect, it } from 'vitest';
import { WALL_VIEWS } from '../../test/data/wall-views.ts';
import { createWords } from '../part/index.ts';
import { headLine } from './head-line.ts';
import { type Tally, tallyOf } from './tally.ts';

const WORDS = createWords({ language: 'en', timezone: 'UTC', currency: 'USD' });
const CALM: Tally = { total: 9, well: 8, atRisk: 0, likely: 0, broken: 0, noData: 0, idle: 1 };

it.each([
  [{}, 'kept so far; none in trouble'],
  [{ atRisk: 1, likely: 2 }, 'kept so far; 3 in trouble'],
  [{ broken: 1, atRisk: 1 }, 'kept so far; 1 broken'],
  [{ noData: 2 }, 'kept so far; 2 no data'],
  [{ broken: 1, noData: 2 }, 'kept so far; 1 broken, 2 no data'],
  [{ well: 0, idle: 9 }, 'none broken; nothing due yet'],
])('with %o it says "%s"', (some, text) => expect(headLine({ ...CALM, ...some }, WORDS)).toBe(text));

it('the mock', () => expect(headLine(tallyOf(WALL_VIEWS.mock.lines), WORDS)).toBe('kept so far; 1 broken, 1 no data'));
