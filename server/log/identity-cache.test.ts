import { describe, expect, it } from 'vitest';
import { IdentityCache } from './identity-cache.ts';
import { identityHash } from './identity-hash.ts';
import { IdentitySet } from './identity-set.ts';

const placesOf = (set: IdentitySet, low: number, high: number): number[] => {
  const places: number[] = [];
  for (let slot = set.first(low, high); slot !== -1; slot = set.next(slot, low, high)) places.push(set.placeAt(slot));
  return places;
};

describe('a set of identities', () => {
  it('finds every place under its own hash, also after growing', () => {
    const set = new IdentitySet();
    const words = Array.from({ length: 1000 }, (_, index) => [Math.imul(index, 0x9e37_79b9) >>> 0, index] as const);
    words.forEach(([low, high], index) => {
      set.add(low, high, index + 1);
    });
    expect(words.map(([low, high]) => placesOf(set, low, high))).toEqual(words.map((_, index) => [index + 1]));
  });

  it('keeps all places that share a hash', () => {
    const set = new IdentitySet();
    for (const place of [3, 5, 9]) set.add(0xffff_ffff, 0, place);
    expect(placesOf(set, 0xffff_ffff, 0)).toEqual([3, 5, 9]);
  });

  it('finds nothing that was not added', () => {
    const set = new IdentitySet();
    set.add(1, 2, 3);
    expect([placesOf(set, 1, 3), placesOf(set, 2, 1)]).toEqual([[], []]);
  });
});

describe('the cache of sets', () => {
  const loads: string[] = [];
  const load = (source: string, day: number) => {
    loads.push(`${source} ${day}`);
    return [{ firstPlace: 10, keys: Uint32Array.of(1, 2, 0, 3, 4, 5) }];
  };

  it('reads a day once, with the places that its batches give', () => {
    loads.length = 0;
    const cache = new IdentityCache(load);
    const set = cache.setOf('s', 1);
    cache.setOf('s', 1);
    expect([placesOf(set, 1, 2), placesOf(set, 3, 4), loads]).toEqual([[10], [15], ['s 1']]);
  });

  it('drops the least recently used set above its bound, and reads it again when needed', () => {
    loads.length = 0;
    const cache = new IdentityCache(load, 32);
    for (const day of [1, 2, 1, 3]) cache.setOf('s', day);
    cache.trim();
    for (const day of [1, 3, 2]) cache.setOf('s', day);
    expect(loads).toEqual(['s 1', 's 2', 's 3', 's 2']);
  });

  it('keeps a set that alone is above the bound', () => {
    const cache = new IdentityCache(load, 1);
    cache.setOf('s', 1);
    cache.trim();
    expect(cache.sets).toBe(1);
  });
});

describe('the hash of an identity', () => {
  const hashesOf = (seed: number, count: number): string[] => {
    const hash = identityHash(seed, seed);
    const out = new Uint32Array(2);
    return Array.from({ length: count }, (_, index) => {
      const bytes = Buffer.from(`{"id":"${index}","source":"urn:kept:test","type":"`);
      hash(bytes, 0, bytes.length, out);
      return `${out[0]} ${out[1]}`;
    });
  };

  it('keeps a hundred thousand ids in a row apart', () => {
    expect(new Set(hashesOf(1, 100_000)).size).toBe(100_000);
  });

  it.each(['low', 'high'])('spreads the %s word evenly, as the slots need it', (word) => {
    const buckets = new Uint32Array(64);
    for (const text of hashesOf(2, 64_000)) {
      const bucket = Number(text.split(' ')[word === 'low' ? 0 : 1]) % 64;
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    expect(Math.max(...buckets)).toBeLessThan(1200);
  });

  it('differs from file to file', () => {
    expect(hashesOf(1, 1)).not.toEqual(hashesOf(2, 1));
  });
});
