import type { RequestCase } from './ask.ts';

const missing = { status: 404, code: 'NOT_FOUND' } as const;
const OF_ANOTHER_TIME = ['/api/boards/wall', '/api/desk', '/api/money', '/api/accruals.csv', '/api/crew', '/api/obligations'];
/** What is no time, and what it is called. */
const NO_TIMES: readonly (readonly [what: string, query: string])[] = [
  ['no time', 'known-at=yesterday'],
  ['two times', 'known-at=1&known-at=2'],
  ['an instant before the year one', 'as-of=-000001-01-01T00:00:00Z'],
  ['nothing', 'as-of='],
  ['a day that is not', 'as-of=2026-02-30T00:00:00Z'],
  ['a place beyond all places', `known-at=${'9'.repeat(30)}`],
  ['a quote and a statement', "as-of=1';DROP TABLE entries;--"],
];

/** Addresses that lead nowhere, or ask for what is not. */
export const ADDRESS_CASES: readonly RequestCase[] = [
  { name: 'a path that is not', path: '/api/nothing', ...missing },
  { name: 'a path out of the folder', path: '/assets/../../package.json', ...missing },
  { name: 'a path out of the folder, encoded', path: '/assets/%2e%2e%2f%2e%2e%2fpackage.json', ...missing },
  { name: 'a path out of the folder with backslashes', path: '/assets/..%5c..%5cpackage.json', ...missing },
  { name: 'a hidden file', path: '/.env', ...missing },
  { name: 'the accounts of a data folder', path: '/access.json', ...missing },
  { name: 'the log of a data folder', path: '/data/log.db', ...missing },
  { name: 'a byte of zero in a path', path: '/assets/a%00.js', ...missing },
  { name: 'a name that every object has', path: '/constructor', ...missing },
  { name: 'a path that is no UTF-8', path: '/api/boards/%ff', status: 400, code: 'ADDRESS_INVALID' },
  { name: 'half an encoded character', path: '/api/boards/%e0%a4%a', status: 400, code: 'ADDRESS_INVALID' },
  { name: 'a percent sign alone', path: '/%', ...missing },
  { name: 'a receipt that is no UTF-8', path: '/api/receipts/obligation/%ff/a/1', status: 400, code: 'ADDRESS_INVALID' },
  { name: 'an address of twenty kibibytes', path: `/api/boards/${'a'.repeat(20_000)}`, status: 431, code: 'HEADERS_TOO_LARGE' },
  { name: 'a header of twenty kibibytes', path: '/', headers: { 'x-long': 'a'.repeat(20_000) }, status: 431, code: 'HEADERS_TOO_LARGE' },
  {
    name: 'a cookie of ten kibibytes',
    path: '/api/desk',
    as: 'nobody',
    headers: { cookie: 'a=b;'.repeat(2_500) },
    status: 401,
    code: 'SIGN_IN_NEEDED',
  },
  { name: 'a method that changes what is read', method: 'DELETE', path: '/api/desk', ...missing },
  { name: 'a method that is not known here', method: 'PATCH', path: '/api/boards/wall', ...missing },
  { name: 'TRACE', method: 'TRACE', path: '/', ...missing },
  { name: 'a method of another protocol', method: 'PROPFIND', path: '/', ...missing },
  { name: 'events by GET', path: '/api/events', ...missing },
  { name: 'an expectation that nobody meets', path: '/', headers: { expect: 'miracles' }, status: 400, code: 'REQUEST_MALFORMED' },
  { name: 'a range of nothing', path: '/', method: 'PUT', headers: { range: 'bytes=9-1' }, ...missing },
  { name: 'a board that is not', path: '/api/boards/nowhere', status: 404, code: 'BOARD_UNKNOWN' },
  { name: 'a board by a name that every object has', path: '/api/boards/__proto__', status: 404, code: 'BOARD_UNKNOWN' },
  { name: 'a board of a script', path: '/api/boards/%3Cscript%3E', status: 404, code: 'BOARD_UNKNOWN' },
  { name: 'a site that is not', path: '/api/crew/nowhere', status: 404, code: 'SITE_UNKNOWN' },
  { name: 'a site by a name that every object has', path: '/api/crew/toString', status: 404, code: 'SITE_UNKNOWN' },
  { name: 'an obligation without an id', path: '/api/obligations', status: 404, code: 'OBLIGATION_UNKNOWN' },
  { name: 'two obligations', path: '/api/obligations?id=a&id=b', status: 404, code: 'OBLIGATION_UNKNOWN' },
  { name: 'an obligation by an object', path: '/api/obligations?id[a]=b', status: 404, code: 'OBLIGATION_UNKNOWN' },
  {
    name: 'an obligation by a name that every object has',
    path: '/api/obligations?id=__proto__%20x%201',
    status: 404,
    code: 'OBLIGATION_UNKNOWN',
  },
  { name: 'a receipt of nothing', path: '/api/receipts/obligation/a/b/1', status: 404, code: 'OBLIGATION_UNKNOWN' },
  {
    name: 'a receipt by a number that is none',
    path: '/api/receipts/obligation/leaves-on-time/b/-1e9',
    status: 404,
    code: 'OBLIGATION_UNKNOWN',
  },
  { name: 'a receipt of a window that is not', path: '/api/receipts/window/on-time-share/-/never', status: 404, code: 'WINDOW_UNKNOWN' },
  { name: 'a text of the book at no place', path: '/api/book/texts/abc', status: 404, code: 'HISTORY_WITHOUT_BOOK' },
  { name: 'a text of the book before the log', path: '/api/book/texts/-1', status: 404, code: 'HISTORY_WITHOUT_BOOK' },
  { name: 'a text of the book beyond all numbers', path: `/api/book/texts/${'9'.repeat(40)}`, status: 404, code: 'HISTORY_WITHOUT_BOOK' },
  { name: 'a text of the book at half a place', path: '/api/book/texts/1.5', status: 404, code: 'HISTORY_WITHOUT_BOOK' },
  ...OF_ANOTHER_TIME.flatMap((path) =>
    NO_TIMES.map(
      ([what, query]): RequestCase => ({
        name: `${path} at ${what}`,
        path: `${path}?${path.endsWith('obligations') ? 'id=x&' : ''}${encodeQuery(query)}`,
        status: 400,
        code: 'TIME_INVALID',
      }),
    ),
  ),
];

function encodeQuery(query: string): string {
  return query.replaceAll(' ', '%20');
}
