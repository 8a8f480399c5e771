import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveOptions, startServer } from '../../server/command/index.ts';
import { ShiftedClock } from '../../server/live/index.ts';
import type { Clock } from '../../server/ports/index.ts';

export type DemoAt = { readonly url: string; readonly folder: string; stop(): Promise<void> };

/** The demo as `npm start` runs it, on an empty data folder, at an instant of ours; resolves when its history is told. */
export function demoAt(startAtMs: number): Promise<DemoAt> {
  return demoOn(new ShiftedClock(startAtMs));
}

/** The same by any clock. */
export async function demoOn(clock: Clock): Promise<DemoAt> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-demo-'));
  const server = await startServer(serveOptions(['--port', '0', '--data', folder], true, {}), clock);
  const url = /http:\/\/localhost:\d+/.exec(server.lines.join('\n'))?.[0] ?? '';
  return {
    url,
    folder,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
