import { expect, it } from 'vitest';
import { bookOf, DEPARTURES_BOOK } from '../../../test/simulation/world.ts';
import { KeptError } from '../../error/index.ts';
import { apply, type Command, decide, emptyState } from '../index.ts';
import { bookTextsIn } from './put-book.ts';

const NOW_MS = Date.UTC(2026, 5, 10, 16);
const STRICTER = DEPARTURES_BOOK.replace('late: <15min', 'late: <10min');

type Put = Extract<Command, { readonly type: 'put-book' }>;
function put(text: string, more: Partial<Put> = {}): Put {
  return { type: 'put-book', text, bases: {}, hash: `hash of ${text.length}`, by: 'console', atMs: NOW_MS, restate: false, ...more };
}
/** The state of a log that names some books, one after the other. */
function stateAfter(...puts: readonly Put[]) {
  const state = emptyState(bookOf(DEPARTURES_BOOK));
  for (const each of puts) for (const event of decide(state, each)) apply(state, event, state.place + 1);
  return state;
}
function refusalOf(decision: () => unknown): KeptError | null {
  try {
    decision();
  } catch (error) {
    if (error instanceof KeptError) return error;
    throw error;
  }
  return null;
}

it('[BOOK-4] the first book of a log restates nothing, and the same again is no entry', () => {
  const state = stateAfter(put(STRICTER));
  expect(state.bookInLog).toEqual({ text: STRICTER, bases: {} });
  expect(decide(state, put(STRICTER))).toEqual([]);
});
it('[BOOK-4] a book that changes the past is refused with what it changes, and named as such in the log when it is told to', () => {
  const state = stateAfter(put(DEPARTURES_BOOK));
  const stricter = put(STRICTER, { hash: 'other' });
  expect(refusalOf(() => decide(state, stricter))).toMatchObject({
    code: 'BOOK_RESTATES',
    message: 'The book changes what held before today: leaves-on-time.late.',
    fix: expect.stringMatching(/`versions` entry with a date from today on.*--restate/),
  });
  expect(decide(state, { ...stricter, restate: true })).toMatchObject([
    { type: 'kept.book-put', data: { by: 'console', hash: 'other', text: STRICTER, restate: true } },
  ]);
});
it('[BOOK-4] a book that leaves the past alone is no restatement, whoever allows one', () => {
  const state = stateAfter(put(DEPARTURES_BOOK));
  const reworded = put(DEPARTURES_BOOK.replace('Leaves on time.', 'It leaves on time.'), { restate: true, hash: 'other' });
  expect(decide(state, reworded)[0]?.data).not.toHaveProperty('restate');
});
it('the log holds a book with all that it extends, so that it is read without the files', () => {
  const bases = { 'base.yaml': DEPARTURES_BOOK };
  const state = stateAfter(put('extends: base.yaml\n', { bases }));
  expect(state.bookInLog).toEqual({ text: 'extends: base.yaml\n', bases });
  const other = put('extends: base.yaml\n', { bases: { 'base.yaml': STRICTER }, hash: 'other' });
  expect(refusalOf(() => decide(state, other))?.code).toBe('BOOK_RESTATES');
  expect(decide(state, put(DEPARTURES_BOOK, { hash: 'whole' }))).toHaveLength(1);
});
it('a book with a fault is refused; one in the log that cannot be read any more held something else', () => {
  expect(refusalOf(() => decide(stateAfter(), put('book: 5')))?.code).toBe('BOOK_INVALID');
  const state = stateAfter(put(DEPARTURES_BOOK));
  state.bookInLog = { text: 'book: old', bases: {} };
  expect(refusalOf(() => decide(state, put(STRICTER, { hash: 'other' })))?.message).toMatch(/does not read the old one/);
});
it('an entry of a book that holds no text is taken for an empty one', () => {
  const odd = { toString: 1 };
  expect([{}, { text: odd }, { text: 'a', bases: { 'b.yaml': odd } }, { bases: [odd] }].map((data) => bookTextsIn(data))).toEqual([
    { text: '', bases: {} },
    { text: '', bases: {} },
    { text: 'a', bases: { 'b.yaml': '' } },
    { text: '', bases: {} },
  ]);
});
