import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ClockOffset } from './clock-offset.ts';

const HOUR_MS = 3_600_000;
const SERVER_MS = 1_781_768_528_000;

it('tells no time before it has heard of the server', () => {
  expect(new ClockOffset().serverAtMs(1_000)).toBeNull();
});

it('takes the middle of a round trip as the instant of the answer', () => {
  const clock = new ClockOffset();
  clock.sample({ sentAtMs: 1_000, receivedAtMs: 1_100, serverAtMs: SERVER_MS });
  expect(clock.serverAtMs(1_050)).toBe(SERVER_MS);
});

it.each([HOUR_MS, -HOUR_MS, 8 * HOUR_MS, -SERVER_MS])('corrects a page whose clock is %i ms off, in both directions', (wrongMs) => {
  const clock = new ClockOffset();
  clock.sample({ sentAtMs: SERVER_MS + wrongMs, receivedAtMs: SERVER_MS + wrongMs + 20, serverAtMs: SERVER_MS + 10 });
  expect(clock.serverAtMs(SERVER_MS + wrongMs + 5_000)).toBe(SERVER_MS + 5_000);
});

it('believes the shortest of the last eight round trips', () => {
  const clock = new ClockOffset();
  clock.sample({ sentAtMs: 0, receivedAtMs: 10, serverAtMs: SERVER_MS + 5 });
  clock.sample({ sentAtMs: 1_000, receivedAtMs: 1_400, serverAtMs: SERVER_MS + 1_390 });
  expect(clock.serverAtMs(2_000)).toBe(SERVER_MS + 2_000);
});

it('forgets a short round trip once eight others have come after it', () => {
  const clock = new ClockOffset();
  clock.sample({ sentAtMs: 0, receivedAtMs: 2, serverAtMs: SERVER_MS + 1 });
  for (let i = 1; i <= 8; i += 1)
    clock.sample({ sentAtMs: i * 1_000, receivedAtMs: i * 1_000 + 100, serverAtMs: SERVER_MS + i * 1_000 + 90 });
  expect(clock.serverAtMs(9_000)).toBe(SERVER_MS + 9_040);
});

it('drops what it knew when the monotonic clock stood still for eight hours of sleep', () => {
  const clock = new ClockOffset();
  clock.sample({ sentAtMs: 0, receivedAtMs: 2, serverAtMs: SERVER_MS + 1 });
  clock.sample({ sentAtMs: 1_000, receivedAtMs: 1_200, serverAtMs: SERVER_MS + 8 * HOUR_MS + 1_100 });
  expect(clock.serverAtMs(2_000)).toBe(SERVER_MS + 8 * HOUR_MS + 2_000);
});

it('is set by the stamp of a message until the first round trip', () => {
  const clock = new ClockOffset();
  expect(clock.heard(SERVER_MS, 500)).toBe(true);
  expect(clock.serverAtMs(1_500)).toBe(SERVER_MS + 1_000);
});

it('never lags behind the stamp of a message, and asks for a round trip then', () => {
  const clock = new ClockOffset();
  clock.sample({ sentAtMs: 0, receivedAtMs: 2, serverAtMs: SERVER_MS + 1 });
  expect(clock.heard(SERVER_MS + 8 * HOUR_MS, 5_000)).toBe(true);
  expect(clock.serverAtMs(5_000)).toBe(SERVER_MS + 8 * HOUR_MS);
});

it('does not follow a message that was a little late on its way', () => {
  const clock = new ClockOffset();
  clock.sample({ sentAtMs: 0, receivedAtMs: 2, serverAtMs: SERVER_MS + 1 });
  expect(clock.heard(SERVER_MS + 4_900, 5_000)).toBe(false);
  expect(clock.serverAtMs(5_000)).toBe(SERVER_MS + 5_000);
});

it('is never off by more than half of the shortest round trip', () => {
  const trips = fc.array(fc.record({ out: fc.integer({ min: 0, max: 2_000 }), back: fc.integer({ min: 0, max: 2_000 }) }), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(trips, fc.integer({ min: -HOUR_MS, max: HOUR_MS }), (rounds, offsetMs) => {
      const clock = new ClockOffset();
      let atMs = 0;
      for (const { out, back } of rounds) {
        clock.sample({ sentAtMs: atMs, receivedAtMs: atMs + out + back, serverAtMs: atMs + out + offsetMs });
        atMs += 60_000;
      }
      const bestMs = Math.min(...rounds.map(({ out, back }) => out + back));
      expect(Math.abs((clock.serverAtMs(atMs) ?? Number.NaN) - atMs - offsetMs)).toBeLessThanOrEqual(bestMs / 2);
    }),
    { seed: 20_871 },
  );
});
