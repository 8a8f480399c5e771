import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeptError } from '../../shared/error/index.ts';
import type { KeptEvent } from '../../shared/event/index.ts';
import { ManualClock } from '../../test/contracts/manual-clock.ts';
import { MemoryLog } from '../log/index.ts';
import type { Clock, Log } from '../ports/index.ts';
import { eventsRouter } from './events.ts';

const NOW_AT_MS = Date.UTC(2026, 6, 1);
const STRUCTURED = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json; charset=utf-8';

/** Nobody waits for company. */
const IMPATIENT: Clock = {
  nowAtMs: () => NOW_AT_MS,
  wakeAt: (_atMs, callback) => {
    queueMicrotask(callback);
    return () => {};
  },
};

let server: Server;
let log: MemoryLog;
beforeEach(async () => {
  log = new MemoryLog({ clock: IMPATIENT });
  await listen(log);
});
afterEach(async () => {
  server.close();
  await log.close();
});

async function listen(to: Pick<Log, 'append'>): Promise<void> {
  server = createServer(express().use(eventsRouter({ log: to, clock: new ManualClock(NOW_AT_MS) }))).listen(0, '127.0.0.1');
  await once(server, 'listening');
}

type Answer = {
  readonly status: number;
  readonly type: string | null;
  readonly retryAfter: string | null;
  readonly body: Record<string, unknown>;
};

async function post(body: string | Buffer, headers: Record<string, string>): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/api/events`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as Record<string, unknown>,
  };
}

const CONTACTED = {
  specversion: '1.0',
  id: 'wo-5521/contacted',
  source: 'urn:kept:field:north',
  type: 'ticket.contacted',
  time: '2026-03-02T18:50:00+08:00',
  subject: 'ticket/wo-5521',
  datacontenttype: 'application/json',
  data: { by: 'phone', agent: '7010' },
};
const postOne = (change: Record<string, unknown> = {}) => post(JSON.stringify({ ...CONTACTED, ...change }), { 'content-type': STRUCTURED });
const postBatch = (events: readonly unknown[]) => post(JSON.stringify(events), { 'content-type': BATCH });
const kept = async (): Promise<KeptEvent[]> => (await Array.fromAsync(log.read(0))).flatMap((batch) => batch.events);

const order = (id: string, change: Record<string, unknown> = {}) => ({
  specversion: '1.0',
  id: `o-1/${id}`,
  source: 'urn:kept:shop:1',
  type: `order.${id}`,
  time: '2026-03-02T11:00:00Z',
  subject: 'order/o-1',
  ...change,
});

describe('one event, structured', () => {
  it('is taken and kept as it was sent', async () => {
    const answer = await postOne();
    expect([answer.status, answer.body]).toEqual([202, { accepted: 1, duplicates: 0, refused: [] }]);
    const { specversion: _version, datacontenttype: _type, ...event } = CONTACTED;
    expect(await kept()).toEqual([event]);
  });

  it('[LOG-1] sent twice is taken twice and counted once', async () => {
    await postOne();
    const answer = await postOne();
    expect([answer.status, answer.body]).toEqual([202, { accepted: 0, duplicates: 1, refused: [] }]);
  });

  it('[LOG-1] sent again with other content is a conflict', async () => {
    await postOne();
    const answer = await postOne({ data: { by: 'mail' } });
    expect([answer.status, answer.type, answer.body['code']]).toEqual([409, 'application/problem+json', 'EVENT_CONFLICT']);
  });

  it('may carry its JSON packed in base64', async () => {
    await postOne({ data: undefined, data_base64: Buffer.from('{"order":"o-1"}').toString('base64') });
    expect((await kept()).map(({ data }) => data)).toEqual([{ order: 'o-1' }]);
  });

  it('takes a media type in any case', async () => {
    expect((await post(JSON.stringify(CONTACTED), { 'content-type': 'Application/CloudEvents+JSON; charset=UTF-8' })).status).toBe(202);
  });

  it('of 64 KiB is taken', async () => {
    expect((await postOne({ data: { text: 'x'.repeat(64 * 1024) } })).status).toBe(202);
  });

  it('may come packed with gzip', async () => {
    const answer = await post(gzipSync(JSON.stringify(CONTACTED)), { 'content-type': STRUCTURED, 'content-encoding': 'gzip' });
    expect(answer.status).toBe(202);
  });

  it.each<[string, Record<string, unknown>, number, string, string | undefined]>([
    ['without a time', { time: undefined }, 400, 'EVENT_FIELD', '/time'],
    ['with a time without an offset', { time: '2026-03-02 11:31:00' }, 400, 'EVENT_FIELD', '/time'],
    ['with a subject of null', { subject: null }, 400, 'EVENT_FIELD', '/subject'],
    ['of another version', { specversion: '0.3' }, 400, 'EVENT_FIELD', '/specversion'],
    ['without a version', { specversion: undefined }, 400, 'EVENT_FIELD', '/specversion'],
    ['with data twice', { data_base64: 'e30=' }, 400, 'EVENT_FIELD', '/data_base64'],
    ['with base64 that is none', { data: undefined, data_base64: '!' }, 400, 'EVENT_FIELD', '/data_base64'],
    ['with base64 of something else', { data: undefined, data_base64: 'AAAA' }, 400, 'EVENT_FIELD', '/data_base64'],
    ['with data that is not JSON', { datacontenttype: 'text/xml' }, 400, 'EVENT_FIELD', '/datacontenttype'],
    ['with data that is a list', { data: [1] }, 400, 'EVENT_FIELD', '/data'],
    ['six minutes ahead', { time: '2026-07-01T00:06:00Z' }, 400, 'EVENT_FUTURE', undefined],
    ['of a type of Kept itself', { type: 'kept.excluded' }, 403, 'EVENT_RESERVED', undefined],
  ])('%s is refused with a problem that names the field', async (_, change, status, code, pointer) => {
    const answer = await postOne(change);
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
    expect(answer.body).toEqual({
      type: `/problems/${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      code,
      fix: expect.any(String),
      ...(pointer === undefined ? {} : { pointer }),
    });
    expect(await kept()).toEqual([]);
  });

  it('up to five minutes ahead is taken', async () => {
    expect((await postOne({ time: '2026-07-01T00:05:00Z' })).status).toBe(202);
  });
});

