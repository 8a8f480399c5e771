import { checkedEvent, type KeptEvent, nothingFound } from '../shared/event/index.ts';
import { batchBodies, departureEvents, inBatches } from './harness/events.ts';
import { benchmark, median, ratio } from './harness/index.ts';

/**
 * Events from the bytes of a batch to what the log takes, beside `JSON.parse` of the same bytes alone. Both do a run of batches in
 * turn, now the one first and now the other, so that what else the machine does meets both, and each run is long enough to collect its own
 * garbage: when they took turns batch by batch, chance had one of them collect for both, and rounds gave anything from 0.5 to 1.25.
 * Events per second of the thread's processor time.
 */
const BATCH_EVENTS = 1_000;
const WARM_UP_ROUNDS = 3;
/** Batches in a run: some hundredths of a second. */
const RUN_BATCHES = 20;
/** A round does each batch so often. */
const TIMES = 3;
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

await benchmark(async ({ isQuick, rounds }) => {
  const count = isQuick ? 10_000 : 100_000;
  const bodies = batchBodies(await departureEvents(count), BATCH_EVENTS);
  const rates = Array.from({ length: WARM_UP_ROUNDS + rounds }, () => eventsPerSecond(bodies, count)).slice(WARM_UP_ROUNDS);
  return [
    ratio(
      {
        name: 'parse and validate events',
        value: median(rates.map(([, kept]) => kept)),
        unit: 'events/s of CPU',
        target: '≥ 85% of the baseline',
        holds: (of) => of >= 0.85,
      },
      median(rates.map(([bare]) => bare)),
    ),
  ];
});

function eventsPerSecond(bodies: readonly Buffer[], count: number): readonly [bare: number, kept: number] {
  globalThis.gc?.();
  const spentUs: [number, number] = [0, 0];
  for (const [index, run] of inBatches(Array.from({ length: TIMES }, () => bodies).flat(), RUN_BATCHES).entries()) {
    for (const job of index % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const before = process.threadCpuUsage();
      for (const body of run) {
        if (job === 0) bare(body);
        else parsed(body);
      }
      const { user, system } = process.threadCpuUsage(before);
      spentUs[job] += user + system;
    }
  }
  const [bareUs, keptUs] = spentUs;
  return [((TIMES * count) / bareUs) * 1_000_000, ((TIMES * count) / keptUs) * 1_000_000];
}

function bare(body: Buffer): unknown {
  return JSON.parse(body.toString());
}

/** As a request is read: bytes that are not UTF-8 are refused. */
function parsed(body: Buffer): readonly KeptEvent[] {
  const raws = JSON.parse(UTF_8.decode(body)) as unknown[];
  const events: KeptEvent[] = [];
  const found = nothingFound();
  for (const raw of raws) events.push(checkedEvent(raw, found));
  return events;
}
