import { expect, it } from 'vitest';
import { lineOfKey } from './line-of-key.ts';

const BOOK = `book: x
feeds:
  gates: { source: /g }
promises:
  - id: leaves
    says: { en: a, zh: b }
  - id: calls
boards:
  # those of the hall
  hall: { promises: [leaves] }
  yard: { promises: [hall] }`;

it.each([
  ['boards.yard', 11],
  ['boards.hall', 10],
  ['promises.calls', 7],
  ['feeds.gates', 3],
  ['feeds.none', 2],
  ['nothing.x', null],
  ['', null],
])('%s stands on line %s', (path, line) => {
  expect(lineOfKey(BOOK, path)).toBe(line);
});
