import { expect, it } from 'vitest';
import { LONGEST } from '../longest-first.ts';
import { CODE_FILES } from './project.ts';

it('every test that is begun first is there', () => {
  expect(
    LONGEST.filter((file) => !CODE_FILES.includes(file)),
    'name it anew in test/longest-first.ts, or take it out',
  ).toEqual([]);
});
