import type { RequestCase } from './ask.ts';
import { BODIES } from './bodies.ts';

/** A route that reads a body, who may send one, and how it calls one of a wrong shape. */
type Reader = Pick<RequestCase, 'path'> & { readonly as?: string; readonly method?: string; readonly wrong: string };

const READERS: readonly Reader[] = [
  { path: '/api/access/sign-in', as: 'nobody', wrong: 'ACCESS_INVALID' },
  { path: '/api/access/accept', as: 'nobody', wrong: 'ACCESS_INVALID' },
  { path: '/api/access/password', as: 'lead', wrong: 'ACCESS_INVALID' },
  { path: '/api/access/people', as: 'admin', wrong: 'ACCESS_INVALID' },
  { path: '/api/access/people/Vera', as: 'admin', method: 'PUT', wrong: 'ACCESS_INVALID' },
  { path: '/api/access/walls', as: 'admin', wrong: 'ACCESS_INVALID' },
  { path: '/api/access/keys', as: 'admin', wrong: 'ACCESS_INVALID' },
  { path: '/api/review/acts', wrong: 'ACT_INVALID' },
  { path: '/api/book/check', wrong: 'BOOK_REFUSED' },
  { path: '/api/book/date', wrong: 'BOOK_REFUSED' },
  { path: '/api/book/publish', wrong: 'BOOK_REFUSED' },
  { path: '/api/folder/erase', as: 'folder', wrong: 'ERASE_INVALID' },
];

/** Each body at each route that reads one. */
export const BODY_CASES: readonly RequestCase[] = READERS.flatMap(({ wrong, method = 'POST', ...asked }) =>
  BODIES.map(({ what, body, headers, status, code }) => ({
    ...asked,
    method,
    name: `${asked.path.slice(1)} is sent ${what}`,
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
    status,
    ...(code === '' ? {} : { code: code ?? wrong }),
  })),
);
