import { expect, it } from 'vitest';
import { issueText, readBook } from './index.ts';

const RATE = (rate: string) => `book: a
timezone: UTC
currency: USD
promises:
  - { id: x, says: { en: a, zh: b }, kind: count, of: a.b, window: day, target: "<= 1", per: { rate: ${rate}, of: a.c, value: data.n } }
`;

function issuesOf(text: string): readonly string[] {
  const read = readBook(text);
  return read.ok ? [] : read.issues.map((issue) => issueText('book.yaml', issue));
}

it.each([
  ['x: &l { again: *l }', ['book.yaml:1:16: an alias stands inside what it names. Write the values out in place of aliases.']],
  [
    'x: &l [*l, *l, *l]',
    [8, 12, 16].map((column) => `book.yaml:1:${column}: an alias stands inside what it names. Write the values out in place of aliases.`),
  ],
  [
    'a: 1\nb: *c',
    ['book.yaml:2:4: Unresolved alias (the anchor must be set before the alias): c. Write the values out in place of aliases.'],
  ],
  ['a: 1\n---\nb: 1', ['book.yaml:2:1: a second document begins here. Leave one document in the file, and no line of `---` after it.']],
  ['a: 1\nb: 2\na: 3', ['book.yaml:3:1: this key stands twice in one map. Take one of the two out.']],
  ['a:\n\tb: 1', ['book.yaml:2:1: a tab stands in the indentation. Indent with spaces.']],
  ['"\\ud800": 1', ['book.yaml:1:1: half of a character (a lone surrogate). Write the character itself.']],
  ['a: "\\ud800"', ['book.yaml:1:4: half of a character (a lone surrogate). Write the character itself.']],
  [RATE('.nan'), ['book.yaml:5:102: no number that can be counted with. Write a number.']],
  [RATE('.inf'), ['book.yaml:5:102: no number that can be counted with. Write a number.']],
])('%j is refused at its place', (text, issues) => {
  expect(issuesOf(text)).toEqual(issues);
});
it.each(['[', '{a: ', '- ', '? '])('what is nested as deep as %j again and again is refused at its place, and quickly', (open) => {
  for (const depth of [65, 3_000]) {
    const [first, ...more] = issuesOf(
      `${open.repeat(depth)}1${open === '[' ? ']'.repeat(depth) : open === '{a: ' ? '}'.repeat(depth) : ''}`,
    );
    expect(first).toMatch(/^book\.yaml:1:\d+: (nested deeper than 64 levels|a list or a map stands .+|not well-formed YAML: .+)\. \S/);
    expect(more.length).toBeLessThan(5);
  }
});
it('an alias means the last value of that name before it, and stands where that is written', () => {
  const fault = (value: string) =>
    issuesOf(`${RATE('10')}states: { at-risk: &a ${value}, likely: &a 0.5 }\nregister: { c: { default: { x: *a } } }\n`);
  expect([fault('0.25'), fault('x')]).toEqual([
    [],
    [expect.stringMatching(/^book\.yaml:6:\d+: states\.at-risk: "x" is of the wrong type/)],
  ]);
  const shared = `${RATE('10')}feeds: { a: { source: &s 5, sends: a.b, heartbeat: 1min }, b: { source: *s, sends: a.b, heartbeat: 1min } }\n`;
  expect(issuesOf(shared)).toEqual([expect.stringMatching(/^book\.yaml:6:\d+: feeds\.[ab]\.source: 5 is of the wrong type/)]);
});
it('what a book holds never breaks the line that tells of it', () => {
  const [long, coloured] = [issuesOf(`${RATE('1')}? ${'x'.repeat(5_000)}\n: 1\n`), issuesOf(`${RATE('1')}"a\\u001b[31m\\n\\u202eb": 1\n`)];
  expect(long[0]?.length).toBeLessThan(2_000);
  expect(coloured).toEqual([expect.stringContaining('`a\\u001b[31m\\u000a\\u202eb` is not a key here')]);
});
