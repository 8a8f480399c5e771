import type { FeedRow } from './setup-book.svelte.ts';

/** One event of a feed, as a program sends it with its key: what a first try on the command line needs. @param atMs of the event. */
export function sampleCurl({ source, sends }: Pick<FeedRow, 'source' | 'sends'>, origin: string, atMs: number): string {
  const type = (sends.find((each) => !each.includes('*')) ?? sends[0] ?? 'item.fact').replace('*', 'test');
  const subject = `${type.split('.')[0]}/TEST-1`;
  const event = { specversion: '1.0', id: `test-${atMs}`, source, type, time: new Date(atMs).toISOString(), subject, data: {} };
  return [
    `curl -X POST ${origin}/api/events \\`,
    `  -H "Authorization: Bearer $KEPT_KEY" \\`,
    "  -H 'Content-Type: application/cloudevents+json' \\",
    `  -d '${JSON.stringify(event)}'`,
  ].join('\n');
}
