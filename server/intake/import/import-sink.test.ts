import { describe, expect, it } from 'vitest';
import type { KeptEvent } from '../../../shared/event/index.ts';
import { serverSink } from './import-sink.ts';

const event = (id: string, text = ''): KeptEvent => ({
  id,
  source: '/s',
  type: 'a.b',
  time: '2026-06-18T00:00:00Z',
  subject: 'x/1',
  data: { text },
});
const many = (count: number, text?: string): KeptEvent[] => Array.from({ length: count }, (_, index) => event(`${index}`, text));

/** A server that answers each request by its number and notes what it got. */
function server(answer: (request: number, count: number) => Response) {
  const posts: string[] = [];
  const waits: number[] = [];
  const sink = serverSink({
    server: 'http://127.0.0.1:1',
    fetch: async (_url, init) => {
      posts.push(String(init?.body));
      return answer(posts.length, JSON.parse(String(init?.body)).length);
    },
    wait: async (ms) => waits.push(ms),
  });
  return { sink, posts, waits };
}
const taken = (count: number): Response => Response.json({ accepted: count, duplicates: 0, refused: [] }, { status: 202 });

describe('to a server', () => {
  it('events go as CloudEvents, at most a thousand and a mebibyte at a time', async () => {
    const { sink, posts } = server((_, count) => taken(count));
    expect(await sink.deliver([...many(1500), ...many(30, 'x'.repeat(60_000))])).toEqual({ accepted: 1530, repeats: 0, refused: [] });
    expect(posts.map((body) => JSON.parse(body).length)[0]).toBe(1000);
    expect(Math.max(...posts.map((body) => Buffer.byteLength(body)))).toBeLessThanOrEqual(1024 * 1024);
    expect(JSON.parse(posts[0] ?? '')[0]).toEqual({ specversion: '1.0', ...event('0') });
  });

  it('what was refused is counted from the first event of the delivery', async () => {
    const problem = { code: 'EVENT_CONFLICT', detail: 'other content' };
    const { sink } = server((request, count) =>
      request === 1 ? taken(count) : Response.json({ accepted: 1, duplicates: 2, refused: [{ index: 3, problem }] }, { status: 207 }),
    );
    expect(await sink.deliver(many(1004))).toEqual({
      accepted: 1001,
      repeats: 2,
      refused: [{ index: 1003, isConflict: true, reason: 'other content' }],
    });
  });

  it('that is busy, it waits as long as it is told and sends the same again', async () => {
    const { sink, posts, waits } = server((request, count) =>
      request === 1 ? Response.json({ detail: 'busy' }, { status: 503, headers: { 'retry-after': '2' } }) : taken(count),
    );
    await sink.deliver(many(3));
    expect([waits, posts[0] === posts[1]]).toEqual([[2000], true]);
  });

  it.each<[string, () => Response]>([
    ['stays busy', () => Response.json({ detail: 'busy' }, { status: 503 })],
    ['refuses', () => Response.json({ detail: 'no' }, { status: 401 })],
    ['answers with something else', () => Response.json({ hello: 1 }, { status: 200 })],
    ['answers with a page', () => new Response('<html>', { status: 200 })],
    [
      'is gone',
      () => {
        throw new TypeError('fetch failed');
      },
    ],
  ])('that %s, the delivery fails', async (_, answer) => {
    await expect(server(answer).sink.deliver(many(1))).rejects.toMatchObject({ code: 'LOG_FAILED' });
  });
});
