import { expect, it } from 'vitest';
import { Touched } from './touched.ts';

const named = (subject: string) => ({ promise: 'call', subject, nth: 1, stage: null });

it('gives what was noted since a position, in order and as often as it was', () => {
  const touched = new Touched(({ subject }) => subject);
  touched.note(named('a'));
  const position = touched.end;
  for (const key of ['b', 'a', 'a']) touched.note(named(key));
  expect([touched.since(position), touched.since(touched.end)]).toEqual([['b', 'a', 'a'], []]);
});
it('keeps a bounded number of notes, and says when some are missing', () => {
  const touched = new Touched(({ subject }) => subject);
  for (let note = 0; note < 100_000; note += 1) touched.note(named(String(note)));
  expect(touched.end).toBe(100_000);
  expect(touched.since(0)).toBeNull();
  expect(touched.since(99_998)).toEqual(['99998', '99999']);
});
