import { expect, it } from 'vitest';
import { Alerts } from './alerts.svelte.ts';

function setUp({ permits = true, canNotify = true } = {}) {
  const held = new Map<string, string>();
  const world = { nowMs: 0, played: 0, told: [] as string[] };
  const io = {
    memory: { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, value: string) => void held.set(key, value) },
    nowMs: () => world.nowMs,
    play: () => {
      world.played += 1;
    },
    notify: canNotify ? (text: string) => void world.told.push(text) : null,
    permit: async () => permits,
  };
  return { world, io, alerts: new Alerts(io) };
}

it('nothing sounds and nothing pops up until somebody chooses it', () => {
  const { world, alerts } = setUp();
  alerts.tell('Broken: T-1.');
  expect([world.played, world.told]).toEqual([0, []]);
});

it('what is chosen holds for the next page, and several at once are one sound', async () => {
  const { world, io, alerts } = setUp();
  alerts.chooseSound();
  await alerts.chooseNotice();
  world.played = 0;
  for (world.nowMs = 0; world.nowMs < 9_000; world.nowMs += 1_000) alerts.tell(`at ${world.nowMs}`);
  expect([world.played, world.told]).toEqual([2, ['at 0', 'at 5000']]);
  const next = new Alerts(io);
  expect([next.hasSound, next.hasNotice]).toEqual([true, true]);
});

it.each([{ permits: false }, { canNotify: false, permits: false }])('who may not notify does not: %j', async (how) => {
  const { world, alerts } = setUp(how);
  await alerts.chooseNotice();
  alerts.tell('Broken: T-1.');
  expect([alerts.hasNotice, world.told]).toEqual([false, []]);
});
