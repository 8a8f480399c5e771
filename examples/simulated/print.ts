import { parseArgs } from 'node:util';
import { DAY_MS } from '../../shared/event/index.ts';
import { startOfDay, yearStartBefore } from './local-time.ts';
import { SIMULATED_SEED, simulatedSources } from './sources.ts';

const USAGE = 'node examples/simulated/print.ts --from 2026-11-01 --to 2026-11-08 [--seed 2026] [--source /demo/lines]';
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * What the demo would have told of the days `[from, to)` as CloudEvents, one a line, in order of time: the records since the start
 * of the year of `from`, for without the register little could be judged, and from then on everything.
 * @param from a local date, as `2026-11-01`.
 */
export function* simulatedLines({ from, to, seed, source }: PrintOptions): Iterable<string> {
  const [fromAtMs, toAtMs] = [startOfDate(from), startOfDate(to)];
  const sources = simulatedSources(seed).filter((simulated) => source === undefined || simulated.source === source);
  const events = sources
    .flatMap(({ eventsWithin }) => [
      ...eventsWithin(yearStartBefore(fromAtMs), fromAtMs, 'records'),
      ...eventsWithin(fromAtMs, toAtMs, 'everything'),
    ])
    .map((event) => ({ event, atMs: Date.parse(event.time) }))
    .sort((a, b) => a.atMs - b.atMs);
  for (const { event } of events) yield JSON.stringify({ specversion: '1.0', ...event });
}

type PrintOptions = { readonly from: string; readonly to: string; readonly seed: number; readonly source?: string };

function startOfDate(date: string): number {
  const utcMs = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(utcMs)) throw new Error(`${date} is not a date. ${USAGE}`);
  return startOfDay(utcMs / DAY_MS);
}

if (import.meta.main) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { from: text, to: text, seed: text, source: text } });
  const { from, to, seed = String(SIMULATED_SEED), source } = values;
  if (from === undefined || to === undefined) throw new Error(USAGE);
  const only = source === undefined ? {} : { source };
  process.stdout.on('error', () => process.exit(0)); // Whoever reads has seen enough, as `head` does.
  for (const line of simulatedLines({ from, to, seed: Number(seed), ...only })) process.stdout.write(`${line}\n`);
}
