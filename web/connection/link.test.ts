import { expect, it } from 'vitest';
import { diffView, type ViewPatch, type WallView } from '../../shared/view/index.ts';
import { type Delta, type Snapshot, STALE_AFTER_MS, type Subscribe, type SubscribeReply } from '../../shared/wire/index.ts';
import { WALL_VIEWS } from '../../test/data/wall-views.ts';
import { Link } from './link.ts';
import { wallTopic } from './topic.ts';

const SERVER_MS = 1_781_768_528_000;
const HOUR_MS = 3_600_000;
const VIEW = WALL_VIEWS.mock;
const LATER: WallView = { ...VIEW, board: { ...VIEW.board, owedMinor: 1 } };
const PATCH = diffView(VIEW, LATER) ?? { sections: {} };

/** What a server answers: a refusal, or what it sends before its answer. */
type Answer = Extract<SubscribeReply, { ok: false }> | { ok: true; snapshot: Snapshot } | { ok: true; deltas: readonly Delta[] };

/** A link over a wire in memory, with a clock that is moved by hand. */
function setUp() {
  const world = {
    nowMs: 1_000,
    asked: [] as Subscribe[],
    reconnected: 0,
    answer: (_: Subscribe): Answer | null => null,
    clockMs: null as number | null,
  };
  const link: Link<WallView, ViewPatch> = new Link({
    topic: wallTopic('northgate'),
    wire: {
      subscribe: (request, reply) => {
        world.asked.push(request);
        const answer = world.answer(request);
        if (answer === null || !answer.ok) return reply(answer);
        if ('snapshot' in answer) link.snapshot(answer.snapshot);
        else for (const delta of answer.deltas) link.delta(delta);
        const last = 'snapshot' in answer ? answer.snapshot : (answer.deltas.at(-1) ?? request.resume);
        reply({ ok: true, position: last === undefined ? null : { epoch: last.epoch, seq: last.seq } });
      },
      clock: (reply) => reply(world.clockMs),
      reconnect: () => {
        world.reconnected += 1;
      },
    },
    monotonicMs: () => world.nowMs,
    random: () => 0,
  });
  const pass = (ms: number): void => {
    for (const untilMs = world.nowMs + ms; world.nowMs < untilMs; ) {
      world.nowMs += 1_000;
      link.tick();
    }
  };
  return { world, link, pass };
}

function snapshot(seq: number, epoch = 'a', view = VIEW): Snapshot {
  return { epoch, seq, nowAtMs: SERVER_MS, view };
}

function started(seq = 0) {
  const parts = setUp();
  parts.world.answer = () => ({ ok: true, snapshot: snapshot(seq) });
  parts.link.connected();
  return parts;
}

it('asks for a snapshot first', () => {
  const { world, link } = started();
  expect([world.asked, link.view]).toEqual([[{ view: 'wall', board: 'northgate' }], VIEW]);
});

it('resumes after a break although nothing was sent before it', () => {
  const { world, link } = started(0);
  link.disconnected();
  world.answer = () => ({ ok: true, deltas: [] });
  link.connected();
  expect([world.asked.at(-1)?.resume, link.view]).toEqual([{ epoch: 'a', seq: 0 }, VIEW]);
});

it('takes what it missed during a break', () => {
  const { world, link } = started(4);
  link.disconnected();
  world.answer = () => ({ ok: true, deltas: [{ epoch: 'a', seq: 5, nowAtMs: SERVER_MS, patch: PATCH }] });
  link.connected();
  expect(link.view).toEqual(LATER);
});

it('asks for a snapshot at once when the deltas it is given leave a gap', () => {
  const { world, link } = started(4);
  link.disconnected();
  const gap = { ok: true, deltas: [{ epoch: 'a', seq: 7, nowAtMs: SERVER_MS, patch: PATCH }] } as const;
  world.answer = (request) => (request.resume === undefined ? { ok: true, snapshot: snapshot(7, 'a', LATER) } : gap);
  link.connected();
  expect([world.asked.map((request) => request.resume?.seq), link.view]).toEqual([[undefined, 4, undefined], LATER]);
});

it('a gap in the sequence asks for a snapshot', () => {
  const { world, link, pass } = started(4);
  pass(3_000);
  link.delta({ epoch: 'a', seq: 6, nowAtMs: SERVER_MS, patch: PATCH });
  expect(world.asked.map((request) => request.resume)).toEqual([undefined, undefined]);
});

it('a heartbeat of a server that began anew asks for a snapshot', () => {
  const { world, link, pass } = started(4);
  pass(3_000);
  world.answer = () => ({ ok: true, snapshot: snapshot(0, 'b', LATER) });
  link.heartbeat({ epoch: 'b', seq: 0, nowAtMs: SERVER_MS });
  expect(link.view).toEqual(LATER);
});

it('snapshots that never fit are asked for every two seconds and not faster', () => {
  const { world, link, pass } = started(4);
  for (let i = 0; i < 100; i += 1) {
    pass(100);
    world.nowMs -= 900;
    link.heartbeat({ epoch: 'a', seq: 99, nowAtMs: SERVER_MS });
  }
  expect(world.asked.length).toBeLessThanOrEqual(1 + 10_000 / 2_000);
});

