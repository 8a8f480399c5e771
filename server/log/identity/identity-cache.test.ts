import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../test/simulation/world.ts';
import { IdentityCache } from './identity-cache.ts';
import { identityHash } from './identity-hash.ts';
import { IdentityRun } from './identity-run.ts';
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

describe('identities that were put away', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kept-identities-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('[LOG-1] are found by their hash with those in memory, the same hash in both as well, and others are not', () => {
    const set = new IdentitySet();
    const random = seededRandom(7);
    const hashes = Array.from({ length: 3_000 }, () => [Math.floor(random() * 4_000), Math.floor(random() * 4)] as const);
    const expected = new Map<string, number[]>();
    hashes.forEach(([low, high], index) => {
      set.add(low, high, index + 1);
      expected.set(`${low} ${high}`, [...(expected.get(`${low} ${high}`) ?? []), index + 1]);
      if (index % 1_000 === 700) set.putAway((words) => new IdentityRun(join(folder, 'run'), words));
    });
    for (let low = 0; low < 4_200; low += 1) {
      for (let high = 0; high < 5; high += 1)
        expect(placesOf(set, low, high).toSorted((a, b) => a - b)).toEqual(expected.get(`${low} ${high}`) ?? []);
    }
    expect(readdirSync(folder)).toEqual([]);
    set.close();
  });

  it('keep places beyond 32 bits', () => {
    const set = new IdentitySet();
    set.add(5, 0xffff_ffff, 2 ** 39 + 3);
    set.putAway((words) => new IdentityRun(join(folder, 'run'), words));
    expect(placesOf(set, 5, 0xffff_ffff)).toEqual([2 ** 39 + 3]);
    set.close();
  });

  it('leave memory when a set is full, while it is used and while it is read again', () => {
    const keys = Uint32Array.from({ length: 3 * 30_000 }, (_, at) =>
      at % 3 === 2 ? Math.floor(at / 3) % 1_000 : Math.imul(at, 0x9e37_79b9),
    );
    const stored = Array.from({ length: 30 }, (_, row) => ({
      firstPlace: 1 + row * 1_000,
      keys: keys.subarray(row * 3_000, (row + 1) * 3_000),
    }));
    const cache = new IdentityCache(() => stored, join(folder, 'run'), { setSlotsMax: 8_192 });
    const set = cache.setOf('s', 1);
    expect([set.slots <= 8_192, set.slotsAway > 30_000]).toEqual([true, true]);
    for (let added = 0; added < 6_000; added += 1) set.add(added, 1, 40_000 + added);
    cache.trim();
    expect(set.slots).toBeLessThan(8_192);
    expect(placesOf(set, keys[0] as number, keys[1] as number)).toEqual([1]);
    expect(placesOf(set, 5_999, 1)).toEqual([45_999]);
    cache.close();
  });

  it('stay in memory where the disk takes none', () => {
    const cache = new IdentityCache(() => [], join(folder, 'missing', 'run'), { setSlotsMax: 16 });
    const set = cache.setOf('s', 1);
    for (let place = 1; place <= 100; place += 1) set.add(place, place, place);
    cache.trim();
    expect([placesOf(set, 77, 77), set.slotsAway]).toEqual([[77], 0]);
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
    const cache = new IdentityCache(load, null, { slotsMax: 32 });
    for (const day of [1, 2, 1, 3]) cache.setOf('s', day);
    cache.trim();
    for (const day of [1, 3, 2]) cache.setOf('s', day);
    expect(loads).toEqual(['s 1', 's 2', 's 3', 's 2']);
  });

  it('keeps a set that alone is above the bound', () => {
    const cache = new IdentityCache(load, null, { slotsMax: 1 });
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
