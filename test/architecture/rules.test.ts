import { expect, it } from 'vitest';
import { CODE_FILES, isTest, read } from './project.ts';

/** `- TIM-1 Sentence.`, or `- TIM-1 (later) Sentence.` while nothing of it has to hold yet; the next line is its example. */
const RULE = /^- ([A-Z]+-\d+) (\(later\) )?\S.*\n(.*)$/gm;
/** `[TIM-1]` or `[TIM-1, WIN-4]` in the name of a test. */
const CITATION = /\[((?:[A-Z]+-\d+)(?:, [A-Z]+-\d+)*)\]/g;

const RULES = [...read('docs/rules.md').matchAll(RULE)].map(([, id = '', later, next = '']) => ({
  id,
  isLater: later !== undefined,
  hasExample: next.startsWith('  For example: '),
}));
const CITED = CODE_FILES.filter((file) => isTest(file) && !file.startsWith('test/architecture/')).flatMap((file) =>
  [...read(file).matchAll(CITATION)].flatMap(([, ids = '']) => ids.split(', ').map((id) => ({ id, file }))),
);

it('every rule stands once in docs/rules.md', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.length).toBeGreaterThan(0);
});
it('every rule has an example', () => {
  expect(
    RULES.filter(({ hasExample }) => !hasExample).map(({ id }) => id),
    'say it in the line below the rule',
  ).toEqual([]);
});
it('every rule has a test that names it', () => {
  const untested = RULES.filter(({ id, isLater }) => !isLater && !CITED.some((cited) => cited.id === id)).map(({ id }) => id);
  expect(untested, 'begin the name of the test that would fail without the rule with its number, as in "[TIM-1] …"').toEqual([]);
});
it('no test names a rule that is not there', () => {
  const unknown = CITED.filter(({ id }) => !RULES.some((rule) => rule.id === id)).map(({ id, file }) => `${file}: ${id}`);
  expect(unknown, 'write the rule into docs/rules.md first, or mend the number').toEqual([]);
});
