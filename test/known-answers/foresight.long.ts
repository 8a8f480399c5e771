import { expect, it } from 'vitest';
import { holds } from '../../examples/foresight/checks.ts';
import { RECORDS, resultsOf } from '../../examples/foresight/score-set.ts';
import { SETS } from '../../examples/foresight/sets.ts';

it.each(SETS)('[FOR-30] $name is foretold as well as is wanted (skipped where the data folder is absent)', async (set) => {
  const results = await resultsOf(set, RECORDS);
  const short = results.flatMap(({ row, checks }) =>
    checks.filter((check) => !holds(check)).map((check) => ({ what: row.what, ...check })),
  );
  expect(short).toEqual([]);
});
