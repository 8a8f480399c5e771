import { join } from 'node:path';
import { benchmark, figure } from './harness/index.ts';
import { endToEnd } from './load/end-to-end.ts';

/**
 * The whole way: HTTP, disk, engine, 100 screens. Events are shown when every screen shows all of them, so what waits anywhere counts
 * against the figure. One run and not rounds: it lasts five minutes, and what it is after is that the pace holds.
 */
const here = (path: string): string => join(import.meta.dirname, path);
const WANTED_PER_SECOND = 120_000;

await benchmark(async ({ isQuick }) => {
  const system = {
    name: 'Kept',
    server: [here('peers/kept/server.ts')],
    screen: here('peers/kept/screen.ts'),
    path: '/api/events',
    contentType: 'application/cloudevents-batch+json',
  };
  const job = { screens: isQuick ? 5 : 100, forMs: isQuick ? 1_000 : 300_000, settleMsMax: 120_000, events: 1_000, connections: 8 };
  const { eventsPerSecond, serverMB } = await endToEnd(system, job);
  return [
    figure({
      name: 'end to end: HTTP, disk, engine, screens',
      value: eventsPerSecond,
      unit: 'events/s',
      target: '≥ 120,000 events/s for 5 min',
      holds: (value) => value >= WANTED_PER_SECOND,
    }),
    figure({ name: 'end to end: memory of the server at its end', value: serverMB, unit: 'MB' }),
  ];
});