describe('a batch', () => {
  it('has its good events taken and each bad one answered by its place', async () => {
    const answer = await postBatch([
      order('placed', { data: { slot: { from: '2026-03-02T11:40:00Z', to: '2026-03-02T12:00:00Z' } } }),
      order('accepted'),
      order('placed', { data: { slot: { to: '2026-03-02T12:00:00Z', from: '2026-03-02T11:40:00Z' } } }),
      order('picked-up', { time: '2026-03-02 11:31:00' }),
      order('delivered', { subject: null }),
      order('returned', { data_base64: 'eyJvcmRlciI6Im8tMSJ9', datacontenttype: 'application/json' }),
      order('accepted', { data: { by: 'other' } }),
    ]);
    expect([answer.status, answer.body['accepted'], answer.body['duplicates']]).toEqual([207, 3, 1]);
    expect(answer.body['refused']).toMatchObject([
      { index: 3, problem: { pointer: '/time', status: 400 } },
      { index: 4, problem: { pointer: '/subject', status: 400 } },
      { index: 6, problem: { code: 'EVENT_CONFLICT', status: 409 } },
    ]);
    expect((await kept()).map(({ type }) => type)).toEqual(['order.placed', 'order.accepted', 'order.returned']);
  });

  it('that is good throughout is answered with 202', async () => {
    expect((await postBatch([order('placed'), order('accepted')])).status).toBe(202);
  });

  it('of nothing is taken', async () => {
    expect(await postBatch([])).toMatchObject({ status: 202, body: { accepted: 0, duplicates: 0, refused: [] } });
  });

  it('of bad events alone is answered event by event', async () => {
    const answer = await postBatch([1, null, order('placed', { specversion: undefined })]);
    expect([answer.status, (answer.body['refused'] as unknown[]).length]).toEqual([207, 3]);
  });

  it.each([
    ['a thousand events', 1000, 202],
    ['more than a thousand', 1001, 413],
  ])('of %s is answered with its limit in mind', async (_, count, status) => {
    expect((await postBatch(Array.from({ length: count }, (_each, index) => order('placed', { id: `${index}` })))).status).toBe(status);
  });
});

