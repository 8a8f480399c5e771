import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KeptEvent } from '../../../shared/event/index.ts';
import { event } from '../../../test/contracts/log.contract.ts';
import { ManualClock } from '../../../test/contracts/manual-clock.ts';
import type { Receipt } from '../../ports/index.ts';
import { Sealer } from '../erase/sealing.ts';
import { GroupCommit } from '../group-commit.ts';
import { MemoryLog } from '../index.ts';
import { lineOf } from '../line.ts';
import { LogStore } from '../log-store.ts';

/** Few enough identities that repeats are common, over several sources and days. */
const anyEvent = fc
  .record({ id: fc.integer({ min: 0, max: 9 }), source: fc.constantFrom('a', 'b'), day: fc.integer({ min: 10, max: 12 }) })
  .map(({ id, source, day }) => event(`${id}`, { source, time: `2026-06-${day}T00:00:00Z` }));
/** Now and then with content that contradicts the first. */
const anyContent = fc.tuple(anyEvent, fc.integer({ min: 0, max: 3 })).map(([one, note]) => ({ ...one, data: note === 3 ? { note } : {} }));

/** Cuts a list into appends at places drawn from the same seed. */
const split = <T>(items: readonly T[], sizes: readonly number[]): T[][] => {
  const parts: T[][] = [];
  for (let at = 0, turn = 0; at < items.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    parts.push(items.slice(at, at + size));
    at += size;
  }
  return parts;
};
const anySizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });

async function throughSqlite(appends: readonly (readonly KeptEvent[])[]): Promise<{ receipts: Receipt[]; lines: string[] }> {
  const store = new LogStore(':memory:', { personal: [] });
  const lines: string[] = [];
  const log = new GroupCommit({
    clock: new ManualClock(),
    sealer: new Sealer([]),
    head: store.head(),
    commit: async (request) => store.commit(request),
  });
  log.onCommit((batch) => lines.push(...batch.events.map(lineOf)));
  const receipts = (await Promise.all(appends.map((events) => log.append(events, { urgent: true })))).flat();
  store.close();
  return { receipts, lines };
}

it('[LOG-1] any order, any repeats and any split into appends give the same set of events', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEvent, { minLength: 1, maxLength: 60 }),
      fc.infiniteStream(fc.nat()),
      anySizes,
      async (events, order, sizes) => {
        const shuffled = [...events, ...events].map((one) => [order.next().value, one] as const).sort(([a], [b]) => Number(a) - Number(b));
        const plain = await throughSqlite([events]);
        const mixed = await throughSqlite(
          split(
            shuffled.map(([, one]) => one),
            sizes,
          ),
        );
        expect(mixed.lines.toSorted()).toEqual(plain.lines.toSorted());
      },
    ),
    { seed: 20_871, numRuns: 60 },
  );
});

it('[LOG-1] the hashed identities of SQLite answer as the plain map in memory does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyContent, { minLength: 1, maxLength: 60 }), anySizes, async (events, sizes) => {
      const memory = new MemoryLog({ clock: new ManualClock() });
      const appends = split(events, sizes);
      const expected = (await Promise.all(appends.map((some) => memory.append(some, { urgent: true })))).flat();
      expect((await throughSqlite(appends)).receipts).toEqual(expected);
    }),
    { seed: 412, numRuns: 60 },
  );
});
