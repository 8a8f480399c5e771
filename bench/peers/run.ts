import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../server/launch/child.mjs';
import { figure, type Row, ratio, table } from '../harness/index.ts';
import { endToEnd, type Measured, type System } from '../load/end-to-end.ts';

/**
 * `npm run bench:peers [--quick]`: the same job done by Kept and by what people would use instead, one after another on the same machine, driven
 * by the same load and measured at the screens. The packages of each stand in its own folder and are installed at the first run.
 */
const FOLDER = import.meta.dirname;
const here = (path: string): string => join(FOLDER, path);
const JSON_TYPE = 'application/json';
const JOB = { screens: 100, settleMsMax: 120_000, events: 1_000, connections: 4 };

const SYSTEMS: readonly (System & { readonly packages: string | null })[] = [
  {
    name: 'Kept, whole book, on disk',
    server: [here('kept/server.ts')],
    screen: here('kept/screen.ts'),
    path: '/api/events',
    contentType: 'application/cloudevents-batch+json',
    packages: null,
  },
  {
    name: 'bare ws',
    server: [here('bare/ws-server.ts')],
    screen: here('bare/ws-screen.ts'),
    path: '/events',
    contentType: JSON_TYPE,
    packages: 'bare',
  },
  {
    name: 'bare socket.io',
    server: [here('bare/socket-io-server.ts')],
    screen: here('bare/socket-io-screen.ts'),
    path: '/events',
    contentType: JSON_TYPE,
    packages: null,
  },
  {
    name: 'Perspective',
    server: [here('perspective/server.ts')],
    screen: here('perspective/screen.ts'),
    path: '/events',
    contentType: JSON_TYPE,
    packages: 'perspective',
  },
  {
    name: 'Node-RED Dashboard 2, a message for each event',
    server: [here('node-red/server.ts'), 'events'],
    screen: here('node-red/screen.ts'),
    path: '/events',
    contentType: JSON_TYPE,
    packages: 'node-red',
  },
  {
    name: 'Node-RED Dashboard 2, a body counted at once',
    server: [here('node-red/server.ts'), 'batches'],
    screen: here('node-red/screen.ts'),
    path: '/events',
    contentType: JSON_TYPE,
    packages: 'node-red',
  },
];

async function main(args: readonly string[]): Promise<void> {
  const isQuick = args.includes('--quick');
  const filters = args.filter((arg) => !arg.startsWith('--'));
  const measured: Measured[] = [];
  for (const system of SYSTEMS.filter(({ name }) => filters.every((filter) => name.includes(filter)))) {
    process.stderr.write(`${system.name}\n`);
    if (system.packages !== null) await install(system.packages);
    measured.push(await endToEnd(system, { ...JOB, forMs: isQuick ? 3_000 : 20_000 }));
  }
  const rows = measured.flatMap((one) => rowsOf(one, measured[0] as Measured));
  process.stdout.write(args.includes('--json') ? `${JSON.stringify({ rows }, null, 2)}\n` : table(rows));
}

/** Figures of one system; its baseline is the first one that was measured, which is Kept unless it was left out. */
function rowsOf({ name, eventsPerSecond, latency, serverMB }: Measured, first: Measured): readonly Row[] {
  const shown = { name: `${name}: shown on ${JOB.screens} screens`, value: eventsPerSecond, unit: 'events/s' };
  return [
    name === first.name ? figure(shown) : ratio(shown, first.eventsPerSecond),
    figure({ name: `${name}: event to screen at 2,000 events/s, median`, value: latency.p50Ms, unit: 'ms' }),
    figure({ name: `${name}: the same, 99th percentile`, value: latency.p99Ms, unit: 'ms' }),
    figure({ name: `${name}: memory of the server at the end`, value: serverMB, unit: 'MB' }),
  ];
}

async function install(folder: string): Promise<void> {
  if (existsSync(here(`${folder}/node_modules`))) return;
  const ended = await run('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: here(folder),
    env: process.env,
    show: false,
    boundMs: 10 * 60_000,
  });
  if (ended.code !== 0) throw new Error(`The packages of ${folder} cannot be installed:\n${ended.output}`);
}

// The first argument is the command itself, `bench:peers`.
await main(process.argv.slice(2).filter((arg) => arg !== 'bench:peers'));
