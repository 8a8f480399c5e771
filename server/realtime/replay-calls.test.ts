import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { KeptError } from '../../shared/error/index.ts';
import type { ReplayFrame, ReplayReply } from '../../shared/wire/index.ts';
import type { ReplaySink, Replays } from '../ports/index.ts';
import { type ReplaySocket, serveReplays } from './replay-calls.ts';

const STATUS = { isPlaying: false, isAtEnd: false, atMs: 1_000, place: 1, speed: 1 };
const FRAME: ReplayFrame = { kind: 'time', status: STATUS };
const WANTED = { view: 'desk', fromAtMs: 1_000, toAtMs: 2_000 };

/** A socket, and replays that answer when they are told to. */
function connection() {
  const listeners = new Map<string, (...args: never[]) => void>();
  const sent: { readonly event: string; readonly args: readonly unknown[] }[] = [];
  const opened: { sink: ReplaySink; answer: (reply: ReplayReply) => void; taken: number; closed: boolean }[] = [];
  const socket: ReplaySocket = {
    on: (event: string, listener: (...args: never[]) => void) => listeners.set(event, listener),
    emit: (event, ...args) => sent.push({ event, args }),
  };
  const replays: Replays = {
    open: (_wanted, sink) => {
      const { promise, resolve } = Promise.withResolvers<ReplayReply>();
      const one = { sink, answer: resolve, taken: 0, closed: false };
      opened.push(one);
      const replay = {
        do: async (): Promise<ReplayReply> => ({ ok: true, status: STATUS }),
        taken: () => {
          one.taken += 1;
        },
        close: async () => {
          one.closed = true;
        },
      };
      return { replay, opened: promise };
    },
  };
  serveReplays(socket, replays, (error) => (error as KeptError).toJSON());
  const call = (event: string, raw: unknown) =>
    new Promise<ReplayReply>((resolve) => (listeners.get(event) as unknown as (raw: unknown, reply: unknown) => void)(raw, resolve));
  const disconnect = () => (listeners.get('disconnect') as unknown as () => void)();
  return { sent, opened, call, disconnect };
}
const ok: ReplayReply = { ok: true, status: STATUS };

it('a connection has one replay: the one that is opened next takes its place, also before it was there', async () => {
  const { opened, call, sent } = connection();
  const first = call('replay-open', WANTED);
  const second = call('replay-open', WANTED);
  await setImmediate();
  expect([opened[0]?.closed, opened[1]?.closed]).toEqual([true, false]);
  opened[0]?.answer({ ok: false, error: new KeptError('REPLAY_UNKNOWN', 'It has ended.').toJSON() });
  opened[1]?.answer(ok);
  expect([await first, await second]).toMatchObject([{ ok: false }, { ok: true }]);
  opened[0]?.sink.frame(FRAME);
  expect(sent).toEqual([]);
  opened[1]?.sink.frame(FRAME);
  expect(sent).toMatchObject([{ event: 'replay-frame', args: [FRAME, expect.any(Function)] }]);
});
it('of many that are opened at once only the last is begun, when the one before is gone', async () => {
  const { opened, call } = connection();
  const calls = Array.from({ length: 30 }, () => call('replay-open', WANTED));
  await setImmediate();
  expect(opened).toHaveLength(2);
  for (const { answer } of opened) answer(ok);
  const replies = await Promise.all(calls);
  expect(replies.slice(1).map((reply) => reply.ok)).toEqual([...Array.from({ length: 28 }, () => false), true]);
});
it('a frame that is taken asks for more, of its own replay only', async () => {
  const { opened, call, sent } = connection();
  const first = call('replay-open', WANTED);
  opened[0]?.answer(ok);
  await first;
  opened[0]?.sink.frame(FRAME);
  const taken = sent[0]?.args[1] as () => void;
  taken();
  expect(opened[0]?.taken).toBe(1);
  const second = call('replay-open', WANTED);
  await setImmediate();
  opened[1]?.answer(ok);
  await second;
  taken();
  expect([opened[0]?.taken, opened[1]?.taken]).toEqual([1, 0]);
});
it('it ends with its connection, whether it was open or about to be', async () => {
  const { opened, call, disconnect, sent } = connection();
  void call('replay-open', WANTED);
  disconnect();
  expect(opened[0]?.closed).toBe(true);
  opened[0]?.answer(ok);
  await setImmediate();
  opened[0]?.sink.frame(FRAME);
  opened[0]?.sink.ended({ why: 'idle' });
  expect(sent).toEqual([]);
});
it('one that ended by itself is told, and nothing more can be asked of it', async () => {
  const { opened, call, sent } = connection();
  const first = call('replay-open', WANTED);
  opened[0]?.answer(ok);
  await first;
  expect(await call('replay-do', { do: 'play' })).toMatchObject({ ok: true });
  opened[0]?.sink.ended({ why: 'idle' });
  expect(sent).toMatchObject([{ event: 'replay-ended', args: [{ why: 'idle' }] }]);
  expect(await call('replay-do', { do: 'play' })).toMatchObject({ ok: false, error: { code: 'REPLAY_UNKNOWN' } });
});