it('a connection that looks open and says nothing is stale after five seconds', () => {
  const { link, pass } = started();
  pass(STALE_AFTER_MS);
  expect([link.stale, link.silentMs, link.heardAtMs]).toEqual([true, STALE_AFTER_MS, SERVER_MS]);
});

it('a connection that looks open and says nothing is dropped after ten seconds, and again and again', () => {
  const { world, pass } = started();
  pass(35_000);
  expect(world.reconnected).toBe(3);
});

it('a connection that is being made is left alone', () => {
  const { world, link, pass } = started();
  link.disconnected();
  pass(8 * HOUR_MS);
  expect(world.reconnected).toBe(0);
});

it('comes back by itself after eight hours', () => {
  const { world, link, pass } = started();
  link.disconnected();
  pass(8 * HOUR_MS);
  world.answer = () => ({ ok: true, snapshot: { ...snapshot(0, 'b', LATER), nowAtMs: SERVER_MS + 8 * HOUR_MS } });
  link.connected();
  expect([link.stale, link.view, link.nowAtMs]).toEqual([false, LATER, SERVER_MS + 8 * HOUR_MS]);
});

it('after a sleep that the monotonic clock did not count it is stale at once unless it is told otherwise', () => {
  const { link, pass } = started();
  link.woke();
  pass(3_000);
  expect(link.stale).toBe(true);
});

it('after a sleep a dead connection is dropped within a few seconds', () => {
  const { world, link, pass } = started();
  link.woke();
  pass(4_000);
  expect(world.reconnected).toBe(1);
});

it('a date that was merely set changes nothing when the next heartbeat comes', () => {
  const { world, link, pass } = started(4);
  link.woke();
  pass(2_000);
  link.heartbeat({ epoch: 'a', seq: 4, nowAtMs: SERVER_MS + 2_000 });
  pass(1_000);
  expect([link.stale, world.reconnected]).toEqual([false, 0]);
});

it('a refused board is named, and asked for again every half minute', () => {
  const { world, link, pass } = setUp();
  const error = { code: 'BOARD_UNKNOWN', message: 'There is no board "x".', fix: 'Use another one.' } as const;
  world.answer = () => ({ ok: false, error });
  link.connected();
  pass(61_000);
  expect([link.refusal, world.asked.length, world.reconnected]).toEqual([error, 3, 0]);
});

it('a board that comes into the book later is shown', () => {
  const { world, link, pass } = setUp();
  world.answer = () => ({ ok: false, error: { code: 'BOARD_UNKNOWN', message: '', fix: '' } });
  link.connected();
  world.answer = () => ({ ok: true, snapshot: snapshot(0) });
  pass(31_000);
  expect([link.refusal, link.view]).toEqual([null, VIEW]);
});

it('an answer that does not come in time is asked for again', () => {
  const { world, link, pass } = setUp();
  link.connected();
  pass(3_000);
  expect(world.asked).toHaveLength(2);
});

it('knows the server’s time although the page’s own is an hour ahead', () => {
  const { world, link } = setUp();
  world.nowMs = SERVER_MS + HOUR_MS;
  world.clockMs = SERVER_MS;
  world.answer = () => ({ ok: true, snapshot: snapshot(0) });
  link.connected();
  world.nowMs += 7_000;
  expect(link.nowAtMs).toBe(SERVER_MS + 7_000);
});

it('an alarm shows at once, and that the rest is old shows after five seconds', () => {
  const { link, pass } = started(4);
  const [line] = VIEW.lines;
  link.alarm({ kind: 'line', id: line?.id ?? '', state: 'broken', hasBroken: true, atMs: SERVER_MS, nowAtMs: SERVER_MS });
  expect([link.view?.lines[0]?.state, link.view?.changes[0]?.state]).toEqual(['broken', 'broken']);
  pass(STALE_AFTER_MS);
  expect(link.stale).toBe(true);
  link.snapshot(snapshot(9, 'a', LATER));
  expect([link.stale, link.view]).toEqual([false, LATER]);
});
it('a view that an alarm was put into is never resumed', () => {
  const { world, link } = started(4);
  link.alarm({ kind: 'feed', id: 'x', state: 'no-data', hasBroken: false, atMs: SERVER_MS, nowAtMs: SERVER_MS });
  link.disconnected();
  link.connected();
  expect(world.asked.at(-1)?.resume?.epoch).toBe('');
});
it('a server that sends the view later is not asked again and again', () => {
  const { world, link, pass } = started(4);
  link.disconnected();
  world.asked.length = 0;
  world.answer = () => ({ ok: true, deltas: [] });
  link.connected();
  pass(3_000);
  expect(world.asked).toHaveLength(1);
});

it.each([
  ['TOKEN_REFUSED', null],
  ['SIGN_IN_NEEDED', null],
  ['SERVER_BUSY', VIEW],
] as const)('[ACC-5] refused with %s, what was seen last is gone where the right to it is', (code, view) => {
  const { link } = started();
  link.refused({ code, message: '', fix: '' });
  expect(link.view).toEqual(view);
});
