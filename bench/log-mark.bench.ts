import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mark } from '../server/log/check/mark.ts';
import { Sealer } from '../server/log/erase/sealing.ts';
import { Group, written } from '../server/log/group.ts';
import { verifyFolder } from '../server/log/index.ts';
import { LogStore } from '../server/log/log-store.ts';
import { inspect } from '../server/log/open-store.ts';
import type { KeptEvent } from '../shared/event/index.ts';
import { benchmark, figure, mediansOf, ratio } from './harness/index.ts';

const BATCH_EVENTS = 1000;
const sealer = new Sealer([]);

function batch(round: number, index: number, size: number): readonly KeptEvent[] {
  return Array.from({ length: size }, (_, at) => ({
    id: `${round}-${index}-${at}`,
    source: '/bench',
    type: 'ticket.opened',
    time: '2026-06-18T09:00:00Z',
    subject: `ticket/${at}`,
    data: { text: 'x'.repeat(150) },
  }));
}

/** Milliseconds a commit takes, of so many of one size. */
function commits(store: LogStore, round: number, count: number, size: number): number {
  const requests = Array.from({ length: count }, (_, index) => {
    const group = new Group();
    group.add({ ...written(batch(round, index, size), sealer), erases: [], resolve: () => {}, reject: () => {} });
    return group.request(round);
  });
  const fromMs = performance.now();
  for (const request of requests) store.commit(request);
  return (performance.now() - fromMs) / count;
}

await benchmark(async ({ isQuick, rounds }) => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-mark-'));
  const noMark = { write: (_: Mark): void => {}, close: (): void => {} };
  const stores = [
    new LogStore(join(folder, 'log.db'), { personal: [] }),
    new LogStore(join(folder, 'bare.db'), { personal: [], openMark: () => noMark }),
  ];
  try {
    const count = isQuick ? 10 : 100;
    let round = 0;
    const nextRound = (): number => {
      round += 1;
      return round;
    };
    const jobs = [BATCH_EVENTS, 1].flatMap((size) =>
      stores.map((store) => () => commits(store, nextRound(), size === 1 ? count * 2 : count, size)),
    );
    const [large = 0, largeBare = 0, small = 0, smallBare = 0] = await mediansOf(rounds, jobs);
    for (const store of stores) store.close();
    const [startMs = 0, verifyMs = 0] = await mediansOf(rounds, [
      () => timed(() => inspect(join(folder, 'log.db'))),
      () => timed(() => verifyFolder(folder)),
    ]);
    const events = rounds * count * (BATCH_EVENTS + 2);
    return [
      ratio({ name: 'commit of 1,000 events with its mark on disk', value: large, unit: 'ms' }, largeBare),
      ratio({ name: 'commit of one event with its mark on disk', value: small, unit: 'ms' }, smallBare),
      figure({ name: `check at start, ${events} events`, value: startMs, unit: 'ms' }),
      figure({ name: 'whole check of a log', value: (verifyMs * 1000) / events, unit: 'µs/event' }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function timed(act: () => unknown): number {
  const fromMs = performance.now();
  act();
  return performance.now() - fromMs;
}
