import { expect, it } from 'vitest';
import { TICKETS_BOOK } from '../../../test/data/tickets-book.ts';
import { bookOf, MINUTE_MS } from '../../../test/simulation/world.ts';
import { KeptError } from '../../error/index.ts';
import type { KeptEvent } from '../../event/index.ts';
import { advance, applyBatch, type Command, decide, emptyState, freeze, type HandoverAct, lastHandover, thaw } from '../index.ts';

const START_MS = Date.UTC(2026, 5, 18, 12);
const BOOK = bookOf(TICKETS_BOOK);

/** A state, the log of what was done in it, and the way to do it. */
function opened() {
  const log: KeptEvent[] = [];
  const state = emptyState(BOOK);
  advance(state, START_MS);
  const act = (wanted: Command & { readonly atMs: number }): string => {
    const events = decide(state, wanted);
    log.push(...events);
    applyBatch(state, { firstPlace: log.length - events.length + 1, receivedAtMs: wanted.atMs, events });
    return events[0]?.id ?? '';
  };
  return { state, log, act };
}

const signs = (by: string, atMs: number, seenAtMs = atMs): HandoverAct => ({
  type: 'hand-over',
  by,
  atMs,
  seenAtMs,
  text: ' Ring 4 is down ',
});

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof KeptError ? error.code : 'other';
  }
}

it('[ACT-7, ACT-8] a shift is signed off and taken over by entries that replay and thaw to the same', () => {
  const world = opened();
  const id = world.act(signs('Ann', START_MS + 2 * MINUTE_MS, START_MS));
  const signed = { id, by: 'Ann', atMs: START_MS + 2 * MINUTE_MS, seenAtMs: START_MS, text: 'Ring 4 is down' };
  expect(lastHandover(world.state)).toEqual({ ...signed, taken: null });
  world.act({ type: 'take-over', by: 'Ben', atMs: START_MS + 5 * MINUTE_MS, handover: id });
  const whole = { ...signed, taken: { by: 'Ben', atMs: START_MS + 5 * MINUTE_MS } };
  const replayed = emptyState(BOOK);
  applyBatch(replayed, { firstPlace: 1, receivedAtMs: START_MS + 5 * MINUTE_MS, events: world.log });
  for (const state of [world.state, replayed, thaw(BOOK, structuredClone(freeze(world.state)))]) expect(lastHandover(state)).toEqual(whole);
});

it('[ACT-7] what was read long ago, or lies ahead, is not signed', () => {
  const { state } = opened();
  for (const seenAtMs of [START_MS - 16 * MINUTE_MS, START_MS + 1])
    expect(codeOf(() => decide(state, signs('Ann', START_MS, seenAtMs)))).toBe('ACT_INVALID');
  expect(codeOf(() => decide(state, { ...signs('Ann', START_MS), by: ' ' }))).toBe('ACT_INVALID');
});

it('[ACT-8] only the last handover is taken over, once, and not by who signed it', () => {
  const world = opened();
  const take = (by: string, handover: string): HandoverAct => ({ type: 'take-over', by, atMs: START_MS + 9, handover });
  const first = world.act(signs('Ann', START_MS + 1));
  const second = world.act(signs('Ann', START_MS + 2));
  expect(codeOf(() => decide(world.state, take('Ben', first)))).toBe('HANDOVER_UNKNOWN');
  expect(codeOf(() => decide(world.state, take('Ann', second)))).toBe('ACT_INVALID');
  world.act(take('Ben', second));
  expect(codeOf(() => decide(world.state, take('Cem', second)))).toBe('HANDOVER_TAKEN');
});
