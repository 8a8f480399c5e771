import { expect, it } from 'vitest';
import { Staleness, WakeWatch } from './staleness.ts';

const EIGHT_HOURS_MS = 8 * 3_600_000;

it('is not stale while a heartbeat comes every two seconds', () => {
  const staleness = new Staleness(0);
  for (let atMs = 2_000; atMs <= 60_000; atMs += 2_000) staleness.heard(atMs);
  expect(staleness.isStale(61_999)).toBe(false);
});

it('is stale five seconds after the last word', () => {
  const staleness = new Staleness(0);
  staleness.heard(10_000);
  expect([staleness.isStale(14_999), staleness.isStale(15_000)]).toEqual([false, true]);
});

it('is stale when nothing at all was heard since the page opened', () => {
  expect(new Staleness(1_000).isStale(6_000)).toBe(true);
});

it('says for how long the server has been silent', () => {
  const staleness = new Staleness(0);
  staleness.heard(10_000);
  expect(staleness.silentMs(144_000)).toBe(134_000);
});

it('is fresh again with the first word after eight hours', () => {
  const staleness = new Staleness(0);
  staleness.heard(EIGHT_HOURS_MS);
  expect(staleness.isStale(EIGHT_HOURS_MS + 1)).toBe(false);
});

it('a suspicion makes it stale unless a heartbeat comes in time', () => {
  const staleness = new Staleness(0);
  staleness.suspect(100);
  expect([staleness.isStale(2_599), staleness.isStale(2_600)]).toEqual([false, true]);
});

it('a suspicion never makes old news look newer', () => {
  const staleness = new Staleness(0);
  staleness.suspect(4_900);
  expect(staleness.isStale(5_000)).toBe(true);
});

it('notices a sleep in which the monotonic clock stood still', () => {
  const watch = new WakeWatch(1_000, 1_000_000);
  expect(watch.woke(2_000, 1_001_000 + EIGHT_HOURS_MS)).toBe(true);
});

it('notices nothing while both clocks go alike, also after a long pause of the page', () => {
  const watch = new WakeWatch(1_000, 1_000_000);
  expect(watch.woke(1_000 + EIGHT_HOURS_MS, 1_000_000 + EIGHT_HOURS_MS)).toBe(false);
});

it('a date that was set back is no sleep', () => {
  const watch = new WakeWatch(1_000, 1_000_000);
  expect(watch.woke(2_000, 1_001_000 - EIGHT_HOURS_MS)).toBe(false);
});
