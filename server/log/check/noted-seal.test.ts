import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseSeal, SealCheck } from './noted-seal.ts';

const HASH = '3f9a41c277d0b1e8'.repeat(4);
const row = (lastPlace: number) => ({
  firstPlace: lastPlace - 1,
  count: 2,
  receivedAtMs: 0,
  chain: Buffer.from(HASH, 'hex'),
  body: new Uint8Array(),
});

it.each(['#48,211 3f9a 41c2 77d0 b1e8', '48211:3F9A41C277D0B1E8', '48211 3f9a-41c2-77d0-b1e8'])(
  '[LOG-14] reads %j off a picture',
  (text) => {
    expect(parseSeal(text)).toEqual({ place: 48_211, hash: '3f9a41c277d0b1e8' });
  },
);

it.each(['48211', '48211:3f9a', '0:3f9a41c277d0b1e8', 'x:3f9a41c277d0b1e8', `1:${HASH}0`])('[LOG-14] refuses %j', (text) => {
  expect(() => parseSeal(text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
});

it('[LOG-14] any digits from the first on prove it, one other digit does not, and another place is absent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 64 }), fc.nat({ max: 63 }), (digits, at) => {
      const hash = HASH.slice(0, digits);
      const check = (seal: { place: number; hash: string }) => {
        const found = new SealCheck(seal);
        found.take(row(2));
        return found.finding;
      };
      const other = hash.slice(0, at % digits) + (hash[at % digits] === '0' ? '1' : '0') + hash.slice((at % digits) + 1);
      expect([check({ place: 2, hash }), check({ place: 2, hash: other }), check({ place: 1, hash })]).toEqual([
        'proven',
        'other',
        'absent',
      ]);
    }),
  );
});
