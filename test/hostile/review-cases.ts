import type { RequestCase } from './ask.ts';

const WEEK = 'week=2026-W24';
const noTime = { status: 400, code: 'TIME_INVALID' } as const;
const misuse = { status: 400, code: 'USAGE' } as const;
const wrong = { status: 400, code: 'ACT_INVALID' } as const;
const act = (name: string, body: object, more: Partial<RequestCase> = {}): RequestCase => ({
  name: `an act of a review ${name}`,
  method: 'POST',
  path: '/api/review/acts',
  body,
  ...wrong,
  ...more,
});

/** What may not be asked of a review, nor done in one. */
export const REVIEW_CASES: readonly RequestCase[] = [
  { name: 'a week and a span at once', path: `/api/review/agenda?${WEEK}&from=2026-06-01T00:00:00Z&to=2026-06-08T00:00:00Z`, ...noTime },
  { name: 'a span without an end', path: '/api/review/agenda?from=2026-06-01T00:00:00Z', ...noTime },
  { name: 'a span that runs backwards', path: '/api/review/agenda?from=2026-06-08T00:00:00Z&to=2026-06-01T00:00:00Z', ...noTime },
  { name: 'a span of a century', path: '/api/review/agenda?from=1950-01-01T00:00:00Z&to=2050-01-01T00:00:00Z', ...noTime },
  { name: 'a week that is not', path: '/api/review/agenda?week=2026-W99', ...noTime },
  { name: 'a week of words', path: '/api/review/agenda?week=next', ...noTime },
  { name: 'two weeks', path: '/api/review/agenda?week=2026-W24&week=2026-W25', ...noTime },
  { name: 'a week of two thousand characters', path: `/api/review/agenda?week=${'2'.repeat(2_000)}`, ...noTime },
  { name: 'an instant without one', path: '/api/review/moment', ...noTime },
  { name: 'an instant of words', path: '/api/review/moment?at=soon', ...noTime },
  { name: 'a what-if without a change', path: '/api/review/what-if', ...misuse },
  { name: 'a what-if of a hundred changes', path: `/api/review/what-if?${'set=a.b=1&'.repeat(100)}`, ...misuse },
  { name: 'a what-if of an object', path: '/api/review/what-if?set[a]=b', ...misuse },
  { name: 'a what-if of five hundred characters', path: `/api/review/what-if?set=${'a'.repeat(501)}`, ...misuse },
  { name: 'a design of no promise', path: '/api/review/design', ...misuse },
  { name: 'a design by a chance of two', path: '/api/review/design?promise=p&chance=2', ...misuse },
  { name: 'a design by a chance of words', path: '/api/review/design?promise=p&chance=much', ...misuse },
  { name: 'a design of a thousand steps', path: `/api/review/design?promise=p&steps=${'1,'.repeat(200)}`, ...misuse },
  act('that is not known', { by: 'Me', do: 'fly' }),
  act('without a name', { do: 'pin', atMs: 1, text: 'x' }),
  act('at half a millisecond', { by: 'Me', do: 'pin', atMs: 0.5, text: 'x' }),
  act('after the end of time', { by: 'Me', do: 'pin', atMs: 1e300, text: 'x' }),
  act('before the beginning', { by: 'Me', do: 'pin', atMs: -1, text: 'x' }),
  act('with a number for a text', { by: 'Me', do: 'pin', atMs: 1, text: 7 }),
  act('with a list for a name', { by: ['Me'], do: 'pin', atMs: 1, text: 'x' }),
  act('with a text of ten thousand characters', { by: 'Me', do: 'pin', atMs: 1, text: 'x'.repeat(10_000) }),
  act('with an empty text', { by: 'Me', do: 'pin', atMs: 1, text: '' }),
  act('with half a character', { by: 'Me', do: 'pin', atMs: 1, text: '\ud800' }),
  act('due on a day that is not', { by: 'Me', do: 'resolve', text: 'x', owner: 'You', dueDay: '2026-02-30' }),
  act('that ends what was not decided', { by: 'Me', do: 'finish', decision: 'none' }, { status: 404, code: 'DECISION_UNKNOWN' }),
  act('that ends what every object has', { by: 'Me', do: 'finish', decision: '__proto__' }, { status: 404, code: 'DECISION_UNKNOWN' }),
  act('of a viewer', { by: 'Me', do: 'pin', atMs: 1, text: 'x' }, { as: 'viewer', status: 403, code: 'RIGHT_MISSING' }),
  act(
    'from another site',
    { by: 'Me', do: 'pin', atMs: 1, text: 'x' },
    { headers: { origin: 'https://elsewhere.example' }, status: 403, code: 'ORIGIN_REFUSED' },
  ),
];
