import { expect, it } from 'vitest';
import type { LogHealth } from '../ports/index.ts';
import { Health } from './health.ts';

const FAILING: LogHealth = { state: 'failing', sinceAtMs: 1, why: 'full' };
const DAMAGED: LogHealth = { state: 'damaged', damage: { fault: 'altered', what: 'x', lastGood: { place: 1, receivedAtMs: 1 } } };

it('[LOG-5] tells each turn once', () => {
  const health = new Health();
  const told: string[] = [];
  const stop = health.on(({ state }) => told.push(state));
  health.becomeGood();
  for (const next of [FAILING, { ...FAILING, sinceAtMs: 2 }]) health.become(next);
  expect(health.now).toEqual(FAILING);
  health.becomeGood();
  stop();
  health.become(FAILING);
  expect(told).toEqual(['failing', 'good']);
});

it('[LOG-4] damage stays, whatever comes after it', () => {
  const health = new Health();
  health.become(DAMAGED);
  health.becomeGood();
  health.become(FAILING);
  expect(health.now).toBe(DAMAGED);
});
