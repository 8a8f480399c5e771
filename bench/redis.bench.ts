import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { SystemClock } from '../server/live/index.ts';
import { RedisLog } from '../server/log/index.ts';
import type { KeptEvent } from '../shared/event/index.ts';
import { RedisServer } from '../test/redis/redis-server.ts';
import { benchmark, mediansOf, ratio } from './harness/index.ts';

/** Entries that wait for an answer at once, on both sides. */
const UNDER_WAY = 8;
const EVENTS_AN_ENTRY = 1000;
/** As the lines of the events below, with what stands beside them in the entry. */
const ENTRY_BYTES = 256_000;

/**
 * How many entries of a thousand events a second go to the disk of Redis: the log with all that an append is (lines, identities against
 * random ids, places, chain), beside `redis-benchmark` adding entries of the same size to a stream of the same Redis. The first row ends
 * with the last acknowledgement; the second one when all is in the record as well, and has left Redis.
 */
await benchmark(async ({ isQuick, rounds }) => {
  const entries = isQuick ? 40 : 200;
  const redis = await RedisServer.start();
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-redis-'));
  const log = await RedisLog.open({ url: redis.url, folder, clock: new SystemClock() });
  try {
    await appended(log, 'warm', 20); // The first batches are slow everywhere.
    let round = 0;
    let recordedRate = 0;
    const job = async (): Promise<number> => {
      round += 1;
      const events = batches(`r${round}`, entries);
      await log.record();
      const startMs = performance.now();
      await Promise.all(pipelined(log, events));
      const rate = (entries * 1000) / (performance.now() - startMs);
      await log.record();
      recordedRate = (entries * 1000) / (performance.now() - startMs);
      return rate;
    };
    const [ours = 0, theirs = 0, recorded = 0] = await mediansOf(rounds, [job, () => baseline(redis.port, entries), () => recordedRate]);
    const unit = 'entries/s';
    return [
      ratio(
        {
          name: 'Redis append, one entry per batch of 1,000',
          value: ours,
          unit,
          target: '≥ 60% of redis-benchmark XADD',
          holds: (of) => of >= 0.6,
        },
        theirs,
      ),
      ratio({ name: 'the same until it is in the record', value: recorded, unit }, theirs),
    ];
  } finally {
    await log.close();
    await redis.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** All at once: the log takes as many under way as it wants, and never more than it has room for. */
function* pipelined(log: RedisLog, events: readonly (readonly KeptEvent[])[]): Generator<Promise<void>> {
  const queue = events.values();
  for (let lane = 0; lane < UNDER_WAY; lane += 1) {
    yield (async () => {
      for (const batch of queue) await log.append(batch);
    })();
  }
}

async function appended(log: RedisLog, prefix: string, entries: number): Promise<void> {
  await Promise.all(pipelined(log, batches(prefix, entries)));
  await log.record();
}

function baseline(port: number, entries: number): number {
  const asked = [
    '-p',
    String(port),
    '-c',
    String(UNDER_WAY),
    '-n',
    String(entries),
    '--csv',
    '-x',
    'XADD',
    'baseline',
    'MAXLEN',
    '50',
    '*',
    'b',
  ];
  // It comes with Redis: Debian's package is redis-tools.
  const said = execFileSync('redis-benchmark', asked, { input: 'x'.repeat(ENTRY_BYTES), encoding: 'utf8' });
  return Number(/"([\d.]+)"/.exec(said.trim().split('\n').at(-1)?.split(',').slice(1).join(',') ?? '')?.[1]);
}

/** Events with random ids, the same in each run. */
function batches(prefix: string, entries: number): readonly (readonly KeptEvent[])[] {
  return Array.from({ length: entries }, (_, entry) =>
    Array.from({ length: EVENTS_AN_ENTRY }, (_, at) => eventOf(prefix, entry * EVENTS_AN_ENTRY + at)),
  );
}

function eventOf(prefix: string, at: number): KeptEvent {
  const id = createHash('md5').update(`${prefix} ${at}`).digest('hex');
  return {
    id: `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`,
    source: '/helpdesk/north',
    type: 'ticket.opened',
    time: '2026-06-18T09:00:00.123+08:00',
    subject: `ticket/${at % 1000}`,
    data: { title: 'No dial tone', customer: `c-${at % 1000}`, tier: 'gold', site: 'north-2', priority: 3 },
  };
}
