import { fileURLToPath } from 'node:url';
import { instantOf, type KeptEvent } from '../../shared/event/index.ts';
import type { Bilingual } from '../../shared/text/index.ts';
import { DEMO_BANNER } from './banner.ts';
import { loadDemoFlights } from './demo-flights.ts';
import type { DemoPart } from './demo-part.ts';
import { departuresPart } from './departures-part.ts';
import { simulatedParts } from './simulated-part.ts';

const DEMO_FLIGHTS = fileURLToPath(new URL('../../examples/nyc-demo/flights.csv.gz', import.meta.url));
const STORY_BANNER = {
  en: 'A made-up example: its events, people and promises are invented, and its clock stands where its story does.',
  zh: '虚构示例：事件、人物和承诺均为虚构，时钟停在故事所在的时刻。',
} as const;

/** What is told to a log as if it happened now, and what stands above every wall that shows it. */
export type Told = { readonly banner: Bilingual; parts(): Promise<readonly DemoPart[]> };

/** The demo: real departures, and simulated calls, tickets and lines. */
export const DEMO: Told = {
  banner: DEMO_BANNER,
  parts: async () => [departuresPart(await loadDemoFlights(DEMO_FLIGHTS)), ...simulatedParts()],
};

/** The events of an example, each at its own time. */
export function storyOf(events: readonly KeptEvent[]): Told {
  const bySource = Map.groupBy(events, ({ source }) => source);
  return { banner: STORY_BANNER, parts: async () => [...bySource].map(([source, own]) => storyPart(source, own)) };
}

/** All of one source, from its first event on. */
function storyPart(source: string, events: readonly KeptEvent[]): DemoPart {
  const timed = events.map((event) => ({ event, atMs: instantOf(event.time) as number })).sort((a, b) => a.atMs - b.atMs);
  const firstAtMs = timed[0]?.atMs ?? 0;
  const eventsWithin = (fromAtMs: number, toAtMs: number) =>
    timed.filter(({ atMs }) => atMs >= fromAtMs && atMs < toAtMs).map(({ event }) => event);
  return {
    source,
    stretchesToTell: (toldUntilMs, { nowAtMs }) => {
      const fromAtMs = Math.max(toldUntilMs ?? firstAtMs, firstAtMs);
      const toAtMs = nowAtMs + 1;
      return fromAtMs >= toAtMs ? [] : [{ fromAtMs, toAtMs, sliceMs: toAtMs - fromAtMs, eventsWithin }];
    },
  };
}