describe('one event, binary', () => {
  const HEADERS = {
    'content-type': 'application/json',
    'ce-specversion': '1.0',
    'ce-id': 'insp-2026-06-30-C-1001',
    'ce-source': 'urn:kept:inspect:1',
    'ce-type': 'inspection.done',
    'ce-time': '2026-06-30T15:59:59+08:00',
    'ce-subject': 'circuit/C-1001%20%E5%8C%97',
  };
  const BODY = '{"inspector":"L. Wu","result":1}';

  it('has its attributes in percent-encoded headers and its data in the body', async () => {
    expect((await post(BODY, HEADERS)).status).toBe(202);
    expect(await kept()).toEqual([
      {
        id: 'insp-2026-06-30-C-1001',
        source: 'urn:kept:inspect:1',
        type: 'inspection.done',
        time: '2026-06-30T15:59:59+08:00',
        subject: 'circuit/C-1001 北',
        data: { inspector: 'L. Wu', result: 1 },
      },
    ]);
  });

  it('may quote a header', async () => {
    await post(BODY, { ...HEADERS, 'ce-subject': '"circuit/C \\"1\\""' });
    expect((await kept()).map(({ subject }) => subject)).toEqual(['circuit/C "1"']);
  });

  it('may have no body', async () => {
    await post('', HEADERS);
    expect((await kept()).map(({ data }) => data)).toEqual([{}]);
  });

  it.each<[string, Record<string, string>, number, Record<string, unknown>]>([
    ['bytes that are not UTF-8', { 'ce-subject': 'circuit/%E5%8C' }, 400, { pointer: '/subject' }],
    ['the content type in a ce- header', { 'ce-datacontenttype': 'application/json' }, 400, { pointer: '/datacontenttype' }],
    ['data that is not JSON', { 'content-type': 'text/csv' }, 415, { code: 'CONTENT_TYPE' }],
  ])('with %s is refused', async (_, change, status, problem) => {
    expect(await post(BODY, { ...HEADERS, ...change })).toMatchObject({ status, body: problem });
  });
});

describe('a request that cannot be read', () => {
  it.each<[string, string | Buffer, Record<string, string>, number, string]>([
    ['of another content type', '{}', { 'content-type': 'application/json' }, 415, 'CONTENT_TYPE'],
    ['in another format of CloudEvents', '{}', { 'content-type': 'application/cloudevents+avro' }, 415, 'CONTENT_TYPE'],
    ['in another charset', '{}', { 'content-type': `${STRUCTURED}; charset=gbk` }, 415, 'CONTENT_TYPE'],
    ['in an unknown encoding', '{}', { 'content-type': STRUCTURED, 'content-encoding': 'zip' }, 415, 'CONTENT_TYPE'],
    ['that is not JSON', '{"id":', { 'content-type': STRUCTURED }, 400, 'JSON_INVALID'],
    ['that is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), { 'content-type': STRUCTURED }, 400, 'JSON_INVALID'],
    ['that calls itself a batch and is none', '{}', { 'content-type': BATCH }, 400, 'JSON_INVALID'],
    ['of more than a mebibyte', ' '.repeat(1024 * 1024 + 1), { 'content-type': BATCH }, 413, 'BODY_TOO_LARGE'],
    [
      'that unpacks to more than a mebibyte',
      gzipSync(' '.repeat(1024 * 1024 + 1)),
      { 'content-type': BATCH, 'content-encoding': 'gzip' },
      413,
      'BODY_TOO_LARGE',
    ],
  ])('%s is refused', async (_, body, headers, status, code) => {
    const answer = await post(body, headers);
    expect([answer.status, answer.type, answer.body['code']]).toEqual([status, 'application/problem+json', code]);
  });
});

describe('when the log cannot take it', () => {
  it.each([
    ['LOG_BUSY', '1'],
    ['LOG_CLOSED', '5'],
    ['LOG_FAILED', '10'],
  ] as const)('%s is a 503 that says when to come back, and tells nothing of the inside', async (code, retryAfter) => {
    server.close();
    await listen({ append: () => Promise.reject(new KeptError(code, 'disk I/O error in log.db')) });
    const answer = await postOne();
    expect([answer.status, answer.retryAfter, answer.body['code']]).toEqual([503, retryAfter, code]);
    if (code === 'LOG_FAILED') expect(JSON.stringify(answer.body)).not.toContain('log.db');
  });
});

it('a request that cannot be read at all is told of as well, once', async () => {
  const told: unknown[] = [];
  server.close();
  const onRefused = (...refused: readonly unknown[]) => told.push(refused);
  server = createServer(express().use(eventsRouter({ log, clock: new ManualClock(NOW_AT_MS), onRefused }))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await post('{broken', { 'content-type': STRUCTURED });
  await post('{}', { 'content-type': 'text/csv' });
  expect(told).toEqual([
    ['JSON_INVALID', null, null],
    ['CONTENT_TYPE', null, null],
  ]);
});
