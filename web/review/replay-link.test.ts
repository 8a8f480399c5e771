import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ReplayReply, ReplayStatus } from '../../shared/wire/index.ts';
import { ReplayLink, type ReplayWire } from './replay-link.svelte.ts';

type Listener = (...args: never[]) => void;
type Asked = { readonly event: string; readonly request: object; readonly reply: (error: Error | null, answer: ReplayReply) => void };

/** A socket whose server answers when the test says so. */
class HandWire {
  connected = false;
  readonly asked: Asked[] = [];
  readonly #listeners = new Map<string, Listener>();
  on(event: string, listener: Listener): this {
    this.#listeners.set(event, listener);
    return this;
  }
  off(): this {
    this.#listeners.clear();
    return this;
  }
  connect(): this {
    this.connected = true;
    this.hear('connect');
    return this;
  }
  disconnect(): this {
    this.connected = false;
    return this;
  }
  timeout() {
    return { emit: (event: string, request: object, reply: Asked['reply']) => this.asked.push({ event, request, reply }) };
  }
  hear(event: string, ...args: readonly unknown[]): void {
    this.#listeners.get(event)?.(...(args as never[]));
  }
  /** Answers the latest question. */
  answer(answer: ReplayReply): void {
    this.asked.at(-1)?.reply(null, answer);
  }
  lastAsked(): object | undefined {
    return this.asked.at(-1)?.request;
  }
}

const RANGE = { fromAtMs: 1_000, toAtMs: 9_000 };
const status = (atMs: number, isPlaying = false): ReplayStatus => ({ isPlaying, isAtEnd: false, atMs, place: 1, speed: 1 });

function opened(): { readonly wire: HandWire; readonly link: ReplayLink<number, number> } {
  const wire = new HandWire();
  // Of a socket it is handed only what it uses.
  const link = new ReplayLink<number, number>({
    view: { view: 'desk' },
    patch: (view, patch) => view + patch,
    wire: wire as unknown as ReplayWire,
  });
  return { wire, link };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('opens paused, goes where it was asked to, and takes frames in order', async () => {
  const { wire, link } = opened();
  const isThere = link.open(RANGE, 5_000);
  expect(wire.lastAsked()).toEqual({ view: 'desk', ...RANGE, speed: 1, paused: true });
  wire.answer({ ok: true, status: status(1_000) });
  await vi.waitFor(() => expect(wire.lastAsked()).toEqual({ do: 'seek', atMs: 5_000 }));
  const taken = vi.fn();
  wire.hear('replay-frame', { kind: 'snapshot', status: status(5_000), snapshot: { epoch: 'a', seq: 0, nowAtMs: 5_000, view: 10 } }, taken);
  wire.answer({ ok: true, status: status(5_000) });
  expect([await isThere, link.phase, link.view, taken.mock.calls.length]).toEqual([true, 'here', 10, 1]);
  wire.hear('replay-frame', { kind: 'delta', status: status(5_100), delta: { epoch: 'a', seq: 1, nowAtMs: 5_100, patch: 3 } }, taken);
  wire.hear('replay-frame', { kind: 'time', status: status(5_200) }, taken);
  expect([link.view, link.status?.atMs, taken.mock.calls.length]).toEqual([13, 5_200, 3]);
});

it('before its range it opens anew from there', async () => {
  const { wire, link } = opened();
  void link.open(RANGE, 1_000);
  wire.answer({ ok: true, status: status(1_000) });
  await vi.waitFor(() => expect(link.phase).toBe('here'));
  void link.seek(500);
  expect(wire.lastAsked()).toMatchObject({ fromAtMs: 500, toAtMs: 9_000, paused: true });
});

it('a break keeps what was shown, and comes back to that instant', async () => {
  const { wire, link } = opened();
  void link.open(RANGE, 1_000);
  wire.hear(
    'replay-frame',
    { kind: 'snapshot', status: status(1_000), snapshot: { epoch: 'a', seq: 0, nowAtMs: 1_000, view: 10 } },
    () => {},
  );
  wire.answer({ ok: true, status: status(4_000) });
  await vi.waitFor(() => expect(link.phase).toBe('here'));
  wire.connected = false;
  wire.hear('disconnect');
  expect([link.phase, link.view]).toEqual(['lost', 10]);
  await vi.runOnlyPendingTimersAsync();
  expect(wire.lastAsked()).toMatchObject({ fromAtMs: 1_000, paused: true });
  wire.answer({ ok: true, status: status(1_000) });
  await vi.waitFor(() => expect(wire.lastAsked()).toEqual({ do: 'seek', atMs: 4_000 }));
});

it('a refusal ends it, with its reason', async () => {
  const { wire, link } = opened();
  const isThere = link.open(RANGE, 1_000);
  wire.answer({ ok: false, error: { code: 'REPLAY_BUSY', message: 'Busy.', fix: 'Wait.' } });
  expect([await isThere, link.phase, link.fault?.code]).toEqual([false, 'ended', 'REPLAY_BUSY']);
});
