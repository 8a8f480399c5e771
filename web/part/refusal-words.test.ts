import { expect, it } from 'vitest';
import { refusalWords } from './refusal-words.ts';

it('a refusal says in the language of the page what happened and what to do', () => {
  const { en, zh } = refusalWords({ code: 'ALREADY_EXCLUDED', message: 'x is excluded already: storm.', fix: 'Take it back.' });
  expect([en, zh]).toEqual([
    'It is excluded already. Count it again first to give another reason.',
    '此前已剔除，如需更改理由，请先恢复计入。',
  ]);
});
it('a server that says nothing is told of as well', () => {
  expect(refusalWords('silent').en).toBe('The server did not answer. Look whether it runs, and try again.');
});
it('a refusal without words of its own is told as the server tells it', () => {
  expect(refusalWords({ code: 'USAGE', message: 'No.', fix: 'See the help.' })).toEqual({
    en: 'No. See the help.',
    zh: 'No. See the help.',
  });
});
