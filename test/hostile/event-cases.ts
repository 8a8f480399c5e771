import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { RequestCase } from './ask.ts';

const EVENT = { specversion: '1.0', id: 'e', source: '/coach/1', type: 'a.b', time: '2026-06-18T08:00:00Z', subject: 's/1', data: {} };
const ONE = { 'content-type': 'application/cloudevents+json' };
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };
const field = { status: 400, code: 'EVENT_FIELD' } as const;
const MEBIBYTE = 1024 * 1024;

const sent = (name: string, body: RequestCase['body'], more: Partial<RequestCase> = {}): RequestCase => ({
  name: `events: ${name}`,
  method: 'POST',
  path: '/api/events',
  headers: ONE,
  ...(body === undefined ? {} : { body }),
  ...field,
  ...more,
});
const withField = (name: string, fields: object): RequestCase => sent(name, { ...EVENT, ...fields });
const packed = (name: string, encoding: string, body: Buffer): RequestCase =>
  sent(name, body, { headers: { ...BATCH, 'content-encoding': encoding }, status: 413, code: 'BODY_TOO_LARGE' });
const badType = { status: 415, code: 'CONTENT_TYPE' } as const;
const notJson = { status: 400, code: 'JSON_INVALID' } as const;
const BOMB = Buffer.alloc(64 * MEBIBYTE, ' ');

function nested(depth: number): object {
  let value: object = {};
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}

/** Events that may not come in, and requests that are none. */
export const EVENT_CASES: readonly RequestCase[] = [
  sent('half a JSON text', '{"specversion"', notJson),
  sent('nothing', '', notJson),
  sent('bytes that are no text', Buffer.from([0xc3, 0x28]), notJson),
  sent('null', 'null'),
  sent('a number', '12'),
  sent('a text', '"event"'),
  sent('a list by itself', '[]'),
  sent('an object as a batch', '{}', { ...notJson, headers: BATCH }),
  sent('a batch of a thousand and one', JSON.stringify(Array(1_001).fill(EVENT)), { headers: BATCH, status: 413, code: 'BODY_TOO_LARGE' }),
  sent('two mebibytes', `{"a":"${'x'.repeat(2 * MEBIBYTE)}"}`, { status: 413, code: 'BODY_TOO_LARGE' }),
  packed('a gzip bomb', 'gzip', gzipSync(BOMB)),
  packed('a deflate bomb', 'deflate', deflateSync(BOMB)),
  packed('a brotli bomb', 'br', brotliCompressSync(BOMB)),
  sent('a gzip that is none', 'x', { headers: { ...ONE, 'content-encoding': 'gzip' }, ...notJson }),
  sent('a packing that is not known', '{}', { headers: { ...ONE, 'content-encoding': 'compress' }, ...badType }),
  sent('a packing by a name that every object has', '{}', { headers: { ...ONE, 'content-encoding': 'toString' }, ...badType }),
  sent('two packings', '{}', { headers: { ...ONE, 'content-encoding': 'gzip, gzip' }, ...badType }),
  sent('no content type', '{}', { headers: { 'content-type': '' }, ...badType }),
  sent('XML', '<a/>', { headers: { 'content-type': 'application/cloudevents+xml' }, ...badType }),
  sent('an Avro batch', 'x', { headers: { 'content-type': 'application/cloudevents-batch+avro' }, ...badType }),
  sent('another charset', '{}', { headers: { 'content-type': 'application/cloudevents+json; charset=utf-16' }, ...badType }),
  sent('a form', 'a=b', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, ...badType }),
  sent('several parts', '--x', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, ...badType }),
  withField('no version', { specversion: undefined }),
  withField('another version', { specversion: '0.3' }),
  withField('no id', { id: undefined }),
  withField('an empty id', { id: '' }),
  withField('an id that is a number', { id: 7 }),
  withField('an id of two thousand characters', { id: 'x'.repeat(2_000) }),
  withField('an id of half a character', { id: '\ud800' }),
  withField('no source', { source: null }),
  withField('a source that is a list', { source: ['/coach'] }),
  withField('no type', { type: undefined }),
  withField('a type without a dot', { type: 'opened' }),
  withField('a type in upper case', { type: 'Ticket.Opened' }),
  withField('a type of dots', { type: '...' }),
  withField('a type by a name that every object has', { type: '__proto__' }),
  withField('no time', { time: undefined }),
  withField('a time without an offset', { time: '2026-06-18T08:00:00' }),
  withField('a time that is a number', { time: 1_781_769_600_000 }),
  withField('a day that is not', { time: '2026-02-30T08:00:00Z' }),
  withField('a year of five digits', { time: '12026-06-18T08:00:00Z' }),
  withField('a time of two thousand characters', { time: `2026-06-18T08:00:00.${'0'.repeat(2_000)}Z` }),
  withField('no subject', { subject: undefined }),
  withField('a subject that is an object', { subject: {} }),
  withField('data that is a list', { data: [] }),
  withField('data that is a text', { data: 'x' }),
  withField('data seventeen deep', { data: nested(17) }),
  withField('data a thousand deep', { data: nested(1_000) }),
  withField('data of another kind', { datacontenttype: 'application/xml', data: '<a/>' }),
  withField('data in base64 that is none', { data: undefined, data_base64: '***' }),
  withField('data in base64 that is no JSON', { data: undefined, data_base64: 'AAAA' }),
  withField('data twice', { data_base64: 'e30=' }),
  withField('a sequence that is a number', { sequence: 1 }),
  sent('a type of our own', { ...EVENT, type: 'kept.settled' }, { status: 403, code: 'EVENT_RESERVED' }),
  sent('from the far future', { ...EVENT, time: '9999-12-31T23:59:59Z' }, { code: 'EVENT_FUTURE' }),
  sent('binary without a version', '{}', { headers: { 'content-type': 'application/json', 'ce-id': 'x' } }),
  sent('binary, badly encoded', '{}', { headers: { 'content-type': 'application/json', 'ce-specversion': '1.0', 'ce-id': '%zz' } }),
  sent('binary with a content type of its own', '{}', {
    headers: { 'ce-datacontenttype': 'text/plain', 'content-type': 'application/json', 'ce-specversion': '1.0' },
  }),
  sent('binary data that is no JSON', 'x', { headers: { 'content-type': 'text/plain', 'ce-specversion': '1.0' }, ...badType }),
  sent('of nobody', EVENT, { as: 'nobody', status: 401, code: 'SIGN_IN_NEEDED' }),
  sent('of nobody, which are not read', '{', { as: 'nobody', status: 401, code: 'SIGN_IN_NEEDED' }),
  sent('of a viewer', EVENT, { as: 'viewer', status: 403, code: 'RIGHT_MISSING' }),
  sent('of an admin', EVENT, { as: 'admin', status: 403, code: 'RIGHT_MISSING' }),
  sent('of a wall', EVENT, { as: 'wall', status: 403, code: 'RIGHT_MISSING' }),
  sent('of a key for another source', { ...EVENT, source: '/other' }, { as: 'source', status: 403, code: 'RIGHT_MISSING' }),
  sent(
    'of a key for a source that only begins like its own',
    { ...EVENT, source: '/coaches' },
    { as: 'source', status: 403, code: 'RIGHT_MISSING' },
  ),
  sent('of a key, in upper case', { ...EVENT, source: '/COACH/1' }, { as: 'source', status: 403, code: 'RIGHT_MISSING' }),
  sent('of a key, up and down again', { ...EVENT, source: '/other/../coach' }, { as: 'source', status: 403, code: 'RIGHT_MISSING' }),
];
