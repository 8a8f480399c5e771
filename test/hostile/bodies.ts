import { gzipSync } from 'node:zlib';
import type { RequestCase } from './ask.ts';

/** A body that no route may take, with what each answers; `null` stands for what the route itself calls a body of a wrong shape. */
type Hostile = Pick<RequestCase, 'body' | 'headers' | 'status'> & { readonly what: string; readonly code: string | null };

const MEBIBYTE = 1024 * 1024;
const DEEP = 5_000;
const wrong = { status: 400, code: null } as const;

export const BODIES: readonly Hostile[] = [
  { what: 'half a JSON text', body: '{"a": [1, 2', status: 400, code: 'JSON_INVALID' },
  { what: 'JSON with a comment', body: '{/* */}', status: 400, code: 'JSON_INVALID' },
  { what: 'a bare number', body: '7', status: 400, code: 'JSON_INVALID' },
  { what: 'NaN', body: '{"a": NaN}', status: 400, code: 'JSON_INVALID' },
  { what: 'bytes that are no text', body: Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3]), status: 400, code: 'JSON_INVALID' },
  { what: 'a list in place of an object', body: [], ...wrong },
  { what: 'an empty object', body: {}, ...wrong },
  { what: `lists in lists, ${DEEP} deep`, body: '['.repeat(DEEP) + ']'.repeat(DEEP), ...wrong },
  { what: 'a prototype of its own', body: '{"__proto__": {"isAdmin": true}, "constructor": {"prototype": {}}}', ...wrong },
  { what: 'a form', body: 'a=1&b=2', headers: { 'content-type': 'application/x-www-form-urlencoded' }, ...wrong },
  { what: 'plain text', body: '{}', headers: { 'content-type': 'text/plain' }, ...wrong },
  { what: 'five mebibytes', body: `{"a":"${'x'.repeat(5 * MEBIBYTE)}"}`, status: 413, code: 'BODY_TOO_LARGE' },
  {
    what: 'fifty mebibytes in a small gzip',
    body: gzipSync(`{"a":"${'x'.repeat(50 * MEBIBYTE)}"}`),
    headers: { 'content-encoding': 'gzip' },
    status: 413,
    code: 'BODY_TOO_LARGE',
  },
  { what: 'a gzip that is none', body: 'not packed', headers: { 'content-encoding': 'gzip' }, status: 400, code: '' },
  {
    what: 'a gzip that is cut',
    body: gzipSync('{"a":"b"}').subarray(0, 12),
    headers: { 'content-encoding': 'gzip' },
    status: 400,
    code: '',
  },
  { what: 'a packing that is not known', body: '{}', headers: { 'content-encoding': 'zip, zip' }, status: 415, code: 'CONTENT_TYPE' },
  {
    what: 'a charset that is not known',
    body: '{}',
    headers: { 'content-type': 'application/json; charset=koi8-r' },
    status: 415,
    code: 'CONTENT_TYPE',
  },
];
