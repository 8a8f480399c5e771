import { afterEach, expect, it, vi } from 'vitest';
import { LongWork } from './long-work.svelte.ts';

/** A server whose answer is written by hand. */
function answering() {
  let body: ReadableStreamDefaultController<Uint8Array> | null = null;
  const asked: string[] = [];
  let isGone = false;
  vi.stubGlobal('fetch', async (url: string, { signal }: { readonly signal: AbortSignal }) => {
    asked.push(url);
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        body = controller;
      },
    });
    signal.addEventListener('abort', () => {
      isGone = true;
      body?.error(new Error('The page has gone.'));
    });
    return new Response(stream);
  });
  return {
    asked,
    isGone: () => isGone,
    say: (line: object) => body?.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`)),
    end: () => body?.close(),
  };
}

afterEach(() => vi.unstubAllGlobals());

it('tells how far it is, and then what came of it', async () => {
  const server = answering();
  const work = new LongWork<number>();
  work.ask('/api/a');
  expect([work.state, work.progress]).toEqual(['working', 0]);
  await vi.waitFor(() => expect(server.asked).toEqual(['/api/a']));
  server.say({ progress: 0.4 });
  await vi.waitFor(() => expect(work.progress).toBe(0.4));
  server.say({ result: 7 });
  server.end();
  await vi.waitFor(() => expect([work.state, work.result]).toEqual(['done', 7]));
});

it('what is cancelled is left by the page, says so, and can be asked again', async () => {
  const server = answering();
  const work = new LongWork<number>();
  work.ask('/api/a');
  await vi.waitFor(() => expect(server.asked.length).toBe(1));
  work.cancel();
  await vi.waitFor(() => expect([work.state, server.isGone()]).toEqual(['cancelled', true]));
  work.again();
  await vi.waitFor(() => expect([work.state, server.asked.length]).toEqual(['working', 2]));
  work.close();
});

it('a problem, and an answer that breaks off, are failures with their reason', async () => {
  const server = answering();
  const work = new LongWork<number>();
  work.ask('/api/a');
  await vi.waitFor(() => expect(server.asked.length).toBe(1));
  server.say({ problem: { code: 'HISTORY_BUSY', message: 'Busy.', fix: 'Wait.' } });
  server.end();
  await vi.waitFor(() => expect([work.state, work.fault]).toEqual(['failed', { code: 'HISTORY_BUSY', message: 'Busy.', fix: 'Wait.' }]));
  work.again();
  await vi.waitFor(() => expect(server.asked.length).toBe(2));
  server.say({ progress: 0.9 });
  server.end();
  await vi.waitFor(() => expect([work.state, work.fault]).toEqual(['failed', 'silent']));
});

it('where an answer is kept it stays until there is another, else it goes with the question', async () => {
  const server = answering();
  const work = new LongWork<number>();
  work.ask('/api/a');
  await vi.waitFor(() => expect(server.asked.length).toBe(1));
  server.say({ result: 1 });
  server.end();
  await vi.waitFor(() => expect(work.result).toBe(1));
  work.ask('/api/b', { isKept: true });
  expect([work.state, work.result]).toEqual(['working', 1]);
  work.ask('/api/c');
  expect(work.result).toBe(null);
  work.close();
});
